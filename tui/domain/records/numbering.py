"""The numbers of cards and customers, each to be given once in a workspace, and which were given twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import cast

from tui.domain.records import Card, Counter, Experiment, Participant, Record
from tui.domain.records.glances import Numbered
from tui.domain.records.stretches import Uids
from tui.domain.records.workspace import Workspace

PARTICIPANT_SERIES = "participants"


def next_person(workspace: Workspace) -> int:
    """Return the number of the next participant, also where a merge left the counter behind."""
    counter = workspace.counters.get(PARTICIPANT_SERIES)
    return max(counter.next if counter else 1, workspace.last_person() + 1)


def next_card(workspace: Workspace, board: str) -> int:
    """Return the number of the next card of a board (its id), also where a merge left the counters behind.

    Numbers go on across the iterations of a board, and across its removal by going back to a backup.
    """
    iterations = workspace.experiments_of(board)
    # A card whose experiment is not there counts for a board of that uid.
    uids = {experiment.uid for experiment in iterations} or {board}
    highest = max(map(workspace.last_number, uids))
    marks = (counter.next for _, of, counter in _of_removed(workspace) if of == board)
    return max(highest + 1, *(experiment.next_number for experiment in iterations), *marks, 1)


def mark_of(workspace: Workspace, experiment: Experiment) -> Counter:
    """Return the counter that remembers the numbers of an experiment which is about to be removed."""
    return Counter(f"{experiment.key}/{experiment.board_id}", next_card(workspace, experiment.board_id))


def keys_in_use(workspace: Workspace, board: str) -> set[str]:
    """Return the keys a board (its id) may not have: those others have, or had when their cards were numbered."""
    had = {key for key, of, _ in _of_removed(workspace) if of != board}
    return had | {experiment.key for experiment in workspace.experiments.values()}


def _of_removed(workspace: Workspace) -> Iterator[tuple[str, str, Counter]]:
    """Yield the counters of experiments that were removed, with the key and the id of their board."""
    for series, counter in workspace.counters.items():
        key, slash, board = series.partition("/")
        if slash:
            yield key, board, counter


def has_doubles(workspace: Workspace) -> bool:
    """Return whether cards or participants share a number; looks at all of them, without reading any."""
    return _share(workspace.people_glances) or (_share(workspace.glances) and bool(cards_of_one_number(workspace)))


def cards_of_one_number(workspace: Workspace) -> list[list[Card]]:
    """Return the cards that share a number within a board, as a merge of two copies may leave them.

    Numbers go on across the iterations of a board.
    """
    glances = workspace.glances
    groups: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for board, uids in _of_boards(workspace):
        for uid in uids:
            groups[board, glances[uid].number].append(uid)
    return [[*map(workspace.cards.__getitem__, uids)] for uids in groups.values() if len(uids) > 1]


def numbers_anew(workspace: Workspace, changes: Mapping[str, Mapping[str, Record | None]]) -> bool:
    """Return whether records, by table and uid, have numbers which those of that uid have not in a workspace."""
    return any(
        isinstance(record, Card | Participant) and record.number != getattr(workspace.find(table, uid), "number", None)
        for table, rows in changes.items()
        for uid, record in rows.items()
    )


def _share(glances: Mapping[str, Numbered]) -> bool:
    """Return whether any have the same number."""
    return len({glance.number for glance in glances.values()}) < len(glances)


def _of_boards(workspace: Workspace) -> Iterator[tuple[str, Uids]]:
    """Yield the cards of each iteration with the id of its board; where there is none, with its own uid."""
    boards = {uid: board for board, uids in workspace.lookup("board").items() for uid in uids}
    for iteration, uids in cast(Mapping[str, Uids], workspace.lookup("cards.number")).items():
        yield cast(str, boards.get(iteration, iteration)), uids

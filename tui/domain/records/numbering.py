"""The numbers of cards and customers, each given once in a workspace, and the ranks by which cards are in order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from tui.domain.records import Counter, Experiment
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


def first_ranks(count: int) -> list[str]:
    """Return ranks for the first cards of an empty column, in order."""
    from fractional_indexing import generate_n_keys_between

    return [str(rank) for rank in generate_n_keys_between(None, None, count)]


def rank_at(ranks: Sequence[str], index: int) -> str:
    """Return a rank that sorts a card to `index` among the sorted ranks of a column.

    Two clones of a workspace may have given one rank twice; the card then goes behind the last of the equals. A rank
    edited by hand into something that is none is passed over.
    """
    from fractional_indexing import FIError, generate_key_between

    before = ranks[index - 1] if index > 0 else None
    following = bisect_right(ranks, before) if before is not None else 0
    after = ranks[following] if following < len(ranks) else None
    try:
        return str(generate_key_between(before, after))
    except (FIError, ValueError, IndexError):
        return f"{before}V" if before is not None else first_ranks(1)[0]


def is_rank(text: str) -> bool:
    """Return whether a text is a rank that others can be made around."""
    from fractional_indexing import FIError, validate_order_key

    try:
        validate_order_key(text)
    except (FIError, IndexError):
        return False
    return text.isascii() and text.isalnum()

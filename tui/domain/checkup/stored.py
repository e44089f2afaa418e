"""What is stored: whether each document can be read and is there once, and what refers to what is not there.

A merge of two copies may give numbers and keys twice; counters that would give one again are looked for, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

import msgspec

from tui.domain.checkup.finding import Finding, finding_of
from tui.domain.records import RECORD_TYPES, Card, Event, Experiment, Participant, Record
from tui.domain.records.meaning import PEOPLE, references
from tui.domain.records.numbering import PARTICIPANT_SERIES, cards_of_one_number
from tui.domain.records.ranks import is_rank
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key
from tui.domain.work.dependencies import circles

Stored = Mapping[str, Iterable[bytes]]
"""Table -> the documents in it as JSON, in the order they are stored."""

_TYPES = {**RECORD_TYPES, "events": Event, "people_events": Event}
NumberedT = TypeVar("NumberedT", Card, Participant)


class _Named(msgspec.Struct):
    uid: str


def check_stored(stored: Stored) -> Iterator[Finding]:
    """Yield the documents that cannot be read, and those that hide another one because they share its uid."""
    for table, rows in stored.items():
        if table in _TYPES:
            yield from _check_table(table, rows)
        else:
            sentence = f"The table {table} is not one of custdev's; it is left alone."
            yield Finding("unreadable", sentence, table, name=table, note=True)


def events_in(stored: Stored) -> Iterator[Event]:
    """Yield the events that can be read, in the order they are stored."""
    decoder = msgspec.json.Decoder(Event)
    for row in stored.get("events", ()):
        try:
            yield decoder.decode(row)
        except msgspec.MsgspecError:
            continue


def _check_table(table: str, rows: Iterable[bytes]) -> Iterator[Finding]:
    decoder = msgspec.json.Decoder(_TYPES[table])
    uids: set[str] = set()
    for row in rows:
        uid = _uid_of(row)
        record = f"A record of {table} ({uid or 'without a uid'})"
        try:
            decoder.decode(row)
        except msgspec.MsgspecError as error:
            why = f"{record} cannot be read: {error}. It is left as it is; perhaps a newer custdev wrote it."
            yield Finding("unreadable", why, table, uid, uid)
        if uid and uid in uids:
            twice = f"{record} is stored twice, and the later line counts; take the other one out with an editor."
            yield Finding("double", twice, table, uid, uid)
        uids.add(uid)


def _uid_of(row: bytes) -> str:
    try:
        return msgspec.json.decode(row, type=_Named).uid
    except msgspec.MsgspecError:
        return ""


class Dangling(NamedTuple):
    """A record that refers to what is not there, and the fields it has without that."""

    record: Record
    words: str
    fields: dict[str, object]


def check_references(workspace: Workspace, unreadable: Collection[str] = ()) -> Iterator[Finding]:
    """Yield what refers to nothing; the records of `unreadable` uids are there, though they cannot be read."""
    for record, words, _ in dangling(workspace, unreadable):
        yield finding_of(workspace, record, "reference", words, fixable=True)
    help_ = "custdev backup list names the states one can go back to"
    for table in RECORD_TYPES:
        for record, words, _ in _dangling_in(workspace, table, unreadable, owned=True):
            yield finding_of(workspace, record, "reference", f"{words}; {help_}")
    for card in without_place(workspace):
        yield finding_of(workspace, card, "rank", f"has no place in its column ({card.rank!r} is none)", fixable=True)
    for first, *others in circles(workspace):
        way = ", which waits for ".join(card_key(workspace, card) for card in (*others, first))
        help_ = "whoever knows which can go on unblocks it with custdev card unblock"
        yield finding_of(workspace, first, "circle", f"waits for {way}, so none of them can go on; {help_}")


def dangling(workspace: Workspace, unreadable: Collection[str] = ()) -> Iterator[Dangling]:
    """Yield each reference that can be taken out."""
    for table in RECORD_TYPES:
        yield from _dangling_in(workspace, table, unreadable, owned=False)
    for experiment in workspace.experiments.values():
        parent = workspace.experiments.get(experiment.parent or "")
        if parent is not None and (parent.board_id, parent.iteration) >= (experiment.board_id, experiment.iteration):
            yield Dangling(experiment, "follows an iteration that does not come before it", {"parent": None})
    for card in workspace.cards.values():
        running = workspace.experiments.get(card.experiment)
        if running is not None and running.definition.column(card.column) is None:
            words = f"is in a column the board does not have ({card.column})"
            yield Dangling(card, words, {"column": running.definition.columns[0].id})


def without_place(workspace: Workspace) -> list[Card]:
    """Return the cards on the boards whose rank is none, such as one that was edited by hand."""
    on_boards = (card for card in workspace.cards.values() if card.archived_at is None and not card.orphaned)
    return [card for card in on_boards if not is_rank(card.rank)]


def _dangling_in(workspace: Workspace, table: str, unreadable: Collection[str], *, owned: bool) -> Iterator[Dangling]:
    """Yield what the records of a table refer to and is not there: whose they are, or else what can be taken out.

    A reference that is loose may lead to nothing, and what may be of any table is not looked for.
    """
    for field in references(RECORD_TYPES[table]):
        if field.owned is not owned or field.to.loose or not field.to.table:
            continue
        there = workspace.table(field.to.table)
        words = f"{field.to.gone} {'who' if field.to.table == PEOPLE else 'that'} is not there"
        for record in workspace.table(table).values():
            gone = [uid for uid in field.targets(record) if uid not in there and uid not in unreadable]
            if gone:
                yield Dangling(record, words, {field.name: field.without(getattr(record, field.name), gone)})


def check_numbers(workspace: Workspace) -> Iterator[Finding]:
    """Yield the numbers and keys that were given twice, and the counters that would give one again."""
    for doubled in (*doubled_cards(workspace), *doubled_people(workspace)):
        yield finding_of(workspace, doubled, "double", "was given twice", fixable=True)
    for experiment in doubled_keys(workspace):
        words = f"is the key of an older board and of {experiment.board_id}"
        yield finding_of(workspace, experiment, "key", words, fixable=True)
    for experiment in _started_twice(workspace):
        yield finding_of(workspace, experiment, "double", _hidden_by_another(workspace, experiment))
    for behind, number in lagging(workspace):
        name = behind.key if behind else "The P-ids"
        sentence = f"{name}: the next number would be one that was given already; it has to be {number}."
        yield Finding("counter", sentence, name=name, fixable=True)


def doubled_cards(workspace: Workspace) -> list[Card]:
    """Return the cards whose number an older card of their board has, too, oldest first."""
    return _oldest_first([card for cards in cards_of_one_number(workspace) for card in _oldest_first(cards)[1:]])


def doubled_people(workspace: Workspace) -> list[Participant]:
    """Return the participants whose number an older one has, too, oldest first."""
    groups: defaultdict[int, list[Participant]] = defaultdict(list)
    for participant in workspace.participants.values():
        groups[participant.number].append(participant)
    return _oldest_first([participant for group in groups.values() for participant in _oldest_first(group)[1:]])


def doubled_keys(workspace: Workspace) -> list[Experiment]:
    """Return the experiments, every iteration of them, whose key an older board has, too."""
    boards: dict[str, dict[str, list[Experiment]]] = {}
    for experiment in sorted(workspace.experiments.values(), key=_start):
        boards.setdefault(experiment.key, {}).setdefault(experiment.board_id, []).append(experiment)
    return [experiment for of_key in boards.values() for board in list(of_key.values())[1:] for experiment in board]


def lagging(workspace: Workspace) -> Iterator[tuple[Experiment | None, int]]:
    """Yield the experiments, None for the series of P-ids, whose next number was given already, with the right one.

    Numbers go on across the iterations of a board, and cards are added to the newest.
    """
    highest, of_board = _highest(workspace)
    for experiment in workspace.experiments.values():
        newest = workspace.experiments_of(experiment.board_id)[0]
        last = of_board[experiment.board_id] if experiment is newest else highest[experiment.uid]
        if experiment.next_number <= last:
            yield experiment, last + 1
    last = max((participant.number for participant in workspace.participants.values()), default=0)
    counter = workspace.counters.get(PARTICIPANT_SERIES)
    if last and (counter is None or counter.next <= last):
        yield None, last + 1


def board_of(workspace: Workspace, card: Card) -> str:
    """Return the id of the board of a card; where its experiment is not there, the uid of that."""
    experiment = workspace.experiments.get(card.experiment)
    return experiment.board_id if experiment else card.experiment


def _highest(workspace: Workspace) -> tuple[defaultdict[str, int], defaultdict[str, int]]:
    """Return the highest number of a card by experiment, and by board."""
    highest: defaultdict[str, int] = defaultdict(int)
    of_board: defaultdict[str, int] = defaultdict(int)
    for card in workspace.cards.values():
        board = board_of(workspace, card)
        highest[card.experiment] = max(card.number, highest[card.experiment])
        of_board[board] = max(card.number, of_board[board])
    return highest, of_board


def _oldest_first(records: list[NumberedT]) -> list[NumberedT]:
    return sorted(records, key=lambda record: (record.created_at, record.uid))


def _start(experiment: Experiment) -> tuple[float, str]:
    return experiment.started_at.timestamp() if experiment.started_at else 0.0, experiment.uid


def _started_twice(workspace: Workspace) -> Iterator[Experiment]:
    """Yield the experiments that no board shows, because another one is the same iteration of their board."""
    shown: set[tuple[str, int]] = set()
    for board in dict.fromkeys(experiment.board_id for experiment in workspace.experiments.values()):
        for experiment in workspace.experiments_of(board):
            if (board, experiment.iteration) in shown:
                yield experiment
            shown.add((board, experiment.iteration))


def _hidden_by_another(workspace: Workspace, experiment: Experiment) -> str:
    cards = workspace.cards_of(experiment.uid)
    words = "was started twice, in two copies that were merged; the board shows the first start"
    if not cards:
        return words
    return f"{words}. The cards of the second are found by their keys, up to {experiment.key}-{cards[-1].number}"

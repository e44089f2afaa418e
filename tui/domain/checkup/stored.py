"""What is stored: whether each document can be read and is there once, and what refers to what is not there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from tui.domain.checkup.finding import Finding, finding_of
from tui.domain.records import RECORD_TYPES, Card, Event, Record
from tui.domain.records.meaning import PEOPLE, references
from tui.domain.records.numbering import is_rank
from tui.domain.records.workspace import Workspace

Stored = Mapping[str, Iterable[bytes]]
"""Table -> the documents in it as JSON, in the order they are stored."""

_TYPES = {**RECORD_TYPES, "events": Event, "people_events": Event}


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

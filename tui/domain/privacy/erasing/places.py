"""What stands in stored documents, past events included, and what becomes of it where records go or lose words.

Documents are taken as they are stored, so that fields this version does not know are looked through, too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from tui.domain.records import IDENTITY_TABLES, RECORD_TYPES, Card, Contact, Event, Experiment, Note, Record
from tui.domain.records.definition import DEFAULT_COLUMNS
from tui.domain.records.meaning import NAMING, every_field, fields_of, owner_of, people_of, references, tallies
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key

OF_EVENTS = frozenset({"events", "people_events"})
"""The tables that tell of changes: what is in them may be in no record any more."""
_AROUND = 20
WHO = frozenset(
    field.name
    for field in fields_of(Contact).values()
    if field.is_code or NAMING in field.marks or field.part is not None or field.name == owner_of(Contact)
)
"""The fields of a contact that say who somebody is: those of others are theirs, whatever they share with a person."""
Document = dict[str, Any]
Documents = Mapping[str, Iterable[Document]]


def texts_of(table: str, document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the texts of a document, each with the field it is in; of an event without: it tells of many.

    Who others are is none of them.
    """
    if table in OF_EVENTS:
        for changed, rows in mapping(document.get("changes")).items():
            for fields in mapping(rows).values():
                yield from (("", text) for _, text in texts_of(changed, mapping(fields)))
        yield "", str(document.get("reason") or "")
        return
    for name, value in document.items():
        if not is_code(name) and not (table in IDENTITY_TABLES and name in WHO):
            yield from ((name, text) for text in strings_in(value))


def mapping(value: Any) -> Mapping[str, Any]:
    """Return what stands under names in data as JSON has it; nothing where an edit by hand left something else."""
    return value if isinstance(value, Mapping) else {}


def strings_in(value: Any) -> Iterator[str]:
    """Yield the texts in data as JSON has it; ids are none."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for name, item in value.items() if not is_code(name) for text in strings_in(item))
    elif isinstance(value, Iterable):
        yield from (text for item in value for text in strings_in(item))


def where_of(workspace: Workspace, table: str, document: Mapping[str, Any]) -> str:
    """Return what the record of a document is called, or for one that tells of changes, of which day they are."""
    record = workspace.find(table, document.get("uid")) if table in RECORD_TYPES else None
    if record is not None:
        return place_of(workspace, record)
    day = str(document.get("at") or "")[:10]
    return f"history of {day}" if table in OF_EVENTS else table


def place_of(workspace: Workspace, record: Record) -> str:
    """Return what a record is called, so that one finds it: `CD-3`, `note on CD-3`, `touchpoint of 2026-11-23`."""
    if isinstance(record, Card):
        return card_key(workspace, record)
    if isinstance(record, Experiment):
        return record.key
    if isinstance(record, Contact):
        person = workspace.participants.get(record.participant)
        return f"what is kept about {person.pid}" if person else "a contact"
    if isinstance(record, Note) and (card := workspace.cards.get(record.card or "")):
        return f"note on {card_key(workspace, card)}"
    at = getattr(record, "at", None) or getattr(record, "started_at", None)
    return f"{record.table.removesuffix('s')} of {at.date()}" if at else record.table


def around(text: str, start: int, end: int) -> str:
    """Return a part of a text in one line, with a little of what is before and after it."""
    before, after = max(0, start - _AROUND), end + _AROUND
    part = " ".join(text[before:after].split())
    return ("…" if before else "") + part + ("…" if after < len(text) else "")


class _Ours(NamedTuple):
    """The names of the fields that nobody types into, and the words that others take, by their names."""

    codes: frozenset[str]
    words: dict[str, set[str]]


def is_ours(name: str, value: str) -> bool:
    """Return whether a text in a field of that name is a word of ours, an id or a link, which nobody wrote."""
    return is_code(name) or value in _ours(tuple(RECORD_TYPES.values())).words.get(name, ())


def is_code(name: str) -> bool:
    """Return whether what a field of that name holds is no text at all, such as an id or a hash."""
    return name in _ours(tuple(RECORD_TYPES.values())).codes


def unlinked(table: str, name: str, value: Any, gone: Collection[str]) -> Any:
    """Return a field of a stored record without what it refers to and is gone, and without parts that are about that.

    What is loose stays, and so does whose a record is: it goes as a whole.
    """
    # A file may have been edited by hand: what is not of the form it should have is looked through as it is.
    field = fields_of(RECORD_TYPES[table]).get(name) if table in RECORD_TYPES else None
    if field is None:
        return value
    for reference in references(RECORD_TYPES[table]):
        if reference.name == name and not reference.to.loose and not reference.owned:
            return reference.without(value, gone)
    for reference in references(field.part) if field.part and isinstance(value, list | tuple) else ():
        if not reference.to.loose:
            value = [part for part in value if not (isinstance(part, dict) and str(part.get(reference.name)) in gone)]
    return value


def _counted(table: str, before: Document, after: Document) -> Document:
    """Return the fields that count what a document does not refer to any more, where that is something."""
    counts: Document = {}
    for name, fields in tallies(RECORD_TYPES[table]).items() if table in RECORD_TYPES else ():
        lost = sum(_length(before.get(field)) - _length(after.get(field)) for field in fields)
        if lost:
            earlier = before.get(name)
            counts[name] = lost + (earlier if isinstance(earlier, int) else 0)
    return counts


def _length(value: Any) -> int:
    return len(value) if isinstance(value, list | tuple) else 0


@cache
def _ours(record_types: tuple[type[Record], ...]) -> _Ours:
    codes: set[str] = set()
    words = {name: {column.id for column in DEFAULT_COLUMNS} for name in ("id", "column")}
    for field in every_field((*record_types, Event)):
        codes.update((field.name,) if field.is_code else ())
        words.setdefault(field.name, set()).update(field.words)
    return _Ours(frozenset(codes), words)


class Removal:
    """Knows which records go (uids by table), and what fields of others hold afterwards (by uid)."""

    def __init__(self, gone: Mapping[str, Collection[str]], emptied: Mapping[str, Mapping[str, Any]]) -> None:
        self._gone = gone
        self._emptied = emptied
        self._all_gone = frozenset(uid for uids in gone.values() for uid in uids)

    def document(self, table: str, document: Document) -> Document | None:
        """Return a document as it is to be stored from now on; None where it goes."""
        if document.get("uid") in self._gone.get(table, ()):
            return None
        if table in OF_EVENTS:
            return self._event(document)
        empty = self._emptied.get(str(document.get("uid")), {})
        after = {name: self._field(table, name, value, empty) for name, value in document.items()}
        return after | _counted(table, document, after)

    def changed(self, documents: Documents) -> Iterator[tuple[str, Document, Document | None]]:
        """Yield the stored documents that do not stay as they are: table, as it is, as it will be (None: it goes)."""
        for table, rows in documents.items():
            for document in rows:
                if "uid" in document:
                    after = self.document(table, document)
                    if after != document:
                        yield table, document, after

    def field(self, table: str, name: str, value: Any) -> Any:
        """Return what becomes of a field that is not emptied, in a document and on both sides of a past change."""
        return unlinked(table, name, value, self._all_gone)

    def fields(self, table: str, uid: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Return the changes of fields that a past event tells of a record."""
        empty = self._emptied.get(uid, {})
        changes: dict[str, Any] = {}
        for name, sides in fields.items():
            if not isinstance(sides, list):
                changes[name] = self.beside(name, sides)
                continue
            after = [self._field(table, name, side, empty) for side in sides]
            if after and after[0] != after[-1]:
                changes[name] = after
        return changes

    def beside(self, name: str, value: Any) -> Any:
        """Return what becomes of what an event tells beside its changes."""
        return value

    def _field(self, table: str, name: str, value: Any, empty: Mapping[str, Any]) -> Any:
        if name in empty:
            return empty[name]
        return None if value is None else self.field(table, name, value)

    def _event(self, document: Document) -> Document:
        """Return a past event without what it tells of what goes; that something happened stays."""
        return {
            name: self._changes(value or {}) if name == "changes" else self.beside(name, value)
            for name, value in document.items()
        }

    def _changes(self, changes: Any) -> Any:
        """Return the changes an event tells of; what an edit by hand made of them is looked through as any text is."""
        if not isinstance(changes, Mapping):
            return self.beside("changes", changes)
        after = {table: self._rows(table, rows) for table, rows in changes.items()}
        return {table: rows for table, rows in after.items() if rows}

    def _rows(self, table: str, rows: Any) -> Any:
        if not isinstance(rows, Mapping):
            return self.beside(table, rows)
        gone = self._gone.get(table, ())
        after = {
            uid: self.fields(table, uid, fields) if isinstance(fields, Mapping) else self.beside(uid, fields)
            for uid, fields in rows.items()
            if uid not in gone
        }
        return {uid: fields for uid, fields in after.items() if fields}


def undone_of(workspace: Workspace, uids: Collection[str], documents: Documents) -> Iterator[tuple[str, str]]:
    """Yield table and uid of what past events tell of the person and no record does any more, as it was undone."""
    for events in ("events", "people_events"):
        for event in documents.get(events, ()):
            for table, rows in mapping(event.get("changes")).items():
                there = workspace.table(table) if table in RECORD_TYPES else {}
                for uid, row in mapping(rows).items():
                    if uid not in there and _was_theirs(table, mapping(row), uids):
                        yield table, uid


def _was_theirs(table: str, fields: Mapping[str, Any], uids: Collection[str]) -> bool:
    """Return whether a past event made a record about them; of later versions whatever may say whom it is about."""
    record_types = (RECORD_TYPES[table],) if table in RECORD_TYPES else RECORD_TYPES.values()
    names = {reference.name for record_type in record_types for reference in people_of(record_type)}
    return not set(strings_in([fields.get(name) or () for name in names])).isdisjoint(uids)

"""What stands in stored documents: what their fields hold, where a text is, and what its record is called."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from tui.domain.records import IDENTITY_TABLES, RECORD_TYPES, Card, Contact, Event, Experiment, Note, Record
from tui.domain.records.definition import DEFAULT_COLUMNS
from tui.domain.records.meaning import NAMING, every_field, fields_of, owner_of, references
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key

OF_EVENTS = frozenset({"events", "people_events"})
"""The tables that tell of changes: what is in them may be in no record any more."""
_AROUND = 20


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


WHO = frozenset(
    field.name
    for field in fields_of(Contact).values()
    if field.is_code or NAMING in field.marks or field.part is not None or field.name == owner_of(Contact)
)
"""The fields of a contact that say who somebody is: those of others are theirs, whatever they share with a person."""


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


@cache
def _ours(record_types: tuple[type[Record], ...]) -> _Ours:
    codes: set[str] = set()
    words = {name: {column.id for column in DEFAULT_COLUMNS} for name in ("id", "column")}
    for field in every_field((*record_types, Event)):
        codes.update((field.name,) if field.is_code else ())
        words.setdefault(field.name, set()).update(field.words)
    return _Ours(frozenset(codes), words)

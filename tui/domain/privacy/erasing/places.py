"""Where a text stands in what is stored: the texts of documents, what their records are called, what is around."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tui.domain.privacy.erasing.stored_fields import WHO, is_code
from tui.domain.records import IDENTITY_TABLES, Card, Contact, Experiment, Note, Record
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
        for changed, rows in (document.get("changes") or {}).items():
            yield from (("", text) for fields in rows.values() for _, text in texts_of(changed, fields))
        yield "", str(document.get("reason") or "")
        return
    for name, value in document.items():
        if not is_code(name) and not (table in IDENTITY_TABLES and name in WHO):
            yield from ((name, text) for text in strings_in(value))


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
    record = None if table in OF_EVENTS else _find(workspace, table, document)
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


def _find(workspace: Workspace, table: str, document: Mapping[str, Any]) -> Record | None:
    try:
        return workspace.find(table, document.get("uid"))
    except KeyError:
        return None


def around(text: str, start: int, end: int) -> str:
    """Return a part of a text in one line, with a little of what is before and after it."""
    before, after = max(0, start - _AROUND), end + _AROUND
    part = " ".join(text[before:after].split())
    return ("…" if before else "") + part + ("…" if after < len(text) else "")

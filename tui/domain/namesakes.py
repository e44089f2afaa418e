"""Spellings in stored texts that may be a person and are not taken for them: to be shown before nobody can know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from tui.domain.erasing import Document, Documents, Eraser
from tui.domain.finding import card_key
from tui.domain.former import are_alike
from tui.domain.likeness import Likeness
from tui.domain.parting import WHO
from tui.domain.records import Card, Contact, Experiment, Note, Record
from tui.domain.workspace import Workspace

_AROUND = 20
_OF_EVENTS = ("events", "people_events")
_NO_TEXT = frozenset(
    {"uid", "at", "rank", "sha256", "session", "timezone", "definition_hash", "left_hash", "participant"}
)


class Spelling(Struct, frozen=True):
    """Where something is that may be the person, what it is with a little of what is around it, and why it may be."""

    where: str
    text: str
    why: str

    def row(self) -> dict[str, str]:
        """Return it as JSON has it."""
        return {"where": self.where, "text": self.text, "why": self.why}


def other_spellings(workspace: Workspace, eraser: Eraser, documents: Documents) -> list[Spelling]:
    """Return what erasing a person would leave in the stored documents that may be them all the same.

    Of past events only what no record says any more is told.
    """
    contacts = eraser.traces.contacts
    likeness = Likeness(contacts, eraser.person.pid)
    spellings = list(_namesakes(workspace, eraser))
    shown: set[str] = set()
    for table in sorted(documents, key=lambda name: name in _OF_EVENTS):
        for document in documents[table] if contacts else ():
            if document.get("uid") in eraser.uids or not any(map(likeness.may_stand_in, strings_in(document))):
                continue
            if (after := eraser.document(table, document)) is None:
                continue
            for field, text in _texts(table, after):
                for guess in likeness.leftovers(text):
                    part = _around(text, guess.start, guess.end)
                    if table in _OF_EVENTS and part in shown:
                        continue
                    shown.add(part)
                    spellings.append(Spelling(f"{_where(workspace, table, after)} {field}".strip(), part, guess.why))
    return list(dict.fromkeys(spellings))


def spellings_in_lines(eraser: Eraser, name: str, text: str) -> Iterator[Spelling]:
    """Yield what may be the person in a file of the team's own, line by line; lines that name them are told anyway."""
    likeness = Likeness(eraser.traces.contacts, eraser.person.pid)
    for number, line in enumerate(text.splitlines(), start=1):
        for guess in likeness.leftovers(eraser.text(line)):
            yield Spelling(f"{name} line {number}", _around(line, guess.start, guess.end), guess.why)


def _namesakes(workspace: Workspace, eraser: Eraser) -> Iterator[Spelling]:
    """Yield who else is called or reached like the person, and may be the same human being made known twice."""
    for contact in workspace.contacts.values():
        other = workspace.participants.get(contact.participant)
        alike = any(are_alike(contact, other) for other in eraser.traces.contacts)
        if alike and other is not None and other.uid not in eraser.uids:
            yield Spelling(other.pid, contact.fn, "called or reached the same: perhaps the same person")


def _texts(table: str, document: Document) -> Iterator[tuple[str, str]]:
    """Yield the texts of a document, each with the field it is in; of an event without: it tells of many."""
    if table in _OF_EVENTS:
        for changed, rows in (document.get("changes") or {}).items():
            yield from (("", text) for fields in rows.values() for _, text in _texts(changed, fields))
        yield "", str(document.get("reason") or "")
        return
    for name, value in document.items():
        if name not in _NO_TEXT and not (table == "contacts" and name in WHO):
            yield from ((name, text) for text in strings_in(value))


def strings_in(value: Any) -> Iterator[str]:
    """Yield the texts in data as JSON has it; ids and times are none."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for name, item in value.items() if name not in _NO_TEXT for text in strings_in(item))
    elif isinstance(value, Iterable):
        yield from (text for item in value for text in strings_in(item))


def _where(workspace: Workspace, table: str, document: Document) -> str:
    record = None if table in _OF_EVENTS else _find(workspace, table, document)
    if record is not None:
        return place_of(workspace, table, record)
    day = str(document.get("at") or "")[:10]
    return f"history of {day}" if table in _OF_EVENTS else table


def place_of(workspace: Workspace, table: str, record: Record) -> str:
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
    return f"{table.removesuffix('s')} of {at.date()}" if at else table


def _find(workspace: Workspace, table: str, document: Document) -> Record | None:
    try:
        return workspace.find(table, document.get("uid"))
    except KeyError:
        return None


def _around(text: str, start: int, end: int) -> str:
    before, after = max(0, start - _AROUND), end + _AROUND
    part = " ".join(text[before:after].split())
    return ("…" if before else "") + part + ("…" if after < len(text) else "")

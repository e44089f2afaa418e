"""Erasing a person: what becomes of every stored document, past events included.

Documents are taken as they are stored, so that fields this version does not know are looked through, too. The words of
others stay as they are, but for what tells who the person was.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal

from msgspec.structs import replace

from tui.domain.consent import may_quote
from tui.domain.former import former_contacts
from tui.domain.hiding import scrubber_of
from tui.domain.privacy import Scrubber, identity_of
from tui.domain.records import Contact, Note, Participant
from tui.domain.workspace import Workspace

Said = Literal["delete", "strip"]
Document = dict[str, Any]
Documents = Mapping[str, Iterable[Document]]

_ROUNDS = 3
_FEWEST_DIGITS = 6
_WORD = re.compile(r"[a-z0-9]+")
_OF_A_TOMBSTONE = ("uid", "number")
_OF_PEOPLE = ("cards", "notes", "touchpoints")


class Eraser:
    """Knows a person, and what of theirs goes.

    `said` decides what becomes of what they alone said and did: `delete` removes it, `strip` keeps the words without
    who, but for quotes that they did not allow: without a person there would be nobody left to ask. What others took
    part in stays without them. `events` are the stored documents of `people_events`: they tell what the person was
    called before, which goes too.
    """

    def __init__(
        self, workspace: Workspace, person: Participant, said: Said, today: date, events: Iterable[Document] = ()
    ) -> None:
        self.person = person
        contact = workspace.contact_of(person.uid)
        former = former_contacts(contact, events)
        self._scrubber = scrubber_of(workspace, (), _as_workspace(person, former) if former else None)
        self._contacts = {uid for uid, each in workspace.contacts.items() if each.participant == person.uid}
        theirs = [note for note in workspace.notes.values() if set(note.people) == {person.uid}]
        self.notes = {note.uid for note in theirs if said == "delete" or _is_private(workspace, note, today)}
        met = workspace.touchpoints.items() if said == "delete" else ()
        self.touchpoints = {uid for uid, each in met if set(each.people) == {person.uid}}
        self.consents = set(workspace.consent_uids(person.uid))
        self._stops = {person.uid, *self.notes, *self.touchpoints}
        contacts = [*((contact,) if contact is not None else ()), *former]
        self._own = Scrubber(identity_of(theirs, person.pid) for theirs in contacts)
        known = [_words_of(each) for each in contacts]
        self._words = frozenset(word for words, _ in known for word in words)
        self._has_number = any(has_number for _, has_number in known)

    def document(self, table: str, document: Document) -> Document | None:
        """Return a document as it is to be stored from now on; None where it goes."""
        uid = document.get("uid")
        if uid in self._gone(table):
            return None
        if table == "participants" and uid == self.person.uid:
            raise ValueError("the person themselves become a tombstone, which is not made from what they were")
        if table == "contacts":
            return document
        if table in ("events", "people_events"):
            return self._event(document)
        return self._without_them(table, document)

    def text(self, text: str) -> str:
        """Return a text without what tells who the person was; what others share with them stays."""
        for _ in range(_ROUNDS if self._may_tell(text) else 0):
            hits = [hit for hit in self._scrubber.hits(text) if hit.replacement == self.person.pid]
            if not hits:
                break
            pieces: list[str] = []
            at = 0
            for hit in hits:
                pieces += (text[at : hit.start], hit.replacement)
                at = hit.end
            text = "".join((*pieces, text[at:]))
        return text

    def _may_tell(self, text: str) -> bool:
        """Return whether a text is worth a close look; most hold no word of the person's and too few digits."""
        if not text.isascii() or "%" in text or "&" in text:
            return True
        lower = text.lower()
        digits = self._has_number and sum(map(lower.count, "0123456789")) >= _FEWEST_DIGITS
        return digits or any(word in lower for word in self._words) or self._own.names_somebody(text)

    def _gone(self, table: str) -> set[str]:
        known = {
            "contacts": self._contacts,
            "consents": self.consents,
            "notes": self.notes,
            "touchpoints": self.touchpoints,
        }
        return known.get(table, set())

    def _without_them(self, table: str, document: Document) -> Document:
        return {name: self._value(table, name, value) for name, value in document.items()}

    def _event(self, document: Document) -> Document:
        """Return a past event without what it tells of the person; that something happened stays."""
        changes: dict[str, Any] = {}
        for table, rows in (document.get("changes") or {}).items():
            kept = {
                uid: fields if table == "contacts" else self._fields(table, uid, fields)
                for uid, fields in rows.items()
                if uid not in self._gone(table)
            }
            if told := {uid: fields for uid, fields in kept.items() if fields}:
                changes[table] = told
        others = {name: self._clean(value) for name, value in document.items() if name != "changes"}
        return others | ({"changes": changes} if "changes" in document else {})

    def _fields(self, table: str, uid: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        if table == "participants" and uid == self.person.uid:
            return {name: sides for name, sides in fields.items() if name in _OF_A_TOMBSTONE}
        kept = {name: [self._value(table, name, side) for side in sides] for name, sides in fields.items()}
        return {name: sides for name, sides in kept.items() if sides[0] != sides[-1]}

    def _value(self, table: str, name: str, value: Any) -> Any:
        """Return what becomes of a field, in a document and on both sides of a past change alike.

        What names the person is cleaned, and nothing links them any more but the copies that left the workspace.
        """
        if name == "people" and table in _OF_PEOPLE and isinstance(value, list):
            return [self._clean(uid) for uid in value if uid != self.person.uid]
        links_touchpoint = table == "notes" and name == "touchpoint" and value in self.touchpoints
        links_person = table == "participants" and name == "guardian" and value == self.person.uid
        return None if links_touchpoint or links_person else self._clean(value)

    def _clean(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self._clean(each) for each in value if not self._is_stop(each)]
        if isinstance(value, dict):
            return {name: self._clean(each) for name, each in value.items()}
        return value

    def _is_stop(self, value: Any) -> bool:
        """Return whether something is a stop of a standup at the person, or at what they said and goes with them."""
        return isinstance(value, dict) and "step" in value and value.get("uid") in self._stops


def _as_workspace(person: Participant, former: Iterable[Contact]) -> Workspace:
    """Return a workspace in which everything a person was called is a contact of its own."""
    return Workspace.of([person, *(replace(each, uid=f"{each.uid}-{at}") for at, each in enumerate(former))])


def _is_private(workspace: Workspace, note: Note, today: date) -> bool:
    return note.verbatim and not may_quote(workspace, note, today)


def _words_of(contact: Contact) -> tuple[frozenset[str], bool]:
    """Return words of which a plain text must hold one to tell of a person, and whether a number can tell of them."""
    texts = [contact.fn, contact.nickname, *contact.email, *contact.url, *contact.adr, *contact.x]
    if contact.n is not None:
        texts += [contact.n.given, contact.n.family]
    plain = (unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower() for text in texts)
    words = (word for text in plain for word in _WORD.findall(text))
    return frozenset(words), bool(contact.tel or any(any(map(str.isdigit, line)) for line in contact.x))

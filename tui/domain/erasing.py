"""Erasing a person: what becomes of every stored document, past events included.

Documents are taken as they are stored, so that fields this version does not know are looked through, too. The words of
others stay as they are, but for what tells who the person was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal

from tui.domain.consent import may_quote
from tui.domain.former import called_of
from tui.domain.parting import Parting
from tui.domain.records import Note, Participant
from tui.domain.traces import Traces
from tui.domain.workspace import Workspace

Said = Literal["delete", "strip"]
Document = dict[str, Any]
Documents = Mapping[str, Iterable[Document]]

_OF_A_TOMBSTONE = ("uid", "number")


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
        self.traces = Traces(workspace, person, called_of(workspace, person, events))
        self.uids = self.traces.uids
        self._contacts = {uid for uid, each in workspace.contacts.items() if each.participant in self.uids}
        theirs = [note for note in workspace.notes.values() if set(note.people) == {person.uid}]
        self.notes = {note.uid for note in theirs if said == "delete" or _is_private(workspace, note, today)}
        met = workspace.touchpoints.items() if said == "delete" else ()
        self.touchpoints = {uid for uid, each in met if set(each.people) == {person.uid}}
        self.consents = set(workspace.consent_uids(person.uid))
        self._parting = Parting(self.traces, self.touchpoints, {*self.notes, *self.touchpoints})

    def document(self, table: str, document: Document) -> Document | None:
        """Return a document as it is to be stored from now on; None where it goes."""
        uid = document.get("uid")
        if uid in self._gone(table):
            return None
        if table == "participants" and uid in self.uids:
            raise ValueError("the person themselves become a tombstone, which is not made from what they were")
        if table in ("events", "people_events"):
            return self._event(document)
        return self._without_them(table, document)

    def text(self, text: str) -> str:
        """Return a text without what tells who the person was; what others share with them stays."""
        return self.traces.text(text)

    def _gone(self, table: str) -> set[str]:
        known = {
            "contacts": self._contacts,
            "consents": self.consents,
            "notes": self.notes,
            "touchpoints": self.touchpoints,
        }
        return known.get(table, set())

    def _without_them(self, table: str, document: Document) -> Document:
        return {name: self._parting.field(table, name, value) for name, value in document.items()}

    def _event(self, document: Document) -> Document:
        """Return a past event without what it tells of the person; that something happened stays."""
        changes: dict[str, Any] = {}
        for table, rows in (document.get("changes") or {}).items():
            kept = {
                uid: self._fields(table, uid, fields) for uid, fields in rows.items() if uid not in self._gone(table)
            }
            if told := {uid: fields for uid, fields in kept.items() if fields}:
                changes[table] = told
        others = {
            name: value if name == "kind" else self._parting.value(value, name)
            for name, value in document.items()
            if name != "changes"
        }
        return others | ({"changes": changes} if "changes" in document else {})

    def _fields(self, table: str, uid: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        if table == "participants" and uid in self.uids:
            return {name: sides for name, sides in fields.items() if name in _OF_A_TOMBSTONE}
        kept = {name: [self._parting.field(table, name, side) for side in sides] for name, sides in fields.items()}
        return {name: sides for name, sides in kept.items() if sides[0] != sides[-1]}


def _is_private(workspace: Workspace, note: Note, today: date) -> bool:
    return note.verbatim and not may_quote(workspace, note, today)

"""Erasing a person: what becomes of every stored document, past events included.

Documents are taken as they are stored, so that fields this version does not know are looked through, too. The words of
others stay as they are, but for what tells who the person was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from tui.domain.estate import Choices, Estate
from tui.domain.former import called_of
from tui.domain.parting import Parting
from tui.domain.records import RECORD_TYPES, Participant
from tui.domain.traces import Traces
from tui.domain.workspace import Workspace

Document = dict[str, Any]
Documents = Mapping[str, Iterable[Document]]

_OF_A_TOMBSTONE = ("uid", "number")


class Eraser:
    """Knows a person, and what of theirs goes.

    `choices` decide what becomes of what they said and did, alone and with others; what is only about them goes.
    `events` are the stored documents of `people_events`: they tell what the person was called before, which goes too.
    """

    def __init__(
        self,
        workspace: Workspace,
        person: Participant,
        choices: Choices,
        today: date,
        events: Iterable[Document] = (),
    ) -> None:
        self.person = person
        self.choices = choices
        self.traces = Traces(workspace, person, called_of(workspace, person, events))
        self.uids = self.traces.uids
        self.estate = Estate(workspace, self.uids)
        notes, touchpoints = self.estate.gone(choices, today)
        self._gone = _about_only(workspace, self.uids) | {"notes": notes, "touchpoints": touchpoints}
        self._emptied = self.estate.emptied(choices)
        self._parting = Parting(self.traces, touchpoints, {*notes, *touchpoints})

    def document(self, table: str, document: Document) -> Document | None:
        """Return a document as it is to be stored from now on; None where it goes."""
        uid = document.get("uid")
        if uid in self._gone.get(table, ()):
            return None
        if table == "participants" and uid in self.uids:
            raise ValueError("the person themselves become a tombstone, which is not made from what they were")
        if table in ("events", "people_events"):
            return self._event(document)
        return self._without_them(table, document)

    def changed(self, documents: Documents) -> Iterator[tuple[str, Document, Document | None]]:
        """Yield the stored documents that do not stay as they are: table, as it is, as it will be (None: it goes)."""
        for table, rows in documents.items():
            for document in rows:
                if "uid" in document and document["uid"] not in self.uids:
                    after = self.document(table, document)
                    if after != document:
                        yield table, document, after

    def text(self, text: str) -> str:
        """Return a text without what tells who the person was; what others share with them stays."""
        return self.traces.text(text)

    def _without_them(self, table: str, document: Document) -> Document:
        empty = self._emptied.get(str(document.get("uid")), {})
        return {name: self._field(table, name, value, empty) for name, value in document.items()}

    def _field(self, table: str, name: str, value: Any, empty: Mapping[str, Any]) -> Any:
        return empty[name] if name in empty else self._parting.field(table, name, value)

    def _event(self, document: Document) -> Document:
        """Return a past event without what it tells of the person; that something happened stays."""
        changes: dict[str, Any] = {}
        for table, rows in (document.get("changes") or {}).items():
            gone = self._gone.get(table, ())
            kept = {uid: self._fields(table, uid, fields) for uid, fields in rows.items() if uid not in gone}
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
        empty = self._emptied.get(uid, {})
        kept = {name: [self._field(table, name, side, empty) for side in sides] for name, sides in fields.items()}
        return {name: sides for name, sides in kept.items() if sides[0] != sides[-1]}


def _about_only(workspace: Workspace, uids: Collection[str]) -> dict[str, set[str]]:
    """Return the uids of the records that are about nobody but them, such as what they agreed to, by table."""
    return {
        table: {uid for uid, each in workspace.table(table).items() if getattr(each, "participant", None) in uids}
        for table in RECORD_TYPES
    }

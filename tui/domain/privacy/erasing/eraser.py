"""Erasing a person: what becomes of every stored document, past events included.

The words of others stay as they are, but for what tells who the person was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from typing import Any

from tui.domain.privacy.erasing.estate import Choices, Estate
from tui.domain.privacy.erasing.former import called_of
from tui.domain.privacy.erasing.removal import Document, Documents, Removal, undone_of
from tui.domain.privacy.erasing.traces import Parting, Traces
from tui.domain.records import Participant
from tui.domain.records.fields import having
from tui.domain.records.meaning import NUMBER
from tui.domain.records.workspace import Workspace

_OF_A_TOMBSTONE = ("uid", *having(Participant, NUMBER))


class Eraser(Removal):
    """Knows a person, and what of theirs goes.

    `choices` decide what becomes of what they said and did, alone and with others; what is only about them goes. Of the
    stored `documents` the events tell what the person was called before, and of records of theirs that are not there
    any more: that goes, too.
    """

    def __init__(
        self,
        workspace: Workspace,
        person: Participant,
        choices: Choices,
        today: date,
        documents: Documents | None = None,
    ) -> None:
        self.person = person
        self.choices = choices
        stored = documents or {}
        self.traces = Traces(workspace, person, called_of(workspace, person, stored.get("people_events", ())))
        self.uids = self.traces.uids
        self.estate = Estate(workspace, self.uids)
        notes, touchpoints = self.estate.gone(choices, today)
        gone = defaultdict(set, {"notes": notes, "touchpoints": touchpoints})
        for table, uid in chain(
            ((record.table, record.uid) for record in self.estate.owned), undone_of(workspace, self.uids, stored)
        ):
            gone[table].add(uid)
        super().__init__(gone, self.estate.emptied(choices))
        self._parting = Parting(self.traces, {*notes, *touchpoints})

    def document(self, table: str, document: Document) -> Document | None:
        """Return a document as it is to be stored from now on; None where it goes."""
        if table == "participants" and document.get("uid") in self.uids:
            raise ValueError("the person themselves become a tombstone, which is not made from what they were")
        return super().document(table, document)

    def changed(self, documents: Documents) -> Iterator[tuple[str, Document, Document | None]]:
        """Yield the stored documents that do not stay as they are, but for the person: they become a tombstone."""
        others = (
            (table, [row for row in rows if row.get("uid") not in self.uids]) for table, rows in documents.items()
        )
        return super().changed(dict(others))

    def text(self, text: str) -> str:
        """Return a text without what tells who the person was; what others share with them stays."""
        return self.traces.text(text)

    def field(self, table: str, name: str, value: Any) -> Any:
        """Return a field without what names the person or links to them."""
        return self._parting.field(table, name, value)

    def fields(self, table: str, uid: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a past event tells of a record; of the person only that their P-id was given."""
        if table == "participants" and uid in self.uids:
            return {name: sides for name, sides in fields.items() if name in _OF_A_TOMBSTONE}
        return super().fields(table, uid, fields)

    def beside(self, name: str, value: Any) -> Any:
        """Return what an event tells beside its changes, without what names the person."""
        return value if name == "kind" else self._parting.value(value, name)

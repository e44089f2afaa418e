"""What is to be looked at before somebody is erased: what several said together, and what may tell who it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from msgspec import Struct

from tui.domain.privacy.erasing.eraser import Eraser
from tui.domain.privacy.erasing.estate import Estate, speakers
from tui.domain.privacy.erasing.namesakes import Spelling
from tui.domain.privacy.erasing.places import OF_EVENTS, around, place_of, texts_of, where_of
from tui.domain.privacy.erasing.removal import Documents
from tui.domain.privacy.erasing.telltales import OwnDetails, telltales
from tui.domain.records import Note, Touchpoint
from tui.domain.records.workspace import Workspace


class SharedText(Struct, frozen=True):
    """A text that somebody shares with `others` (P-ids), where it is, and the record (uid) in which it is edited."""

    kind: Literal["note", "touchpoint"]
    uid: str
    where: str
    others: tuple[str, ...]
    text: str

    def row(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {"kind": self.kind, "id": self.uid, "where": self.where, "with": list(self.others), "text": self.text}


def shared_texts(workspace: Workspace, estate: Estate) -> list[SharedText]:
    """Return what somebody said or did together with others and has words, oldest first."""
    records: list[Note | Touchpoint] = [*estate.shared_notes, *estate.shared_touchpoints]
    ordered = sorted(records, key=lambda record: (record.at, record.uid))
    return [text for record in ordered for text in _shared(workspace, estate, record)]


def details_that_stay(workspace: Workspace, eraser: Eraser, documents: Documents) -> list[Spelling]:
    """Return what is worth a look in texts that stay and that have to do with somebody; it is never all there is.

    Those are the texts of records that are linked to them or say something else without them; where they work and their
    title are found in all texts.
    """
    own = OwnDetails(eraser.traces.contacts)
    theirs = eraser.estate.all_uids | {card.uid for card in workspace.cards_with(eraser.person.uid)}
    details = [
        Spelling(where, around(text, detail.start, detail.end), detail.why)
        for where, text in _loose(eraser)
        for detail in (*own.leftovers(text), *telltales(text))
    ]
    for table, rows in documents.items():
        for document in rows if table not in OF_EVENTS else ():
            after = eraser.document(table, document) if document.get("uid") not in eraser.uids else None
            if after is None:
                continue
            is_theirs = after != document or document.get("uid") in theirs
            details += (
                Spelling(
                    f"{where_of(workspace, table, after)} {field}", around(text, detail.start, detail.end), detail.why
                )
                for field, text in texts_of(table, after)
                for detail in (*own.leftovers(text), *(telltales(text) if is_theirs else ()))
            )
    return list(dict.fromkeys(details))


def _shared(workspace: Workspace, estate: Estate, record: Note | Touchpoint) -> Iterator[SharedText]:
    is_note = isinstance(record, Note)
    uids = (speakers(workspace, record) if isinstance(record, Note) else set(record.people)) - estate.uids
    others = tuple(sorted(workspace.participants[uid].pid for uid in uids if uid in workspace.participants))
    texts = (record.text,) if isinstance(record, Note) else (record.summary, record.expectation)
    where = place_of(workspace, record)
    for text in filter(None, texts):
        yield SharedText("note" if is_note else "touchpoint", record.uid, where, others, text)


def _loose(eraser: Eraser) -> Iterator[tuple[str, str]]:
    for met, text in eraser.estate.loose_texts(eraser.choices):
        yield f"touchpoint of {met.at.date()}", eraser.text(text)

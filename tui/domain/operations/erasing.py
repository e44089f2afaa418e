"""Erasing a person, as one change of everything that is stored."""

from __future__ import annotations

import msgspec

from tui.domain.change import Change, Context, Patch, with_fields
from tui.domain.erasing import Document, Documents, Eraser, Said
from tui.domain.operations.checks import the_participant
from tui.domain.records import RECORD_TYPES, Event, Participant, Record
from tui.domain.workspace import Workspace


def erase_contact(workspace: Workspace, context: Context, participant: str, said: Said, documents: Documents) -> Change:
    """Erase a person from all stored `documents`; their P-id stays as a tombstone and is not given again.

    It cannot be undone, and what was undone or could be undone before tells nothing of them any more.
    """
    person = the_participant(workspace, participant)
    eraser = Eraser(workspace, person, said, context.today, documents.get("people_events", ()))
    theirs = (workspace.participants[uid] for uid in sorted(eraser.uids))
    tombstones = [Participant(each.uid, each.number, context.now, erased_at=context.now) for each in theirs]
    rewrites = [
        patch
        for each in tombstones
        for patch in (
            Patch("participants", each.uid, None),
            Patch("participants", each.uid, msgspec.to_builtins(each), fresh=True),
        )
    ]
    records: dict[str, dict[str, Record | None]] = {"participants": {each.uid: each for each in tombstones}}
    for table, rows in documents.items():
        for document in rows:
            if "uid" not in document or document["uid"] in eraser.uids:
                continue
            after = eraser.document(table, document)
            if after != document:
                rewrites += _patches(table, document, after)
                if table in RECORD_TYPES:
                    record = None if after is None else with_fields(table, None, after)
                    records.setdefault(table, {})[document["uid"]] = record
    at = msgspec.to_builtins(context.now)
    changes = {"participants": {uid: {"created_at": [None, at], "erased_at": [None, at]} for uid in eraser.uids}}
    event = Event(context.ids(), context.now, context.actor, context.session, "contact_erased", changes=changes)
    return Change(event, records, tuple(rewrites), erases=True)


def _patches(table: str, before: Document, after: Document | None) -> list[Patch]:
    if after is None:
        return [Patch(table, before["uid"], None)]
    changed = {name: value for name, value in after.items() if before.get(name) != value}
    return [Patch(table, before["uid"], changed)]

"""Erasing a person, or what was noted about one who stays, as one change of everything that is stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from tui.domain.errors import NotAllowed, Remedy
from tui.domain.operations.checks import the_participant
from tui.domain.operations.declaration import writes
from tui.domain.patch import Patch
from tui.domain.people.consent import refuses_notes
from tui.domain.people.merged import uids_of
from tui.domain.privacy.erasing.estate import Choices, Eraser, Estate
from tui.domain.privacy.erasing.places import Documents, Removal, undone_of
from tui.domain.records import RECORD_TYPES, Note, Participant, Record
from tui.domain.records.change import Change, Context, FieldChanges, field_changes, with_fields
from tui.domain.records.meaning import tallies, words_of
from tui.domain.records.workspace import Workspace


@writes("contact_erased", "Erased", "erase", "{card}", "{people}", "a person", undoable=False)
def erase_contact(
    workspace: Workspace, context: Context, participant: str, choices: Choices, documents: Documents
) -> Change:
    """Erase a person from all stored `documents`; their P-id stays as a tombstone and is not given again.

    It cannot be undone, and what was undone or could be undone before tells nothing of them any more.
    """
    person = the_participant(workspace, participant)
    eraser = Eraser(workspace, person, choices, context.today, documents)
    tombs = {uid: _tombstone(workspace.participants[uid], context) for uid in sorted(eraser.uids)}
    rewrites = [patch for tomb in tombs.values() for patch in _buried(tomb)]
    records, others = removed(eraser, documents)
    records["participants"] = {**records.get("participants", {}), **tombs}
    rewrites += others
    at = msgspec.to_builtins(context.now)
    changes: dict[str, dict[str, FieldChanges]] = {
        "participants": {uid: {"created_at": [None, at], "erased_at": [None, at]} for uid in eraser.uids}
    }
    changes |= _lost(workspace, records)
    if loose := {note.uid: note for note in _loose_notes(context, eraser)}:
        records.setdefault("notes", {}).update(loose)
        changes["notes"] = {uid: field_changes(None, note) for uid, note in loose.items()}
    return Change(context.event("contact_erased", changes=changes), records, tuple(rewrites), erases=True)


def _tombstone(person: Participant, context: Context) -> Participant:
    return Participant(person.uid, person.number, context.now, erased_at=context.now)


def _buried(tomb: Participant) -> tuple[Patch, Patch]:
    """Return what puts a tombstone in place of everything that was stored of a person, unknown fields too."""
    fields = msgspec.to_builtins(tomb)
    return Patch("participants", tomb.uid, None), Patch("participants", tomb.uid, fields, fresh=True)


def _loose_notes(context: Context, eraser: Eraser) -> Iterator[Note]:
    """Yield what was written about conversations with several, as notes of nobody where it stays without anybody."""
    for met, text in eraser.estate.loose_texts(eraser.choices):
        card = met.cards[0] if met.cards else None
        yield Note(context.ids(), eraser.text(text), met.at, met.by, card)


def removed(removal: Removal, documents: Documents) -> tuple[dict[str, dict[str, Record | None]], list[Patch]]:
    """Return the records as they are after a removal (None: gone), and what it does to all stored documents."""
    records: dict[str, dict[str, Record | None]] = {}
    rewrites: list[Patch] = []
    for table, document, after in removal.changed(documents):
        uid = document["uid"]
        changed = after and {name: value for name, value in after.items() if document.get(name) != value}
        rewrites.append(Patch(table, uid, changed))
        if table in RECORD_TYPES:
            records.setdefault(table, {})[uid] = None if after is None else with_fields(table, None, after)
    return records, rewrites


@writes("notes_forgotten", "Deleted", "delete", "the notes about somebody who wants none kept", undoable=False)
def forget_notes(workspace: Workspace, context: Context, participant: str, documents: Documents) -> Change:
    """Delete the notes about a person who said no to notes, from all stored `documents`, past events included.

    What several said goes with it. Conversations stay, with date, method and people, without what was written about
    them, and so do invitations and incentives. It cannot be undone.
    """
    person = the_participant(workspace, participant)
    if not refuses_notes(workspace, person, context.today):
        raise NotAllowed(
            f"{person.pid} has not said that no notes are to be kept, so none are deleted;",
            Remedy("note.archive", "archives one."),
            "Nothing was changed.",
        )
    estate = Estate(workspace, uids_of(workspace, person.uid))
    undone = list(undone_of(workspace, estate.uids, documents))
    notes = {note.uid for note in estate.all_notes} | {uid for table, uid in undone if table == "notes"}
    wordless = {uid: words_of(RECORD_TYPES[table]) for table, uid in undone if table in estate.staying}
    records, rewrites = removed(Removal({"notes": notes}, wordless | estate.wordless), documents)
    event = context.event("notes_forgotten", changes=_lost(workspace, records))
    return Change(event, records, tuple(rewrites), erases=bool(rewrites))


def _lost(
    workspace: Workspace, records: Mapping[str, Mapping[str, Record | None]]
) -> dict[str, dict[str, FieldChanges]]:
    """Return the changes of fields that count what records referred to and was erased."""
    changes: dict[str, dict[str, FieldChanges]] = {}
    for table, rows in records.items():
        for name in tallies(RECORD_TYPES[table]):
            for uid, record in rows.items():
                before, after = (getattr(side, name, None) for side in (workspace.find(table, uid), record))
                if after is not None and before != after:
                    changes.setdefault(table, {}).setdefault(uid, {})[name] = [before, after]
    return changes

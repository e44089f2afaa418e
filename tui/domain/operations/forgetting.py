"""Deleting what was noted about somebody who wants no notes kept; they themselves stay."""

from __future__ import annotations

from tui.domain.errors import NotAllowed
from tui.domain.operations.checks import the_participant
from tui.domain.operations.declaration import writes
from tui.domain.operations.erasing import removed
from tui.domain.people.consent import refuses_notes
from tui.domain.people.merged import merged_uids
from tui.domain.privacy.erasing.estate import Estate
from tui.domain.privacy.erasing.removal import Documents, Removal, undone_of
from tui.domain.records import RECORD_TYPES, Event
from tui.domain.records.change import Change, Context
from tui.domain.records.fields import words_of
from tui.domain.records.workspace import Workspace


@writes("notes_forgotten", "Deleted", "delete", "the notes about somebody who wants none kept", undoable=False)
def forget_notes(workspace: Workspace, context: Context, participant: str, documents: Documents) -> Change:
    """Delete the notes about a person who said no to notes, from all stored `documents`, past events included.

    What several said goes with it. Conversations stay, with date, method and people, without what was written about
    them, and so do invitations and incentives. It cannot be undone.
    """
    person = the_participant(workspace, participant)
    if not refuses_notes(workspace, person, context.today):
        raise NotAllowed(
            f"{person.pid} has not said that no notes are to be kept, so none are deleted; d archives one. "
            "Nothing was changed."
        )
    estate = Estate(workspace, {person.uid, *merged_uids(workspace, person.uid)})
    undone = list(undone_of(workspace, estate.uids, documents))
    notes = {note.uid for note in estate.all_notes} | {uid for table, uid in undone if table == "notes"}
    wordless = {uid: words_of(RECORD_TYPES[table]) for table, uid in undone if table in estate.staying}
    removal = Removal({"notes": notes}, wordless | estate.wordless)
    records, rewrites = removed(removal, documents)
    event = Event(context.ids(), context.now, context.actor, context.session, "notes_forgotten")
    return Change(event, records, tuple(rewrites), erases=bool(rewrites))

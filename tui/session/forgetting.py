"""Deleting what was noted about somebody who wants no notes kept, in every file and backup."""

from __future__ import annotations

from functools import partial

from msgspec import Struct

from tui.domain.operations.erasing import forget_notes
from tui.domain.people.merged import uids_of
from tui.domain.records import Export, Participant
from tui.domain.records.change import Change, Context
from tui.domain.records.workspace import Workspace
from tui.session.session import Session


class Forgotten(Struct, frozen=True):
    """How many notes and backups went, how many records lost their words, and copies given out."""

    notes: int
    touchpoints: int
    invitations: int
    incentives: int
    backups: int
    exports: tuple[Export, ...]


def forget(session: Session, person: Participant) -> Forgotten:
    """Delete the notes about a person, waiting until no older copy is left; return what happened.

    Copies that were given out stay as they are: taking permission back does not make wrong what was right before.

    Raises:
        DomainError, StoreError: Where it was stopped half way, the next change of anybody finishes it.
    """
    workspace, backups = session.workspace, len(session.backups())
    uids = uids_of(workspace, person.uid)
    change = session.save(partial(_forget, session), person.uid)
    if change.erases:
        session.purge()
    tables = ("notes", "touchpoints", "invitations", "incentives")
    return Forgotten(
        **{table: len(change.records.get(table, {})) for table in tables},
        backups=backups - len(session.backups()),
        exports=tuple(export for export in workspace.exports.values() if not uids.isdisjoint(export.people)),
    )


def _forget(session: Session, workspace: Workspace, context: Context, uid: str) -> Change:
    """Delete from the documents as they are when the lock is held: what others saved a moment ago is among them."""
    return forget_notes(workspace, context, uid, session.documents())

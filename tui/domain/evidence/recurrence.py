"""How often a theme comes up: in how many notes, from how many people, first and last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from tui.domain.evidence.witnesses import Witnesses
from tui.domain.records import Note, Theme
from tui.domain.records.workspace import Workspace


class Recurrence(Struct, frozen=True):
    """The notes of a theme, the people who said or did it, and when the first and the last was noted."""

    notes: int
    people: int
    first: datetime | None
    last: datetime | None


def recurrence_of(workspace: Workspace, theme: Theme, witnesses: Witnesses) -> Recurrence:
    """Return how often a theme comes up; whoever wants no notes kept is not counted."""
    return recurrence_in([workspace.notes[uid] for uid in workspace.note_uids_in(theme.uid)], witnesses)


def recurrence_in(notes: Sequence[Note], witnesses: Witnesses) -> Recurrence:
    """Return how often a theme comes up in some of its notes, oldest first."""
    people = frozenset[str]().union(*map(witnesses.of, notes))
    return Recurrence(len(notes), len(people), notes[0].at if notes else None, notes[-1].at if notes else None)

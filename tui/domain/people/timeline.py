"""Everything that happened with one person, on all boards, as one list with the newest first."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from msgspec import Struct

from tui.domain.records import Consent, Note, Participant, Touchpoint
from tui.domain.records.workspace import Workspace


class Entry(Struct, frozen=True):
    """One moment: a touchpoint with what was said there, a note by itself, or words about consent said together.

    An entry with none of them tells that the person was made known.
    """

    at: datetime
    touchpoint: Touchpoint | None = None
    notes: tuple[Note, ...] = ()
    consents: tuple[Consent, ...] = ()

    @property
    def is_beginning(self) -> bool:
        """Whether it is the day the person was made known."""
        return self.touchpoint is None and not self.notes and not self.consents


def timeline_of(workspace: Workspace, person: Participant) -> list[Entry]:
    """Return the whole timeline of a person, newest first; within a touchpoint, notes are in the order written."""
    met = dict.fromkeys(workspace.touchpoint_uids(person.uid))
    heard: defaultdict[str, list[Note]] = defaultdict(list)
    alone: list[Entry] = []
    for uid in workspace.note_uids_about(person.uid):
        note = workspace.notes[uid]
        if note.touchpoint is not None and note.touchpoint in met:
            heard[note.touchpoint].append(note)
        else:
            alone.append(Entry(note.at, notes=(note,)))
    touchpoints = (workspace.touchpoints[uid] for uid in met)
    entries = [Entry(one.at, touchpoint=one, notes=tuple(heard[one.uid])) for one in touchpoints]
    entries += [*alone, *_consents(workspace, person), Entry(person.created_at)]
    return sorted(entries, key=lambda entry: (entry.at, not entry.is_beginning), reverse=True)


def _consents(workspace: Workspace, person: Participant) -> list[Entry]:
    """Return words about consent, those of one moment and status together."""
    groups: defaultdict[tuple[object, ...], list[Consent]] = defaultdict(list)
    for uid in workspace.consent_uids(person.uid):
        consent = workspace.consents[uid]
        groups[consent.at, consent.status in ("given", "renewed"), consent.method].append(consent)
    return [Entry(words[0].at, consents=tuple(words)) for words in groups.values()]

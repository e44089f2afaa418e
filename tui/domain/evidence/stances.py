"""Which notes may speak for or against a hypothesis: what customers said and did, never what we think ourselves."""

from __future__ import annotations

from collections.abc import Callable

from tui.domain.records import Note
from tui.domain.records.vocabulary import NoteKind, Stance

OWN_KINDS: frozenset[NoteKind] = frozenset({"learned", "promise"})
"""Our own word: what we concluded and what we owe. It is never evidence."""

DIRECTIONS: frozenset[Stance] = frozenset({"supports", "refutes"})

NOBODY_SAID_IT = "nobody is named as who said or did it"
OUR_OWN_WORD = "what we learn and promise is our own word"


def why_no_evidence(note: Note) -> str:
    """Return why a note can speak neither for nor against anything; empty where it can.

    It takes somebody it names: of what is noted about all who were there together, nobody is known to have said it.
    """
    if note.kind in OWN_KINDS:
        return OUR_OWN_WORD
    return "" if note.people and not note.together else NOBODY_SAID_IT


def is_evidence(note: Note) -> bool:
    """Return whether a note speaks for or against the hypothesis."""
    return note.stance in DIRECTIONS and not why_no_evidence(note)


def stance_of(note: Note, counts: Callable[[Note], bool] = is_evidence) -> Stance | None:
    """Return what a note says about the hypothesis; None where it would be evidence and does not count as such."""
    return note.stance if note.stance not in DIRECTIONS or counts(note) else None

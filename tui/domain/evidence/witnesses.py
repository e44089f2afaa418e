"""Whom evidence comes from: who said or did what was noted, each person once, unless they want no notes kept."""

from __future__ import annotations

from tui.domain.evidence.stances import is_evidence, why_no_evidence
from tui.domain.people.merged import current_of
from tui.domain.privacy.profiles import Permits
from tui.domain.records import Note
from tui.domain.records.workspace import Workspace


class Witnesses:
    """Answers by what people agreed to, which is the same for every reader.

    `workspace` is the state in which people are known by now: two records of one person are one witness.
    """

    def __init__(self, workspace: Workspace, permits: Permits) -> None:
        self._workspace = workspace
        self._permits = permits
        self._persons: dict[str, str] = {}
        self._groups: dict[tuple[str, ...], frozenset[str]] = {}

    def person(self, uid: str) -> str:
        """Return who (uid) somebody is by now; empty where nothing of them counts."""
        if uid not in self._persons:
            person = current_of(self._workspace, uid)
            counts = person is not None and not self._permits.person("count", uid)
            self._persons[uid] = person.uid if person is not None and counts else ""
        return self._persons[uid]

    def among(self, people: tuple[str, ...]) -> frozenset[str]:
        """Return who of some people (uids) count, as whom they are known by now."""
        group = self._groups.get(people)
        if group is None:
            group = self._groups[people] = frozenset(filter(None, map(self.person, people)))
        return group

    def of(self, note: Note) -> frozenset[str]:
        """Return who (uids) said or did what a note says; nobody where it is our own word, or names nobody."""
        return frozenset() if why_no_evidence(note) else self.among(note.people)

    def count(self, note: Note) -> bool:
        """Return whether a note counts as evidence: it speaks for or against, and somebody stands behind it."""
        return is_evidence(note) and bool(self.of(note))

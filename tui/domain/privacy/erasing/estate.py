"""What somebody said and did, alone and with others, and what becomes of it when they are erased."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, Literal

from msgspec import Struct

from tui.domain.people.consent import unwilling
from tui.domain.records import RECORD_TYPES, Note, Record, Touchpoint
from tui.domain.records.meaning import owner_of, words_of
from tui.domain.records.workspace import Workspace

Said = Literal["delete", "strip"]
"""What becomes of what they alone said and did: it goes, or stays with nobody it is put down to."""
Shared = Literal["remove", "unnamed", "keep"]
"""What becomes of what several said and did together: it goes; stays without anybody; stays with the others.

Who was met, how and when stays with the others in any case.
"""
_UNCOUNTED: dict[str, Any] = {"stance": None}
_UNNAMED: dict[str, Any] = {"people": [], "stance": None, "touchpoint": None}
_UNHEARD: dict[str, Any] = {"links": []}


class Choices(Struct, frozen=True):
    """What is to become of the words of somebody who is erased."""

    said: Said = "delete"
    shared: Shared = "remove"


class Estate:
    """The notes and touchpoints of somebody (uids of one person), those of theirs alone apart from shared ones.

    A note is of those it is about; where it names nobody it is of those who were there when it was written down: words
    of a conversation between two are somebody's, whether they are named or not.
    """

    def __init__(self, workspace: Workspace, uids: Collection[str]) -> None:
        self._workspace = workspace
        self.uids = frozenset(uids)
        notes = [(note, speakers(workspace, note)) for note in workspace.notes.values()]
        met = [(touchpoint, frozenset(touchpoint.people)) for touchpoint in workspace.touchpoints.values()]
        self.notes = [note for note, who in notes if who and who <= self.uids]
        self.shared_notes = [note for note, who in notes if who & self.uids and who - self.uids]
        self.touchpoints = [touchpoint for touchpoint, who in met if who and who <= self.uids]
        self.shared_touchpoints = [touchpoint for touchpoint, who in met if who & self.uids and who - self.uids]
        self.owned = list(self._owned())
        """What is about nobody but them, such as what they agreed to and were promised."""

    @property
    def staying(self) -> set[str]:
        """The tables of what stays of them where only their words go."""
        return {Touchpoint.table, *(table for table, record_type in RECORD_TYPES.items() if owner_of(record_type))}

    @property
    def all_notes(self) -> list[Note]:
        """All notes they have a part in."""
        return [*self.notes, *self.shared_notes]

    @property
    def wordless(self) -> dict[str, dict[str, Any]]:
        """The fields with words of all touchpoints they have a part in, and of what they were asked and get, by uid."""
        records = (*self.touchpoints, *self.shared_touchpoints, *self.owned)
        return {record.uid: words for record in records if (words := words_of(type(record)))}

    @property
    def all_uids(self) -> set[str]:
        """The uids of all notes and touchpoints they have a part in."""
        notes = {note.uid for note in self.all_notes}
        return notes | {touchpoint.uid for touchpoint in (*self.touchpoints, *self.shared_touchpoints)}

    def gone(self, choices: Choices, today: date) -> tuple[set[str], set[str]]:
        """Return the uids of the notes and of the touchpoints that go.

        Words that were not allowed to be quoted go with who said them: there would be nobody left to ask.
        """
        deletes, removes = choices.said == "delete", choices.shared == "remove"
        notes = {note.uid for note in self.notes if deletes or self._is_private(note, self.uids, today)}
        for note in self.shared_notes:
            losing = speakers(self._workspace, note) if choices.shared == "unnamed" else self.uids
            if removes or self._is_private(note, losing, today):
                notes.add(note.uid)
        return notes, {touchpoint.uid for touchpoint in self.touchpoints} if deletes else set()

    def emptied(self, choices: Choices) -> dict[str, dict[str, Any]]:
        """Return the fields that lose what they hold, by the uid of the note or touchpoint, with what they hold then.

        What stays without who counts as no evidence, and leads to no conversation whose others it would be put down to.
        A recording is of who is heard on it, so nothing that stays without them leads there.
        """
        fields = {note.uid: _UNNAMED if self._others_met(note) else _UNCOUNTED for note in self.notes}
        fields |= {touchpoint.uid: _UNHEARD for touchpoint in self.touchpoints}
        if choices.shared == "unnamed":
            fields |= {note.uid: _UNNAMED for note in self.shared_notes}
        if choices.shared != "keep":
            wordless = words_of(Touchpoint)
            fields |= {touchpoint.uid: wordless for touchpoint in self.shared_touchpoints}
        return fields

    def loose_texts(self, choices: Choices) -> Iterator[tuple[Touchpoint, str]]:
        """Yield the texts of shared touchpoints that stay without anybody, each with where it was written."""
        for touchpoint in self.shared_touchpoints if choices.shared == "unnamed" else ():
            yield from ((touchpoint, text) for text in (touchpoint.summary, touchpoint.expectation) if text)

    def removed_texts(self, choices: Choices, today: date) -> list[str]:
        """Return the texts that are nowhere any more afterwards."""
        notes, touchpoints = self.gone(choices, today)
        wordless = self.shared_touchpoints if choices.shared == "remove" else []
        met = [*(touchpoint for touchpoint in self.touchpoints if touchpoint.uid in touchpoints), *wordless]
        texts = [note.text for note in (*self.notes, *self.shared_notes) if note.uid in notes]
        return [*texts, *(text for touchpoint in met for text in (touchpoint.summary, touchpoint.expectation) if text)]

    def _owned(self) -> Iterator[Record]:
        for table, record_type in RECORD_TYPES.items():
            if owner := owner_of(record_type):
                records = self._workspace.table(table).values()
                yield from (record for record in records if getattr(record, owner) in self.uids)

    def _others_met(self, note: Note) -> bool:
        met = self._workspace.touchpoints.get(note.touchpoint or "")
        return met is not None and not self.uids.issuperset(met.people)

    def _is_private(self, note: Note, losing: Collection[str], today: date) -> bool:
        return note.verbatim and bool(unwilling(self._workspace, losing, "quote_pseudonymous", today))


def speakers(workspace: Workspace, note: Note) -> frozenset[str]:
    """Return the uids of those whose words a note holds; empty where it is only ours."""
    met = workspace.touchpoints.get(note.touchpoint or "")
    return frozenset(note.people or (met.people if met else ()))

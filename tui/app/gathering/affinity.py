"""Which notes are in no theme yet, kept in step with what changes, however many there are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from tui.domain.evidence.stances import OWN_KINDS
from tui.domain.records import Note, Record, Theme
from tui.domain.records.workspace import Workspace
from tui.domain.search.themes_named import live_themes


class Affinity:
    """The notes of a board, or all there are, that are facts and in no live theme, oldest first; and the themes.

    Notes about people alone are of every board.
    """

    def __init__(self, workspace: Workspace, board_id: str = "") -> None:
        self.workspace = workspace
        self._homes = frozenset(home.uid for home in workspace.experiments_of(board_id)) if board_id else None
        self.themes: list[Theme] = live_themes(workspace)
        self._live = frozenset(theme.uid for theme in self.themes)
        notes = workspace.notes.values()
        self._places = sorted((note.at, note.uid) for note in notes if self._is_loose(note))

    def __len__(self) -> int:
        return len(self._places)

    def note(self, index: int) -> Note:
        """Return the note at a place."""
        return self.workspace.notes[self._places[index][1]]

    def index_of(self, note: Note | None) -> int | None:
        """Return the place of a note, or where it was the place of the one after it; None where none is left."""
        if note is None or not self._places:
            return None
        return min(bisect_left(self._places, (note.at, note.uid)), len(self._places) - 1)

    def follow(self, workspace: Workspace, notes: Iterable[Record | None], before: Workspace) -> None:
        """Take over a workspace in which some notes are new or changed."""
        self.workspace = workspace
        for note in notes:
            if isinstance(note, Note):
                self._put(note, before.notes.get(note.uid))

    def _put(self, note: Note, before: Note | None) -> None:
        for old in filter(None, (before, note)):
            at = bisect_left(self._places, (old.at, old.uid))
            if at < len(self._places) and self._places[at][1] == note.uid:
                del self._places[at]
        if self._is_loose(note):
            self._places.insert(bisect_left(self._places, (note.at, note.uid)), (note.at, note.uid))

    def _is_loose(self, note: Note) -> bool:
        if note.archived_at is not None or note.kind in OWN_KINDS or not self._live.isdisjoint(note.themes):
            return False
        if self._homes is None or note.card is None:
            return True
        card = self.workspace.cards.get(note.card)
        return card is not None and card.experiment in self._homes


def uninsightful(workspace: Workspace, theme: Theme) -> list[str]:
    """Return the notes (uids) of a theme on which no insight rests that is not retired."""
    return [
        uid
        for uid in workspace.note_uids_in(theme.uid)
        if all(insight.retired_at is not None for insight in workspace.insights_on(uid))
        and workspace.notes[uid].kind not in OWN_KINDS
    ]

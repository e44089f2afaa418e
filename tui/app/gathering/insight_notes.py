"""Which notes speak for an insight and which against it: each choice is a change, and taken back as one."""

from __future__ import annotations

from collections.abc import Iterable

from tui.app.dialogs.overlay import ListDialog
from tui.app.look.inspector import STANCES
from tui.app.look.item_list import ItemList
from tui.app.look.paint import Row, Span, cut, sheet_row
from tui.domain import operations
from tui.domain.evidence.stances import OWN_KINDS
from tui.domain.facts import pids
from tui.domain.records import Insight, Note


class NotesOfInsight(ListDialog[None]):
    """The notes of the themes of an insight (uid), and whatever else is for or against it, newest first."""

    place = footer_mode = "sides"

    def __init__(self, insight: str) -> None:
        super().__init__()
        self._uid = insight
        self._notes: list[Note] = []

    @property
    def _insight(self) -> Insight:
        return self.custdev.session.workspace.insights[self._uid]

    def on_item_list_chosen(self, event: ItemList.Chosen) -> None:
        """Choose what was clicked, and take it or not."""
        super().on_item_list_chosen(event)
        self.turn("notes")

    def turn(self, side: str) -> None:
        """Take the chosen note as what it rests on (`notes`), or as `against` it; again, it is neither."""
        at = self.listing.selected
        if at is None or at >= len(self._notes):
            return
        insight, note = self._insight, self._notes[at].uid
        sides = {name: [uid for uid in getattr(insight, name) if uid != note] for name in ("notes", "against")}
        if note not in getattr(insight, side):
            sides[side].append(note)
        edit = operations.edit_insight
        self.custdev.session.run(edit, self._uid, notes=sides["notes"], against=sides["against"])
        self.show_all()

    def undo(self) -> None:
        """Take back the last change."""
        self.custdev.session.undo()
        self.show_all()

    def heading(self) -> Row:
        """Say of which insight."""
        title = cut(self.custdev.mask.line(self._insight.statement), max(8, min(60, self.app.size.width - 30)))
        return sheet_row(Span("For and against", "bright bold"), Span(f" {title}", "muted"))

    def items(self) -> list[Row]:
        """Return the notes."""
        self._notes = self._read()
        return [self._row(note) for note in self._notes]

    def _read(self) -> list[Note]:
        workspace, insight = self.custdev.session.workspace, self._insight
        of_themes = (uid for theme in insight.themes for uid in workspace.note_uids_in(theme))
        uids: Iterable[str] = dict.fromkeys((*insight.notes, *insight.against, *of_themes))
        notes = [workspace.notes[uid] for uid in uids if uid in workspace.notes]
        facts = (note for note in notes if note.kind not in OWN_KINDS and note.archived_at is None)
        return sorted(facts, key=lambda note: (note.at, note.uid), reverse=True)

    def _row(self, note: Note) -> Row:
        session, glyphs, mask, insight = self.custdev.session, self.custdev.glyphs, self.custdev.mask, self._insight
        if note.uid in insight.notes:
            sign = Span(f"{glyphs.supports} ", STANCES["supports"])
        elif note.uid in insight.against:
            sign = Span(f"{glyphs.refutes} ", STANCES["refutes"])
        else:
            sign = Span(f"{glyphs.open} ", "muted")
        words, is_shown = mask.words(note, session.workspace, session.today)
        who = Span(f"{' '.join(pids(session.workspace, note.people))}  ", "people")
        return Row((sign, who, Span(mask.line(words), "text" if is_shown else "muted")))

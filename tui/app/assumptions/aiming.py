"""Choosing which evidence is about an assumption: each tick is a change, and taken back as one."""

from __future__ import annotations

from tui.app.dialogs.overlay import ListDialog
from tui.app.look.inspector import STANCES
from tui.app.look.item_list import ItemList
from tui.app.look.paint import Row, Span, cut, sheet_row
from tui.domain import operations
from tui.domain.evidence.ledger import notes_for_and_against
from tui.domain.evidence.stances import is_evidence
from tui.domain.facts import pids
from tui.domain.records import Note

MOST_TITLE = 60


class AimScreen(ListDialog[None]):
    """The evidence of a board, newest first; ticked is what speaks for or against the assumption (uid)."""

    place = footer_mode = "aiming"

    def __init__(self, experiment: str, assumption: str) -> None:
        super().__init__()
        self._experiment, self._assumption = experiment, assumption
        self._notes: list[Note] = []

    def on_item_list_chosen(self, event: ItemList.Chosen) -> None:
        """Choose what was clicked, and tick it or not."""
        super().on_item_list_chosen(event)
        self.turn()

    def turn(self) -> None:
        """Let the chosen note be about the assumption, or not any more."""
        at = self.listing.selected
        if at is None or at >= len(self._notes):
            self.say("There is no evidence on this board yet.", ("note.add", "with + or - and @P01 writes some"))
            return
        note = self._notes[at]
        away = self._assumption in note.aims
        self.custdev.session.run(operations.aim_notes, [note.uid], self._assumption, away=away)
        self.show_all()

    def undo(self) -> None:
        """Take back the last change."""
        self.custdev.session.undo()
        self.show_all()

    def heading(self) -> Row:
        """Say what about."""
        assumption = self.custdev.session.workspace.assumptions[self._assumption]
        title = cut(self.custdev.mask.line(assumption.text), min(MOST_TITLE, max(8, self.app.size.width - 30)))
        return sheet_row(Span("Evidence on", "bright bold"), Span(f" {title}", "muted"))

    def items(self) -> list[Row]:
        """Return the notes for and against the hypothesis of the board."""
        workspace = self.custdev.session.workspace
        board = workspace.experiments[self._experiment].board_id
        homes = workspace.experiments_of(board)
        notes = {note.uid: note for home in homes for note in notes_for_and_against(workspace, home.uid)}
        live = (note for note in notes.values() if is_evidence(note))
        self._notes = sorted(live, key=lambda note: (note.at, note.uid), reverse=True)
        nothing = Row((Span("No evidence yet: a note that begins with + or - and names who said it.", "muted"),))
        return [self._row(note) for note in self._notes] or [nothing]

    def _row(self, note: Note) -> Row:
        session, glyphs, mask = self.custdev.session, self.custdev.glyphs, self.custdev.mask
        is_ticked = self._assumption in note.aims
        tick = Span(f"{glyphs.ticked if is_ticked else glyphs.open} ", "ok bold" if is_ticked else "muted")
        words, is_shown = mask.words(note, session.workspace, session.today)
        stance = Span(f"{glyphs.stance(note.stance)} ", STANCES[note.stance or ""])
        who = Span(f"{' '.join(pids(session.workspace, note.people))}  ", "people")
        return Row((tick, stance, who, Span(mask.line(words), "text" if is_shown else "muted")))

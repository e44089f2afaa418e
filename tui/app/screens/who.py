"""Whether somebody who is to be made known is one we know: a choice of who is meant."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.app.maybe_known import Candidates
from tui.app.paint import SURFACE, Row, Span
from tui.app.screens.list_dialog import ListDialog

AROUND = 8


class WhoScreen(ListDialog[str | None]):
    """Returns the uid of the person who is meant, empty for somebody else; None goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "take", "Take the marked one", show=False)]
    footer_mode = "who"

    def __init__(self, candidates: Candidates) -> None:
        super().__init__()
        self.candidates = candidates

    def action_take(self) -> None:
        """Return who is marked."""
        index, people = self.listing.selected, self.candidates.people
        if self.is_current and index is not None:
            self.dismiss(people[index].uid if index < len(people) else "")

    def show_all(self) -> None:
        """Show the question, and what can be answered."""
        blank = Row(background=SURFACE)
        self.head.show(blank, Row((Span("    "), Span(self.candidates.question, "bright bold")), (), SURFACE), blank)
        rows = self.candidates.rows()
        self.listing.styles.height = max(1, min(len(rows), self.app.size.height - AROUND))
        self.listing.show(rows)
        self.told.show(blank)
        self.show_footer()

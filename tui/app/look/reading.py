"""Rows on a dialog's surface: a text to read, and a list from which one row is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from tui.app.look.paint import SURFACE, Row, Span
from tui.app.look.rows import ItemList


class Reading(ItemList):
    """Rows that scroll, without a selection."""

    background = SURFACE

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Show rows from the top."""
        self.rows = rows
        self.set_heights([1] * len(rows))

    def item_rows(self, index: int) -> Sequence[Row]:
        """Return one row."""
        return self.rows[index : index + 1]


class ChosenList(Reading):
    """Rows of which one is chosen, and has the focus mark."""

    def __init__(self) -> None:
        super().__init__(id="chosen-list")

    def show(self, rows: Sequence[Row]) -> None:
        """Show other rows; what is chosen stays chosen where it still can be."""
        super().show(rows)
        if rows:
            self.select(min(self.selected or 0, len(rows) - 1))

    def choose(self, step: int) -> None:
        """Choose an item further down, or up."""
        if self.rows:
            self.select(max(0, min((self.selected or 0) + step, len(self.rows) - 1)))

    def item_rows(self, index: int) -> Sequence[Row]:
        """Return the row of an item with its mark."""
        chosen = index == self.selected
        mark = Span(f"  {self.host.glyphs.focus} " if chosen else "    ", "accent")
        background = "sel" if chosen else SURFACE
        return [Row((mark, *row.left), row.right, background, 2) for row in super().item_rows(index)]

    def empty_row(self, y: int) -> Row:
        """Return what is shown where there is nothing to choose from."""
        return Row((Span("    "), Span("no unfinished card" if y == 0 else "", "muted")), background=SURFACE)

"""A list in a dialog from which one item is chosen, each item a row."""

from __future__ import annotations

from collections.abc import Sequence

from tui.app.paint import Row, Span
from tui.app.widgets.rows import ItemList

SURFACE = "panel"


class ChosenList(ItemList):
    """Rows on a dialog's surface, the chosen one with the focus mark."""

    background = SURFACE

    def __init__(self) -> None:
        super().__init__(id="chosen-list")
        self._items: Sequence[Row] = ()

    def show(self, items: Sequence[Row]) -> None:
        """Show other rows; what is chosen stays chosen where it still can be."""
        self._items = items
        self.set_heights([1] * len(items))
        if items:
            self.select(min(self.selected or 0, len(items) - 1))
        self.refresh()

    def choose(self, step: int) -> None:
        """Choose an item further down, or up."""
        if self._items:
            self.select(max(0, min((self.selected or 0) + step, len(self._items) - 1)))

    def item_rows(self, index: int) -> Sequence[Row]:
        """Return the row of an item with its mark."""
        if index >= len(self._items):
            return ()
        row, chosen = self._items[index], index == self.selected
        mark = Span(f"  {self.host.glyphs.focus} " if chosen else "    ", "accent")
        return (Row((mark, *row.left), row.right, "sel" if chosen else SURFACE, 2),)

    def empty_row(self, y: int) -> Row:
        """Return what is shown where there is nothing to choose from."""
        return Row((Span("    "), Span("no unfinished card" if y == 0 else "", "muted")), background=SURFACE)

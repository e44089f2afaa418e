"""The panel beside the board."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from tui.app.look.paint import Row, Span
from tui.app.look.panels import BACKGROUND, LaidRows, PanelItem
from tui.app.look.rows import ItemList

PANEL_WIDTH = 58


def panel_width(width: int) -> int:
    """Return the width of a panel: beside the columns, over two of three, or over all of a small screen."""
    if width >= 140:
        return PANEL_WIDTH
    return width - (width - 8) // 3 - 4 if width >= 100 else width


class Inspector(ItemList):
    """Shows the details of a card or a person; with the focus, what can be acted on can be chosen.

    Long texts are laid out as far as somebody scrolls.
    """

    background = BACKGROUND

    def __init__(self) -> None:
        super().__init__(id="panel")
        self.items: Sequence[PanelItem] = ()
        self.has_mark = False
        self._covered = False
        self._left: PanelItem | None = None
        self.subject: str | None = None

    def show(self, subject: str, items: Sequence[PanelItem]) -> None:
        """Show the details of a subject (uid); another one is shown from its top, the same keeps its place."""
        chosen = self.chosen
        if subject != self.subject:
            self.scroll, self.selected, chosen = 0, None, None
        self.subject, self.items = subject, items
        self.set_heights([len(item.rows) for item in items])
        if self.has_mark:
            self._choose_again(chosen)

    @property
    def chosen(self) -> PanelItem | None:
        """The item with the focus mark."""
        return self.items[self.selected] if self.selected is not None and self.selected < len(self.items) else None

    def take_mark(self, taken: bool, *, back: bool = False) -> None:
        """Take or give away the focus mark; what comes back to it finds what was chosen before."""
        self._left = self._left if taken or self.chosen is None else self.chosen
        self.has_mark = taken
        self.select(self._first() if taken else None)
        if taken and back:
            self._choose_again(self._left)

    def cover(self, covered: bool) -> None:
        """Show the focus mark no longer, or again: a dialog is in front."""
        self._covered = covered
        self.refresh()

    def choose_at(self, index: int) -> None:
        """Choose a clicked item, where it can be and the panel has the focus."""
        if self.has_mark and index < len(self.items) and self.items[index].target is not None:
            self.select(index)

    def choose(self, step: int) -> None:
        """Choose the next or previous item that can be; where there is none, scroll."""
        following = self._next(self.selected if self.selected is not None else -1, step)
        if following is None:
            self.scroll_items(step * 3)
        else:
            self.select(following)

    def scroll_items(self, rows: int) -> None:
        """Scroll by rows; a long text that ends in sight goes on."""
        if rows > 0 and self._lay_out(self.scroll + rows + 2 * self.body_height):
            self.set_heights([len(item.rows) for item in self.items])
        super().scroll_items(rows)

    def scroll_to_edge(self, end: int) -> None:
        """Scroll to the first row (-1), or to the last (1) of those that are laid out: who goes there does not read."""
        super().scroll_items(end * self._total)

    def _lay_out(self, bottom: int) -> bool:
        """Make the rows of long texts down to a row of the panel; return whether there are more than before."""
        grown = False
        for top, item in zip(self._tops, self.items, strict=True):
            rows = item.rows
            if isinstance(rows, LaidRows) and not rows.is_whole and self.scroll <= top + len(rows) <= bottom:
                grown |= rows.reach(bottom - top)
        return grown

    def item_rows(self, index: int) -> Sequence[Row]:
        """Return an item's rows."""
        return self.items[index].rows if index < len(self.items) else ()

    def item_row(self, index: int, row: Row) -> Row:
        """Return a row with the left edge, or with the focus mark where it is."""
        if index == self.selected and self.has_mark and not self._covered:
            mark = Span(self.host.glyphs.focus, "accent")
            return replace(row, left=(mark, Span(" "), *row.left[1:]), background="sel")
        return replace(row, left=(Span(self.host.glyphs.edge, "line"), Span(" "), *row.left[1:]))

    def row(self, y: int) -> Row:
        """Return a line, the left edge drawn on empty ones too."""
        row = super().row(y)
        return row if row.left else replace(row, left=(Span(self.host.glyphs.edge, "line"),))

    def _first(self) -> int | None:
        """Return the first item that can be chosen; where there is none, the head carries the mark."""
        first = self._next(-1, 1)
        return 0 if first is None and self.items else first

    def _next(self, index: int, step: int) -> int | None:
        index += step
        while 0 <= index < len(self.items):
            if self.items[index].target is not None:
                return index
            index += step
        return None

    def _choose_again(self, chosen: PanelItem | None) -> None:
        if chosen is not None:
            for index, item in enumerate(self.items):
                if (item.target, item.uid) == (chosen.target, chosen.uid):
                    if index != self.selected:  # who scrolled away from it goes on reading there
                        self.select(index)
                    return
        if self.chosen is None or self.chosen.target is None:
            self.select(self._first())

"""What dialogs are made of: a text to read, a list from which one row is chosen, and a few words to turn through."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.reactive import reactive

from tui.app.look.item_list import ItemList
from tui.app.look.paint import SURFACE, Row, Span, joined, width_of
from tui.app.look.rows import Drawn

GAP = "   "


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


class Pick(Drawn):
    """One of a few words, chosen by turning."""

    can_focus = True
    index: reactive[int] = reactive(0)

    def __init__(
        self, values: Sequence[str], index: int, remark: Callable[[int], str] | None = None, *, id: str
    ) -> None:
        super().__init__(id=id)
        self.values = values
        self.remark = remark or (lambda index: "")
        self.set_reactive(Pick.index, index)

    def row(self, y: int) -> Row:
        """Return the words, the chosen one underlined; where not all fit, those around it, and that there are more."""
        styles = ["bright bold underline" if at == self.index else "muted" for at in range(len(self.values))]
        words = [(Span(value, style),) for value, style in zip(self.values, styles, strict=True)]
        first, last = self._in_sight(words)
        before, after = (Span("‹ ", "muted"),) if first else (), (Span(" ›", "muted"),) if last < len(words) else ()
        spans = (*before, *joined(words[first:last], GAP), *after)
        remark = Span(f"     {self.remark(self.index)}", "warn")
        if remark.text.strip() and width_of((*spans, remark)) <= self.size.width:
            spans = (*spans, remark)
        return Row(spans, (), "sel" if self.has_focus else "panel")

    def _in_sight(self, words: Sequence[tuple[Span, ...]]) -> tuple[int, int]:
        """Return the first of the words there is room for, the chosen one among them, and the one behind the last."""
        first, last = 0, len(words)
        while last > first + 1 and width_of(joined(words[first:last], GAP)) + 2 * bool(first) > self._room(last):
            if last > self.index + 2:
                last -= 1
            elif first < self.index:
                first += 1
            else:
                last -= 1
        return first, last

    def _room(self, last: int) -> int:
        return self.size.width - 2 * (last < len(self.values))

    def turn(self, step: int) -> None:
        """Choose the next or previous word; at either end nothing happens."""
        self.index = max(0, min(self.index + step, len(self.values) - 1))

    def on_focus(self) -> None:
        """Show the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that the focus went."""
        self.refresh()

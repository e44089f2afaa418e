"""Widgets drawn from rows: a fixed block of them, and a scrolling list of items of differing heights."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.app.host import host_of
from tui.app.look.paint import BLANK, Palette, Row, Span, shown_at, through

if TYPE_CHECKING:
    from tui.app.app import CustdevApp


class Drawn(Widget):
    """A widget whose lines are strips made with the palette of the theme.

    Every line is looked through by the mask, whatever it is made of. What `echoes` tells back what somebody types.
    """

    echoes = False

    @property
    def host(self) -> CustdevApp:
        """The application."""
        return host_of(self)

    @property
    def palette(self) -> Palette:
        """The styles of the theme in use."""
        return self.host.palette

    def render_line(self, y: int) -> Strip:
        """Return one line of the widget."""
        row, mask = self.row(y), self.host.mask
        if not mask.changes_nothing:
            row = through(row, partial(mask.drawn, typed=self.echoes))
        return self.palette.strip(row, self.size.width)

    def row(self, y: int) -> Row:
        """Return what line `y` shows."""
        raise NotImplementedError


class Rows(Drawn):
    """A block of rows that are given to it."""

    def __init__(self, *rows: Row, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.rows: tuple[Row, ...] = rows
        """What is shown."""
        self.styles.height = len(rows)

    def show(self, *rows: Row) -> None:
        """Show other rows; the widget becomes as high as they are."""
        if rows != self.rows:
            if len(rows) != len(self.rows):
                self.styles.height = len(rows)
            self.rows = rows
            self.refresh()

    def row(self, y: int) -> Row:
        """Return what line `y` shows."""
        return self.rows[y] if y < len(self.rows) else BLANK

    def on_click(self, event: events.Click) -> None:
        """Do what a key does that is shown where somebody clicked."""
        if name := shown_at(self.row(event.y), self.size.width, event.x):
            from tui.app.keys.clicking import do_shown  # most use the keys

            event.stop()
            do_shown(self.host, name)


class TitleBar(Rows):
    """The title bar of a screen; it says first what kind of workspace this is, where that is worth a word."""

    def __init__(self) -> None:
        super().__init__(id="title")

    def row(self, y: int) -> Row:
        """Return what line `y` shows."""
        row, label = super().row(y), self.host.label
        if y or not label or not row.left:
            return row
        margin, *rest = row.left
        return Row((margin, Span(label, "warn bold"), Span("  "), *rest), row.right, row.background, row.right_margin)


class Edge(Drawn):
    """The accent line at the top of a dialog."""

    def row(self, y: int) -> Row:
        """Return the line, as wide as the dialog."""
        return Row((Span(self.host.glyphs.top_edge * self.size.width, "accent"),), background="panel")


class Scrolled(Drawn):
    """What the wheel of a mouse scrolls."""

    def scroll_items(self, rows: int) -> None:
        """Scroll by rows, not beyond either end."""
        raise NotImplementedError

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down."""
        event.stop()
        self.scroll_items(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up."""
        event.stop()
        self.scroll_items(-3)


class ItemList(Scrolled):
    """Items one below the other, each of its own height, with one of them selected, and a head that stays.

    Only the rows in sight are ever drawn, and a change of the selection redraws two items.
    """

    background = "bg"

    class Chosen(Message):
        """An item was clicked; `again` when it was clicked twice."""

        def __init__(self, item_list: ItemList, index: int, *, again: bool) -> None:
            super().__init__()
            self.item_list = item_list
            self.index = index
            self.again = again

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.selected: int | None = None
        self.scroll = 0
        self._heights: Sequence[int] = ()
        self._tops: list[int] = []
        self._total = 0

    def item_rows(self, index: int) -> Sequence[Row]:
        """Return the rows of an item, as many as its height without the gap."""
        raise NotImplementedError

    def head_rows(self) -> Sequence[Row]:
        """Return the rows above the items, which do not scroll."""
        return ()

    def set_heights(self, heights: Sequence[int], held: tuple[int, int] | None = None) -> None:
        """Lay the items out; a height includes the blank rows below an item.

        `held` is an item and the row of the body on which it stays, whatever came or went above it.
        """
        self._heights = heights
        tops = list(accumulate(heights, initial=0))
        self._total = tops.pop() if tops else 0
        self._tops = tops
        if held is not None:
            self.scroll = tops[held[0]] - held[1]
        self.scroll = max(0, min(self.scroll, self._total - self.body_height))
        self.refresh()

    @property
    def body_height(self) -> int:
        """How many rows there are for items."""
        return max(1, self.size.height - len(self.head_rows()))

    def select(self, index: int | None) -> None:
        """Select an item and bring it into sight."""
        before, self.selected = self.selected, index
        if index is not None and index < len(self._tops) and self._bring_into_sight(index):
            self.refresh()
        elif before != index:
            for item in (before, index):
                if item is not None:
                    self.refresh_item(item)

    def refresh_item(self, index: int) -> None:
        """Draw an item again."""
        if index < len(self._tops):
            self.refresh(Region(0, self.line_of(index), self.size.width, self._heights[index]))

    def item_at(self, y: int) -> int | None:
        """Return the index of the item on a line of the widget, or None."""
        position = y - len(self.head_rows()) + self.scroll
        index = bisect_right(self._tops, position) - 1
        inside = 0 <= index < len(self._tops) and position < self._total and y >= len(self.head_rows())
        return index if inside else None

    def page_length(self, step: int) -> int:
        """Return how many items a page is from the selected one, downwards or upwards; at least one."""
        if self.selected is None or not self._tops:
            return 1
        target = self._tops[self.selected] + step * max(1, self.body_height - 2)
        return max(1, abs(bisect_right(self._tops, max(0, target)) - 1 - self.selected))

    def line_of(self, index: int) -> int:
        """Return the line of the widget on which an item begins; it may be out of sight."""
        return self._tops[index] - self.scroll + len(self.head_rows())

    def row(self, y: int) -> Row:
        """Return what line `y` shows."""
        head = self.head_rows()
        if y < len(head):
            return head[y]
        if y == self.size.height - 1 and (below := self._hidden_below()):
            return self.more_row(below)
        position = y - len(head) + self.scroll
        index = bisect_right(self._tops, position) - 1
        if index < 0 or position >= self._total:
            return self.empty_row(y - len(head)) if not self._tops else Row(background=self.background)
        rows = self.item_rows(index)
        inner = position - self._tops[index]
        return self.item_row(index, rows[inner]) if inner < len(rows) else Row(background=self.background)

    def item_row(self, index: int, row: Row) -> Row:
        """Return a row of an item as it is drawn; only rows in sight are asked for."""
        return row

    def empty_row(self, y: int) -> Row:
        """Return what line `y` of the body shows when there are no items."""
        return Row(background=self.background)

    def more_row(self, below: int) -> Row:
        """Return the last line when items are hidden below it."""
        return Row((Span(f"  {below} more below", "muted"),), background=self.background)

    def _hidden_below(self) -> int:
        """Return how many items end below the last line."""
        bottom = self.scroll + self.body_height
        if not self._tops or self._total - self._gap(len(self._tops) - 1) <= bottom:
            return 0
        return len(self._tops) - bisect_right(self._tops, bottom - 2) + (1 if self._cut_at(bottom - 1) else 0)

    def _cut_at(self, position: int) -> bool:
        index = bisect_right(self._tops, position - 1) - 1
        return index >= 0 and self._tops[index] + self._heights[index] - self._gap(index) > position

    def _gap(self, index: int) -> int:
        """Return how many of an item's rows are blank."""
        return max(0, self._heights[index] - len(self.item_rows(index)))

    def _bring_into_sight(self, index: int) -> bool:
        """Scroll so that an item is in sight with its neighbours where they fit; return whether it had to."""
        if not self.size.height:  # not laid out yet; on_resize does it when there is room to reckon with
            return False
        top, height = self._tops[index], self._heights[index] - self._gap(index)
        last = index == len(self._tops) - 1
        lowest = top + height - self.body_height + (0 if last else 1)
        scroll = min(max(self.scroll, lowest), top)
        moved, self.scroll = scroll != self.scroll, max(0, scroll)
        return moved

    def on_resize(self) -> None:
        """Keep the selected item in sight."""
        if self.selected is not None and self.selected < len(self._tops) and self._bring_into_sight(self.selected):
            self.refresh()

    def scroll_items(self, rows: int) -> None:
        """Scroll by rows without changing the selection."""
        scroll = max(0, min(self.scroll + rows, self._total - self.body_height))
        if scroll != self.scroll:
            self.scroll = scroll
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Say which item was clicked."""
        index = self.item_at(event.y)
        if index is not None:
            event.stop()
            self.post_message(self.Chosen(self, index, again=event.chain > 1))

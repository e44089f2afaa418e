"""A scrolling list of items of differing heights, which are asked for around what is in sight alone."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.geometry import Region
from textual.message import Message

from tui.app.look.paint import Row, Span, shown_at
from tui.app.look.rows import Drawn

LEFT, RIGHT = 1, 3
"""The buttons of a mouse."""


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

    Only the rows in sight are ever drawn, and a change of the selection redraws two items. It remembers which item is
    first in sight, not how far that is from the top: heights are asked for around what is in sight alone, so that a
    list may work them out only then, however long it is.
    """

    background = "bg"

    class Chosen(Message):
        """An item was clicked; `again` when it was clicked twice, `shift` while that key was held."""

        def __init__(self, item_list: ItemList, index: int, *, again: bool, shift: bool = False) -> None:
            super().__init__()
            self.item_list = item_list
            self.index = index
            self.again = again
            self.shift = shift

    class Used(Message):
        """What an item shows was clicked: a command by its id, a key, or a chip."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    class Menu(Message):
        """The right button asked what can be done with what is chosen, a thing of one of some `kinds`, or at all."""

        def __init__(self, kinds: tuple[str, ...]) -> None:
            super().__init__()
            self.kinds = kinds

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.kinds: tuple[str, ...] = ()
        """What kinds of things the items are about, of which the right button shows the commands."""
        self.selected: int | None = None
        self._heights: Sequence[int] = ()
        self._top = 0
        """The first item in sight."""
        self._cut = 0
        """How many of its rows are above the body."""

    def item_rows(self, index: int) -> Sequence[Row]:
        """Return the rows of an item, as many as its height without the gap."""
        raise NotImplementedError

    def kinds_at(self, index: int) -> tuple[str, ...]:
        """Return of what kinds of things the right button shows the commands at an item."""
        return self.kinds

    def head_rows(self) -> Sequence[Row]:
        """Return the rows above the items, which do not scroll."""
        return ()

    def set_heights(self, heights: Sequence[int], held: tuple[int, int] | None = None) -> None:
        """Lay the items out; a height includes the blank rows below an item.

        `held` is an item and the row of the body on which it stays, whatever came or went above it.
        """
        scroll = self.scroll if held is None else 0
        self._heights = heights
        if held is None:
            self.scroll = scroll
        else:
            self._put(*held)
        self._fill()
        self.refresh()

    @property
    def scroll(self) -> int:
        """How many rows are above the body; asks for the height of every item there."""
        return sum(map(self._heights.__getitem__, range(self._top))) + self._cut

    @scroll.setter
    def scroll(self, rows: int) -> None:
        self._top, self._cut = 0, rows
        self._settle()

    @property
    def body_height(self) -> int:
        """How many rows there are for items."""
        return max(1, self.size.height - len(self.head_rows()))

    def select(self, index: int | None) -> None:
        """Select an item and bring it into sight."""
        before, self.selected = self.selected, index
        if index is not None and index < len(self._heights) and self._bring_into_sight(index):
            self.refresh()
        elif before != index:
            for item in (before, index):
                if item is not None:
                    self.refresh_item(item)

    def refresh_item(self, index: int) -> None:
        """Draw an item again."""
        if not self.size:
            self.refresh()  # hidden: it has no lines now, and comes back with those it had
            return
        line = self._line_in_sight(index)
        if line is not None:
            self.refresh(Region(0, line + len(self.head_rows()), self.size.width, self._heights[index]))

    def item_at(self, y: int) -> int | None:
        """Return the index of the item on a line of the widget, or None."""
        place = self._at(y - len(self.head_rows()))
        return place[0] if place is not None else None

    def gap_at(self, y: int) -> int:
        """Return before which item, by its index, something comes that is let go on a line of the widget."""
        place = self._at(y - len(self.head_rows()))
        if place is None:
            return 0 if y < len(self.head_rows()) else len(self._heights)
        index, inner = place
        return index + (2 * inner >= self._heights[index])

    def page_length(self, step: int) -> int:
        """Return how many items a page is from the selected one, downwards or upwards; at least one."""
        if self.selected is None or not self._heights:
            return 1
        heights, index, last = self._heights, self.selected, len(self._heights) - 1
        rows = abs(step) * max(1, self.body_height - 2)
        while step > 0 and index < last and heights[index] <= rows:
            rows -= heights[index]
            index += 1
        while step < 0 and index > 0 and rows > 0:
            index -= 1
            rows -= heights[index]
        return max(1, abs(index - self.selected))

    def line_of(self, index: int) -> int:
        """Return the line of the widget on which an item begins; it may be out of sight."""
        between = range(min(index, self._top), max(index, self._top))
        rows = sum(map(self._heights.__getitem__, between))
        return (rows if index > self._top else -rows) - self._cut + len(self.head_rows())

    def row(self, y: int) -> Row:
        """Return what line `y` shows."""
        head = self.head_rows()
        if y < len(head):
            return head[y]
        if y == self.size.height - 1 and (below := self._hidden_below()):
            return self.more_row(below)
        place = self._at(y - len(head))
        if place is None:
            return self.empty_row(y - len(head)) if not self._heights else Row(background=self.background)
        index, inner = place
        rows = self.item_rows(index)
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

    def on_resize(self) -> None:
        """Keep the selected item in sight."""
        if self.selected is not None and self.selected < len(self._heights) and self._bring_into_sight(self.selected):
            self.refresh()

    def scroll_items(self, rows: int) -> None:
        """Scroll by rows without changing the selection."""
        before = self._top, self._cut
        self._cut += rows
        self._settle()
        self._fill()
        if before != (self._top, self._cut):
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Say which item was clicked, and what it shows there."""
        index = self.item_at(event.y)
        if event.button == RIGHT:
            event.stop()
            kinds = self.kinds_at(index) if index is not None else ()
            if index is not None and kinds:
                self.post_message(self.Chosen(self, index, again=False))
            self.post_message(self.Menu(kinds))
        elif event.button == LEFT:
            if index is not None:
                event.stop()
                self.post_message(self.Chosen(self, index, again=event.chain > 1, shift=event.shift))
            if name := shown_at(self.row(event.y), self.size.width, event.x):
                event.stop()
                self.post_message(self.Used(name))

    def _at(self, position: int) -> tuple[int, int] | None:
        """Return the item on a row of the body, and which of its rows that is; None where there is none."""
        if position < 0:
            return None
        inner = position + self._cut
        for index in range(self._top, len(self._heights)):
            height = self._heights[index]
            if inner < height:
                return index, inner
            inner -= height
        return None

    def _line_in_sight(self, index: int) -> int | None:
        """Return the row of the body on which an item begins, above it too where a part is in sight; else None."""
        line = -self._cut
        for item in range(self._top, min(index, len(self._heights))):
            line += self._heights[item]
            if line >= self.body_height:
                return None
        return line if self._top <= index < len(self._heights) else None

    def _put(self, index: int, line: int) -> None:
        """Scroll so that an item begins on a row of the body, as far as there is enough above it."""
        self._top, self._cut = index, -line
        self._settle()

    def _settle(self) -> None:
        """Count from the item that is first in sight; never scroll above the first of all."""
        heights, last = self._heights, len(self._heights) - 1
        while self._cut < 0 < self._top:
            self._top -= 1
            self._cut += heights[self._top]
        self._cut = max(0, self._cut)
        while self._top < last and self._cut >= heights[self._top]:
            self._cut -= heights[self._top]
            self._top += 1

    def _fill(self) -> None:
        """Leave no row of the body empty while there are items above it."""
        heights, rows = self._heights, -self._cut
        for index in range(self._top, len(heights)):
            rows += heights[index]
            if rows >= self.body_height:
                return
        self._put(len(heights), self.body_height)

    def _hidden_below(self) -> int:
        """Return how many items end below the last line, which then says so: they do not end above that one."""
        line, last, bottom = -self._cut, len(self._heights) - 1, self.body_height
        for index in range(self._top, last + 1):
            end = line + self._heights[index]
            if end >= bottom:
                whole = end - self._gap(index) <= bottom - (index < last)
                return last - index + (0 if whole else 1)
            line = end
        return 0

    def _gap(self, index: int) -> int:
        """Return how many of an item's rows are blank."""
        return max(0, self._heights[index] - len(self.item_rows(index)))

    def _bring_into_sight(self, index: int) -> bool:
        """Scroll so that an item is in sight with its neighbours where they fit; return whether it had to."""
        if not self.size.height:  # not laid out yet; on_resize does it when there is room to reckon with
            return False
        before, line = (self._top, self._cut), self._line_in_sight(index)
        if index >= self._top:
            below = 0 if index == len(self._heights) - 1 else 1
            lowest = max(0, self.body_height - (self._heights[index] - self._gap(index)) - below)
            if line is not None and 0 <= line <= lowest:
                return False
            self._put(index, 0 if line is not None and line < 0 else lowest)
        else:
            self._put(index, 0)
        return before != (self._top, self._cut)

"""The swimlanes of a board on the screen: one below the other, each with its cards in all columns side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.geometry import Offset
from textual.strip import Strip

from tui.app.board.card_holder import CardHolder, Target
from tui.app.board.chips import Frame, Scene
from tui.app.board.column import ColumnView
from tui.app.board.swimlanes import Swimlane, Window, name_of, swimlanes_of, title_spans, window_of
from tui.app.look.item_list import LEFT, RIGHT
from tui.app.look.paint import BLANK, Row, Span, shown_at, width_of

FAR = 30
"""So many swimlanes away, what is between is not measured."""


class Cell(NamedTuple):
    """The rows that a column has in a swimlane, each with the card (by index) it is of, None for what is of none."""

    rows: Sequence[Row]
    cards: Sequence[int | None]

    def line_of(self, index: int) -> int:
        """Return the first row of a card."""
        return self.cards.index(index) if index in self.cards else 0

    def gap_at(self, line: int) -> tuple[int | None, bool]:
        """Return before which card something comes that is let go on a row, or behind which; None without any."""
        below = (card for card in self.cards[max(0, line) :] if card is not None)
        if (card := next(below, None)) is not None:
            return card, False
        return next((card for card in reversed(self.cards) if card is not None), None), True

    def card_at(self, line: int) -> int | None:
        """Return the card on a row, or the one next to it; None where there is none."""
        cards = self.cards[: line + 1]
        after = (card for card in self.cards[line + 1 :] if card is not None)
        return next((card for card in reversed(cards) if card is not None), next(after, None))


class Heights(Sequence[int]):
    """How many rows each swimlane takes, with its title and the blank row below it; measured when it is looked at."""

    def __init__(self, view: SwimlaneView) -> None:
        self._view = view
        self._measured: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._view.swimlanes)

    def __getitem__(self, index: int) -> int:  # type: ignore[override]
        # Nobody asks for a part of them.
        if index not in self._measured:
            self._measured[index] = self._view.measure(index)
        return self._measured[index]


class SwimlaneView(CardHolder):
    """Draws the swimlanes. What a card looks like it has from the columns, which are not seen meanwhile."""

    def __init__(self, columns: Sequence[ColumnView]) -> None:
        super().__init__(id="swimlanes")
        self.columns = columns
        self.swimlanes: list[Swimlane] = []
        self.kinds = ("card", "batch")
        self._scene: Scene | None = None
        self._frame: Frame | None = None
        self._shown: range = range(0)
        self._spot: tuple[int, int | None] = (0, None)
        self._heads: Sequence[Row] = ()
        self._cells: dict[int, dict[int, Cell]] = {}
        self._drop: Target | None = None

    def show(self, scene: Scene, frame: Frame, shown: range, selected: tuple[int, int | None]) -> None:
        """Show the swimlanes in some columns; a card is selected by its column and its index there."""
        is_new = self._scene is None or self._scene.board.arrangement != scene.board.arrangement
        self._scene, self._frame, self._shown, self._spot = scene, frame, shown, selected
        self._cells.clear()
        self.swimlanes = swimlanes_of(scene.board)
        if frame.single:  # one column is seen, and only what is in it
            self.swimlanes = [one for one in self.swimlanes if one.cells[shown.start] != (0, 0)]
        self._heads = self.columns[shown.start].head_rows()
        self._lay_out(anew=is_new)

    def select_card(self, selected: tuple[int, int | None]) -> None:
        """Select another card, by its column and its index there."""
        self._spot = selected
        self._cells.clear()
        self._lay_out()

    def _lay_out(self, *, anew: bool = False) -> None:
        """Measure what is in sight, which stays where it is, and bring the selected card into it."""
        stays = 0 < len(self.swimlanes) > self._top and not anew
        self.set_heights(Heights(self), (self._top, -self._cut) if stays else (0, 0))
        self._bring_card_into_sight()

    def on_resize(self) -> None:
        """Keep the selected card in sight."""
        self._bring_card_into_sight()

    def measure(self, index: int) -> int:
        """Return how many rows a swimlane takes, without drawing any of them."""
        swimlane = self.swimlanes[index]
        return 2 + max(1, *(self._rows_in(swimlane, at) for at in self._shown))

    def beside(self, target: int) -> int | None:
        """Return the card of another column (by index there) that is beside the selected one, or nearest to that."""
        here = self._swimlane_of_selected()
        if here is None:
            return None
        lane, index = self._spot
        line = self.cells(here)[lane].line_of(index) if index is not None and lane in self.cells(here) else 0
        if target in self.cells(here) and (card := self.cells(here)[target].card_at(line)) is not None:
            return card
        start, end = self.swimlanes[here].cells[target]
        others = (*self.swimlanes[here + 1 :], *self.swimlanes[:here][::-1])
        nearest = (one.cells[target][0] for one in others if one.cells[target][1] > one.cells[target][0])
        return start if end > start else next(nearest, None)

    def cells(self, index: int) -> dict[int, Cell]:
        """Return what a swimlane shows, by column."""
        if index not in self._cells:
            self._cells[index] = {at: self._cell(self.swimlanes[index], at) for at in self._shown}
        return self._cells[index]

    def item_rows(self, index: int) -> Sequence[Row]:
        """Return as many rows as there are of a swimlane; they are drawn column by column."""
        return (BLANK,) * (self._heights[index] - 1)

    def head_rows(self) -> Sequence[Row]:
        """Return as many rows as the heads of columns have."""
        return (BLANK,) * len(self._heads)

    def render_line(self, y: int) -> Strip:
        """Return one line: the heads of columns, the title of a swimlane, or a row of cards."""
        scene, head = self._scene, len(self.head_rows())
        if scene is None or self._frame is None:
            return super().render_line(y)
        if y < head:
            return self._side_by_side([self.columns[at].head_rows()[y] for at in self._shown])
        if y == self.size.height - 1 and (below := self._hidden_below()):
            return self.strip(Row((Span(f"  {below} more below", "muted"),)), self.size.width)
        place = self._place(y)
        if place is None:
            return self.strip(self.empty_row(y - head) if not self.swimlanes else Row(), self.size.width)
        index, line = place
        if self._drop is not None and self._drop.line == y:
            return self._side_by_side([self._marked(scene, index, line, at) for at in self._shown])
        if not line:
            return self.strip(self._title(scene, self.swimlanes[index]), self.size.width)
        cells = self.cells(index).values()
        return self._side_by_side([cell.rows[line - 1] if line <= len(cell.rows) else BLANK for cell in cells])

    def empty_row(self, y: int) -> Row:
        """Say that there are no cards."""
        if y or self._scene is None:
            return BLANK
        return Row((Span("  no match" if self._scene.board.total else "  no cards yet", "muted"),))

    def on_click(self, event: events.Click) -> None:
        """Choose the card that was clicked, do what is shown there, or ask what can be done with it."""
        event.prevent_default()  # a list has no columns
        clicked = None if self.ends_way(event) else self._clicked(event.x, event.y)
        if clicked is None:
            return
        event.stop()
        column, index, row, x = clicked
        if event.button in (LEFT, RIGHT):
            again = event.button == LEFT and event.chain > 1
            self.post_message(self.Chosen(column, index, again=again, shift=event.shift))
        if event.button == RIGHT:
            self.post_message(self.Menu(column.kinds_at(index)))
        elif event.button == LEFT and (name := shown_at(row, column_width(self._frame), x)):
            self.post_message(self.Used(name))

    def uid_at(self, x: int, y: int) -> str | None:
        """Return the uid of the card at a place of the widget."""
        clicked = self._clicked(x, y)
        return clicked[0].card_at(clicked[1]) if clicked is not None else None

    def target_at(self, at: Offset) -> Target | None:
        """Return before which card of a swimlane one would come that is let go at a place of the widget."""
        place, frame = self._place(at.y), self._frame
        if place is None or frame is None:
            return None
        column = self._shown.start + at.x // (column_width(frame) + frame.gap)
        index, line = place
        if (cell := self.cells(index).get(column)) is None:
            return None
        swimlane, scene = self.swimlanes[index], self._scene
        owner = swimlane.key[-1] if scene is not None and scene.board.arrangement.grouping == "owner" else None
        gap, behind = cell.gap_at(line - 1)
        below = cell.line_of(gap) if gap is not None and not behind else len(cell.rows)
        return Target(self, self.columns[column], gap, behind, self.line_of(index) + below, owner)

    def mark_drop(self, target: Target | None) -> None:
        """Show where a carried card would come, or nothing any more."""
        self._drop = target
        self.refresh()

    def _clicked(self, x: int, y: int) -> tuple[ColumnView, int, Row, int] | None:
        """Return the column and the card at a place of the widget, with the row there and how far it is in that."""
        place, frame = self._place(y), self._frame
        if place is None or frame is None or not place[1]:
            return None
        step = column_width(frame) + frame.gap
        at, line = self._shown.start + x // step, place[1] - 1
        cell = self.cells(place[0]).get(at)
        if cell is None or line >= len(cell.cards) or (index := cell.cards[line]) is None:
            return None
        return self.columns[at], index, cell.rows[line], x % step

    def _place(self, y: int) -> tuple[int, int] | None:
        index = self.item_at(y)
        return None if index is None else (index, y - self.line_of(index))

    def _cell(self, swimlane: Swimlane, at: int) -> Cell:
        column, window = self.columns[at], self._window(swimlane, at)
        rows: list[Row] = []
        cards: list[int | None] = []
        for index in range(window.start, window.end):
            own = [*column.item_rows(index)]
            own += [BLANK] * (column.height_of(index) - len(own))
            rows += own
            cards += [index] * len(own)
        if rows and rows[-1] is BLANK:
            rows.pop()
            cards.pop()
        for words in self._remarks(swimlane, at, window):
            rows.append(Row((Span(f"  {words}", "muted"),)))
            cards.append(None)
        return Cell(rows, cards)

    def _rows_in(self, swimlane: Swimlane, at: int) -> int:
        column, window = self.columns[at], self._window(swimlane, at)
        rows = sum(map(column.height_of, range(window.start, window.end)))
        is_gap_below = rows > 0 and column.has_gap(window.end - 1)
        return rows - is_gap_below + len(self._remarks(swimlane, at, window))

    def _window(self, swimlane: Swimlane, at: int) -> Window:
        lane = self.columns[at].lane
        assert lane is not None, "columns are shown before swimlanes"
        return window_of(swimlane, at, lane.column, self._spot[1] if self._spot[0] == at else None)

    def _remarks(self, swimlane: Swimlane, at: int, window: Window) -> list[str]:
        scene, lane = self._scene, self.columns[at].lane
        if window.hidden:
            return [f"{window.hidden} more"]
        if scene is not None and lane is not None and window.start == window.end and lane.column.role == "waiting":
            return [f"nothing waiting for {name_of(scene, swimlane)}"]
        return []

    def _title(self, scene: Scene, swimlane: Swimlane) -> Row:
        words = title_spans(scene, swimlane)
        rule = scene.glyphs.rule * max(0, self.size.width - width_of(words) - 2)
        return Row((*words, Span(f" {rule}", "line")))

    def _marked(self, scene: Scene, index: int, line: int, at: int) -> Row:
        """Return a row of a column on the line where a carried card would come: a rule in its column."""
        if self._drop is not None and self._drop.column is self.columns[at]:
            return Row((Span(scene.glyphs.focused_rule * column_width(self._frame), "accent"),))
        rows = self.cells(index)[at].rows
        return rows[line - 1] if 0 < line <= len(rows) else BLANK

    def _side_by_side(self, rows: Sequence[Row]) -> Strip:
        """Return rows of columns as one line."""
        frame = self._frame
        assert frame is not None, "drawn once it is shown"
        gap = self.strip(BLANK, frame.gap)
        strips: list[Strip] = []
        for row in rows:
            strips += [gap] * bool(strips) + [self.strip(row, column_width(frame))]
        line = Strip.join(strips)
        return line.extend_cell_length(self.size.width, self.palette.style("text", "bg"))

    def _swimlane_of_selected(self) -> int | None:
        lane, index = self._spot
        places = (at for at, one in enumerate(self.swimlanes) if index in range(*one.cells[lane]))
        return next(places, None) if index is not None else None

    def _bring_card_into_sight(self) -> None:
        """Scroll so that the selected card is in sight, and with the first of a swimlane its title."""
        here, (lane, index) = self._swimlane_of_selected(), self._spot
        if here is None or index is None or not self.size.height or lane not in self.cells(here):
            return
        if abs(here - self._top) > FAR:
            self._put(here, 0)
            self.refresh()
        cell = self.cells(here)[lane]
        line = cell.line_of(index)
        last = line + sum(card == index for card in cell.cards)
        begin = self.line_of(here) - len(self.head_rows()) + (line + 1 if line else 0)
        end = self.line_of(here) - len(self.head_rows()) + last + 1
        if begin < 0:
            self.scroll_items(begin)
        elif end > self.body_height - 1:
            self.scroll_items(min(begin, end - self.body_height + 1))


def column_width(frame: Frame | None) -> int:
    """Return how wide a column is."""
    return frame.look.width if frame is not None else 1

"""All experiments: those that run, and apart from them the templates that can be started."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from textual.app import ComposeResult

from tui.app.board.board import Board
from tui.app.experiments.listing import Items, Listed, head_rows
from tui.app.here import Here
from tui.app.keys.keymap import key
from tui.app.look.corner import places
from tui.app.look.item_list import ItemList
from tui.app.look.paint import BLANK, Row, Span, margin_of
from tui.app.look.rows import Rows, TitleBar
from tui.domain.people.merged import listed_people
from tui.domain.records.vocabulary import ExperimentStatus
from tui.domain.text import plural

PAGE = 4


class ExperimentList(ItemList):
    """The list; labels between the groups are items that cannot be chosen."""

    def __init__(self) -> None:
        super().__init__(id="experiments")
        self.kinds = ("board",)
        self.listed: Sequence[Listed] = ()
        self.boards: list[int] = []
        """Where those stand that can be chosen."""

    has_mark = True
    """Whether the focus mark is on what is chosen: not while something else is in front."""

    def give_mark(self, mark: bool) -> None:
        """Put the focus mark on what is chosen, or take it away."""
        self.has_mark = mark
        self.refresh()

    def show(self, listed: Sequence[Listed]) -> None:
        """Show other items, each followed by a blank row; the board that was chosen stays so, else the first one is."""
        chosen = self.chosen
        self.listed = listed
        self.boards = [at for at, item in enumerate(listed) if item.board_id is not None]
        self.set_heights([len(item.rows) + item.gap for item in listed])
        same = (at for at in self.boards if listed[at].board_id == chosen)
        self.select(next(same, self.boards[0] if self.boards else None))

    @property
    def chosen(self) -> str | None:
        """The board (id) that is chosen."""
        return self.listed[self.selected].board_id if self.selected in self.boards else None

    def go(self, step: int) -> None:
        """Choose a board further down or up, the last or the first where there are no more."""
        if step and self.boards:
            at = self.boards.index(self.selected) if self.selected in self.boards else 0
            self.select(self.boards[max(0, min(at + step, len(self.boards) - 1))])

    def select(self, index: int | None) -> None:
        """Select an item; what stands above the first board and below the last comes into sight with it."""
        before = self.selected
        super().select(index)
        if index is None or index == before or index not in self.boards[:1] + self.boards[-1:]:
            return
        above = self.line_of(index) - len(self.head_rows())
        below = self.body_height - above - len(self.listed[index].rows)
        self.scroll_items(above if index == self.boards[-1] else -max(0, below))

    def head_rows(self) -> Sequence[Row]:
        """Return the heads of the columns."""
        return head_rows(self.host.glyphs, self.size.width)

    def item_rows(self, index: int) -> Sequence[Row]:
        """Return the rows of an item."""
        if index >= len(self.listed):
            return ()
        item = self.listed[index]
        is_marked = self.has_mark and index == self.selected and item.chosen_rows
        return item.chosen_rows if is_marked else item.rows


class ExperimentsScreen(Here):
    """The list of experiments."""

    place = "experiments"

    def __init__(self) -> None:
        super().__init__()
        self.title_line = TitleBar()
        self.listing = ExperimentList()

    def compose(self) -> ComposeResult:
        """Make the widgets."""
        yield from (self.title_line, Rows(BLANK, id="header"), self.listing, self.message_line, self.foot_line)

    def on_mount(self) -> None:
        """Show what runs; the templates come when their files are read."""
        self.show_all()
        self.custdev.read_boards()

    def on_screen_suspend(self) -> None:
        """Leave the focus mark to what is in front."""
        self.listing.give_mark(False)

    def on_screen_resume(self) -> None:
        """Take it back."""
        self.listing.give_mark(True)

    def on_resize(self) -> None:
        """Set the columns anew."""
        self.call_after_refresh(self.show_all)

    def catch_up(self) -> None:
        """Show the figures of today."""
        self.show_all()

    def show_all(self) -> None:
        """Show everything."""
        margin = margin_of(self.size.width)
        self.listing.styles.margin = (0, margin, 1, margin)
        self.listing.show(self._items(max(20, self.size.width - 2 * margin)))
        counts = [(len(self.custdev.experiments(status)), status) for status in ("running", "decided", "archived")]
        words = " · ".join(f"{number} {status}" for number, status in counts if number)
        state = Span(f"   {words or 'none running yet'}", "muted")
        left = (Span(" " * margin), Span("Experiments", "bright bold"), state)
        right = places(self.custdev.last_place, "experiments", self.size.width)
        self.title_line.show(Row(left, right, "panel", margin))
        self.show_foot()

    def show_foot(self) -> None:
        """Show the footer."""
        self.foot_line.show_mode("experiments", 6)

    def _items(self, width: int) -> list[Listed]:
        custdev = self.custdev
        numbers, make = count(1), Items(custdev.glyphs, width, custdev.mask)

        def ended(status: ExperimentStatus) -> list[Listed]:
            boards = [make.ended(next(numbers), board) for board in self._boards(status)]
            return [_label(status), *boards] if boards else []

        items = [make.running(next(numbers), board) for board in self._boards("running")]
        items += ended("decided")
        entries = custdev.templates()
        if entries is None:
            return [*items, _label("reading boards…")]
        if good := [entry for entry in entries if entry.definition is not None]:
            items.append(
                _label(f"templates   enter reads one, the first change starts it, {key('board.new')} makes your own")
            )
            items += [make.template(next(numbers), entry, gap=int(entry is good[-1])) for entry in good]
        items += ended("archived")
        items += [make.template(0, entry) for entry in entries if entry.definition is None]
        if not items:
            items.append(_label("No boards found in boards/."))
        people = sum(1 for _ in listed_people(self.session.workspace))
        items.append(_label(f"{plural(people, 'person', 'people')} known · kept in {self.session.folder}"))
        return items

    def _boards(self, status: ExperimentStatus) -> list[Board]:
        session = self.session
        return [
            Board(session.workspace, experiment, session.now(), started=True, policy=session.policy)
            for experiment in self.custdev.experiments(status)
        ]

    def go(self, across: int, down: int) -> None:
        """Choose the next or previous experiment."""
        self.listing.go(down)

    def go_to_edge(self, end: int) -> None:
        """Choose the first or the last."""
        self.listing.go(end * len(self.listing.boards))

    def page(self, step: int) -> None:
        """Go a page on."""
        self.listing.go(step * PAGE)

    def subject(self, kind: str) -> object | None:
        """Return the id of the chosen board, as a `board`."""
        return self.listing.chosen if kind == "board" else None

    async def open(self) -> None:
        """Open the chosen experiment."""
        if (board_id := self.listing.chosen) is not None:
            self.custdev.open_board(board_id)

    def back(self) -> None:
        """Go back to the board that was open last."""
        self.custdev.open_last()

    async def on_item_list_chosen(self, event: ItemList.Chosen) -> None:
        """Choose what was clicked; a double click opens it."""
        event.stop()
        if event.index in self.listing.boards:
            self.listing.select(event.index)
            if event.again:
                await self.open()


def _label(words: str) -> Listed:
    return Listed(None, (Row((Span("  "), Span(words, "muted"))),), gap=0)

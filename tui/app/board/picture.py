"""The board as a picture: which widgets there are, and what they show of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from tui.app.board.chips import Look, Scene
from tui.app.board.column import ColumnView
from tui.app.board.faces import peek_rows
from tui.app.board.frame import Frame, frame_for
from tui.app.board.headers import header_rows, strip_rows, title_row
from tui.app.look.rows import Rows, TitleBar

if TYPE_CHECKING:
    from tui.app.board.screen import BoardScreen


class BoardPicture:
    """Draws a board: header, lanes, panel, and the selected card, each in its place for the size of the screen."""

    def __init__(self, here: BoardScreen) -> None:
        self.columns: list[ColumnView] = []
        self.work = Vertical(id="work")
        self.header = Rows(id="header")
        self._here = here
        self._first_lane = 0
        self._drawn_frame: tuple[Frame, int] | None = None
        self._title_line = TitleBar()
        self._strip = Rows(id="strip")
        self._columns_box = Horizontal(id="columns")
        self._peek = Rows(id="peek")

    def compose(self) -> ComposeResult:
        """Make the widgets; there is one for each column, whatever the number of cards."""
        yield self._title_line
        with Horizontal(id="middle"):
            with self.work:
                yield self.header
                yield self._strip
                with self._columns_box:
                    yield from self.columns
                yield self._peek
            yield self._here.panel.view

    async def remake_columns(self) -> None:
        """Make the columns anew: the definition has other ones now."""
        await self._columns_box.remove_children()
        self.make_columns()
        await self._columns_box.mount_all(self.columns)
        self._drawn_frame = None

    def make_columns(self) -> None:
        """Make a column for each lane."""
        self.columns = [ColumnView() for _ in self._here.board.lanes]

    def forget_heights(self, cards: Iterable[str] | None) -> None:
        """Have some cards measured anew, or all of them."""
        for column in self.columns:
            column.forget_heights(cards)

    @property
    def frame(self) -> Frame:
        """How the screen is divided now."""
        here = self._here
        size = here.app.size
        return frame_for(
            size.width,
            size.height,
            columns=len(here.board.lanes),
            digits=max(2, len(str(here.board.experiment.next_number - 1))),
            density=here.density,
            panel_open=here.panel.is_open,
        )

    @property
    def scene(self) -> Scene:
        """What the look of cards depends on."""
        here, custdev = self._here, self._here.custdev
        marked = here.mode == "board" and not here.is_behind
        return Scene(here.board, self.frame.look, custdev.glyphs, custdev.mask, marked)

    def show(self) -> None:
        """Show everything in its place, but the footer."""
        here, frame, width = self._here, self.frame, self._here.app.size.width
        self._divide(frame)
        place = here.custdev.place_of(here.board_id)
        glyphs, mask = here.custdev.glyphs, here.custdev.mask
        self._title_line.show(title_row(here.board, frame, width, place=place, glyphs=glyphs, mask=mask))
        self.header.show(*header_rows(here.board, frame, glyphs, width - frame.panel_width, mask))
        self.show_columns()
        here.panel.show()

    def show_columns(self) -> None:
        """Show the lanes, the focused one in sight."""
        here, frame, scene = self._here, self.frame, self.scene
        lanes, lane = here.board.lanes, here.lane
        if not self._first_lane <= lane < self._first_lane + frame.columns:
            self._first_lane = max(0, min(lane, len(lanes) - frame.columns))
        self._first_lane = first = max(0, min(self._first_lane, len(lanes) - frame.columns))
        last = first + frame.columns - 1
        for index, column in enumerate(self.columns):
            column.display = first <= index <= last
            if not column.display:
                continue
            hidden = len(lanes) - 1 - last
            more = (
                f"‹ {first} " if index == first and first and not frame.single else "",
                f" {hidden} ›" if index == last and hidden and not frame.single else "",
            )
            column.show(lanes[index], scene, focused=index == lane, with_head=not frame.single, more=more)
            column.select(column.index_of(here.selected) if here.selected and index == lane else None)
        if frame.single:
            self._strip.show(*strip_rows(scene, frame.margin, lane, here.app.size.width))

    def show_peek(self) -> None:
        """Show the selected card in the dense look, above the footer."""
        here, frame, card = self._here, self.frame, self._here.card
        self._peek.display = frame.look.dense and card is not None
        if frame.look.dense and card is not None:
            wide = Look(width=here.app.size.width, digits=frame.look.digits)
            scene = Scene(here.board, wide, here.custdev.glyphs, here.custdev.mask)
            self._peek.show(*peek_rows(scene, card, here.column))

    def _divide(self, frame: Frame) -> None:
        key = (frame, len(self.columns))
        if self._drawn_frame == key:
            return
        self._drawn_frame = key
        low = frame.header == "title"
        self._columns_box.styles.margin = (0, 0, 0 if low else 1, frame.margin)
        for column in self.columns:
            column.styles.width = frame.look.width
            column.styles.margin = (0, frame.gap, 0, 0)
        panel = self._here.panel.view
        self._strip.display = frame.single
        panel.display = frame.panel_width > 0
        panel.styles.width = frame.panel_width or 1
        self.work.display = frame.panel_width < self._here.app.size.width

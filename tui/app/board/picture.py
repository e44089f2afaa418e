"""The board as a picture: which widgets there are, and what they show of it."""

from __future__ import annotations

from textual.containers import Horizontal, Vertical

from tui.app.board.board import BoardMemory
from tui.app.board.column import ColumnView
from tui.app.board.faces import peek_rows
from tui.app.board.on_card import OnCard
from tui.app.look.chips import Look, Scene
from tui.app.look.frame import Density, Frame, frame_for
from tui.app.look.headers import header_rows, strip_rows, title_row
from tui.app.look.inspector import Inspector
from tui.app.look.panels import PanelItem
from tui.app.look.rows import Rows, TitleBar
from tui.domain.records import Card
from tui.session import Draft


class Picture(OnCard):
    """Draws a board: header, lanes, panel, footer, each in its place for the size of the screen."""

    def __init__(self, board_id: str, draft: Draft | None = None, *, past: str | None = None) -> None:
        super().__init__()
        self.board_id = board_id
        self.past = past
        self.draft = draft
        self.selected: str | None = None
        self.first_lane = 0
        self.panel_open = False
        self.mode = "board"
        self._memory = BoardMemory()
        self._columns: list[ColumnView] = []
        self._drawn_frame: tuple[Frame, int] | None = None
        self.density: Density | None = None
        self._away = False
        self.title_line = TitleBar()
        self.work = Vertical(id="work")
        self.header = Rows(id="header")
        self.strip = Rows(id="strip")
        self.columns_box = Horizontal(id="columns")
        self.peek = Rows(id="peek")
        self.panel = Inspector()

    @property
    def card(self) -> Card | None:
        """The selected card."""
        return self.board.card(self.selected)

    @property
    def chosen(self) -> PanelItem | None:
        """What is chosen in the panel, while that has the keys."""
        return self.panel.chosen if self.mode == "panel" else None

    @property
    def place_key(self) -> str:
        """What is remembered of a board, such as the selected card, goes by this."""
        return self.past or self.board_id

    @property
    def frame(self) -> Frame:
        """How the screen is divided now."""
        digits = max(2, len(str(self.board.experiment.next_number - 1)))
        size = self.app.size
        return frame_for(
            size.width,
            size.height,
            columns=len(self.board.lanes),
            digits=digits,
            density=self.density,
            panel_open=self.panel_open,
        )

    @property
    def scene(self) -> Scene:
        """What the look of cards depends on."""
        custdev = self.custdev
        marked = self.mode == "board" and not self._away
        return Scene(self.board, self.frame.look, custdev.glyphs, custdev.mask, marked)

    def show_all(self) -> None:
        """Show everything in its place."""
        frame = self.frame
        if not self.fits():
            return
        self._divide(frame)
        place = self.custdev.place_of(self.board_id)
        glyphs, mask = self.custdev.glyphs, self.custdev.mask
        width = self.app.size.width
        self.title_line.show(title_row(self.board, frame, width, place=place, glyphs=glyphs, mask=mask))
        self.header.show(*header_rows(self.board, frame, glyphs, width - frame.panel_width, mask))
        self.show_columns()
        self.show_panel()
        self.show_foot()

    def show_columns(self) -> None:
        """Show the lanes, the focused one in sight."""
        frame, scene = self.frame, self.scene
        if not self.first_lane <= self.lane < self.first_lane + frame.columns:
            self.first_lane = max(0, min(self.lane, len(self.board.lanes) - frame.columns))
        self.first_lane = max(0, min(self.first_lane, len(self.board.lanes) - frame.columns))
        last = self.first_lane + frame.columns - 1
        for index, (column, lane) in enumerate(zip(self._columns, self.board.lanes, strict=True)):
            column.display = self.first_lane <= index <= last
            if not column.display:
                continue
            hidden = len(self.board.lanes) - 1 - last
            more = (
                f"‹ {self.first_lane} " if index == self.first_lane and self.first_lane and not frame.single else "",
                f" {hidden} ›" if index == last and hidden and not frame.single else "",
            )
            column.show(lane, scene, focused=index == self.lane, with_head=not frame.single, more=more)
            column.select(column.index_of(self.selected) if self.selected and index == self.lane else None)
        if frame.single:
            self.strip.show(*strip_rows(scene, frame.margin, self.lane, self.app.size.width))

    def show_panel(self) -> None:
        """Show the details of the selected card where the panel is open."""

    def show_foot(self) -> None:
        """Show the footer, and in the dense look the selected card above it."""
        frame = self.frame
        mode = self.mode
        if mode == "board" and self.board.read_only:
            mode = "kept_panel" if self.panel_open else "earlier" if self.past else "archived"
        elif mode == "board":
            mode = "inspector" if self.panel_open else "single" if frame.single else "board"
        self.foot_line.show_mode(mode, frame.margin, frame.footer_keys)
        self._show_peek(frame)

    def _divide(self, frame: Frame) -> None:
        key = (frame, len(self._columns))
        if self._drawn_frame == key:
            return
        self._drawn_frame = key
        low = frame.header == "title"
        self.columns_box.styles.margin = (0, 0, 0 if low else 1, frame.margin)
        for column in self._columns:
            column.styles.width = frame.look.width
            column.styles.margin = (0, frame.gap, 0, 0)
        self.strip.display = frame.single
        self.panel.display = frame.panel_width > 0
        self.panel.styles.width = frame.panel_width or 1
        self.work.display = frame.panel_width < self.app.size.width

    def _show_peek(self, frame: Frame) -> None:
        card = self.card
        self.peek.display = frame.look.dense and card is not None
        if frame.look.dense and card is not None:
            column = self.board.lanes[self.lane].column
            wide = Look(width=self.app.size.width, digits=frame.look.digits)
            scene = Scene(self.board, wide, self.custdev.glyphs, self.custdev.mask)
            self.peek.show(*peek_rows(scene, card, column))

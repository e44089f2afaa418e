"""The board as a picture: which widgets there are, and what they show of it and of the selected card."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.timer import Timer

from tui.app.background import in_background
from tui.app.board.card_holder import CardHolder
from tui.app.board.chips import Frame, Look, Scene, frame_for
from tui.app.board.column import ColumnView
from tui.app.board.faces import peek_rows
from tui.app.board.headers import header_rows, strip_rows, title_row
from tui.app.look.inspector import Inspector, PanelItem
from tui.app.look.rows import Rows, TitleBar
from tui.domain.records import Card, Event

if TYPE_CHECKING:
    from tui.app.board.screen import BoardScreen
    from tui.app.board.swimlane_view import SwimlaneView


CARD_ROWS = 3
"""How many rows a card takes in swimlanes, about."""


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
        self.swimlanes: SwimlaneView | None = None

    def compose(self) -> ComposeResult:
        """Make the widgets; there is one for each column, whatever the number of cards."""
        yield self._title_line
        with Horizontal(id="middle"):
            with self.work:
                yield self.header
                yield self._strip
                with self._columns_box:
                    yield from self.columns
                if self.swimlanes is not None:
                    yield self.swimlanes
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
        return Scene(here.board, self.frame.look, custdev.glyphs, custdev.mask, marked, here.picked.uids)

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
        self._show_swimlanes(scene, frame, range(first, last + 1))
        if frame.single:
            self._strip.show(*strip_rows(scene, frame.margin, lane, here.app.size.width))

    def _show_swimlanes(self, scene: Scene, frame: Frame, shown: range) -> None:
        """Show the swimlanes in place of the columns, or these again."""
        is_parted = bool(scene.board.arrangement.grouping)
        if is_parted and self.swimlanes is None:
            from tui.app.board.swimlane_view import SwimlaneView  # most boards have none

            self.swimlanes = SwimlaneView(self.columns)
            if self._columns_box.is_attached:
                self.work.mount(self.swimlanes, after=self._columns_box)
        if self.swimlanes is not None:
            self._columns_box.display, self.swimlanes.display = not is_parted, is_parted
            if is_parted:
                self.swimlanes.columns = self.columns
                self.swimlanes.styles.margin = self._columns_box.styles.margin
                self.swimlanes.show(scene, frame, shown, self._spot)

    @property
    def _spot(self) -> tuple[int, int | None]:
        """Where the selected card is: its column, and its index there."""
        here = self._here
        return here.lane, self.columns[here.lane].selected

    @property
    def holders(self) -> Sequence[CardHolder]:
        """The lists that show cards now, into which one can be let go."""
        if self.swimlanes is not None and self.swimlanes.display:
            return (self.swimlanes,)
        return self.columns

    def follow_selection(self) -> None:
        """Show in the swimlanes which card is selected in the columns."""
        if self.swimlanes is not None and self.swimlanes.display:
            self.swimlanes.select_card(self._spot)

    def page_length(self, step: int) -> int:
        """Return how many cards a page is from the selected one."""
        if self.swimlanes is not None and self.swimlanes.display:
            return max(1, self.swimlanes.body_height // CARD_ROWS)
        return self.columns[self._here.lane].page_length(step)

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


RESTING_SECONDS = 0.1
"""A card's history is read when the selection rests on it for so long; walking past it starts nothing."""


class CardPanel:
    """Opened by `enter` and closed by `esc`; `tab` goes into it and out again."""

    def __init__(self, here: BoardScreen) -> None:
        self.view = Inspector()
        self.is_open = False
        self._here = here
        self._rest: Timer | None = None
        self._history: tuple[str, Sequence[Event] | None] = ("", None)

    @property
    def chosen(self) -> PanelItem | None:
        """What is chosen in it, while it has the keys."""
        return self.view.chosen if self._here.mode == "panel" else None

    @property
    def is_resting(self) -> bool:
        """Whether it waits until the history of a card is worth reading."""
        return self._rest is not None

    def open(self) -> None:
        """Open it beside the board."""
        if not self.is_open and self._here.card is not None:
            self.is_open = True
            self._here.show_all()

    def close(self) -> None:
        """Close it."""
        self.view.take_mark(False)
        self.is_open = False
        self._here.mode = "board"
        self._here.show_all()

    def enter(self) -> None:
        """Go into it; open it first."""
        if self.is_open:
            self.view.take_mark(True)
            self._here.mark_board("panel")
        else:
            self.open()

    def leave(self) -> None:
        """Give the keys back to the board."""
        self.view.take_mark(False)
        self._here.mark_board("board")

    def show(self) -> None:
        """Show the details of the selected card; its history is read in the background."""
        here, card = self._here, self._here.card
        if not self.is_open or not here.is_attached:
            return
        if card is None:
            self.view.show("", ())
            return
        uid, events = self._history
        if here.draft is not None:
            self._lay_out(card, ())
            return
        self._lay_out(card, events if uid == card.uid else None)
        if self._rest is not None:
            self._rest.stop()
        self._rest = here.set_timer(RESTING_SECONDS, partial(self._read, card.uid))

    def _read(self, uid: str) -> None:
        self._rest = None
        here, session = self._here, self._here.session
        in_background(here, "history", partial(session.events_of, uid), partial(self._take, uid), here.say_error)

    def _take(self, uid: str, events: Sequence[Event]) -> None:
        card = self._here.card if self._here.is_attached else None
        if self.is_open and card is not None and card.uid == uid and self._history != (uid, events):
            self._history = (uid, events)
            self._lay_out(card, events)

    def _lay_out(self, card: Card, events: Sequence[Event] | None) -> None:
        from tui.app.board.card_details import Details  # the board is up sooner than anybody looks closer

        picture = self._here.picture
        self.view.show(card.uid, Details(picture.scene, card, events, picture.frame.panel_width).items())

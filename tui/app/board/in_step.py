"""A board that follows its workspace: what is selected, and what others do to it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal

from tui.app.board.board import Board, touched_cards
from tui.app.board.card_filter_bar import CardFilter
from tui.app.board.column import ColumnView
from tui.app.board.picture import Picture
from tui.app.look.frame import DENSITIES
from tui.app.look.inspector import Inspector
from tui.app.look.rows import ItemList
from tui.domain.errors import DomainError, NotFound
from tui.domain.records.change import Change
from tui.session import CatalogEntry, Draft, Notice


class BoardFollowing(Picture):
    """A board kept in step with the session; what keys do is in the classes built on it."""

    def __init__(self, board_id: str, draft: Draft | None = None, *, past: str | None = None) -> None:
        super().__init__(board_id, draft, past=past)
        self.filter = CardFilter(self)

    def compose(self) -> ComposeResult:
        """Make the widgets; there is one for each column, whatever the number of cards."""
        self.board = self._board()
        self._columns = [ColumnView() for _ in self.board.lanes]
        saved = self.custdev.view_state.density.get(self.board_id)
        self.density = next((density for density in DENSITIES if density == saved), None)
        self._select_as_before()
        self.show_all()
        yield self.title_line
        with Horizontal(id="middle"):
            with self.work:
                yield self.header
                yield self.strip
                with self.columns_box:
                    yield from self._columns
                yield self.peek
            yield self.panel
        yield self.message_line
        yield self.foot_line
        yield self.too_small

    def on_resize(self) -> None:
        """Divide the screen anew."""
        if self._columns:
            self.show_all()

    def on_screen_resume(self) -> None:
        """Catch up with what changed while another screen was in front."""
        if self._away:
            self._away = False
            self.panel.cover(False)
            self.forget_heights(None)
            self.update_board()

    def on_screen_suspend(self) -> None:
        """Stop following, and leave the focus mark to what is in front."""
        self._away = True
        self.custdev.last_cards[self.place_key] = self.selected
        if self in self.app.screen_stack:
            self.show_columns()
            self.panel.cover(True)

    def hear(self, notice: Notice) -> None:
        """Follow a change of the workspace."""
        if notice.change is not None or isinstance(notice.error, DomainError):
            self.forget_heights(notice.change)
            self.update_board()
        else:
            self.show_foot()
        super().hear(notice)

    def forget_heights(self, change: Change | None) -> None:
        """Have the cards a change touched measured anew; without one, all of them."""
        cards = touched_cards(change, self.board.workspace) if change is not None else None
        for column in self._columns:
            column.forget_heights(cards)

    def catch_up(self) -> None:
        """Show the ages of today."""
        self.update_board()

    def update_board(self) -> None:
        """Take over the newest state of the workspace; selection, scroll and typed text stay."""
        try:
            board = self._board()
        except NotFound as error:
            self.say_error(error)
            return
        if len(board.lanes) != len(self._columns):
            self.board = board
            self.call_later(self._remake_columns)
            return
        self._keep_selection(board)
        self.show_all()

    def select_card(self, uid: str | None) -> None:
        """Select a card; only what shows the selection is drawn again."""
        self.selected = uid
        column = self._columns[self.lane]
        column.select(column.index_of(uid) if uid else None)
        self.show_panel()
        self._show_peek(self.frame)

    def show_card(self, uid: str) -> None:
        """Bring a card into sight and select it."""
        lane = self.board.lane_of(uid)
        if lane is None and self.filter.text:
            self.filter.clear()
            lane = self.board.lane_of(uid)
        if lane is not None:
            self.lane, self.selected = lane, uid
            self.show_columns()
            self.show_panel()
            self.show_foot()

    def select_first(self) -> None:
        """Select the first card of the focused column."""
        shown = self.board.lanes[self.lane].shown
        self.selected = shown[0] if shown else None

    def _select_as_before(self) -> None:
        """Select the card that was selected when the board was left, else the first one."""
        last = self.custdev.last_cards.get(self.place_key)
        lane = self.board.lane_of(last) if last else None
        if lane is not None:
            self.lane, self.selected = lane, last
        else:
            self.lane = next((index for index, lane in enumerate(self.board.lanes) if lane.shown), 0)
            self.select_first()

    def give_mark(self, mode: str) -> None:
        """Give the focus mark to a line, or back to the panel or the cards."""
        self.panel.take_mark(mode == "panel", back=True)
        self.mark_board(mode)

    def mark_board(self, mode: str) -> None:
        """Give the focus mark to the board, or take it away for a panel or a line."""
        self.mode = mode
        self.show_columns()
        self.show_foot()

    def on_item_list_chosen(self, event: ItemList.Chosen) -> None:
        """Select what was clicked; a double click opens it."""
        event.stop()
        if isinstance(event.item_list, ColumnView) and self.mode in ("board", "panel"):
            self._take_mark_to_board()
            before = self.lane
            self.lane = self._columns.index(event.item_list)
            self.selected = event.item_list.card_at(event.index)
            self.show_columns() if before != self.lane else self.select_card(self.selected)
            if event.again:
                self.open_panel()
            self.show_panel()
        elif isinstance(event.item_list, Inspector):
            self.panel.choose_at(event.index)

    def open_panel(self) -> None:
        """Open the panel beside the board."""

    def renew_draft(self, entry: CatalogEntry) -> None:
        """Show a board that is not started as its edited file has it now."""
        if self.session.current(self.board_id) is None:
            self.draft = self.session.draft(entry)
            self.forget_heights(None)
            self.update_board()

    def _take_mark_to_board(self) -> None:
        if self.mode == "panel":
            self.panel.take_mark(False)
            self.mark_board("board")

    def _board(self) -> Board:
        session = self.session
        workspace = session.workspace
        experiment = workspace.experiments.get(self.past) if self.past else session.current(self.board_id)
        if experiment is not None:
            self.draft = None
        elif self.draft is not None:
            experiment, workspace = self.draft.experiment, self.draft.over(workspace)
        else:
            raise NotFound("That experiment is not in the workspace any more.")
        return Board(
            workspace,
            experiment,
            session.now(),
            started=self.draft is None,
            terms=self.filter.terms,
            memory=self._memory,
            policy=session.policy,
        )

    def _keep_selection(self, board: Board) -> None:
        """Stay with the selected card wherever it went; where it is gone, with its neighbour."""
        old = self.board
        self.board = board
        if self.selected is not None:
            lane = board.lane_of(self.selected)
            if lane is not None:
                self.lane = lane
                return
            shown = board.lanes[self.lane].shown
            before = old.lanes[self.lane].shown if self.lane < len(old.lanes) else ()
            index = before.index(self.selected) if self.selected in before else 0
            self.selected = shown[min(index, len(shown) - 1)] if shown else None
        elif board.lanes[self.lane].shown:
            self.select_first()
        if self.selected is None and self.filter.text:
            self.lane = next((index for index, lane in enumerate(board.lanes) if lane.shown), self.lane)
            self.select_first()

    async def _remake_columns(self) -> None:
        """Make the column widgets anew: the definition has other columns now."""
        await self.columns_box.remove_children()
        self._columns = [ColumnView() for _ in self.board.lanes]
        await self.columns_box.mount_all(self._columns)
        self._drawn_frame = None
        self.lane = min(self.lane, len(self._columns) - 1)
        self._keep_selection(self.board)
        self.show_all()

"""The board: what is selected on it, and how it keeps in step with its workspace; any place with a card in front."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from tui.app.board.arrangement import Arrangement, remembered_arrangement
from tui.app.board.batch import Batch
from tui.app.board.board import Board
from tui.app.board.board_memory import BoardMemory
from tui.app.board.card_place import CardPlace
from tui.app.board.chips import DENSITIES, Density
from tui.app.board.column import ColumnView
from tui.app.board.moving import go_across, go_down, go_to_neighbour, keep_selection, select_as_before
from tui.app.board.picture import BoardPicture, CardPanel
from tui.app.keys.commands import Command
from tui.app.keys.dispatch import dispatch
from tui.app.keys.keymap import keymap
from tui.app.keys.table import places_at
from tui.app.look.inspector import PanelItem
from tui.app.look.item_list import ItemList
from tui.domain.errors import NotFound
from tui.domain.records import Card, Note
from tui.session import CatalogEntry, Draft

if TYPE_CHECKING:
    from tui.app.board.card_filter_bar import CardFilter


class BoardScreen(CardPlace):
    """One experiment as a kanban, or an earlier iteration of it, `past`, to read only."""

    place = "board"

    def __init__(self, board_id: str, draft: Draft | None = None, *, past: str | None = None) -> None:
        super().__init__()
        self.board_id = board_id
        self.draft = draft
        self.past = past
        self.mode = "board"
        self.selected: str | None = None
        self.density: Density | None = None
        self.arrangement = Arrangement()
        self.picked = Batch()
        self.panel = CardPanel(self)
        self.picture = BoardPicture(self)
        self._memory = BoardMemory()

    def compose(self) -> ComposeResult:
        """Show the board as it was left, with the filter that is pinned."""
        if pinned := self.custdev.view_state.pinned_filter:
            self.filter.text = pinned
            self.call_after_refresh(self.filter.restore)
        self.arrangement = remembered_arrangement(self.custdev.view_state, self.board_id)
        self.board = self._board()
        self.picture.make_columns()
        saved = self.custdev.view_state.density.get(self.board_id)
        self.density = next((density for density in DENSITIES if density == saved), None)
        select_as_before(self)
        self.show_all()
        yield from self.picture.compose()
        yield from (self.message_line, self.foot_line, self.too_small)

    @cached_property
    def filter(self) -> CardFilter:
        """What hides cards; it comes with its first letter, so that the board is up sooner."""
        from tui.app.board.card_filter_bar import CardFilter

        return CardFilter(self)

    @property
    def card(self) -> Card | None:
        """The selected card."""
        return self.board.card(self.selected)

    @property
    def places(self) -> tuple[str, ...]:
        """Whose commands are at hand: while cards are chosen, those for all of them go before the others."""
        return places_at("batch") if self.picked and self.mode == "board" else super().places

    @property
    def chosen(self) -> PanelItem | None:
        """What is chosen in the panel, while that has the keys."""
        return self.panel.chosen

    def subject(self, kind: str) -> object | None:
        """Return what a command acts on: the `card`, the `experiment` once it is started, or what is chosen of it."""
        if kind == "card":
            return None if self.chosen_of("neighbour") else self.card
        if kind == "experiment":
            return self.board.experiment if self.draft is None else None
        if kind == "batch":
            return self.picked.cards(self.board) or None
        chosen, card = self.chosen, self.card
        if chosen is None or card is None or kind != ("note" if chosen.target == "asking" else chosen.target):
            return None
        if kind == "item":
            return next((step for step in card.checklist if step.uid == chosen.uid), None)
        records = {"note": self.facts.notes, "person": self.facts.participants}
        return records[kind].get(chosen.uid) if kind in records and chosen.uid else None

    def say_lacking(self, command: Command) -> None:
        """Say that there is nothing for a command to act on."""
        if "experiment" in command.on:
            self.say("This board is not started yet; its first change starts it.")
        elif self.chosen_of("neighbour"):
            self.say("That is another card.", ("go.open", "goes there"))
        elif command.id == "note.add":
            self.say("Select a card first; a note belongs to one.")
        elif command.id == "note.card":
            self.say("That makes a card of a note.", ("tab", "chooses one"))
        else:
            super().say_lacking(command)

    def refuses(self, subject: object = None) -> bool:
        """Say why nothing is to be changed on an earlier iteration, or an archived one; return whether that is so.

        Notes are corrected there, and loops closed, all the same: what somebody said stays true, and is waited for.
        """
        why = self.board.read_only
        if not why or isinstance(subject, Note):
            return False
        keys = [("esc", "current iteration")] if self.past else [("experiment.restore", "restore the experiment")]
        self.say(why.split(";")[0].rstrip(".") + ".", *keys, tone="warn")
        return True

    def go(self, across: int, down: int) -> None:
        """Move the focus to a neighbour."""
        if self.mode == "panel":
            self.panel.view.choose(down)
        elif across:
            go_across(self, across)
        else:
            go_down(self, down)

    def go_to_edge(self, end: int) -> None:
        """Move the focus to the first or the last card of the column."""
        shown = self.board.lanes[self.lane].shown
        if self.mode == "panel":
            self.panel.view.scroll_to_edge(end)
        elif shown:
            self.select_card(shown[0] if end < 0 else shown[-1])

    def page(self, step: int) -> None:
        """Move the focus by about a screenful."""
        column = self.picture.columns[self.lane]
        if self.mode == "panel":
            self.panel.view.scroll_items(step * self.panel.view.body_height)
        elif column.selected is not None:
            go_down(self, step * self.picture.page_length(step))

    async def open(self) -> None:
        """Open the panel; in it, edit the note or tick the step that is chosen."""
        if self.mode != "panel":
            self.panel.open()
        elif (neighbour := self.chosen_of("neighbour")) is not None:
            go_to_neighbour(self, neighbour)
        elif self.chosen_of("note", "asking", "item"):
            await dispatch(self, keymap().row("card.edit" if self.chosen_of("note", "asking") else "card.tick"))

    def switch_pane(self) -> None:
        """Go between board and panel."""
        if self.mode == "panel":
            self.panel.leave()
        else:
            self.panel.enter()

    def back(self) -> None:
        """Go one step back: panel to board, panel closed, filter cleared, earlier iteration to the current one."""
        drag = next((holder.drag for holder in self.picture.holders if holder.drag), None)
        if drag is not None:
            drag.leave()
        elif self.mode == "panel":
            self.panel.leave()
        elif self.picked:
            self.picked.clear()
            self.show_batch()
        elif self.panel.is_open:
            self.panel.close()
        elif "filter" in self.__dict__ and self.filter.text:
            self.filter.clear()
        elif self.past:
            self.custdev.open_board(self.board_id)
        else:
            self.hush()

    def show_all(self) -> None:
        """Show everything in its place."""
        if self.fits():
            self.picture.show()
            self.show_foot()

    def show_foot(self) -> None:
        """Show the footer, and in the dense look the selected card above it."""
        frame, mode = self.picture.frame, self.mode
        if mode == "board" and self.board.read_only:
            mode = "kept_panel" if self.panel.is_open else "earlier" if self.past else "archived"
        elif mode == "board" and self.picked:
            mode = "batch"
        elif mode == "board":
            mode = "inspector" if self.panel.is_open else "single" if frame.single else "board"
        if mode == "batch":
            self.foot_line.show_mode(mode, 10, lead=self.picked.words(self.board))
        else:
            self.foot_line.show_mode(mode)
        self.picture.show_peek()

    def give_mark(self, mode: str) -> None:
        """Give the focus mark to a line, or back to the panel or the cards."""
        self.panel.view.take_mark(mode == "panel", back=True)
        self.mark_board(mode)

    def mark_board(self, mode: str) -> None:
        """Give the focus mark to the board, or take it away for a panel or a line."""
        self.mode = mode
        self.picture.show_columns()
        self.show_foot()

    def on_resize(self) -> None:
        """Divide the screen anew."""
        if self.picture.columns:
            self.show_all()

    def on_screen_resume(self) -> None:
        """Catch up with what changed while another screen was in front."""
        if self.is_behind:
            self.is_behind = False
            self.panel.view.cover(False)
            self.catch_up()

    def on_screen_suspend(self) -> None:
        """Stop following, and leave the focus mark to what is in front."""
        self.is_behind = True
        self.custdev.last_cards[self.remembered_by] = self.selected
        if self in self.app.screen_stack:
            self.picture.show_columns()
            self.panel.view.cover(True)

    def on_item_list_chosen(self, event: ItemList.Chosen) -> None:
        """Select what was clicked; a double click opens it."""
        event.stop()
        column = event.item_list
        if column is self.panel.view:
            if self.mode == "board" and self.panel.view.kinds_at(event.index):
                self.panel.enter()
            self.panel.view.choose_at(event.index)
        elif isinstance(column, ColumnView) and column in self.picture.columns and self.mode in ("board", "panel"):
            if (uid := column.card_at(event.index)) is None:
                return
            if self.mode == "panel":
                self.panel.leave()
            if event.shift:
                self.picked.reach_to(self.board, (self.lane, self.selected), (self.picture.columns.index(column), uid))
            before, self.lane = self.lane, self.picture.columns.index(column)
            self.selected = uid
            if event.shift:
                self.show_batch()
            self.picture.show_columns() if before != self.lane else self.select_card(self.selected)
            if event.again:
                self.panel.open()
            self.panel.show()

    def catch_up(self) -> None:
        """Take over the newest state of the workspace, and the day; selection, scroll and typed text stay."""
        try:
            board = self._board()
        except NotFound as error:
            self.say_error(error)
            return
        if len(board.lanes) != len(self.picture.columns):
            self.board = board
            self.call_later(self._remake_columns)
            return
        old, self.board = self.board, board
        self.picked.follow(old, board)
        keep_selection(self, old)
        self.show_all()

    def renew_draft(self, entry: CatalogEntry) -> None:
        """Show a board that is not started as its edited file has it now."""
        if self.session.current(self.board_id) is None:
            self.draft = self.session.draft(entry)
            self.catch_up()

    def select_card(self, uid: str | None) -> None:
        """Select a card; only what shows the selection is drawn again."""
        self.selected = uid
        column = self.picture.columns[self.lane]
        column.select(column.index_of(uid) if uid else None)
        self.picture.follow_selection()
        if self.picked.reach(self.board, self.lane, uid):
            self.show_batch()
        self.panel.show()
        self.picture.show_peek()

    def show_batch(self) -> None:
        """Show which cards are chosen, and what can be done with them."""
        self.picture.show_columns()
        self.show_foot()

    def show_card(self, uid: str) -> None:
        """Bring a card into sight and select it."""
        lane = self.board.lane_of(uid)
        if lane is None and self.board.terms:
            self.filter.clear()
            lane = self.board.lane_of(uid)
        if lane is not None:
            self.lane, self.selected = lane, uid
            self.picture.show_columns()
            self.panel.show()
            self.show_foot()

    @property
    def remembered_by(self) -> str:
        """What is remembered of a board, such as the selected card, goes by this."""
        return self.past or self.board_id

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
            terms=self.filter.terms if "filter" in self.__dict__ else (),
            memory=self._memory,
            policy=session.policy,
            arrangement=self.arrangement,
        )

    async def _remake_columns(self) -> None:
        """Show other columns than before: the definition has those now."""
        await self.picture.remake_columns()
        self.lane = min(self.lane, len(self.picture.columns) - 1)
        keep_selection(self, self.board)
        self.show_all()

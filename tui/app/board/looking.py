"""Looking closer: the panel, the filter, density, names, the hypothesis."""

from __future__ import annotations

import asyncio

import msgspec
from textual import work

from tui.app.board.card_details import Details
from tui.app.board.in_step import BoardFollowing
from tui.app.look.frame import DENSITIES
from tui.domain.records import Event

RESTING_SECONDS = 0.1


class Looking(BoardFollowing):
    """One way in, one way out: `enter` opens, `esc` goes one step back."""

    _history: tuple[str, list[Event] | None] = ("", None)

    async def action_open(self) -> None:
        """Open the panel, or what is chosen in it."""
        if self.mode == "panel":
            await self.act_on_chosen()
        elif self.card is not None:
            self.open_panel()

    async def act_on_chosen(self) -> None:
        """Do what enter does on the chosen thing of the panel."""

    def open_panel(self) -> None:
        """Open the panel beside the board."""
        if not self.panel_open and self.card is not None:
            self.panel_open = True
            self.show_all()

    def close_panel(self) -> None:
        """Close the panel."""
        self.panel.take_mark(False)
        self.panel_open = False
        self.mode = "board"
        self.show_all()

    def action_switch_pane(self) -> None:
        """Go between board and panel."""
        if self.mode == "panel":
            self.panel.take_mark(False)
            self.mark_board("board")
        elif self.panel_open:
            self.panel.take_mark(True)
            self.mark_board("panel")
        else:
            self.open_panel()

    def action_back(self) -> None:
        """Go one step back: panel to board, panel closed, filter cleared, earlier iteration to the current one."""
        if self.mode == "panel":
            self.action_switch_pane()
        elif self.panel_open:
            self.close_panel()
        elif self.filter.text:
            self.filter.clear()
        elif self.past:
            self.custdev.open_board(self.board_id)
        else:
            self.hush()

    def show_panel(self) -> None:
        """Show the details of the selected card; its history is read in the background."""
        card = self.card
        if not self.panel_open or not self.is_attached:
            return
        if card is None:
            self.panel.show("", ())
            return
        events = self._history[1] if self._history[0] == card.uid else [] if self.draft is not None else None
        width = self.frame.panel_width
        self.panel.show(card.uid, Details(self.scene, card, events, width).items())
        if self.draft is None:
            self._read_history(card.uid)

    @work(exclusive=True, group="history", exit_on_error=False)
    async def _read_history(self, uid: str) -> None:
        """Read a card's history when the selection rests on it; walking past it starts nothing."""
        await asyncio.sleep(RESTING_SECONDS)
        self._show_history(uid, await asyncio.to_thread(self.session.events_of, uid))

    def _show_history(self, uid: str, events: list[Event]) -> None:
        card = self.card
        if card is None or card.uid != uid or not self.panel_open:
            return
        if self._history != (uid, events):
            self._history = (uid, events)
            self.panel.show(uid, Details(self.scene, card, events, self.frame.panel_width).items())

    async def action_filter(self) -> None:
        """Filter while typing."""
        await self.filter.open()

    def action_density(self) -> None:
        """Turn to the next density; it is remembered for this board."""
        shown = "dense" if self.frame.look.dense else "roomy" if self.frame.look.third_row else "normal"
        densities = DENSITIES if self.size.height >= 40 else DENSITIES[1:]
        index = densities.index(shown) if shown in densities else 0
        self.density = densities[(index + 1) % len(densities)]
        state = self.custdev.view_state
        self.custdev.view_state = msgspec.structs.replace(state, density={**state.density, self.board_id: self.density})
        self.show_all()
        self.say(f"{self.density.capitalize()}", ("board.density", "next"))

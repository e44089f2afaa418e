"""The board as people use it: all that keys do on it, brought together."""

from __future__ import annotations

from tui.app.commands import bindings
from tui.app.screens.board.guarding import Guarding
from tui.app.screens.board.living import Living
from tui.app.screens.board.looking import Looking
from tui.app.screens.board.saving import Saving
from tui.app.screens.board.sharing import Sharing
from tui.app.screens.going import Going


class BoardScreen(Guarding, Living, Saving, Looking, Sharing, Going):
    """One experiment as a kanban."""

    BINDINGS = bindings("board")

    async def act_on_chosen(self) -> None:
        """Edit the note or tick the step that is chosen in the panel."""
        chosen = self.panel.chosen
        if chosen is not None and chosen.target == "note":
            await self.action_edit()
        elif chosen is not None and chosen.target == "item":
            self.action_tick()

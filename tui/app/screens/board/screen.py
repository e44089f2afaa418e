"""The board as people use it: all that keys do on it, brought together."""

from __future__ import annotations

from tui.app.commands import bindings
from tui.app.screens.board.living import Living
from tui.app.screens.board.looking import Looking
from tui.app.screens.board.moving import Moving
from tui.app.screens.board.setting import Setting
from tui.app.screens.board.sharing import Sharing
from tui.app.screens.going import Going


class BoardScreen(Setting, Living, Moving, Looking, Sharing, Going):
    """One experiment as a kanban."""

    BINDINGS = bindings("board")

    def refuses(self) -> bool:
        """Say why nothing is to be changed on an earlier iteration, or an archived one; return whether that is so.

        Notes are corrected there, and loops closed, all the same: what somebody said stays true, and is waited for.
        """
        if why := self.board.read_only:
            keys = [("esc", "current iteration")] if self.past else [(":", "restore the experiment")]
            self.say(why.split(";")[0].rstrip(".") + ".", *keys, tone="warn")
        return bool(why)

    def action_standup(self) -> None:
        """Stand up for the experiment."""
        if not self.refuses():
            super().action_standup()

    async def act_on_chosen(self) -> None:
        """Edit the note or tick the step that is chosen in the panel."""
        if self.chosen_of("note"):
            await self.action_edit()
        elif self.chosen_of("item"):
            self.action_tick()

"""A board that is kept as it was, an earlier iteration or an archived one: keys that would change it say why not."""

from __future__ import annotations

from tui.app.screens.board.editing import Editing
from tui.app.screens.board.moving import Moving
from tui.app.screens.board.setting import Setting
from tui.app.screens.going import Going


class Guarding(Setting, Editing, Moving, Going):
    """Asks for nothing that would be refused in the end; notes are corrected, and loops closed, all the same."""

    def refuses(self) -> bool:
        """Say why nothing is to be changed here, and return True; return False where things may be changed."""
        if why := self.board.read_only:
            keys = [("esc", "current iteration")] if self.past else [(":", "restore the experiment")]
            self.say(why.split(";")[0].rstrip(".") + ".", *keys, tone="warn")
        return bool(why)

    @property
    def _on_note(self) -> bool:
        chosen = self.chosen
        return chosen is not None and chosen.target == "note"

    def action_carry(self, across: int) -> None:
        """Move the card to a neighbouring column."""
        if not self.refuses():
            super().action_carry(across)

    def action_rank(self, step: int) -> None:
        """Rank the card."""
        if not self.refuses():
            super().action_rank(step)

    def action_archive(self) -> None:
        """Take the card, or the chosen note, off the board."""
        if self._on_note or not self.refuses():
            super().action_archive()

    def action_add(self) -> None:
        """Add a card."""
        if not self.refuses():
            super().action_add()

    async def action_edit(self) -> None:
        """Edit the card, or the note that is chosen in the panel."""
        if self._on_note or not self.refuses():
            await super().action_edit()

    def action_edit_description(self) -> None:
        """Write the description in the editor."""
        if not self.refuses():
            super().action_edit_description()

    async def action_note(self) -> None:
        """Capture one line about the card."""
        if not self.refuses():
            await super().action_note()

    async def action_touchpoint(self) -> None:
        """Log a touchpoint about the card."""
        if not self.refuses():
            await super().action_touchpoint()

    async def action_people(self) -> None:
        """Link a customer to the card."""
        if not self.refuses():
            await super().action_people()

    async def action_unlink(self) -> None:
        """Unlink a customer from the card."""
        if not self.refuses():
            await super().action_unlink()

    async def action_block(self) -> None:
        """Block or unblock the card."""
        if not self.refuses():
            await super().action_block()

    async def action_owner(self) -> None:
        """Give the card an owner."""
        if not self.refuses():
            await super().action_owner()

    async def action_due(self) -> None:
        """Set the day the card is due."""
        if not self.refuses():
            await super().action_due()

    async def action_tags(self) -> None:
        """Set the tags of the card."""
        if not self.refuses():
            await super().action_tags()

    def action_expedite(self) -> None:
        """Mark the card to be expedited."""
        if not self.refuses():
            super().action_expedite()

    def action_tick(self) -> None:
        """Tick a step, or close what somebody waits for."""
        if self._on_note or not self.refuses():
            super().action_tick()

    async def action_add_step(self) -> None:
        """Add a step to the checklist."""
        if not self.refuses():
            await super().action_add_step()

    async def action_restore(self) -> None:
        """Bring an archived card back."""
        if not self.refuses():
            await super().action_restore()

    def action_standup(self) -> None:
        """Stand up for the experiment."""
        if not self.refuses():
            super().action_standup()

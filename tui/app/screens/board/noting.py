"""Writing down on a board: about the selected card, or a person chosen in its panel."""

from __future__ import annotations

from tui.app.screens.board.linking import Linking
from tui.app.screens.capturing import Subject
from tui.app.screens.rewriting import Rewriting


class Noting(Rewriting, Linking):
    """`n` captures a line, `t` logs a touchpoint, `p` turns permission; a chosen note is edited."""

    async def action_note(self) -> None:
        """Capture one line about the card, or about the person who is chosen in the panel."""
        card = self.card
        if card is None:
            self.say("Select a card first; a note belongs to one.")
            return
        await self.ask_note(Subject(card, self._chosen_people()), finished=self.column.role == "finished")

    async def action_touchpoint(self) -> None:
        """Log a touchpoint about the card, or plan one."""
        card = self.card_to_act_on()
        if card is not None:
            await self.ask_touchpoint(Subject(card, self._chosen_people()))

    async def action_permission(self) -> None:
        """Give or withdraw what a customer of the card agrees to."""
        card = self.card_to_act_on()
        if card is not None:
            await self.ask_permission(self._chosen_people() or card.people)

    def _chosen_people(self) -> tuple[str, ...]:
        """Return the person who is chosen in the panel, if one is."""
        chosen = self.chosen
        return (chosen.uid,) if chosen is not None and chosen.target == "person" else ()

"""The line at the bottom of a board."""

from __future__ import annotations

from tui.app.screens.board.base import BoardBase
from tui.app.screens.on_card import CardAsking


class BoardAsking(CardAsking, BoardBase):
    """Asks on a board, from the cards or from the panel."""

    def give_mark(self, mode: str) -> None:
        """Give the focus mark to a line, or back to the panel or the cards."""
        self.panel.take_mark(mode == "panel", back=True)
        self.mark_board(mode)

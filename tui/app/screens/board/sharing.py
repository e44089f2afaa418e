"""Sharing: a snapshot of the board as a file, a card on the clipboard."""

from __future__ import annotations

from textual import work

from tui.app.screens.board.base import BoardBase
from tui.domain.errors import CustdevError
from tui.exchange.leaving import Leaving
from tui.session import giving


class Sharing(BoardBase):
    """What leaves the workspace carries P-ids, not names."""

    def action_snapshot(self) -> None:
        """Write a Markdown snapshot of the board into the workspace."""
        self._write_snapshot()

    @work(thread=True, exclusive=True, group="snapshot", exit_on_error=False)
    def _write_snapshot(self) -> None:
        board = self.board
        try:
            leaving = Leaving(board.workspace, self.session.policy, self.session.now())
            written = giving.write(self.session, leaving.board(board.experiment), "md")
            path = giving.to_file(self.session, written)
        except (CustdevError, OSError) as error:
            self.app.call_from_thread(self.say_not_written, error, "snapshot")
            return
        self.app.call_from_thread(self.say_written, path)

    def action_copy(self) -> None:
        """Copy the card as Markdown."""
        self.copy_card()

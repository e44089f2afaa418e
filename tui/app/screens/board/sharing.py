"""Sharing: a snapshot of the board as a file, a card on the clipboard."""

from __future__ import annotations

from textual import work

from tui.app.screens.board.base import BoardBase
from tui.domain.errors import CustdevError
from tui.exchange.files import FORMATS, snapshot_name, write_snapshot
from tui.exchange.snapshot import build_snapshot


class Sharing(BoardBase):
    """What leaves the workspace carries P-ids, not names."""

    def action_snapshot(self) -> None:
        """Write a Markdown snapshot of the board into the workspace."""
        self._write_snapshot()

    @work(thread=True, exclusive=True, group="snapshot", exit_on_error=False)
    def _write_snapshot(self) -> None:
        board = self.board
        try:
            snapshot = build_snapshot(board.workspace, board.experiment, self.session.now())
            path = write_snapshot(self.session.folder, FORMATS["md"](snapshot), snapshot_name(snapshot, "md"))
        except (CustdevError, OSError) as error:
            self.app.call_from_thread(self.say_not_written, error, "snapshot")
            return
        self.app.call_from_thread(self.say_written, path)

    def action_copy(self) -> None:
        """Copy the card as Markdown."""
        self.copy_card()

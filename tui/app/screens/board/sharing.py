"""Sharing: the board in the dialog of giving out, what is on it on the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app.screens.board.base import BoardBase
from tui.app.screens.copying import Copying
from tui.domain.privacy.profiles import Profile

if TYPE_CHECKING:
    from tui.exchange.parcel import Include, Parcel


class Sharing(Copying, BoardBase):
    """What leaves the workspace was looked at, carries P-ids unless names are asked for, and is remembered."""

    def action_snapshot(self) -> None:
        """Look at a snapshot of the board, and let it leave."""
        from tui.app.giving.choice import Offer  # the board is up sooner than anything leaves it
        from tui.exchange.leaving import Leaving

        now = self.session.now()

        def parcel(profile: Profile, include: Include) -> Parcel:
            board = self.board
            leaving = Leaving(board.workspace, self.session.policy, now, profile=profile, include=include)
            return leaving.board(board.experiment)

        self.give(Offer("board", self.board.experiment.definition.title, parcel))

    def action_copy(self) -> None:
        """Copy the card; again, its column; again, the board."""
        self.copy_more()

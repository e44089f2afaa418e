"""The board as people use it: all that keys do on it, brought together, and what leaves it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tui.app.asking.prompts import Prompt, hinting
from tui.app.background import in_background
from tui.app.board.in_step import BoardFollowing
from tui.app.board.living import Living
from tui.app.board.looking import Looking
from tui.app.board.moving import Moving
from tui.app.board.setting import Setting
from tui.app.giving.outcome import Copying
from tui.app.keys.going import Going
from tui.domain.errors import NotAllowed
from tui.domain.privacy.profiles import Profile
from tui.domain.text import clean_line, plural

if TYPE_CHECKING:
    from tui.exchange.parcel import Include, Parcel


class Sharing(Copying, BoardFollowing):
    """What leaves the workspace was looked at, carries P-ids unless names are asked for, and is remembered.

    A copy saved elsewhere, where the place of the workspace says no, is a workspace of its own.
    """

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

    async def action_save_elsewhere(self) -> None:
        """Ask for a folder and write everything there, changes that are not saved included."""
        folder = str(Path.home() / f"custdev-{self.session.now().astimezone():%Y-%m-%d-%H%M}")
        hint = hinting("a folder; it gets everything that is shown")
        await self.ask(Prompt("elsewhere", "save a copy in", self._begin_copy, folder, hint=hint))

    def _begin_copy(self, text: str) -> None:
        folder = Path(clean_line(text)).expanduser()
        if not clean_line(text) or folder.resolve() == self.session.folder.resolve():
            raise NotAllowed("Name another folder than that of the workspace.")
        self.say("Saving a copy…")
        self._write_copy(folder)

    def _write_copy(self, folder: Path) -> None:
        session = self.session

        def copy() -> int:
            session.save_elsewhere(folder)
            return session.pending

        def tell(waiting: int) -> None:
            still = f" {plural(waiting, 'change is', 'changes are')} still not saved here." if waiting else ""
            self.say(f"Saved everything that is shown in {folder}.{still}")

        def fail(error: Exception) -> None:
            self.say(str(error), tone="error", lead="Could not save a copy")

        in_background(self, "copy", copy, tell, fail)


class BoardScreen(Setting, Living, Moving, Looking, Sharing, Going):
    """One experiment as a kanban."""

    def refuses(self) -> bool:
        """Say why nothing is to be changed on an earlier iteration, or an archived one; return whether that is so.

        Notes are corrected there, and loops closed, all the same: what somebody said stays true, and is waited for.
        """
        if why := self.board.read_only:
            keys = [("esc", "current iteration")] if self.past else [("experiment.restore", "restore the experiment")]
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

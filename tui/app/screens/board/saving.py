"""Saving in another place, when the place of the workspace says no."""

from __future__ import annotations

from pathlib import Path

from textual import work

from tui.app.paint import Row, Span
from tui.app.prompts import Prompt
from tui.app.screens.board.asking import BoardAsking
from tui.domain.errors import CustdevError, NotAllowed
from tui.domain.history.phrases import plural
from tui.domain.text import clean_line


class Saving(BoardAsking):
    """Writes what is shown as a workspace of its own."""

    async def action_save_elsewhere(self) -> None:
        """Ask for a folder and write everything there, changes that are not saved included."""
        await self.ask(
            Prompt(
                key="elsewhere",
                label="save a copy in",
                value=str(Path.home() / f"custdev-{self.session.now().astimezone():%Y-%m-%d-%H%M}"),
                submit=self._begin_copy,
                hint=lambda text: Row((Span("a folder; it gets everything that is shown", "muted"),)),
            )
        )

    def _begin_copy(self, text: str) -> None:
        folder = Path(clean_line(text)).expanduser()
        if not clean_line(text) or folder.resolve() == self.session.folder.resolve():
            raise NotAllowed("Name another folder than that of the workspace.")
        self.say("Saving a copy…")
        self._write_copy(folder)

    @work(thread=True, exclusive=True, group="copy", exit_on_error=False)
    def _write_copy(self, folder: Path) -> None:
        app, session = self.app, self.session  # no more to be had once the screen is gone
        try:
            session.save_elsewhere(folder)
        except CustdevError as error:
            app.call_from_thread(self.say, str(error), tone="error", lead="Could not save a copy")
            return
        waiting = session.pending
        still = f" {plural(waiting, 'change is', 'changes are')} still not saved here." if waiting else ""
        app.call_from_thread(self.say, f"Saved everything that is shown in {folder}.{still}")

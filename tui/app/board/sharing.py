"""What leaves a board: a snapshot that is looked at first, and a copy of everything where saving fails."""

from __future__ import annotations

from pathlib import Path

from tui.app.asking.prompts import Prompt, hinting
from tui.app.background import in_background
from tui.app.board.screen import BoardScreen
from tui.app.giving.choice import Offer
from tui.app.giving.outcome import give
from tui.app.here import Here
from tui.domain.errors import NotAllowed
from tui.domain.privacy.profiles import Profile
from tui.domain.text import clean_line, plural
from tui.exchange.leaving import Leaving
from tui.exchange.parcel import Include, Parcel


def look_at_snapshot(here: BoardScreen) -> None:
    """Look at a snapshot of the board, and let it leave."""
    now = here.session.now()

    def parcel(profile: Profile, include: Include) -> Parcel:
        board = here.board
        leaving = Leaving(board.workspace, here.session.policy, now, profile=profile, include=include)
        return leaving.board(board.experiment)

    give(here, Offer("board", here.board.experiment.definition.title, parcel))


async def save_elsewhere(here: Here) -> None:
    """Ask for a folder and write everything there, changes that are not saved included."""
    folder = str(Path.home() / f"custdev-{here.session.now().astimezone():%Y-%m-%d-%H%M}")
    hint = hinting("a folder; it gets everything that is shown")
    await here.ask(Prompt("elsewhere", "save a copy in", lambda text: _begin_copy(here, text), folder, hint=hint))


def _begin_copy(here: Here, text: str) -> None:
    folder = Path(clean_line(text)).expanduser()
    session = here.session
    if not clean_line(text) or folder.resolve() == session.folder.resolve():
        raise NotAllowed("Name another folder than that of the workspace.")

    def copy() -> int:
        session.save_elsewhere(folder)
        return session.pending

    def tell(waiting: int) -> None:
        still = f" {plural(waiting, 'change is', 'changes are')} still not saved here." if waiting else ""
        here.say(f"Saved everything that is shown in {folder}.{still}")

    def fail(error: Exception) -> None:
        here.say(str(error), tone="error", lead="Could not save a copy")

    here.say("Saving a copy…")
    in_background(here, "copy", copy, tell, fail)

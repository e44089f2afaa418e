"""What leaves a board: a snapshot that is looked at first, and a copy of everything where saving fails."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from tui.app.asking.prompts import Prompt, hinting
from tui.app.background import in_background
from tui.app.board.screen import BoardScreen
from tui.app.giving.choice import Offer
from tui.app.giving.outcome import give
from tui.app.here import Here
from tui.domain.errors import NotAllowed
from tui.domain.privacy.profiles import Profile
from tui.domain.records import Experiment
from tui.domain.records.vocabulary import DISCIPLINES, Discipline
from tui.domain.text import clean_line, plural
from tui.exchange.leaving import Leaving
from tui.exchange.parcel import Include, Parcel, What
from tui.session import giving

DIGESTED = timedelta(days=14)
"""How far back a digest looks that is given out here; the shell takes any time."""


def look_at_snapshot(here: BoardScreen) -> None:
    """Look at a snapshot of the board, or at what was learned or measured on it, and let it leave."""
    now = here.session.now()

    def leaving(profile: Profile, include: Include) -> Leaving:
        return Leaving(here.board.workspace, here.session.policy, now, profile=profile, include=include)

    def offer(what: What, called: str, make: Callable[[Leaving, Experiment], Parcel]) -> Offer:
        title = here.board.experiment.definition.title
        return Offer(what, title, lambda *to: make(leaving(*to), here.board.experiment), called=called)

    def digest(discipline: Discipline) -> Offer:
        since = now - DIGESTED
        return offer(
            "digest",
            f"digest for {discipline}",
            lambda leaves, experiment: giving.digest_parcel(here.session, leaves, [experiment], discipline, since),
        )

    learned = (offer("insights", "insights", Leaving.insights), offer("metrics", "measured", Leaving.metrics))
    give(here, offer("board", "board", Leaving.board), others=(*learned, *map(digest, DISCIPLINES)))


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

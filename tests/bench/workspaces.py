"""The workspaces that are measured, each made when it is first asked for; those of a run are of one day.

They are as whoever looked at them once left them: a large one has its glances beside its files.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.boards import SCRIPTS, among, big
from tests.bench.crowds import crowded
from tests.bench.histories import eventful
from tests.bench.noted import learned, noted
from tests.bench.rivals import KanbanTui, Taskwarrior, rival
from tests.sample import fill
from tui.session import Session


class Workspaces:
    """Workspaces in a folder. Whatever is there already was made by an earlier run, and is taken as it is."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._now = datetime.now(UTC).replace(microsecond=0)

    @property
    def sample(self) -> Path:
        """Return the small workspace that shows a bit of everything."""
        return self._of("sample", fill)

    @property
    def other_scripts(self) -> Path:
        """Return a board of 10,000 cards with titles in other scripts."""
        return self._of("scripts", lambda folder: big(folder, 10_000, self._now, words=SCRIPTS))

    @property
    def among(self) -> Path:
        """Return a board of 1,000 cards in a workspace of 100,000."""
        return self._of("among", lambda folder: among(folder, 1_000, 99_000, self._now))

    def board(self, cards: int) -> Path:
        """Return a board of so many cards."""
        return self._of(f"board{cards}", lambda folder: big(folder, cards, self._now))

    def noted(self, cards: int, per_card: int) -> Path:
        """Return a board of so many cards, with so many notes on each."""
        return self._of(f"noted{cards}x{per_card}", lambda folder: noted(folder, cards, per_card, self._now))

    def learned(self, cards: int, per_card: int, answers: int) -> Path:
        """Return a board of so many cards with so many notes on each, and a survey of so many answers."""
        name = f"learned{cards}x{per_card}x{answers}"
        return self._of(name, lambda folder: learned(folder, cards, per_card, answers, self._now))

    def crowd(self, people: int) -> Path:
        """Return a workspace with so many people."""
        return self._of(f"crowd{people}", lambda folder: crowded(folder, people, self._now))

    def events(self, events: int) -> Path:
        """Return a board on which so much happened."""
        return self._of(f"events{events}", lambda folder: eventful(folder, events, self._now))

    def warrior(self, tasks: int) -> Taskwarrior | None:
        """Return Taskwarrior with so many tasks, begun anew; None where it is not installed."""
        return rival(Taskwarrior, "task", self._anew(f"warrior{tasks}"), tasks)

    def kanban(self, *tasks: int) -> Mapping[int, KanbanTui]:
        """Return kanban-tui with so many tasks each, begun anew; none where it is not installed."""
        rivals = {count: rival(KanbanTui, "ktui", self._anew(f"ktui{count}"), count) for count in tasks}
        return {count: program for count, program in rivals.items() if program is not None}

    def _of(self, name: str, write: Callable[[Path], None]) -> Path:
        folder = self._folder / name
        if not folder.exists():
            half = self._anew(f"{name}.half")
            write(half)
            Session.open(half).close()
            half.rename(folder)
        return folder

    def _anew(self, name: str) -> Path:
        folder = self._folder / name
        shutil.rmtree(folder, ignore_errors=True)
        return folder


@contextmanager
def copied(folder: Path) -> Iterator[Path]:
    """Give a copy of a workspace that may be written to; it goes at the end."""
    with TemporaryDirectory(prefix="custdev-bench-") as scratch:
        yield Path(shutil.copytree(folder, Path(scratch) / "workspace"))

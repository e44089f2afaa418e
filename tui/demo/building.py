"""Builds the workspace of the demo: the files a team would have written, and the month told on top of them."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from tui.demo.ground import Board, moment
from tui.demo.story import story
from tui.demo.team import CRITERIA, TEAM_FILE, made_theirs
from tui.demo.teller import Teller
from tui.domain.errors import NotAllowed
from tui.paths import WORKSPACE_FILE
from tui.session import Session
from tui.session.place import write_copy
from tui.settings import load_workspace_settings

DEMO_NOW = moment("11-23 09:11")
"""When the story ends and a look at it begins, in UTC: a Monday morning, before the standup."""


def build_demo(folder: Path) -> None:
    """Write the workspace of the demo into a folder, which is empty or not there yet.

    It is the same each time, ids included.

    Raises:
        NotAllowed: There is something in the folder, or it is a file; it stays as it is.
        StoreError, OSError: It cannot be written.
    """
    _check_empty(folder)
    boards = _write_files(folder)
    settings, _ = load_workspace_settings(folder)
    teller = Teller(boards, settings.policy)
    for line in story():
        teller.tell(line)
    # One commit, where a session would sync the disk for each change.
    write_copy(folder, {}, teller.changes)


def clock_from(start: datetime) -> Callable[[], datetime]:
    """Return a clock that says `start` now and runs on from there, to the millisecond as times are stored."""
    begun = time.monotonic_ns()

    def now() -> datetime:
        return start + timedelta(milliseconds=(time.monotonic_ns() - begun) // 1_000_000)

    return now


def _check_empty(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise NotAllowed(f"{folder} is a file; name a folder. Nothing was written.")
    if folder.is_dir() and any(folder.iterdir()):
        raise NotAllowed(f"{folder} is not empty; name an empty folder, or a new one. Nothing was written.")


def _write_files(folder: Path) -> dict[str, Board]:
    """Write settings and boards as the team has them; return the boards by the key of their cards."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / WORKSPACE_FILE).write_text(TEAM_FILE, encoding="utf-8")
    own = folder / "boards"
    own.mkdir(exist_ok=True)
    session = Session.open(folder)
    try:
        for entry in session.catalog.entries():
            if entry.id in CRITERIA:
                text = made_theirs(entry.id, entry.path.read_text(encoding="utf-8"))
                (own / entry.path.name).write_text(text, encoding="utf-8")
        entries = [session.catalog.entry(board_id) for board_id in CRITERIA]
        return {
            entry.definition.key: Board(entry.definition, entry.hash)
            for entry in entries
            if entry is not None and entry.definition is not None
        }
    finally:
        session.close()

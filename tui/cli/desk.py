"""What every command works at: which workspace, who acts, how to print."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.output import warn
from tui.domain.errors import NotAllowed
from tui.paths import find_workspace

if TYPE_CHECKING:
    from tui.session import Session


@dataclass(frozen=True)
class Desk:
    """The global options of a command line."""

    workspace: str | None = None
    actor: str | None = None
    no_color: bool = False
    ascii_only: bool = False

    @property
    def folder(self) -> Path:
        """Where the workspace is; it need not exist yet."""
        folder = find_workspace(self.workspace)
        if folder.exists() and not folder.is_dir():
            raise NotAllowed(f"{folder} is a file; a workspace is a folder. Nothing was changed.")
        return folder

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open the workspace to look at it; what opening found is told on stderr."""
        from tui.session import Session  # help and version do without

        session = Session.open(self.folder)
        try:
            for problem in session.problems:
                warn(problem)
            yield session
        finally:
            session.close()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open the workspace to change it, in the name of whoever acts; what a merge numbered twice is mended."""
        from tui.session.checkup import mend_numbers  # reading does without

        with self.reading() as session:
            session.actor = self.acting()
            for sentence in mend_numbers(session):
                warn(sentence)
            yield session

    def acting(self) -> str:
        """Return who acts."""
        from tui.settings import choose_actor  # who only reads needs no name

        return choose_actor(self.actor)

    def timezone(self) -> str:
        """Return the time zone of experiments started now; what is wrong with the settings is told on stderr."""
        from tui.settings import choose_timezone, load_workspace_settings  # only to start something

        settings, warnings = load_workspace_settings(self.folder)
        for warning in warnings:
            warn(warning)
        return choose_timezone(settings.timezone)

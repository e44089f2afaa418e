"""What every command works at: which workspace, who acts, how to print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.output import warn
from tui.domain.errors import NotAllowed
from tui.paths import find_workspace

if TYPE_CHECKING:
    from tui.domain.policy import Policy
    from tui.session import Session


class Desk:
    """The global options of a command line."""

    def __init__(
        self,
        workspace: str | None = None,
        actor: str | None = None,
        *,
        no_color: bool = False,
        ascii_only: bool = False,
    ) -> None:
        self.workspace = workspace
        self.actor = actor
        self.no_color = no_color
        self.ascii_only = ascii_only

    @property
    def folder(self) -> Path:
        """Where the workspace is; it need not exist yet."""
        folder = find_workspace(self.workspace)
        if folder.exists() and not folder.is_dir():
            raise NotAllowed(f"{folder} is a file; a workspace is a folder. Nothing was changed.")
        return folder

    @contextmanager
    def reading(self, *, policy: bool = False) -> Iterator[Session]:
        """Open the workspace to look at it; what opening found is told on stderr.

        With `policy` the session knows what the team agreed on, by which the days of people are counted.
        """
        with self._opened() as session:
            if policy:
                session.policy = self.policy()
            if session.workspace.has_doubles:
                from tui.session.numbers import doubles_told  # nearly never

                _warn_all(doubles_told(session))
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open the workspace to change it, in the name of whoever acts; what a merge numbered twice is mended."""
        with self._opened() as session:
            session.actor, session.policy = self.acting(), self.policy()
            if session.workspace.has_doubles:
                from tui.session.numbers import mend_numbers  # nearly never

                _warn_all(mend_numbers(session))
            yield session

    @contextmanager
    def _opened(self) -> Iterator[Session]:
        from tui.session import Session  # help and version do without

        session = Session.open(self.folder)
        try:
            _warn_all(session.problems)
            yield session
        finally:
            session.close()

    def acting(self) -> str:
        """Return who acts."""
        from tui.settings import choose_actor  # who only reads needs no name

        return choose_actor(self.actor)

    def policy(self) -> Policy:
        """Return what the team agreed on; what is wrong with the settings is told on stderr, once."""
        return self._policy

    @cached_property
    def _policy(self) -> Policy:
        from tui.settings import load_workspace_settings  # nearly every reading command does without

        settings, warnings = load_workspace_settings(self.folder)
        _warn_all(warnings)
        return settings.policy


def _warn_all(sentences: Iterable[str]) -> None:
    for sentence in sentences:
        warn(sentence)

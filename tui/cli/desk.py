"""The desk a command works at: what was said for all of it, and the workspace, opened to read or to write."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli.output import hide_names, hint, progress, typed_words, warn
from tui.cli.unprinted import answers_for
from tui.domain.errors import NotAllowed
from tui.paths import find_workspace

if TYPE_CHECKING:
    from tui.domain.people.policy import Policy
    from tui.domain.privacy.names import Scrubber
    from tui.service.naming import Reading
    from tui.service.writing import Work
    from tui.session import Session


def is_terminal() -> bool:
    """Return whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


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
        self.ascii_only = ascii_only or "utf" not in (getattr(sys.stdout, "encoding", None) or "").lower()

    @property
    def folder(self) -> Path:
        """Where the workspace is; it need not exist yet."""
        folder = find_workspace(self.workspace)
        if folder.exists() and not folder.is_dir():
            raise NotAllowed(f"{folder} is a file; a workspace is a folder. Nothing was changed.")
        return folder

    @contextmanager
    def reading(self, *, policy: bool = False) -> Iterator[Reading]:
        """Open the workspace to look at it; what opening came upon is told on stderr.

        With `policy` the session knows what the team agreed on, by which the days of people are counted.
        """
        from tui.domain.records.numbering import has_doubles  # --help does without

        with self._opened() as session:
            if policy:
                session.policy = self.policy()
            if has_doubles(session.workspace):
                from tui.session.checkup import doubles_told  # nearly never

                warn(*doubles_told(session))
            from tui.service.naming import Reading

            yield Reading(session, self.policy, hint)

    @contextmanager
    def writing(self) -> Iterator[Work]:
        """Open the workspace to change it, in the name of whoever acts; what a merge numbered twice is mended."""
        from tui.domain.records.numbering import has_doubles  # --help does without

        with self._opened() as session:
            answers_for(lambda: session.saved_at is not None)
            self.sit_down(session)
            session.policy = self.policy()
            if has_doubles(session.workspace):
                from tui.session.checkup import mend_numbers  # nearly never

                warn(*mend_numbers(session))
            from tui.service.writing import Work  # who only reads does without

            yield Work(session, self.policy, hint)

    @contextmanager
    def looking(self) -> Iterator[Reading]:
        """Open the workspace to look at it; nothing is told."""
        from tui.service.naming import Reading
        from tui.session import Session  # as below

        session = Session.open(self.folder)
        try:
            yield Reading(session, lambda: self._settings[0], lambda words: None)
        finally:
            session.close()

    @contextmanager
    def _opened(self) -> Iterator[Session]:
        from tui.session import Session  # help and version do without

        session = Session.open(self.folder)
        session.catalog.tell = progress
        hide_names(None if _shows_names() else self._mask_of(session))
        try:
            warn(*session.problems)
            yield session
        finally:
            session.close()

    def hiding(self) -> Callable[[str], str]:
        """Return what takes whoever may not be seen out of a text that is no record, such as one of a board file."""
        with self.reading(policy=True) as reading:
            return reading.seen().lens.text

    def _mask_of(self, session: Session) -> Callable[[str], str]:
        """Return what takes out of a sentence whoever is known; it is made ready for the first sentence there is."""
        scrubbers: list[Scrubber] = []

        def mask(text: str) -> str:
            if not session.workspace.contacts:
                return text
            from tui.domain.privacy.hiding import scrubber_of, without_people  # where nobody is known, nobody is hidden

            if not scrubbers:
                scrubbers.append(scrubber_of(session.workspace, self.policy().kept_words))
            return without_people(scrubbers[0], text, typed_words())

        return mask

    def acting(self) -> str:
        """Return who acts."""
        from tui.settings import choose_actor  # who only reads needs no name

        return choose_actor(self.actor)

    def sit_down(self, session: Session) -> bool:
        """Have whoever acts do what is done in a session; return whether they ever said who they are."""
        from tui.settings import DEFAULT_ACTOR, name_of_actor  # as above

        name = name_of_actor(self.actor)
        session.actor = name or DEFAULT_ACTOR
        if name is None:
            from tui.settings.installation import installation_mark  # who has a name needs no other sign

            session.installation = installation_mark()
        return name is not None

    def policy(self) -> Policy:
        """Return what the team agreed on; what is wrong with the settings is told on stderr, once."""
        policy, warnings = self._settings
        # Telling them takes names out of them, for which the policy is asked again.
        untold = [*warnings]
        warnings.clear()
        warn(*untold)
        return policy

    @cached_property
    def _settings(self) -> tuple[Policy, list[str]]:
        from tui.settings import load_workspace_settings  # nearly every reading command does without

        settings, warnings = load_workspace_settings(self.folder)
        return settings.policy, [*warnings]


def _shows_names() -> bool:
    """Return whether the command is one that shows who people are."""
    context = click.get_current_context(silent=True)
    return context is not None and "contact" in context.command_path.split()[1:2]

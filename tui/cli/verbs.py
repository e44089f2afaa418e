"""What every command is made of: its place among nouns and verbs, its options, and the desk it works at.

A noun is a group of verbs, each imported when it is called. So a command pays for itself alone, and everything all
verbs have in common is said here once.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.cli.options import Command, Option, option
from tui.cli.output import hide_names, hint, progress, typed_words, warn
from tui.domain.errors import NotAllowed
from tui.domain.text import clean_line
from tui.paths import find_workspace

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from tui.domain.people.policy import Policy
    from tui.domain.privacy.names import Scrubber
    from tui.service.naming import Reading
    from tui.service.writing import Work
    from tui.session import Session

_LISTING = {"list": "listing"}
"""Functions that may not be called as their verb is: Python has a meaning for that word."""

Function = Callable[..., Any]


def noun(*modules: tuple[str, ...], example: str) -> Callable[[Function], LazyGroup]:
    """Make a function the group of its name; its docstring is the help.

    Each of `modules` is one of this package and the verbs in it, such as `("notes", "list", "add")`, in the order of
    the help. The function of a verb is called like it; that of `list` is `listing`.
    """
    lazy = {
        verb: f"tui.cli.{module}:{_LISTING.get(verb, verb).replace('-', '_')}"
        for module, *verbs in modules
        for verb in verbs
    }

    return click.group(cls=LazyGroup, lazy=lazy, epilog=f"Example: {example}")


def verb(
    name: str | None = None,
    *,
    example: str,
    help: str | None = None,
) -> Callable[[Function], click.Command]:
    """Make a function a command, given the desk first and `as_json`, whether `--json` asks for data.

    Without a name it is called like the function, without a help as its docstring says. What it returns, if it is a
    number, is the exit code.
    """

    def make(run: Function) -> click.Command:
        command = click.command(name, cls=Command, epilog=f"Example: {example}", help=help)(click.pass_obj(run))
        command.params.append(Option(["--json", "as_json"], is_flag=True, help="Print JSON."))
        return command

    return make


def together(*parameters: Callable[[Function], Function]) -> Callable[[Function], Function]:
    """Return one decorator for arguments and options that several commands share, in the order of the help."""

    def add(function: Function) -> Function:
        for parameter in reversed(parameters):
            function = parameter(function)
        return function

    return add


class LazyGroup(Command, click.Group):
    """A group of commands; `lazy` says where each is found, as `module:attribute`, in the order of the help."""

    def __init__(self, *args: Any, lazy: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(self._lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command, or None where there is none of that name."""
        if cmd_name not in self._lazy:
            return None
        module, _, attribute = self._lazy[cmd_name].partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command), f"{cmd_name} is a command"
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each command does, in whole words however narrow the terminal is."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary_of(command)) for name, command in commands if command is not None])


def summary_of(command: click.Command) -> str:
    """Return what a command does, up to where its help goes into detail."""
    first = " ".join((command.help or "").partition("\n\n")[0].split())
    head, colon, detail = first.partition(": ")
    words = head if " " in head or not colon else f"{head}: {detail}"
    return re.split(r"[.;](?: |$)", words, maxsplit=1)[0]


class TextType(click.ParamType[str]):
    """Text as an argument; `-` reads it from standard input."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the text."""
        return sys.stdin.buffer.read().decode("utf-8", errors="replace") if value == "-" else value


TEXT = TextType()
reason_option = option(
    "--reason", default="", metavar="WHY", help="Why they are asked though they were asked often enough."
)


class WordType(click.ParamType[str]):
    """One of some words, written with hyphens or blanks for `_` as well; of a wrong one the nearest is offered.

    With `none` an empty text is a word, too: it takes away what was there. `gone` has a sentence for each word of
    earlier versions.
    """

    name = "word"

    def __init__(
        self, words: Sequence[str], what: str, *, none: bool = False, gone: Mapping[str, str] | None = None
    ) -> None:
        self._words = words
        self._what = what
        self._none = none
        self._gone = gone or {}

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word as records have it."""
        word = clean_line(value).casefold().replace("-", "_").replace(" ", "_")
        if word in self._words or (self._none and not word):
            return word
        if word in self._gone:
            return self.fail(f"{self._gone[word]}.", param, ctx)
        from tui.definitions.problems import meant  # only where something is wrong

        return self.fail(f'"{clean_line(value)[:40]}" is not {self._what}{meant(word, self._words)}', param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the words that begin so."""
        from click.shell_completion import CompletionItem  # only where a shell asks

        return [CompletionItem(word) for word in self._words if word.startswith(incomplete.casefold())]


def word_option(
    *names: str, words: Sequence[str], what: str, help: str = "", none: bool = False, **settings: Any
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return an option that is one of some words, as `WordType` has it; behind its `help` they are listed."""
    kind = WordType(words, what, none=none)
    return option(*names, type=kind, help=f"{help}{', '.join(words)}.", **settings)


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
        with self._opened() as session:
            if policy:
                session.policy = self.policy()
            if session.workspace.has_doubles:
                from tui.session.checkup import doubles_told  # nearly never

                warn(*doubles_told(session))
            from tui.service.naming import Reading

            yield Reading(session, self.policy, hint)

    @contextmanager
    def writing(self) -> Iterator[Work]:
        """Open the workspace to change it, in the name of whoever acts; what a merge numbered twice is mended."""
        with self._opened() as session:
            session.actor, session.policy = self.acting(), self.policy()
            if session.workspace.has_doubles:
                from tui.session.checkup import mend_numbers  # nearly never

                warn(*mend_numbers(session))
            from tui.service.writing import Work  # who only reads does without

            yield Work(session, self.policy, hint)

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

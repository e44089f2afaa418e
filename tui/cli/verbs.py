"""What every command is made of: its place among nouns and verbs, its options, and the desk it works at.

A noun is a group of verbs, each imported when it is called. So a command pays for itself alone, and everything all
verbs have in common is said here once.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from tui.cli.options import Command, Option, option
from tui.domain.errors import NotAllowed
from tui.domain.text import clean_line

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


_FUNCTIONS = {"list": "listing", "set": "setting", "import": "importing"}
"""Functions that may not be called as their verb is: Python has a meaning for that word."""

Function = Callable[..., Any]


def noun(*modules: tuple[str, ...], example: str) -> Callable[[Function], LazyGroup]:
    """Make a function the group of its name; its docstring is the help.

    Each of `modules` is one of this package and the verbs in it, such as `("notes", "list", "add")`, in the order of
    the help. The function of a verb is called like it, but for some that are words of Python's: `listing` is `list`.
    """
    lazy = {
        verb: f"tui.cli.{module}:{_FUNCTIONS.get(verb, verb).replace('-', '_')}"
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
        return _from_stdin() if value == "-" else value


def _from_stdin() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        data, at = error.object, error.start
        line, byte = data.count(b"\n", 0, at) + 1, data[at]
        raise NotAllowed(
            f"What came on standard input is not text in UTF-8 (line {line}, byte 0x{byte:02x}). Nothing was changed. "
            "iconv -t utf-8 turns other encodings into it."
        ) from error


class LinesType(click.ParamType[list[str]]):
    """A text of one line; of `-` each line of standard input that says something."""

    name = "lines"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> list[str]:
        """Return the lines; empty ones are passed over, unless nothing else was given."""
        if isinstance(value, list):
            return value
        lines = [line for line in _from_stdin().splitlines() if line.strip()] if value == "-" else [value]
        return lines or [""]


TEXT = TextType()
LINES = LinesType()
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

"""Options and arguments that many commands share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from tui.domain.text import clean_line

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

reason_option = click.option(
    "--reason", default="", metavar="WHY", help="Why they are asked though they were asked often enough."
)


class TextType(click.ParamType[str]):
    """Text as an argument; `-` reads it from standard input."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the text."""
        if value != "-":
            return value
        return sys.stdin.buffer.read().decode("utf-8", errors="replace")


TEXT = TextType()


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
    return click.option(*names, type=kind, help=f"{help}{', '.join(words)}.", **settings)


def is_terminal() -> bool:
    """Return whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()

"""Options and arguments that many commands share."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

json_flag = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
"""Every command has it."""


class TextType(click.ParamType[str]):
    """Text as an argument; `-` reads it from standard input."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the text."""
        if value != "-":
            return value
        return sys.stdin.buffer.read().decode("utf-8", errors="replace")


TEXT = TextType()


def words(parts: Iterable[str]) -> str:
    """Return what was written as several arguments, such as `30 nov`, as one text."""
    return " ".join(parts)


def is_terminal() -> bool:
    """Return whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()

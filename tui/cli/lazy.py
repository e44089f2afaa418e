"""Groups whose commands are imported when they are called, so that a command pays for itself alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class LazyGroup(click.Group):
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

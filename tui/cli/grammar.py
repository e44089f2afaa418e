"""How the command line is put together: a noun is a group of verbs, each imported when it is called.

So a command pays for itself alone, and everything all verbs have in common is said here once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

import click

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

    def make(describe: Function) -> LazyGroup:
        return click.group(cls=LazyGroup, lazy=lazy, epilog=f"Example: {example}")(describe)

    return make


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
        command = click.command(name, epilog=f"Example: {example}", help=help)(click.pass_obj(run))
        command.params.append(click.Option(["--json", "as_json"], is_flag=True, help="Print JSON."))
        return command

    return make


def together(*parameters: Callable[[Function], Function]) -> Callable[[Function], Function]:
    """Return one decorator for arguments and options that several commands share, in the order of the help."""

    def add(function: Function) -> Function:
        for parameter in reversed(parameters):
            function = parameter(function)
        return function

    return add


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

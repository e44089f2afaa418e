"""Options as click makes them, without what click reads for their help: ours is one line, and in one language."""

from __future__ import annotations

from functools import cache, partial
from typing import Any

import click


class Option(click.Option):
    """An option whose help is taken as it is: click reads the whole of `inspect` to take the indent out of it."""

    def __init__(self, *args: Any, help: str | None = None, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.help = help


option = partial(click.option, cls=Option)
"""As `click.option`."""
TELLS: dict[str, Any] = {"is_flag": True, "expose_value": False, "is_eager": True}
"""The settings of an option that has something told and ends there, whatever else was typed; its callback does that."""


def _tell_help(ctx: click.Context, param: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        click.echo(ctx.get_help(), color=ctx.color)
        ctx.exit()


@cache
def _help_option(*names: str) -> Option:
    return Option([*names, "_help"], help="Show this message and exit.", callback=_tell_help, **TELLS)


class Command(click.Command):
    """A command with one option for help; click looks for its words in another language, for each command anew."""

    def get_help_option(self, ctx: click.Context) -> click.Option:
        """Return the option for help."""
        return _help_option(*ctx.help_option_names)

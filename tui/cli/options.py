"""Options as click makes them, without what click reads for their help: ours is one line, and in one language."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import Any

import click

from tui.domain.errors import NotAllowed

_BYTE = re.compile("[\udc80-\udcff]")
"""What stands in an argument for a byte that is no text."""


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


def _names_a_file(param: click.Parameter) -> bool:
    """Return whether it is a name on the disk, which may be any bytes."""
    return bool(param.metavar) and any(word in str(param.metavar) for word in ("DIR", "FILE"))


@cache
def _help_option(*names: str) -> Option:
    return Option([*names, "_help"], help="Show this message and exit.", callback=_tell_help, **TELLS)


class Command(click.Command):
    """A command with one option for help, given text only.

    Click looks for the words of its own option in another language, for each command anew.
    """

    def invoke(self, ctx: click.Context) -> Any:
        """Run it, unless something in its arguments is not text: that would not be what was typed."""
        for param in self.params:
            value = ctx.params.get(param.name or "")
            for text in value if isinstance(value, tuple) else (value,):
                if isinstance(text, str) and not _names_a_file(param) and _BYTE.search(text):
                    name = param.make_metavar(ctx) if isinstance(param, click.Argument) else param.opts[0]
                    raise NotAllowed(f"What was given as {name} is not text in UTF-8. Nothing was changed.")
        return super().invoke(ctx)

    def get_help_option(self, ctx: click.Context) -> click.Option:
        """Return the option for help."""
        return _help_option(*ctx.help_option_names)

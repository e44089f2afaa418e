"""Options as click makes them, without what click reads for their help: ours is one line, and in one language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, Any

import click

from tui.domain.errors import NotAllowed

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

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


class Named(click.types.StringParamType):
    """A text that names something of the workspace."""

    def __init__(self, kinds: Sequence[str]) -> None:
        self.kinds = kinds

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return what begins so; behind the first of several, also what may follow them, and cards by key alone."""
        from tui.cli.completing import completions  # only where a shell asks

        kinds, params = [*self.kinds], ctx.params
        if isinstance(param, click.Argument) and param.nargs == -1:
            arguments = [other for other in ctx.command.params if isinstance(other, click.Argument)]
            following = arguments[arguments.index(param) + 1 :]
            # What was typed first is read as what follows, as long as that is missing.
            given = [*(params.get(str(param.name)) or ()), *(params.get(str(other.name)) for other in following)]
            if first := next(filter(None, given), None):
                kinds += [kind for other in following for kind in _kinds_of(other)]
                kinds = ["card by key" if kind == "card" else kind for kind in kinds]
                params = params | {str(param.name): first}
        return completions(kinds, ctx, params, incomplete)


def _kinds_of(param: click.Parameter) -> list[str]:
    """Return what a parameter names, as the help calls it; nothing for a text of one's own."""
    if param.name == "column":
        return ["column"]
    words = re.findall(r"[A-Z]\w+", param.metavar or "") or [(param.name or "").upper()]
    of_the_team = isinstance(param, click.Argument) or param.name in TEAMMATES
    return [KINDS[word] for word in words if word in KINDS and (word != "NAME" or of_the_team)]


KINDS = {
    "BOARD": "board",
    "BOARDS": "board",
    "CARD": "card",
    "PERSON": "person",
    "P03": "person",
    "TAG": "tag",
    "TAGS": "tag",
    "NAME": "teammate",
}
"""What a word of the help stands for."""
TEAMMATES = frozenset({"actor", "assignee", "by", "observers"})
"""The options whose NAME is one of the team."""


def _names_a_file(param: click.Parameter) -> bool:
    """Return whether it is a name on the disk, which may be any bytes."""
    return bool(param.metavar) and any(word in str(param.metavar) for word in ("DIR", "FILE"))


@cache
def _help_option(*names: str) -> Option:
    return Option([*names, "_help"], help="Show this message and exit.", callback=_tell_help, **TELLS)


class Command(click.Command):
    """A command with one option for help, given text only.

    Click looks for the words of its own option in another language, for each command anew. What a shell is offered for
    a parameter follows from how that is called in the help.
    """

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the parameters; where a shell asks, those that name something know what there is."""
        params = super().get_params(ctx)
        if ctx.resilient_parsing:
            for param in params:
                if isinstance(param.type, click.types.StringParamType) and (kinds := _kinds_of(param)):
                    param.type = Named(kinds)
        return params

    def invoke(self, ctx: click.Context) -> Any:
        """Run it, unless something in its arguments is not text: that would not be what was typed."""
        for param in self.params:
            value = ctx.params.get(param.name or "")
            for text in value if isinstance(value, tuple | list) else (value,):
                if isinstance(text, str) and not _names_a_file(param) and _BYTE.search(text):
                    name = param.make_metavar(ctx) if isinstance(param, click.Argument) else param.opts[0]
                    raise NotAllowed(f"What was given as {name} is not text in UTF-8. Nothing was changed.")
        return super().invoke(ctx)

    def get_help_option(self, ctx: click.Context) -> click.Option:
        """Return the option for help."""
        return _help_option(*ctx.help_option_names)

"""What a command is: one thing to do, at a place, under some keys. The tables of them are data; nothing runs here."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from msgspec import Struct

WHERE = {
    "everywhere": "everywhere",
    "board": "on the board",
    "cards": "on a card",
    "standup": "in the standup",
    "report": "at its report",
    "experiments": "among the experiments",
    "people": "among the people",
    "flow": "on the flow",
    "line": "while typing",
    "filter": "in the filter",
    "palette": "among all commands",
    "dialog": "in a dialog",
    "list": "in a list",
    "reading": "in a text",
    "paged": "in a text",
    "help": "in the help",
    "text": "in a text",
    "brief": "in a brief",
    "form": "in a form",
    "pick": "in a form",
    "card_form": "in the form of a card",
    "decide_form": "in Decide",
    "versions": "where two edits met",
    "iterate": "in Iterate",
    "actions": "in Act",
    "who": "where one is chosen",
    "permission": "in the permission",
    "erasing": "in Erase",
    "erased": "after Erase",
    "give": "where things are given out",
}
"""All places, as one speaks of them."""

SCREENS = ("everywhere", "board", "cards", "standup", "experiments", "people", "flow")
"""Places where the commands of everywhere are at hand."""

WITH_CARDS = ("board", "standup")
"""Where the commands of `cards` are at hand, too: places with a card in front."""

DIALOGS: dict[str, tuple[str, ...]] = {
    "help": ("reading",),
    "text": ("reading",),
    "brief": ("reading", "text"),
    "versions": ("paged",),
    "erasing": ("paged",),
    "erased": ("paged",),
    "iterate": ("list",),
    "actions": ("list",),
    "who": ("list",),
    "form": (),
    "card_form": ("form",),
    "decide_form": ("form",),
    "permission": (),
    "give": (),
}
"""Places that are laid over others, and whose commands are at hand there, too, beside those of every `dialog`."""

TYPED_IN = ("line", "filter", "form", "card_form", "decide_form", "palette")
"""Places where one types, and no sign is a key."""


class Command(Struct, frozen=True):
    """One thing to do.

    `keys` are written as on the keyboard: `H`, `!`, `ctrl+r`, `pgup`. `does` names the function, as in
    `board.moving:carry`, which is given the screen, what it acts on, and the `arguments`. `on` are the kinds of things
    it acts on, the first that is at hand; where none is, that is said. What `changes` something is refused where it may
    not be changed. `foot` are its words in a footer, `fixed` are keys nobody can take from it, and what is not `listed`
    is no line of the palette. The same `id` at several places means the same thing there, under the same keys.
    """

    id: str
    title: str
    keys: tuple[str, ...] = ()
    does: str = ""
    arguments: tuple[Any, ...] = ()
    on: tuple[str, ...] = ()
    changes: bool = False
    foot: str = ""
    fixed: bool = False
    listed: bool = True

    def function(self) -> Any:
        """Return what does it; its module is read now, at its first use."""
        module, _, name = self.does.partition(":")
        function: Any = import_module(f"tui.app.{module}")
        for part in name.split("."):
            function = getattr(function, part)
        return function


class Line(Struct, frozen=True):
    """Commands that share a line of the help, and the `words` of that; without words they have none.

    In the words `{1}` is the second key of the commands, `{change.undo}` the key of another one. Where there is no such
    key, its brackets go as well. `shows` are commands whose keys lead the line, where its own have none.
    """

    words: str
    commands: tuple[Command, ...]
    place: str = "board"
    shows: tuple[str, ...] = ()


class Group(Struct, frozen=True):
    """Lines that belong together, under a title."""

    title: str
    lines: tuple[Line, ...]


def command(
    name: str,
    keys: str,
    title: str,
    does: str = "",
    *arguments: object,
    on: str = "",
    changes: str | bool = False,
    foot: str = "",
    fixed: bool = False,
    listed: bool = True,
) -> Command:
    """Return a command; keys, and kinds of things it acts on, are separated by blanks.

    Those it acts `on` are left as they are, those it `changes` are not; True changes something else.
    """
    kinds = tuple((changes if isinstance(changes, str) else on).split())
    return Command(name, title, tuple(keys.split()), does, arguments, kinds, bool(changes), foot, fixed, listed)


def places_at(place: str) -> tuple[str, ...]:
    """Return whose commands are at hand at a place, what is its own first: that goes before the others."""
    if place in DIALOGS:
        return (place, *DIALOGS[place], "dialog")
    if place == "report":
        return (place, *places_at("standup"))
    if place in WITH_CARDS:
        return (place, "cards", "everywhere")
    return (place, "everywhere") if place in SCREENS else (place,)

"""What a command is: one thing to do, at a place, under some keys. The table of them is data; nothing runs here."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from msgspec import Struct


class Place(Struct, frozen=True):
    """Where commands are at hand, and how one speaks of it.

    The commands of other places that are at hand there `also` come after its own. Where it is `typed_in`, no sign is a
    key.
    """

    where: str
    also: tuple[str, ...] = ()
    typed_in: bool = False


class Command(Struct, frozen=True):
    """One thing to do.

    `keys` are written as on the keyboard: `H`, `!`, `ctrl+r`, `pgup`. `does` names the function, as in
    `board.moving:carry`, which is given the screen, what it acts on, and the `arguments`. `on` are the kinds of things
    it acts on, the first that is at hand; where none is, that is said. What `changes` something is refused where it may
    not be changed. `foot` are its words in a footer, `fixed` are keys nobody can take from it, and what is not `listed`
    is no line of the palette. `also` is what people call it, in the order they try: ordinary words, in lower case, by
    which the palette has it. The same `id` at several places means the same thing there, under the same keys.
    """

    id: str
    title: str
    also: tuple[str, ...] = ()
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

    def do(self, here: Any, *given: Any) -> Any:
        """Do it where it is to be done: of a method, what it is there counts, not where the table found it."""
        owner, _, method = self.does.partition(":")[2].rpartition(".")
        return getattr(here, method)(*given) if owner else self.function()(here, *given)


class Line(Struct, frozen=True):
    """Commands that share a line of the help, and the `words` of that; without words they have none.

    In the words `{1}` is the second key of the commands, `{change.undo}` the key of another one. Where there is no such
    key, its brackets go as well. `shows` are commands whose keys lead the line, where its own have none.
    """

    commands: tuple[Command, ...]
    words: str = ""
    place: str = "board"
    shows: tuple[str, ...] = ()


class Group(Struct, frozen=True):
    """Lines that belong together, under a title."""

    title: str
    lines: tuple[Line, ...]

"""Which key does what, the person's own keys included; and how keys are shown wherever they are spoken of.

There is one person at a terminal, so there is one keymap in use: rows and sentences made anywhere look keys up in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from tui.app.keys.commands import Command, Group, Line
from tui.app.keys.table import GROUPS, places_at

Hint = tuple[str, str] | tuple[str, str, Callable[[], object]]
"""A command (its id, or several separated by blanks; else a key as it is) and what it does there.

Where what it does follows as well, that holds only as long as the message that says so stands.
"""

_LOOKED_UP = re.compile(r"(?P<bracket>\s*\([^(){}]*)?\{(?P<name>[\w.]+)\}(?(bracket)[^()]*\)|)")
_ARROWS = {"left", "down", "up", "right"}


class Keymap:
    """The keys of all commands: those of the table, but where `own` (by id) has others."""

    def __init__(self, own: Mapping[str, Sequence[str]] | None = None) -> None:
        self._own = {name: tuple(keys) for name, keys in (own or {}).items()}
        self._rows: dict[str, tuple[Command, ...]] = {}
        self._commands: dict[str, dict[str, Command]] = {}
        self._by_id: dict[str, Command] = {}

    def keys(self, command: Command) -> tuple[str, ...]:
        """Return the keys of a command, the one it is shown with first."""
        return self._own.get(command.id, command.keys)

    def find(self, places: Iterable[str], key: str) -> Command | None:
        """Return what a key does where some places' commands are at hand; the first place goes before the others."""
        for place in places:
            if (command := self._keys_of(place).get(key)) is not None:
                return command
        return None

    def key_at(self, places: Iterable[str], command: Command) -> str:
        """Return the key that does a command where some places' commands are at hand; none where it does another."""
        at = tuple(places)
        does = ((key, self.find(at, key)) for key in self.keys(command))
        return next((key for key, other in does if other is not None and other.id == command.id), "")

    def shown(self, ids: str) -> str:
        """Return the keys of some commands as they are shown; what has none is found by name, under another key."""
        return _in_a_row([self._shown(name) for name in ids.split()])

    def commands(self, places: Sequence[str]) -> Iterator[Command]:
        """Yield the commands that can be given where those of some places are at hand, each as it is nearest by."""
        nearest = {command.id: place for place in reversed(places) for command in self.rows(place)}
        for group in GROUPS:
            for line in self.lines(group, places):
                yield from (command for command in line.commands if nearest[command.id] == line.place)

    def rows(self, place: str) -> tuple[Command, ...]:
        """Return the commands that belong to a place, and to no other."""
        if place not in self._rows:
            lines = (line for group in GROUPS for line in group.lines if line.place == place)
            self._rows[place] = tuple(command for line in lines for command in line.commands)
        return self._rows[place]

    def row(self, ids: str) -> Command:
        """Return a command by its id, the first of several that are separated by blanks."""
        return self._ids()[ids.partition(" ")[0]]

    def nearest(self, places: Iterable[str], name: str) -> Command | None:
        """Return a command as it is given where some places' commands are at hand; the first place goes before."""
        return next((row for place in places for row in self.rows(place) if row.id == name), None)

    def has(self, name: str) -> bool:
        """Return whether there is a command of that id."""
        return name in self._ids()

    def lines(self, group: Group, places: Sequence[str]) -> Iterator[Line]:
        """Yield the lines of a group that hold at some places; not those whose keys mean something else nearer by."""
        for line in group.lines:
            keys = [(key, command.id) for command in line.commands for key in self.keys(command)]
            nearer = places[: places.index(line.place)] if line.place in places else ()
            there = [(self.find(nearer, key), name) for key, name in keys]
            else_there = bool(keys) and all(command is not None and command.id != name for command, name in there)
            if line.place in places and not else_there:
                yield line

    def head(self, line: Line) -> str:
        """Return the keys that lead a line of the help: `h j k l`, `1-9 0`, `g G`."""
        shown = [self.shown(name) for name in line.shows]
        shown += [keys[0] for command in line.commands if (keys := self.keys(command))]
        if len(line.commands) == 1 and not line.shows:
            command = line.commands[0]
            shown = list(self.keys(command)[:1])
        return _in_a_row(shown)

    def words(self, line: Line) -> str:
        """Return what a line of the help says, the keys it speaks of looked up."""

        def look_up(match: re.Match[str]) -> str:
            name = match["name"]
            keys = self.shown(name) if "." in name else self._others(line, int(name))
            return match[0].replace(f"{{{name}}}", keys) if keys else ""

        return _LOOKED_UP.sub(look_up, line.words).strip()

    def _others(self, line: Line, at: int) -> str:
        keys = [keys[at] for command in line.commands if len(keys := self.keys(command)) > at]
        return "arrows" if set(keys) == _ARROWS else " ".join(keys)

    def _shown(self, name: str) -> str:
        if "." not in name.strip("."):
            return name
        keys = self.keys(self.row(name))
        return keys[0] if keys else self._shown("app.commands")

    def _ids(self) -> dict[str, Command]:
        if not self._by_id:
            lines = (line for group in reversed(GROUPS) for line in reversed(group.lines))
            rows = [command for line in lines for command in reversed(line.commands)]
            self._by_id = {row.id: row for row in rows} | {row.id: row for row in rows if row.foot}
        return self._by_id

    def _keys_of(self, place: str) -> dict[str, Command]:
        if place not in self._commands:
            self._commands[place] = {key: command for command in self.rows(place) for key in self.keys(command)}
        return self._commands[place]


def _in_a_row(keys: Sequence[str]) -> str:
    """Return keys as they are shown one after the other, each once: `H L`, `1-9 0`."""
    run = next((at for at, key in enumerate(keys) if key != str(at + 1)), len(keys))
    return " ".join(dict.fromkeys((f"1-{run}", *keys[run:]) if run > 2 else keys))


_keymap = Keymap()


def use(keymap: Keymap) -> None:
    """Have a keymap looked up from now on."""
    global _keymap  # noqa: PLW0603 - one person, one keymap
    _keymap = keymap


def use_own(setting: Mapping[str, object]) -> list[str]:
    """Use somebody's own keys, as the settings have them; return a sentence for each that cannot be so."""
    if not setting:
        use(Keymap())
        return []
    from tui.app.keys.own_keys import own_keymap  # most have none

    own, wrong = own_keymap(setting)
    use(own)
    return wrong


def keymap() -> Keymap:
    """Return the keymap in use."""
    return _keymap


def key(ids: str) -> str:
    """Return the keys of some commands (ids separated by blanks) as they are shown."""
    return _keymap.shown(ids)


def places() -> Iterable[str]:
    """Return all places that have commands of their own, in the order of the table."""
    return dict.fromkeys(line.place for group in GROUPS for line in group.lines)


def command_at(place: str, pressed: str) -> Command | None:
    """Return what a key does at a place."""
    return _keymap.find(places_at(place), pressed)

"""The story as data: who did what when, in the order of time, in `story.json` beside this module.

A line of it is `["11-20 16:30", "ana", "move", "CD-1", "done"]`: a time in the year and the time zone of the story,
who, a verb of the teller, what the verb is about, and at the end its options by name, where there are any.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any, NamedTuple

import msgspec


class Line(NamedTuple):
    """Something somebody did; `at` is `11-20 16:30`, in the year and the time zone of the story.

    `verb` is a method of `Teller`, called with `args` and `options`.
    """

    at: str
    by: str
    verb: str
    args: tuple[Any, ...]
    options: dict[str, Any]


def story() -> tuple[Line, ...]:
    """Return all that happened, in the order of time."""
    text = files("tui.demo").joinpath("story.json").read_bytes()
    return tuple(map(_line, msgspec.json.decode(text, type=tuple[tuple[Any, ...], ...])))


def _line(row: tuple[Any, ...]) -> Line:
    at, by, verb, *args = row
    options = args.pop() if args and isinstance(args[-1], dict) else {}
    return Line(at, by, verb, _for_good(args), {name: _for_good(value) for name, value in options.items()})


def _for_good(value: Any) -> Any:
    """Return a value as operations take it: records hold tuples, where JSON has lists."""
    return tuple(map(_for_good, value)) if isinstance(value, list) else value

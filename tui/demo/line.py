"""One line of the story: when, who, what."""

from __future__ import annotations

from typing import Any, NamedTuple


class Line(NamedTuple):
    """Something somebody did; `at` is `11-20 16:30`, in the year and the time zone of the story.

    `verb` is a method of `Teller`, called with `args` and `options`.
    """

    at: str
    by: str
    verb: str
    args: tuple[Any, ...]
    options: dict[str, Any]


def told(at: str, by: str, verb: str, /, *args: Any, **options: Any) -> Line:
    """Return a line: `told("11-20 16:30", "ana", "move", "CD-1", "done")`."""
    return Line(at, by, verb, args, options)

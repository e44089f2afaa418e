"""The first line of a card: what it is called, and what is told about it beside that."""

from __future__ import annotations

from tui.exchange.document import Line, Part


def head_and_facts(line: Line) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Return the parts of a card's first line before the first comma of its layout, and those behind it.

    In running text they stand in one line; where there is room, the facts have a row of their own.
    """
    for index, part in enumerate(line.parts):
        if part.text == ", ":
            return line.parts[:index], line.parts[index + 1 :]
    return line.parts, ()

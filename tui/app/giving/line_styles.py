"""How the lines of a written text are coloured, whatever its format: by their form, and never by changing a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tui.app.giving.proof import Mark
from tui.app.paint import Span

_HEADING = re.compile(r"(#{1,6}) \S")
_LABEL = re.compile(r"^\*\*[^*]+\*\*")
_STRONG = re.compile(r"\*\*[^*]+\*\*")
_PERSON = re.compile(r"(?<![\w-])P\d{2,}(?![\w-])")
_QUOTED = re.compile(r"\s*> ")
_OF_QUOTE = re.compile(r"\bquote\b")


def styled(lines: Sequence[str], at: int, marks: Sequence[Mark]) -> Iterator[Span]:
    """Yield a line in spans; joined they are the line. `marks` are those on it."""
    line = lines[at]
    plain = _plain_style(lines, at)
    styles: list[tuple[int, int, str]] = [(mark.start, mark.end, "warn bold underline") for mark in marks]
    for pattern, style in ((_LABEL, "accent bold"), (_PERSON, "people"), (_STRONG, f"{plain} bold")):
        styles += [(*hit.span(), style) for hit in pattern.finditer(line)]
    end = 0
    for first, last, style in sorted(styles):
        if first < end:  # what stands in something else is coloured as that
            continue
        if end < first:
            yield Span(line[end:first], plain)
        yield Span(line[first:last], style)
        end = last
    if end < len(line):
        yield Span(line[end:], plain)


def _plain_style(lines: Sequence[str], at: int) -> str:
    heading = _HEADING.match(lines[at])
    if heading:
        return "bright bold" if len(heading[1]) == 1 else "accent bold"
    if _QUOTED.match(lines[at]):
        above = at - 1
        while above >= 0 and _QUOTED.match(lines[above]):
            above -= 1
        return "italic" if above >= 0 and _OF_QUOTE.search(lines[above]) else "text"
    return "text"

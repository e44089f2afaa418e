"""A written text as it can be drawn: its lines without what drives a terminal, folded where they are too long."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rich.cells import cell_len, chop_cells

from tui.app.paint import Span, steady
from tui.session.giving import BYTE_ORDER_MARK

TAB = "    "
_HARMFUL = re.compile(
    r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_LEAD = re.compile(r" *(?:(?:[-*>•◦□✓■]|\[[ x]\]) )*(?:\[[ x]\] )?")
"""Blanks, and the sign of a list or a quotation, before the words of a line."""
STAND_IN = "\N{REPLACEMENT CHARACTER}"


def drawable_lines(text: str) -> list[str]:
    """Return the lines of a text as they are drawn; a line end is not a line of its own, a byte order mark no sign."""
    text = text.removeprefix(BYTE_ORDER_MARK)
    lines = text.removesuffix("\n").split("\n") if text else []
    return [drawable(line) for line in lines]


def drawable(line: str) -> str:
    """Return a line in which a tab is blanks, and a control character or half a letter is a sign that stands for it."""
    line = line.removesuffix("\r").replace("\t", TAB)
    return steady(line if line.isascii() and line.isprintable() else _HARMFUL.sub(STAND_IN, line))


def folds(line: str, width: int, hang: int = 0) -> list[tuple[int, int]]:
    """Return where the rows of a line begin and end: broken at a blank where there is one, else where it is full.

    All but the first are by `hang` cells shorter.
    """
    width = max(2, width)
    rows: list[tuple[int, int]] = []
    start = 0
    while True:
        end = _end_of_row(line, start, max(2, width - hang) if rows else width)
        rows.append((start, end))
        if end >= len(line):
            return rows
        start = end


def hang_of(line: str, width: int) -> int:
    """Return how far the rows of a line but the first are set in, so that none of them looks like a line of its own."""
    lead = _LEAD.match(line)
    return min(lead.end() if lead else 0, max(0, width // 3))


def _end_of_row(line: str, start: int, width: int) -> int:
    """Return where a row that begins at `start` ends: behind its last blank, so that no letter is lost."""
    full = start + width
    piece = line[start:full]
    if cell_len(piece) > width:
        full = start + len(chop_cells(piece, width)[0])
    if full >= len(line):
        return len(line)
    blank = line.rfind(" ", start + 1, full + 1) + 1
    indent = len(line) - len(line.lstrip(" ")) if start == 0 else start
    return blank if blank > max(start, indent) else full


def slice_of(spans: Sequence[Span], begin: int, end: int) -> Iterator[Span]:
    """Yield the part of some spans between two places of their text."""
    at = 0
    for span in spans:
        first, last = max(begin - at, 0), min(end - at, len(span.text))
        if first < last:
            yield Span(span.text[first:last], span.style)
        at += len(span.text)

"""Texts in rows of so many cells, as a font of fixed width has them; nothing is cut off."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from tui.exchange.document import Part

_NARROW = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u2190-\u22ff\u2500-\u25fc]*"
)
"""Letters and signs of which each is one cell and stands for itself."""
_LEADING = "▲▼»"
"""Signs that no row ends with."""
_JOINER, _AS_EMOJI = "\u200d", "\ufe0f"
_SKIN = re.compile("[\U0001f3fb-\U0001f3ff]")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]")
_FORMING = frozenset(("Mn", "Me", "Cf", "Cc"))


def cut(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield where the rows of a text begin and end: between words, and within those that are longer than a row."""
    narrow = _NARROW.fullmatch(text) is not None
    start, end = 0, len(text)
    while start < end:
        stop = _stop(text, start, width, narrow=narrow)
        if stop < end:
            stop = _between_words(text, start, stop)
        yield start, stop
        start = stop
        while start < end and text[start] == " ":
            start += 1


def rows(parts: tuple[Part, ...], width: int) -> Iterator[list[Part]]:
    """Yield parts of a line row by row."""
    text = "".join(part.text for part in parts)
    if len(parts) == 1:
        kind = parts[0].kind
        yield from ([Part(text[start:stop], kind)] for start, stop in cut(text, width))
        return
    for start, stop in cut(text, width):
        if stop - start == len(text):
            yield list(parts)
            return
        yield list(_between(parts, start, stop))


def _between_words(text: str, start: int, stop: int) -> int:
    """Return the last place between two words up to a place, or the place where there is none."""
    blank = stop if text[stop] == " " else text.rfind(" ", start, stop)
    if blank > start and text[blank - 1] in _LEADING:
        blank = text.rfind(" ", start, blank)
    return blank if blank > start else stop


def _between(parts: tuple[Part, ...], start: int, stop: int) -> Iterator[Part]:
    at = 0
    for part in parts:
        piece = part.text[max(0, start - at) : max(0, stop - at)]
        at += len(part.text)
        if piece:
            yield Part(piece, part.kind)


def _stop(text: str, start: int, width: int, *, narrow: bool) -> int:
    """Return how far a text goes in so many cells: at least one sign, and never only a part of one."""
    if narrow:
        return min(start + width, len(text))
    at, used = start, 0
    while at < len(text):
        end, cells = _sign(text, at)
        if used + cells > width and at > start:
            break
        at, used = end, used + cells
    return at


def _sign(text: str, at: int) -> tuple[int, int]:
    """Return where the sign at a place ends, with all that belongs to it, and how many cells it takes."""
    cells = 2 if unicodedata.east_asian_width(text[at]) in "WF" else 1
    end = at + 1
    if _FLAG.match(text, at) and _FLAG.match(text, end):
        return end + 1, 2
    while end < len(text):
        char = text[end]
        if char == _AS_EMOJI:
            cells = 2
        elif not (unicodedata.category(char) in _FORMING or _SKIN.match(char) or text[end - 1] == _JOINER):
            break
        end += 1
    return end, cells

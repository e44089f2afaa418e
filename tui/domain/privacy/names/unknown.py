"""What looks like a telephone number, whosever it may be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.domain.privacy.names.patterns import later
from tui.domain.privacy.names.quantities import DATE, is_counted, is_quantity

MIN_DIGITS = 7
MAX_DIGITS = 17
ALIKE = 9
"""So many equal last digits are one number, whatever country code or trunk zero stands before them."""
_MAX_GROUPS = 6
_MAX_UNKNOWN = 15
_LONG_GROUP = 3
_GROUPS = later("[0-9]+")
_DIGITS = later(r"[0-9]")
_LINE_OR_YEAR = later(r"\n|(?<![-/.0-9])(?:19|20)[0-9]{2}(?=\s|$)")
_SIGN_OF_NUMBER = later(r"[0-9]{3}|[+(]|(?<![0-9])0")
"""Short groups alone are no number, unless it begins like one."""
_PART = later(r"\S+")
_START = later(r"\(?\+|00|\((?!0\))")
_TRUNK = later(r"0[0-9]{2}")
_EDGES = " .-/‐‑–−"
_IN_WORD = later(r"[^\W_]-$|[#@]$")
_FIRST = later(r"[0-9]{1,6}(?![0-9])")

Part = tuple[int, int, int]
"""Start and end of what stands between blanks, and how many digits it has."""
Edges = tuple[set[int], set[int]]
"""Where numbers of people begin, and where they end."""
Found = tuple[int, int, str | None]
"""Start and end in the text, and the label of the person; None where nobody is known by it."""


def unknown_numbers(folded: str, start: int, end: int, edges: Edges) -> Iterator[Found]:
    """Yield what looks like a number in a row of digits and signs; those with edges are somebody's, and done."""
    if not _SIGN_OF_NUMBER.search(folded, start, end):
        return
    if "+" in folded[start : start + 2]:
        pieces = [(start, end)]
    else:
        if _IN_WORD.search(folded[max(0, start - 2) : start]) and (glued := _FIRST.match(folded, start, end)):
            start = glued.end()
        pieces = _between(DATE, folded, start, end)
        if folded[start : start + 1] not in ("(", "0"):
            pieces = [part for piece in pieces for part in _between(_LINE_OR_YEAR, folded, *piece)]
    for first, last in pieces:
        for row in _rows(folded, first, last, edges):
            if row[0][0] not in edges[0] or row[-1][1] not in edges[1]:
                yield from _numbers(folded, row)


def _rows(folded: str, start: int, end: int, edges: Edges) -> Iterator[list[Part]]:
    """Yield the parts between blanks, in rows that may be one number each: two may be written side by side."""
    starts, ends = edges
    row: list[Part] = []
    count = 0
    for match in _PART.finditer(folded, start, end):
        part = match[0]
        digits = len(part) if part.isdecimal() else len(_DIGITS.findall(part))
        if row and (
            count + digits > _MAX_UNKNOWN
            or match.start() in starts
            or row[-1][1] in ends
            or (count >= MIN_DIGITS and (digits >= MIN_DIGITS or _START.match(part)))
            or (count >= ALIKE and _TRUNK.match(part))
        ):
            if count >= MIN_DIGITS:
                yield row
            row, count = [], 0
        row.append((match.start(), match.end(), digits))
        count += digits
    if count >= MIN_DIGITS:
        yield row


def _numbers(folded: str, row: list[Part]) -> Iterator[Found]:
    """Yield the longest number in a row, and those in what is left of it on both sides."""
    if len(row) == 1:
        begin, text = _trimmed(folded, row[0][0], row[0][1])
        if _is_number(folded, text, begin):
            yield begin, begin + len(text), None
        return
    counts = [digits for _, _, digits in row]
    if sum(counts) < MIN_DIGITS:
        return
    if max(counts) < _LONG_GROUP and not any(folded[start] in "+(0" for start, _, _ in row):
        return
    for length in range(len(row), 0, -1):
        for first in range(len(row) - length + 1):
            last = first + length
            if sum(counts[first:last]) < MIN_DIGITS:
                continue
            begin, text = _trimmed(folded, row[first][0], row[last - 1][1])
            if _is_number(folded, text, begin):
                yield from _numbers(folded, row[:first]) if first else ()
                yield begin, begin + len(text), None
                yield from _numbers(folded, row[last:]) if last < len(row) else ()
                return


def _trimmed(folded: str, start: int, end: int) -> tuple[int, str]:
    """Return where a number begins and its text, without signs around it and a parenthesis that is not its own."""
    text = folded[start:end]
    if text[0].isdecimal() and text[-1].isdecimal():
        return start, text
    text = text.rstrip(_EDGES + "(")
    bare = text.lstrip(_EDGES)
    if bare.startswith("(") and ")" not in bare:
        bare = bare[1:]
    return start + len(text) - len(bare), bare


def _between(sign: re.Pattern[str], folded: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    for match in sign.finditer(folded, start, end):
        pieces.append((start, match.start()))
        start = match.end()
    return [*pieces, (start, end)]


def _is_number(folded: str, text: str, at: int) -> bool:
    sizes = [len(group) for group in _GROUPS.findall(text)]
    if not MIN_DIGITS <= sum(sizes) <= MAX_DIGITS:
        return False
    if "+" in text[:2]:
        return True
    if len(sizes) > _MAX_GROUPS or 1 in sizes[1:] or is_quantity(text):
        return False
    if text[0] in "(0":
        return True
    return max(sizes) >= _LONG_GROUP and not is_counted(folded, at, at + len(text))

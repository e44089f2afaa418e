"""What looks like a telephone number, whosever it may be, and what of digits is none.

None are dates of every century, times, versions, amounts, criteria.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.domain.privacy.names.folding import later

_YEAR = "[12][0-9]{3}"
_MONTH = "(?:0?[1-9]|1[0-2])"
_DAY = "(?:0?[1-9]|[12][0-9]|3[01])"
_TO = r"\s*(?:[-–/]{1,2}|\.{2,3})\s*"
_FULL = (
    rf"[0-9]{{4}}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])|{_YEAR}[-/.]{_MONTH}[-/.]{_DAY}"
    rf"|(?:{_DAY}\.(?:{_MONTH}\.)?\s*[-–/]\s*)?(?:{_DAY}[-/.]{_MONTH}|{_MONTH}[-/]{_DAY})[-/.][0-9]{{4}}"
    rf"|{_DAY}\.\s{_MONTH}\.\s[0-9]{{4}}|(?<![0-9]\s){_YEAR}\s{_MONTH}\s{_DAY}(?!\s?[0-9])"
)
_SHORT = rf"{_DAY}[./]{_MONTH}[./][0-9]{{2}}"
DATE = later(
    r"(?<![0-9])(?<![0-9][-/.])(?:"
    rf"(?:{_FULL})(?:{_TO}(?:{_FULL}))*"
    r"|(?:19|20)[0-9]{2}([-/.])[0-9]{1,2}\1[0-9]{1,2}"
    r"|[0-9]{1,2}([-/.])[0-9]{1,2}\2(?:[0-9]{4}|[0-9]{2}(?![-/.]?[0-9]))"
    rf"|{_SHORT}\s*[-–]\s*{_SHORT}(?![-/.]?[0-9])"
    rf"|{_YEAR}\s*[-–/]\s*{_YEAR}"
    rf"|{_YEAR}[-/.](?:0[1-9]|1[0-2])(?![-/.]?[0-9])"
    rf"|{_MONTH}[/.]{_YEAR}(?![-/.]?[0-9])"
    rf"|{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
    r")(?![0-9])"
)
"""A date, or from one to another, that stands for itself."""
_WHOLE_DATE = later(rf"(?<![0-9])(?:{_FULL})(?![0-9])")

_CLOCK = r"(?:(?:[01]?[0-9]|2[0-4])\.[0-5][0-9]|(?:[01][0-9]|2[0-4])(?:00|15|30|45))"
_QUANTITY = later(
    r"(?:0|[1-9][0-9]*)\.[0-9]+"  # 3.14159265
    r"|[1-9][0-9]{0,2}(?:[. ][0-9]{3}){1,2}"  # 1 200 000
    r"|[1-9][0-9]{0,2}(?:\.[0-9]{3})+"
    r"|(?:[0-9]{1,3}\.){3}[0-9]{1,3}"  # an address of the internet
    r"|[1-9][0-9]?(?:\.[0-9]+){2,}"  # a version
    r"|[1-9][0-9]*00\s*[-–]\s*[1-9][0-9]*00"  # 1000-2000
    rf"|{_CLOCK}\s*[-–]\s*{_CLOCK}"  # 09.00-17.30
    r"|(?:1[5-9]|2[0-4])[0-9]{2}(?:\s*[-–/ ]\s*(?:1[5-9]|2[0-4])[0-9]{2})+"  # 2125 2126
)
_ROUND = "0000"
"""What 4000000 ends with, and hardly any telephone number."""
_SIGNS_BEFORE = "€$£¥₹<>=≤≥≈≦≧"
_BEFORE = later(r"(?:[€$£¥₹]|[<>≤≥≈≦≧]=?|[=!]=)$")
_AFTER = later(
    r"\s?[€$£¥₹%]|[.,][0-9]|\s?(?:eur|usd|gbp|chf|sek|nok|dkk|pln|czk|jpy|euros?|dollars?|users?|customers?|people|rows?|"
    r"records?|events?|requests?|downloads?|visits?|views?|sessions?|calls|bytes|[kmgt]b|ms|seconds|items?|units?)\b"
)
_MOST_BEFORE = 4
_LONGEST_DATE = 24

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


def is_quantity(text: str) -> bool:
    """Return whether digits are an amount by what they look like: a version, a range, thousands, a time."""
    if text.isdecimal():
        return text.endswith(_ROUND) and text[0] != "0"
    return bool(_QUANTITY.fullmatch(text))


def is_counted(folded: str, start: int, end: int) -> bool:
    """Return whether digits are an amount by what stands beside them: money, a unit, what is compared with them."""
    before = folded[max(0, start - _MOST_BEFORE) : start].rstrip()
    if before and before[-1] in _SIGNS_BEFORE and _BEFORE.search(before):
        return True
    after = folded[end : end + 2].lstrip()[:1]
    return bool(after) and not after.isdecimal() and bool(_AFTER.match(folded, end))


def is_date(folded: str, start: int, end: int) -> bool:
    """Return whether digits are nothing but a date."""
    return end - start <= _LONGEST_DATE and bool(_WHOLE_DATE.fullmatch(folded, start, end))


def is_dated(folded: str, start: int, end: int) -> bool:
    """Return whether part of a date is in digits."""
    begin, stop = max(0, start - _LONGEST_DATE), min(len(folded), end + _LONGEST_DATE)
    return any(match.start() < end and match.end() > start for match in _WHOLE_DATE.finditer(folded, begin, stop))

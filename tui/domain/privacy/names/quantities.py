"""What is made of digits and is no telephone number: dates of every century, times, versions, amounts, criteria."""

from __future__ import annotations

from tui.domain.privacy.names.patterns import later

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

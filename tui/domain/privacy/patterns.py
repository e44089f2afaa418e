"""What looks like an address, a phone number, a profile or a handle, of whomever."""

from __future__ import annotations

import re
from collections.abc import Iterator

EMAIL = re.compile(r"(?<![\w.+%-])[\w+%'-](?:[\w.+%'-]{0,63})@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
URL = re.compile(r"(?:https?://|www\.)[^\s<>\[\](){}\"“”]{3,500}", re.IGNORECASE)
HANDLE = re.compile(r"(?<![\w@/.])@([A-Za-z][\w.-]{1,38})")
PLACEHOLDER = re.compile(r"\[(?:e-mail|phone|link|handle|org)\]")

_PROFILE = re.compile(r"/(?:in|u|user|users|profile|people|@[\w.]+)(?:/|$)|//[^/\s]*@", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w/.:,-])(?:\+|\()?\d(?:[\d ()./\u00a0-]{4,22})\d(?![\w]|[:/-]\d)")
_DATE = re.compile(r"(?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?[-/.](?:19|20)?\d\d(?!\d)")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[ .\u00a0]\d{3})+")
_YEARS = re.compile(r"(?:19|20)\d\d\s?[-/–]\s?(?:19|20)?\d\d")
FEWEST_DIGITS, MOST_DIGITS = 7, 15


def is_profile(url: str) -> bool:
    """Return whether an address leads to one person's page, or holds a user's name."""
    return bool(_PROFILE.search(url))


def phones(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield what looks like a phone number: where it stands, and its digits."""
    for match in _PHONE.finditer(text):
        found = match[0]
        digits = digits_of(found)
        if not FEWEST_DIGITS <= len(digits) <= MOST_DIGITS:
            continue
        if any(other.match(found) for other in (_DATE, _YEARS)) or _THOUSANDS.fullmatch(found):
            continue
        yield match.start(), match.end(), digits


def digits_of(text: str) -> str:
    """Return the digits of a phone number, without what stands for an international call."""
    digits = re.sub(r"\D", "", text)
    return digits[2:] if digits.startswith("00") else digits


def same_number(one: str, other: str) -> bool:
    """Return whether digits are one number, with or without the country's code or the leading zero."""
    short, long = sorted((one.lstrip("0"), other.lstrip("0")), key=len)
    return short == long or (len(short) >= FEWEST_DIGITS - 1 and long.endswith(short) and len(long) - len(short) <= 3)

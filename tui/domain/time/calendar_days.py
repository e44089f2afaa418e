"""Days by their place in the calendar, as people write them: `31 March`, `31.03.2026`, `2026/03/31`, `2026-W20`.

Of libraries that read dates, those that know many forms guess where two are meant, which here is to be asked instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from tui.domain.errors import Ambiguous

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
# Made ready at their first use: a board is shown without a day being read.
_YEAR_FIRST = r"(\d{4})(?P<sign>[-/.])(\d{1,2})(?P=sign)(\d{1,2})"
_DOTS = r"(\d{1,2})\. ?(\d{1,2})\.(?: ?(\d{4}))?"
_YEAR_LAST = r"(\d{1,2})([-/])(\d{1,2})\2(\d{4})"
_WEEK = r"(\d{4})-?w(\d{2})(?:-?([1-7]))?"
_DAY_MONTH = r"(\d{1,2})(?:\.|st|nd|rd|th)? (?:of )?([a-z]{3,9})\.?(?:,? (\d{4}))?"
_MONTH_DAY = r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?"
_NAMED = r"([a-z]{3,9})\.?,? (.+)"
_LEAP_CYCLE = 8

Without = Callable[[int, int, date], date | None]
"""Finds the day of a month and a number that has no year, seen from a day."""


def calendar_day(words: str, today: date, without_year: Without) -> date | None:
    """Return the day that casefolded words write down, or None; a week is its Monday.

    Raises:
        Ambiguous: Two days may be meant, as by `03/04/2026`, or the weekday beside the day is another one.
        ValueError: There is no such day.
    """
    named = re.fullmatch(_NAMED, words, re.ASCII)
    weekday = index_of(named[1], WEEKDAYS) if named else None
    if named is None or weekday is None:
        return _by_numbers(words, today, without_year) or _by_month(words, today, without_year)
    day = calendar_day(named[2], today, without_year)
    if day is not None and day.weekday() != weekday:
        raise Ambiguous(
            f"{day} is a {WEEKDAYS[day.weekday()].title()}, not a {WEEKDAYS[weekday].title()}; "
            "write one of them. Nothing was changed."
        )
    return day


def next_such(month: int, day: int, today: date) -> date | None:
    """Return the first such day from `today` on; 29 February may be years away."""
    days = (_valid(year, month, day) for year in range(today.year, today.year + _LEAP_CYCLE + 1))
    return next((candidate for candidate in days if candidate and candidate >= today), None)


def last_such(month: int, day: int, today: date) -> date | None:
    """Return the last such day up to `today`."""
    days = (_valid(year, month, day) for year in range(today.year, today.year - _LEAP_CYCLE - 1, -1))
    return next((candidate for candidate in days if candidate and candidate <= today), None)


def index_of(word: str, names: tuple[str, ...]) -> int | None:
    """Return the place of the name a word begins, three letters at least."""
    return next((place for place, name in enumerate(names) if len(word) >= 3 and name.startswith(word)), None)


def _by_numbers(words: str, today: date, without_year: Without) -> date | None:
    if parts := re.fullmatch(_YEAR_FIRST, words, re.ASCII):
        return date(int(parts[1]), int(parts[3]), int(parts[4]))
    if parts := re.fullmatch(_WEEK, words, re.ASCII):
        return date.fromisocalendar(int(parts[1]), int(parts[2]), int(parts[3] or 1))
    if parts := re.fullmatch(_DOTS, words, re.ASCII):
        day, month = int(parts[1]), int(parts[2])
        return date(int(parts[3]), month, day) if parts[3] else without_year(month, day, today)
    if parts := re.fullmatch(_YEAR_LAST, words, re.ASCII):
        return _of_two(int(parts[1]), int(parts[3]), int(parts[4]))
    return None


def _of_two(first: int, second: int, year: int) -> date | None:
    """Return the day that `31/03/2026` or `03/31/2026` can only be."""
    one, other = _valid(year, second, first), _valid(year, first, second)
    if one and other and one != other:
        raise Ambiguous(f"That may be {one} or {other}; write the one you mean. Nothing was changed.")
    return one or other


def _by_month(words: str, today: date, without_year: Without) -> date | None:
    if parts := re.fullmatch(_DAY_MONTH, words, re.ASCII):
        day, month, year = parts.groups()
    elif parts := re.fullmatch(_MONTH_DAY, words, re.ASCII):
        month, day, year = parts.groups()
    else:
        return None
    number = index_of(month, MONTHS)
    if number is None:
        return None
    return date(int(year), number + 1, int(day)) if year else without_year(number + 1, int(day), today)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

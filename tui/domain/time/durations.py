"""ISO 8601 durations in whole days, weeks, months and years, and days counted with them.

The libraries that read these (isodate, dateutil) bring datetimes, locales and parsers; a calendar step needs none.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from tui.domain.errors import NotAllowed
from tui.domain.text import clean_line, plural

# Compiled when they are needed: most commands never read a duration, and this one takes as long as a small module.
_DURATION = r"P(?=\d)(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?"
_SHORT = r"(\d{1,4}) ?([dwmy])[a-z]*"
_SIMPLE = r"P\d+[DWMY]"
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
MONTHS_A_YEAR, DAYS_A_WEEK = 12, 7


class Duration(NamedTuple):
    """A step in the calendar: months first, then days."""

    months: int
    days: int


_RHYTHMS = {
    Duration(0, 1): "daily",
    Duration(0, 7): "weekly",
    Duration(1, 0): "monthly",
    Duration(3, 0): "quarterly",
    Duration(12, 0): "yearly",
}


@lru_cache(maxsize=256)
def parse_duration(text: str) -> Duration | None:
    """Return the step a text such as `P14D`, `P2W`, `P1M` or `P1Y` names, or None where it names none."""
    match = re.fullmatch(_DURATION, text, re.ASCII)
    if match is None:
        return None
    years, months, weeks, days = (int(group or 0) for group in match.groups())
    return Duration(years * MONTHS_A_YEAR + months, weeks * DAYS_A_WEEK + days)


def rhythm(text: str | None) -> str:
    """Return how often something comes back, in words: `weekly`, `every 2 weeks`; what is no duration as it is."""
    step = parse_duration(text or "")
    if step is None or all(step) or not any(step):
        return text or ""
    if step in _RHYTHMS:
        return _RHYTHMS[step]
    if step.days:
        weeks, rest = divmod(step.days, DAYS_A_WEEK)
        return f"every {step.days} days" if rest else f"every {weeks} weeks"
    years, rest = divmod(step.months, MONTHS_A_YEAR)
    return f"every {step.months} months" if rest else f"every {years} years"


def add_duration(day: date, text: str) -> date:
    """Return the day that is a duration after another; a month from the 31st is the last day of a shorter month.

    Beyond the calendar it is the last day there is, and a text that is no duration adds nothing.
    """
    return add_step(day, parse_duration(text) or Duration(0, 0))


def add_step(day: date, step: Duration) -> date:
    """Return the day that a step is after another, as `add_duration` does."""
    try:
        if step.months:
            years, month = divmod(day.month - 1 + step.months, MONTHS_A_YEAR)
            year = day.year + years
            day = date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
        return day + timedelta(days=step.days)
    except (ValueError, OverflowError):
        return date.max


def read_duration(text: str) -> str | None:
    """Return the duration a person writes, `14d`, `2 weeks`, `1m` or `P14D`, as ISO 8601; None for an empty text.

    Raises:
        NotAllowed: It is none of these.
    """
    words = clean_line(text)
    if not words:
        return None
    short = re.fullmatch(_SHORT, words.casefold(), re.ASCII)
    duration = f"P{int(short[1])}{short[2].upper()}" if short else words.upper()
    if parse_duration(duration) is None:
        raise NotAllowed(f'"{words[:40]}" is not a time such as 14d, 2w or 1m. Nothing was changed.')
    return duration


def short_duration(text: str) -> str:
    """Return a duration as short as it is written: `14d`; one of several units stays as it is."""
    return f"{text[1:-1]}{text[-1].lower()}" if re.fullmatch(_SIMPLE, text, re.ASCII) else text


def duration_words(text: str) -> str:
    """Return a duration in words: `14 days`, `1 month`; one of several units stays as it is."""
    if not re.fullmatch(_SIMPLE, text, re.ASCII):
        return text
    return plural(int(text[1:-1]), _UNITS[text[-1]])

"""ISO 8601 durations in whole days, weeks, months and years, and days counted with them.

The libraries that read these (isodate, dateutil) bring datetimes, locales and parsers; a calendar step needs none.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

# Compiled when it is needed: most commands never read a duration, and this one takes as long as a small module.
_DURATION = r"P(?=\d)(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?"
MONTHS_A_YEAR, DAYS_A_WEEK = 12, 7


class Duration(NamedTuple):
    """A step in the calendar: months first, then days."""

    months: int
    days: int


@lru_cache(maxsize=256)
def parse_duration(text: str) -> Duration | None:
    """Return the step a text such as `P14D`, `P2W`, `P1M` or `P1Y` names, or None where it names none."""
    found = re.fullmatch(_DURATION, text, re.ASCII)
    if found is None:
        return None
    years, months, weeks, days = (int(group or 0) for group in found.groups())
    return Duration(years * MONTHS_A_YEAR + months, weeks * DAYS_A_WEEK + days)


def add_duration(day: date, text: str) -> date:
    """Return the day that is a duration after another; a month from the 31st is the last day of a shorter month.

    Beyond the calendar it is the last day there is, and a text that is no duration adds nothing.
    """
    step = parse_duration(text) or Duration(0, 0)
    try:
        if step.months:
            years, month = divmod(day.month - 1 + step.months, MONTHS_A_YEAR)
            year = day.year + years
            day = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
        return day + timedelta(days=step.days)
    except (ValueError, OverflowError):
        return date.max

"""Days as people write and read them: `fri`, `30 nov`, `+3d` in, `Wed` and `30 Nov` out."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

from tui.domain.errors import NotAllowed
from tui.domain.text import clean_line

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
PAST_FORMS = "today, yesterday, fri, 3d, 2w, 30 nov or 2026-11-30"
FORMS = "today, tomorrow, fri, +3d, +2w, 30 nov, 30 nov 2027 or 2027-11-30"

_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}
_UNITS = {"d": 1, "w": 7}
# Made ready at their first use: a board is shown without a day being read.
_AHEAD = r"\+ ?(\d{1,4}) ?([dw])[a-z]*"
_AGO = r"(\d{1,4}) ?([dw])[a-z]*(?: ago)?"
_DAY_MONTH = r"(\d{1,2})\.? ([a-z]{3,9})\.?(?:,? (\d{4}))?"
_MONTH_DAY = r"([a-z]{3,9})\.? (\d{1,2})(?:,? (\d{4}))?"
_ISO = r"\d{4}-\d{2}-\d{2}"
_NO_DAY = ("none", "never", "-", "")
_LEAP_CYCLE = 8


def parse_day(text: str, today: date) -> date:
    """Return the day a text names; a weekday is the next one after `today`, a day of a month the next one from then.

    Raises:
        NotAllowed: The text is none of the forms, which the sentence lists.
    """

    def read(words: str) -> date | None:
        return _near(words, today) or _weekday(words, today) or _calendar_day(words, today, _next)

    return _parse(text, read, f"is not a day; write {FORMS}. Nothing was changed.")


def parse_since(text: str, today: date) -> date:
    """Return the day in the past that a text names; a weekday is the last one, a day of a month the last such one.

    Raises:
        NotAllowed: The text is none of the forms, which the sentence lists, or names a day to come.
    """

    def read(words: str) -> date | None:
        day = _near(words, today) or _before(words, today) or _calendar_day(words, today, _last)
        return day if day and day <= today else None

    return _parse(text, read, f"is not a day in the past; write {PAST_FORMS}.")


def _parse(text: str, read: Callable[[str], date | None], refusal: str) -> date:
    words = clean_line(text).casefold()
    with suppress(ValueError, OverflowError):
        if day := read(words):
            return day
    raise NotAllowed(f'"{clean_line(text)[:40]}" {refusal}')


def leading_day(text: str, today: date) -> tuple[date | None, str]:
    """Return the day a text begins with, if any, and what follows it; `by` and a colon around it are passed over.

    The day is one to come: `thu reply about the export` and `30 nov: send the draft` name the next such days.
    """
    words = clean_line(text).split()
    begin = 1 if words and words[0].casefold() == "by" else 0
    for end in range(min(len(words), begin + 3), begin, -1):
        with suppress(NotAllowed):
            return parse_day(" ".join(words[begin:end]).rstrip(":,"), today), " ".join(words[end:])
    return None, " ".join(words)


def parse_due(text: str, today: date) -> date | None:
    """Return the day a card is due, or None for `none` and an empty text."""
    return None if clean_line(text).casefold() in _NO_DAY else parse_day(text, today)


def day_words(day: date, today: date) -> str:
    """Return `Wed` for today and the six days to come, else `30 Nov`, with the year where it is another one.

    A weekday is read as the one to come, so that a day that is past is never called by it alone.
    """
    if 0 <= (day - today).days < len(WEEKDAYS):
        return _weekday_words(day)
    return short_date(day) if day.year == today.year else f"{short_date(day)} {day.year}"


def past_words(day: date, today: date) -> str:
    """Return a day that is past, or today, for where the word before it says so (`since Fri`): `Fri`, else `20 Nov`."""
    return _weekday_words(day) if 0 <= (today - day).days < len(WEEKDAYS) else day_words(day, today)


def due_words(due: date, today: date) -> str:
    """Return when something is due that is not done: `due Wed`, `6d late`."""
    return f"{(today - due).days}d late" if due < today else f"due {day_words(due, today)}"


def near_words(day: date, today: date) -> str:
    """Return `today`, `tomorrow`, `yesterday`, else what `day_words` says."""
    return next((word for word, days in _NEAR.items() if (day - today).days == days), None) or day_words(day, today)


def short_date(day: date) -> str:
    """Return `30 Nov`."""
    return f"{day.day} {MONTHS[day.month - 1][:3].title()}"


def ago_words(days: int) -> str:
    """Return how long ago a day was: `today`, `3d ago`."""
    return f"{days}d ago" if days else "today"


def _weekday_words(day: date) -> str:
    return WEEKDAYS[day.weekday()][:3].title()


def _near(words: str, today: date) -> date | None:
    if words in _NEAR:
        return today + timedelta(days=_NEAR[words])
    ahead = re.fullmatch(_AHEAD, words, re.ASCII)
    return today + timedelta(days=int(ahead[1]) * _UNITS[ahead[2]]) if ahead else None


def _weekday(words: str, today: date) -> date | None:
    place = _index(words, WEEKDAYS)
    return None if place is None else today + timedelta(days=(place - today.weekday() - 1) % len(WEEKDAYS) + 1)


def _before(words: str, today: date) -> date | None:
    if ago := re.fullmatch(_AGO, words, re.ASCII):
        return today - timedelta(days=int(ago[1]) * _UNITS[ago[2]])
    place = _index(words, WEEKDAYS)
    return None if place is None else today - timedelta(days=(today.weekday() - place) % len(WEEKDAYS))


def _calendar_day(words: str, today: date, without_year: Callable[[int, int, date], date | None]) -> date | None:
    if re.fullmatch(_ISO, words, re.ASCII):
        return date.fromisoformat(words)
    if parts := re.fullmatch(_DAY_MONTH, words, re.ASCII):
        day, month, year = parts.groups()
    elif parts := re.fullmatch(_MONTH_DAY, words, re.ASCII):
        month, day, year = parts.groups()
    else:
        return None
    number = _index(month, MONTHS)
    if number is None:
        return None
    if year:
        return date(int(year), number + 1, int(day))
    return without_year(number + 1, int(day), today)


def _next(month: int, day: int, today: date) -> date | None:
    """Return the first such day from `today` on; 29 February may be years away."""
    days = (_valid(year, month, day) for year in range(today.year, today.year + _LEAP_CYCLE + 1))
    return next((candidate for candidate in days if candidate and candidate >= today), None)


def _last(month: int, day: int, today: date) -> date | None:
    """Return the last such day up to `today`."""
    days = (_valid(year, month, day) for year in range(today.year, today.year - _LEAP_CYCLE - 1, -1))
    return next((candidate for candidate in days if candidate and candidate <= today), None)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _index(word: str, names: tuple[str, ...]) -> int | None:
    """Return the place of the name a word begins, three letters at least."""
    return next((place for place, name in enumerate(names) if len(word) >= 3 and name.startswith(word)), None)

"""Days as people write and read them: `fri`, `30 nov`, `+3d` in, `Wed` and `30 Nov` out."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

from tui.domain.errors import NotAllowed
from tui.domain.text import clean_line
from tui.domain.time.calendar_days import MONTHS, WEEKDAYS, calendar_day, index_of, last_such, next_such

PAST_FORMS = "today, yesterday, fri, 3d, 2w, last week, 30 nov or 2026-11-30"
FORMS = "today, tomorrow, fri, +3d, in 2 weeks, next week, 30 nov, 30.11.2027 or 2027-11-30"

_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}
_UNITS = {"d": 1, "w": 7}
# Made ready at their first use: a board is shown without a day being read.
_AHEAD = r"(?:\+ ?|in )(\d{1,4}|a(?= )) ?([dw])(?:ays?|eeks?|ks?)?"
_AGO = r"(\d{1,4}) ?([dw])[a-z]*(?: ago)?"
MOST_WORDS = 5
"""In how many words a day is written at most: `Thu, 26 Nov 2026`, `in 2 weeks`."""
_LAST = r"last ([a-z]{3,9})"
_NO_DAY = ("none", "never", "-", "")


def parse_day(text: str, today: date) -> date:
    """Return the day a text names; a weekday is the next one after `today`, a day of a month the next one from then.

    Next week is the Monday of it.

    Raises:
        NotAllowed: The text is none of the forms, which the sentence lists.
        Ambiguous: It may name two days.
    """

    def read(words: str) -> date | None:
        return _near(words, today) or _weekday(words, today) or calendar_day(words, today, next_such)

    return _parse(text, read, f"is not a day; write {FORMS}. Nothing was changed.")


def parse_since(text: str, today: date) -> date:
    """Return the day in the past that a text names; a weekday is the last one, a day of a month the last such one.

    That weekday may be today, but with `last` before it; last week is the Monday of it.

    Raises:
        NotAllowed: The text is none of the forms, which the sentence lists, or names a day to come.
        Ambiguous: It may name two days.
    """

    def read(words: str) -> date | None:
        day = _near(words, today) or _before(words, today) or calendar_day(words, today, last_such)
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

    Raises:
        Ambiguous: It begins with what may be two days.
    """
    words = clean_line(text).split()
    begin = 1 if words and words[0].casefold() == "by" else 0
    for end in range(min(len(words), begin + MOST_WORDS), begin, -1):
        with suppress(NotAllowed):
            return parse_day(" ".join(words[begin:end]).rstrip(":,"), today), " ".join(words[end:])
    return None, " ".join(words)


def parse_due(text: str, today: date) -> date | None:
    """Return the day a card is due, or None for `none` and an empty text."""
    return None if clean_line(text).casefold() in _NO_DAY else parse_day(text, today)


def day_words(day: date, today: date) -> str:
    """Return `today`, `Wed` for the six days to come, `last Wed` for the six past, else `30 Nov`, with another year.

    These are words that are read as the same day: `parse_day` takes a weekday for the next one.
    """
    ahead = (day - today).days
    if not ahead or abs(ahead) >= len(WEEKDAYS):
        return "today" if not ahead else _date_words(day, today)
    return f"{'last ' if ahead < 0 else ''}{_weekday_words(day)}"


def past_words(day: date, today: date) -> str:
    """Return a day that is not to come, for where the word before it says so (`since Fri`): `Fri`, else `20 Nov`."""
    return day_words(day, today).removeprefix("last ")


def full_words(day: date, today: date) -> str:
    """Return a day for where there is room, the same whenever it is read: `Thu 26 Nov`, with another year."""
    return f"{_weekday_words(day)} {_date_words(day, today)}"


def dated_words(day: date) -> str:
    """Return a day for where the year may be another one than is thought: `Thu 26 Nov 2026`."""
    return f"{_weekday_words(day)} {short_date(day)} {day.year}"


def days_late(due: date | None, today: date) -> int:
    """Return by how many days something that is still to be done is late; 0 where it is not, or is due on no day."""
    return max(0, (today - due).days) if due is not None else 0


def late_words(days: int) -> str:
    """Return in words how late something is, the same everywhere: `4d late`."""
    return f"{days}d late"


def due_words(due: date, today: date) -> str:
    """Return when something is due that is not done: `6d late`, else `due Wed`."""
    return late_words(late) if (late := days_late(due, today)) else f"due {day_words(due, today)}"


def near_words(day: date, today: date, words: Callable[[date, date], str] = day_words) -> str:
    """Return `today`, `tomorrow`, `yesterday`, else what `words` says."""
    return next((word for word, days in _NEAR.items() if (day - today).days == days), None) or words(day, today)


def short_date(day: date) -> str:
    """Return `30 Nov`."""
    return f"{day.day} {MONTHS[day.month - 1][:3].title()}"


def ago_words(days: int) -> str:
    """Return how long ago a day was: `today`, `3d ago`."""
    return f"{days}d ago" if days else "today"


def _date_words(day: date, today: date) -> str:
    return short_date(day) if day.year == today.year else f"{short_date(day)} {day.year}"


def _weekday_words(day: date) -> str:
    return WEEKDAYS[day.weekday()][:3].title()


def _near(words: str, today: date) -> date | None:
    if words in _NEAR:
        return today + timedelta(days=_NEAR[words])
    ahead = re.fullmatch(_AHEAD, words, re.ASCII)
    if ahead:
        return today + timedelta(days=(1 if ahead[1] == "a" else int(ahead[1])) * _UNITS[ahead[2]])
    return _monday(today) + timedelta(days=7) if words == "next week" else None


def _weekday(words: str, today: date) -> date | None:
    place = index_of(words, WEEKDAYS)
    return None if place is None else today + timedelta(days=(place - today.weekday() - 1) % len(WEEKDAYS) + 1)


def _before(words: str, today: date) -> date | None:
    if ago := re.fullmatch(_AGO, words, re.ASCII):
        return today - timedelta(days=int(ago[1]) * _UNITS[ago[2]])
    if words == "last week":
        return _monday(today) - timedelta(days=7)
    named = re.fullmatch(_LAST, words, re.ASCII)
    place, before = index_of(named[1] if named else words, WEEKDAYS), today - timedelta(days=bool(named))
    return None if place is None else before - timedelta(days=(before.weekday() - place) % len(WEEKDAYS))


def _monday(today: date) -> date:
    """Return the first day of a week, as ISO 8601 has it."""
    return today - timedelta(days=today.weekday())

"""Times in the past as options take them: `--at`, `--from` and `--to`."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from tui.domain.errors import NotAllowed
from tui.domain.flow.figures import CLOCK_TOLERANCE, local_day
from tui.domain.text import clean_line
from tui.domain.time.dates import parse_since
from tui.domain.time.moments import parse_moment

FORMS = "2026-11-20, 2026-11-20T14:00, yesterday, fri, thu 14:00 or 3d"
_INSTANT = timedelta(microseconds=1)
_DAY = timedelta(days=1)


def end_of(text: str, now: datetime, zone: tzinfo) -> datetime:
    """Return the time (UTC) that was written; a day alone is meant at its end in `zone`, today is now.

    Raises:
        NotAllowed: It is no time, or one to come.
    """
    day = _day(text, now, zone)
    if day is None:
        return _moment(text, now, zone)
    return now if day == local_day(now, zone) else _midnight(day + _DAY, zone) - _INSTANT


def beginning_of(text: str, now: datetime, zone: tzinfo) -> datetime:
    """Return the time (UTC) that was written; a day alone is meant at its beginning in `zone`.

    Raises:
        NotAllowed: It is no time, or one to come.
    """
    day = _day(text, now, zone)
    return _moment(text, now, zone) if day is None else _midnight(day, zone)


def _day(text: str, now: datetime, zone: tzinfo) -> date | None:
    """Return the day that is meant, None where a time of day is written."""
    if ":" in text:
        return None
    try:
        return parse_since(text, local_day(now, zone))
    except NotAllowed:
        raise _refusal(text) from None


def _moment(text: str, now: datetime, zone: tzinfo) -> datetime:
    try:
        found = parse_moment(text, now, zone)
    except NotAllowed:
        raise _refusal(text) from None
    if found - now > CLOCK_TOLERANCE:
        raise _refusal(text)
    return found


def _midnight(day: date, zone: tzinfo) -> datetime:
    """Return when a day begins; the first one of the calendar begins where there is no earlier time in UTC."""
    try:
        return datetime.combine(day, time.min, zone).astimezone(UTC)
    except OverflowError:
        return datetime.min.replace(tzinfo=UTC)


def _refusal(text: str) -> NotAllowed:
    return NotAllowed(f'"{clean_line(text)[:40]}" is not a time in the past; write {FORMS}.')

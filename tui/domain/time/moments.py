"""Times as people write them in a command: `yesterday 14:00`, `thu`, `14:00`, `2026-11-23T09:00+01:00`."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, tzinfo

from tui.domain.errors import NotAllowed
from tui.domain.flow.figures import local_day
from tui.domain.text import clean_line
from tui.domain.time.dates import parse_day, parse_since

FORMS = "2026-11-23T14:00, 14:00, yesterday, thu 14:00, 3d or 30 nov"
NOON = time.fromisoformat("12:00")
_CLOCK = re.compile(r"(?:(.*?),? )?(?:at )?(\d{1,2}:\d{2})", re.ASCII)


def parse_moment(text: str, now: datetime, zone: tzinfo, *, ahead: bool = False) -> datetime:
    """Return the time (UTC) that a text names; without an offset it is one of `zone`.

    A weekday or a day of a month is the last one, with `ahead` the next one. A day without a time of day is meant at
    noon, and today without one is now.

    Raises:
        NotAllowed: The text is none of the forms, which the sentence lists.
    """
    words = clean_line(text)
    with suppress(ValueError, OverflowError):
        return _moment(words, now, zone, ahead=ahead)
    raise NotAllowed(f'"{words[:40]}" is not a time; write {FORMS}. Nothing was changed.')


def parse_any_day(text: str, today: date, *, ahead: bool = False) -> date:
    """Return the day that a text names, past or to come; a weekday is the last one, with `ahead` the next one.

    Raises:
        NotAllowed: The text is none of the forms, which the sentence lists.
    """
    with suppress(NotAllowed):
        return (parse_day if ahead else parse_since)(text, today)
    return parse_day(text, today)


def _moment(words: str, now: datetime, zone: tzinfo, *, ahead: bool) -> datetime:
    if ":" in words:
        with suppress(ValueError):
            moment = datetime.fromisoformat(words)
            return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    today, clock = local_day(now, zone), _CLOCK.fullmatch(words)
    named = clock[1] if clock else words
    try:
        day = parse_any_day(named, today, ahead=ahead) if named else today
    except NotAllowed as error:
        raise ValueError(words) from error
    if clock is None and not named:
        raise ValueError(words)
    if clock is None and day == today:
        return now
    of_day = time.fromisoformat(f"{clock[2]:0>5}") if clock else NOON
    return datetime.combine(day, of_day, zone).astimezone(UTC)

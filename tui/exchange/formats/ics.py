"""iCalendar (RFC 5545): the days on which cards are due, what is planned with customers, and what we promised.

What is due is an event of a whole day, since calendars drop tasks. Times are UTC, and every event has an end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from textwrap import shorten
from typing import TypeVar

from tui import __version__
from tui.domain.flow.series import dates_within, next_date
from tui.domain.records.vocabulary import TouchpointStatus
from tui.domain.text import plural
from tui.domain.time.durations import DAYS_A_WEEK, MONTHS_A_YEAR, add_duration, parse_duration
from tui.domain.views import CardView, NoteView, TouchpointView
from tui.exchange.content_lines import folded, text_line, unfolded
from tui.exchange.formats import Format
from tui.exchange.parcel import Parcel

_PLANNED: tuple[TouchpointStatus, ...] = ("tentative", "confirmed", "cancelled")
"""What is planned, or was; what was had is not in a calendar."""
_DAY = timedelta(days=1)
_HOUR = 60
_SHORTEST_MONTH, _LONGEST_MONTH = 28, 31
_YEARS_NAMED = 10
_TITLE = 90
_TimeT = TypeVar("_TimeT", date, datetime)


def write(parcel: Parcel) -> str:
    """Return a parcel as a calendar."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//custdev//custdev {__version__}//EN", "CALSCALE:GREGORIAN"]
    if parcel.board is not None:
        lines.append(text_line("X-WR-CALNAME", f"{parcel.board.title} ({parcel.board.key})"))
    return folded([*lines, *_events(parcel), "END:VCALENDAR"])


def _events(parcel: Parcel) -> Iterator[str]:
    for card in parcel.cards:
        if card.due is not None and card.awaits and not card.archived:
            yield from _due(card, card.due, parcel)
        for note in card.notes:
            if note.promise is not None and note.promise.due is not None and note.promise.kept_on is None:
                yield from _promise(note, note.promise.due, parcel)
    for touchpoint in parcel.touchpoints:
        if touchpoint.status in _PLANNED:
            yield from _planned(touchpoint, parcel)


def _due(card: CardView, due: date, parcel: Parcel) -> Iterator[str]:
    columns = {column.id: column.title for column in parcel.board.columns} if parcel.board else {}
    about = [
        f"In {columns.get(card.column, card.column)}",
        f"Owner: {card.assignee}" if card.assignee else "",
        f"About {', '.join(card.people)}" if card.people else "",
        f"Blocked for {plural(card.blocked.days, 'day')}: {card.blocked.reason}" if card.blocked else "",
    ]
    again = repeating(due, card.every, card.anchor or due) if card.kind == "recurring" and card.every else ()
    when = (*_whole_day(due), *again)
    yield from _event(card.uid, parcel, when, f"{card.key} due: {card.title}", about)
    yield from ("CATEGORIES:due", "TRANSP:TRANSPARENT", "END:VEVENT")


def _promise(note: NoteView, due: date, parcel: Parcel) -> Iterator[str]:
    people = f" to {', '.join(note.about)}" if note.about else ""
    summary = f"Promised{people}: {shorten(note.text, _TITLE, placeholder='…')}"
    yield from _event(note.id, parcel, _whole_day(due), summary, [note.text, note.card])
    yield from ("CATEGORIES:promise", "TRANSP:TRANSPARENT", "END:VEVENT")


def _planned(touchpoint: TouchpointView, parcel: Parcel) -> Iterator[str]:
    method = touchpoint.method.replace("_", " ")
    people = f" with {', '.join(touchpoint.people)}" if touchpoint.people else ""
    about = [
        f"By {touchpoint.channel.replace('_', ' ')}" if touchpoint.channel else "",
        f"About {', '.join(touchpoint.cards)}" if touchpoint.cards else "",
        f"Expected: {touchpoint.expectation}" if touchpoint.expectation else "",
        touchpoint.summary,
    ]
    start = touchpoint.at.astimezone(UTC)
    end = _after(start, timedelta(minutes=touchpoint.minutes or _HOUR))
    when = (f"DTSTART:{_time(start)}", f"DTEND:{_time(end)}")
    yield from _event(touchpoint.id, parcel, when, f"{method[:1].upper()}{method[1:]}{people}", about)
    yield from ("CATEGORIES:touchpoint", f"STATUS:{touchpoint.status.upper()}", "END:VEVENT")


def _event(uid: str, parcel: Parcel, when: Iterable[str], summary: str, about: list[str]) -> Iterator[str]:
    yield from ("BEGIN:VEVENT", f"UID:{uid}@custdev", f"DTSTAMP:{_time(parcel.at)}", *when)
    yield text_line("SUMMARY", summary)
    yield from [text_line("DESCRIPTION", "\n".join(filter(None, about)))] if any(about) else []


def _whole_day(day: date) -> Iterator[str]:
    yield f"DTSTART;VALUE=DATE:{_date(day)}"
    yield f"DTEND;VALUE=DATE:{_date(_after(day, _DAY))}"


def repeating(first: date, every: str, anchor: date) -> Iterator[str]:
    """Yield the lines by which a day comes back after a duration such as `P1M`; none where no rule can say that.

    It is a date of the series that counts from the `anchor`; one that was put off by hand does not come back. A month
    from the 31st is the last day of a shorter month, and the 31st again where there is one. The last days of February
    that stand for a 29th or 30th are named one by one, for some years: not every calendar reads BYSETPOS.
    """
    step = parse_duration(every)
    if step is None or bool(step.months) == bool(step.days):
        return
    if first != anchor and not dates_within(anchor, every, first - _DAY, first):
        return
    if step.days:
        weekly = step.days % DAYS_A_WEEK == 0
        yield _rule("WEEKLY" if weekly else "DAILY", step.days // DAYS_A_WEEK if weekly else step.days)
    elif step.months % MONTHS_A_YEAR == 0:
        is_leap_day = (anchor.month, anchor.day) == (2, 29)
        yield _rule("YEARLY", step.months // MONTHS_A_YEAR, ";BYMONTH=2;BYMONTHDAY=-1" if is_leap_day else "")
    elif anchor.day <= _SHORTEST_MONTH:
        yield _rule("MONTHLY", step.months)
    else:
        yield _rule("MONTHLY", step.months, f";BYMONTHDAY={anchor.day if anchor.day < _LONGEST_MONTH else -1}")
        short = [day for day in _dates_on(first, every, anchor) if day.day < anchor.day < _LONGEST_MONTH]
        yield from [f"RDATE;VALUE=DATE:{','.join(map(_date, short))}"] if short else []


def _rule(frequency: str, interval: int, on: str = "") -> str:
    return f"RRULE:FREQ={frequency}" + (f";INTERVAL={interval}" if interval > 1 else "") + on


def _dates_on(first: date, every: str, anchor: date) -> Iterator[date]:
    """Yield the dates of a series after one of them, for some years."""
    end = add_duration(first, f"P{_YEARS_NAMED}Y")
    following = next_date(anchor, every, first)
    while following is not None and following <= end:
        yield following
        following = next_date(anchor, every, following)


def _after(start: _TimeT, by: timedelta) -> _TimeT:
    try:
        return start + by
    except OverflowError:
        return start


def _date(day: date) -> str:
    return day.isoformat().replace("-", "")


def _time(at: datetime) -> str:
    return at.replace(tzinfo=None).isoformat(timespec="seconds").replace("-", "").replace(":", "") + "Z"


FORMAT = Format("ics", "iCalendar", "ics", ("board", "column", "card"), write, words=unfolded)

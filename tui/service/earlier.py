"""Boards as they stood at an earlier time, and times in the past as people write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from tui.domain.errors import NotAllowed, NotFound
from tui.domain.flow.figures import CLOCK_TOLERANCE, local_day, zone_of
from tui.domain.records import Experiment
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import find_board
from tui.domain.text import clean_line
from tui.domain.time.dates import parse_since
from tui.domain.time.moments import parse_moment
from tui.service.naming import Reading

FORMS = "2026-11-20, 2026-11-20T14:00, yesterday, fri, thu 14:00 or 3d"
_INSTANT = timedelta(microseconds=1)
_DAY = timedelta(days=1)


def zone_to_read(reading: Reading, board: str) -> tzinfo:
    """Return the time zone of a board, in which times about it are written; else that of the team."""
    try:
        experiment = reading.the_board(board)
    except NotFound:
        experiment = None
    return zone_of(experiment.timezone) if isinstance(experiment, Experiment) else reading.policy.zone


def board_then(reading: Reading, text: str, at: datetime) -> tuple[Workspace, Experiment]:
    """Return the workspace of an earlier time, and a board in it: the iteration of that time, or the one named.

    Raises:
        NotFound: There was none; the sentence says whether it was started later.
    """
    then = reading.session.workspace_at(at)
    try:
        board = reading.the_board(text)
    except NotFound:
        board = find_board(then, text)
    if not isinstance(board, Experiment):
        raise NotFound(f"{_named(board.title, board.key)} is not started, so there is nothing of the past to show.")
    iterations = then.experiments_of(board.board_id)
    named = [iteration for iteration in iterations if "@" not in text or iteration.uid == board.uid]
    if not named:
        when = f"{at.astimezone(zone_of(board.timezone)):%a %d %b %Y %H:%M}"
        raise NotFound(f"{_named(board.definition.title, board.key)} was not started yet on {when}.")
    return then, named[0]


def end_of(text: str, now: datetime, zone: tzinfo) -> datetime:
    """Return the time (UTC) that was written; a day alone is meant at its end in `zone`, today is now.

    Raises:
        NotAllowed: It is no time, or one to come.
    """
    written = _written(text, now, zone)
    if isinstance(written, datetime):
        return written
    return now if written == local_day(now, zone) else midnight(written + _DAY, zone) - _INSTANT


def beginning_of(text: str, now: datetime, zone: tzinfo) -> datetime:
    """Return the time (UTC) that was written; a day alone is meant at its beginning in `zone`.

    Raises:
        NotAllowed: It is no time, or one to come.
    """
    written = _written(text, now, zone)
    return written if isinstance(written, datetime) else midnight(written, zone)


def _written(text: str, now: datetime, zone: tzinfo) -> date:
    """Return the day that is meant, or the time (UTC) where a time of day is written."""
    try:
        written = parse_moment(text, now, zone) if ":" in text else parse_since(text, local_day(now, zone))
    except NotAllowed:
        raise _refusal(text) from None
    if isinstance(written, datetime) and written - now > CLOCK_TOLERANCE:
        raise _refusal(text)
    return written


def midnight(day: date, zone: tzinfo) -> datetime:
    """Return when a day begins; the first one of the calendar begins where there is no earlier time in UTC."""
    try:
        return datetime.combine(day, time.min, zone).astimezone(UTC)
    except OverflowError:
        return datetime.min.replace(tzinfo=UTC)


def _refusal(text: str) -> NotAllowed:
    return NotAllowed(f'"{clean_line(text)[:40]}" is not a time in the past; write {FORMS}.')


def _named(title: str, key: str) -> str:
    return f"{clean_line(title)} ({key})"

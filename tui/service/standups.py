"""Standups that are held and those that were: over which boards, since when, and as data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from tui.domain import operations
from tui.domain.errors import NotAllowed, NotFound, Remedy
from tui.domain.flow.figures import local_day, zone_of
from tui.domain.people.policy import Policy
from tui.domain.records import Experiment, Standup
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key, find_standup
from tui.domain.standup.held import running_experiments, since_of, todays_standup
from tui.domain.time.dates import parse_since
from tui.domain.time.moments import parse_moment
from tui.service.board_shapes import fields_of
from tui.service.earlier import midnight
from tui.service.naming import Reading


def chosen(reading: Reading, workspace: Workspace, boards: Sequence[str]) -> list[Experiment]:
    """Return the experiments that are named, each once, or all that run.

    Raises:
        NotFound, Ambiguous: A board is named wrongly.
        NotAllowed: It is not started, or nothing runs.
    """
    named: dict[str, Experiment] = {}
    for text in boards:
        board = reading.the_board(text, workspace)
        if not isinstance(board, Experiment):
            raise NotAllowed(f"{board.title} is not started, so there is nothing to stand up for.")
        named[board.uid] = board
    experiments = list(named.values()) if boards else running_experiments(workspace)
    if not experiments:
        raise NotAllowed("No experiment is running, so there is nothing to stand up for.")
    return experiments


def begin_of(text: str, now: datetime, policy: Policy, timezone: str) -> datetime:
    """Return the time (UTC) that was written: a moment where the team is, or the beginning of a day in a time zone.

    Raises:
        NotAllowed: It is none, or still to come.
    """
    if ":" in text:
        begin = parse_moment(text, now, policy.zone)
    else:
        zone = zone_of(timezone)
        day = parse_since(text, local_day(now, zone))
        begin = midnight(day, zone)
    if begin > now:
        raise NotAllowed(f'"{text[:40]}" is after the time of the report. Nothing was written.')
    return begin


def begun(reading: Reading, experiments: Sequence[Experiment], since: datetime | None) -> Standup:
    """Begin a standup over some experiments and return it; today's over the same ones goes on."""
    uids, now = [experiment.uid for experiment in experiments], reading.now()
    begin = since or since_of(reading.workspace, experiments, reading.policy, now)
    reading.session.save(operations.begin_standup, uids, begin)
    held = todays_standup(reading.workspace, uids, reading.policy, reading.now())
    assert held is not None, "a standup that was begun is there"
    return held


def past_standups(reading: Reading) -> list[Standup]:
    """Return the standups that were held or are being held, the first one first."""
    return sorted(reading.workspace.standups.values(), key=lambda held: (held.started_at, held.uid))


def standup_named(reading: Reading, text: str) -> Standup:
    """Return the standup of an id or a day, or the last one. Raises NotFound or Ambiguous."""
    past = past_standups(reading)
    if not past:
        raise NotFound("No standup was held yet.")
    if text.casefold() == "last":
        return past[-1]
    try:
        day = parse_since(text, reading.today)
    except NotAllowed:
        return find_standup(reading.workspace, text)
    on_day = [held for held in past if reading.policy.day(held.started_at) == day]
    if not on_day:
        those = Remedy("standups.list", "shows those that were.")
        raise NotFound(f"No standup was held on {day.isoformat()};", those)
    return on_day[-1]


def end_of_standup(reading: Reading, held: Standup) -> datetime:
    """Return when a standup ended (UTC); one that nobody ended is over with its day."""
    if held.ended_at is not None:
        return held.ended_at
    next_day = reading.policy.day(held.started_at) + timedelta(days=1)
    return min(reading.now(), midnight(next_day, reading.policy.zone) - timedelta(seconds=1))


def experiments_of(workspace: Workspace, held: Standup) -> list[Experiment]:
    """Return the experiments a standup was held over, as far as they are there."""
    experiments = (workspace.experiments.get(uid) for uid in held.experiments)
    return [experiment for experiment in experiments if experiment is not None]


def standup_shape(workspace: Workspace, held: Standup) -> dict[str, Any]:
    """Return a standup; `boards` are keys, `spent` are seconds, `card` the key of what a decision became, or null."""
    return {
        "id": held.uid,
        **fields_of(held, "started_at", "ended_at", "since"),
        "boards": [experiment.key for experiment in experiments_of(workspace, held)],
        **fields_of(held, "by", "attendees", "spent"),
        "report": held.report or None,
        "decisions": [
            {
                **fields_of(decision, "text", "owner", "due", "done_at"),
                "card": card_key(workspace, card) if (card := workspace.cards.get(decision.card or "")) else None,
            }
            for decision in held.decisions
        ],
    }

"""Recurring work in a window of time: how often it was done, and which of its dates it missed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta, tzinfo

from msgspec import Struct

from tui.domain.flow import last_day, local_day, zone_of
from tui.domain.passages import CardHistory, Passage, done_at
from tui.domain.records import Experiment
from tui.domain.series import dates_within
from tui.domain.workspace import Workspace

_DAY = timedelta(days=1)


class Chore(Struct, frozen=True):
    """A recurring card: how often it was done in the window, how many of its dates there it missed, when it is due."""

    card: str
    number: int
    title: str
    every: str | None
    done: int
    missed: int = 0
    due: date | None = None


def chores_of(
    workspace: Workspace, experiment: Experiment, histories: Iterable[CardHistory], first: date, end: date
) -> Iterator[Chore]:
    """Yield what recurs in an experiment, with what became of it from one day to another, both included."""
    zone = zone_of(experiment.timezone)
    for history in histories:
        last = history.last
        if last.kind == "recurring":
            days = (local_day(each.finished_at, zone) for each in history.occurrences(experiment.uid))
            done, missed = sum(first <= day <= end for day in days), _missed(history, experiment, first, end)
            there = last.on_board and last.experiment == experiment.uid
            if done or missed or there:
                card = workspace.cards.get(history.card)
                title = card.title if card else ""
                yield Chore(history.card, history.number, title, last.every, done, missed, last.due if there else None)


def _missed(history: CardHistory, experiment: Experiment, first: date, end: date) -> int:
    """Return how many dates were passed over in a window, by the time the card was done, or while it still waits."""
    zone, missed = zone_of(experiment.timezone), 0
    for before, after in history.steps():
        at = done_at(before, after)
        if at is not None and after.experiment == experiment.uid:
            missed += _passed(before or after, after, local_day(at, zone), zone, (first, end))
    last = history.last
    if last.on_board and last.experiment == experiment.uid:
        missed += _passed(last, last, last_day(experiment, end), zone, (first, end))
    return missed


def _passed(before: Passage, after: Passage, day: date, zone: tzinfo, window: tuple[date, date]) -> int:
    """Return how many dates of a window a card passed over that was expected as `before` says, up to a day."""
    start = local_day(before.started_at, zone) if before.started_at is not None else None
    expected = before.due or start
    if expected is None:
        return 0
    anchor = after.series.anchor if before.due is not None and after.series is not None else expected
    first, end = window
    return dates_within(anchor, before.every, max(expected, first - _DAY), min(day, end))

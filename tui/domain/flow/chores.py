"""Recurring work in a window of time: how often it was done, and which of its dates it missed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta, tzinfo

from msgspec import Struct

from tui.domain.flow.figures import last_day, local_day, zone_of
from tui.domain.flow.passages import CardHistory, Passage, done_at
from tui.domain.flow.series import dates_within, expected_on, last_date
from tui.domain.records import Experiment
from tui.domain.records.workspace import Workspace

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
    workspace: Workspace,
    experiment: Experiment,
    histories: Iterable[CardHistory],
    whole: Iterable[CardHistory],
    *,
    window: tuple[date, date],
    today: date,
) -> Iterator[Chore]:
    """Yield what recurs in an experiment, with what became of it in a window, its first and last day included.

    `histories` are as things stood at the end of the window; the `whole` ones say which of its dates were missed, as
    that is known only when the next date has come.
    """
    zone, by_card = zone_of(experiment.timezone), {history.card: history for history in whole}
    for history in histories:
        last = history.last
        if last.kind == "recurring":
            days = (local_day(occurrence.finished_at, zone) for occurrence in history.occurrences(experiment.uid))
            done = sum(window[0] <= day <= window[1] for day in days)
            missed = _missed(by_card.get(history.card, history), experiment, window, today)
            there = last.on_board and last.experiment == experiment.uid
            if done or missed or there:
                card = workspace.cards.get(history.card)
                title = card.title if card else ""
                yield Chore(history.card, history.number, title, last.every, done, missed, last.due if there else None)


def _missed(history: CardHistory, experiment: Experiment, window: tuple[date, date], today: date) -> int:
    """Return how many dates of a window were passed over until the card was done or put off, or while it waits."""
    zone, missed = zone_of(experiment.timezone), 0
    for before, after in history.steps():
        if after.experiment != experiment.uid:
            continue
        at = done_at(before, after)
        if at is not None:
            missed += _passed(before or after, after, local_day(at, zone), zone, window)
        elif before is not None and _count_of(after) > _count_of(before):
            put_off = min(local_day(after.at, zone), expected_on(after, zone) or date.max)
            missed += _passed(before, after, put_off, zone, window)
    last = history.last
    if last.on_board and last.experiment == experiment.uid and last.kind == "recurring":
        missed += _passed(last, last, last_day(experiment, today), zone, window)
    return missed


def _count_of(passage: Passage) -> int:
    return passage.series.missed if passage.series is not None else 0


def _passed(before: Passage, after: Passage, day: date, zone: tzinfo, window: tuple[date, date]) -> int:
    """Return how many dates of a window a card passed over that was expected as `before` says, up to a day.

    The last date up to then is not among them: it is the one that was done, or is still to be.
    """
    expected = expected_on(before, zone)
    if expected is None:
        return 0
    anchor = after.series.anchor if before.due is not None and after.series is not None else expected
    last = last_date(anchor, before.every, day)
    if last is None or last <= expected:
        return 0
    first, end = window
    between = dates_within(anchor, before.every, max(expected, first - _DAY), min(last - _DAY, end))
    return (first <= expected <= end) + between

"""The flow of one experiment over some weeks or days: throughput, cycle times, ageing work, cumulative flow.

The figures are those of the Kanban Guide (kanbanguides.org), read from the histories of the cards. They are as things
stood at the end of the window: what was reopened later was finished then. Days are calendar days of the experiment's
time zone. Cycle times and percentiles count the population of the board (see `figures`), of all its iterations, not
only what was finished within the window; what recurs is counted apart. An iteration ends when it is decided; what is
finished in it after that is still its own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import accumulate
from operator import attrgetter
from typing import Literal

from msgspec import Struct

from tui.domain.flow import figures
from tui.domain.flow.chores import Chore, chores_of
from tui.domain.flow.figures import BlockedTime, Expectation, Thresholds, counted_days
from tui.domain.flow.passages import CardHistory, Passage
from tui.domain.records import Card, Experiment
from tui.domain.records.definition import Role
from tui.domain.records.layers import several
from tui.domain.records.workspace import Workspace

Unit = Literal["weeks", "days"]

PERIODS: dict[Unit, int] = {"weeks": 8, "days": 28}
"""How many periods are looked at unless said otherwise."""
FEWEST: dict[Unit, int] = {"weeks": 4, "days": 14}
"""How many at least, where those before an experiment began are left out."""

ROLES: tuple[Role, ...] = ("waiting", "active", "finished")
_DAY = timedelta(days=1)
_WEEK = 7
_at, _day = attrgetter("at"), attrgetter("day")


class Period(Struct, frozen=True):
    """How many cards were finished from one day to another, both included; `so_far` where it is not over."""

    first: date
    last: date
    finished: int
    so_far: bool


class Finish(Struct, frozen=True):
    """A card that was finished on a day after so many days, on `blocked` of which it was."""

    card: str
    number: int
    started: date
    day: date
    days: int
    blocked: int = 0


class Ageing(Struct, frozen=True):
    """A card that is started and not finished; `level` is 0 to 3, as `Thresholds.level` has it.

    Of these days it is `blocked` for so many by now, and was for `blocked_time`; `column` is the id of the column it is
    in. Work that went back to a waiting column `waits`, and is still in progress.
    """

    card: str
    number: int
    title: str
    days: int
    level: int
    blocked: int | None
    expedite: bool
    column: str
    waits: bool = False
    blocked_time: BlockedTime = BlockedTime()


class DayCount(Struct, frozen=True):
    """How many cards were in columns of each role at the end of a day."""

    day: date
    waiting: int
    active: int
    finished: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.waiting + self.active + self.finished


class FlowReport(Struct, frozen=True):
    """The flow of an experiment (uid) over `periods`, the first one first.

    `days` ends with today where the window holds it. `times` are the cycle times of the population of the board, for an
    earlier window as it was at its end; `finishes` is what was finished within the window, `total` how many that are,
    and `chores` are what recurs. `wip` counts what is started and not finished. `started` is the day on which the
    experiment was; `over` says that it was decided.
    """

    experiment: str
    unit: Unit
    earlier: int
    started: date | None
    periods: tuple[Period, ...]
    finishes: tuple[Finish, ...]
    times: tuple[int, ...]
    thresholds: Thresholds
    expectation: Expectation
    ageing: tuple[Ageing, ...]
    days: tuple[DayCount, ...]
    wip: int
    chores: tuple[Chore, ...] = ()
    over: bool = False

    @property
    def total(self) -> int:
        """How much was finished in the window."""
        return len(self.finishes)

    @property
    def first(self) -> date:
        """The first day of the window."""
        return self.periods[0].first

    @property
    def last(self) -> date:
        """The last day of the window that is not to come."""
        return self.days[-1].day

    @property
    def is_empty(self) -> bool:
        """Whether nothing was finished yet."""
        return not self.times


def flow_report(
    workspace: Workspace,
    experiment: Experiment,
    histories: Iterable[CardHistory],
    now: datetime,
    *,
    unit: Unit = "weeks",
    periods: int | None = None,
    earlier: int = 0,
    since_begun: bool = False,
) -> FlowReport:
    """Return the flow of an experiment; the window ends `earlier` periods before the current one.

    With `since_begun` those before anything was there are left out, as they would be empty.

    `histories` are those of the cards of all iterations of the board. Weeks begin on Mondays. Of an iteration that was
    decided the current period is that in which it ended; what is in progress is what is so now, and ages no more.
    """
    histories = list(histories)
    zone = figures.zone_of(experiment.timezone)
    real_today = figures.local_day(now, zone)
    today = figures.local_day(_closed(experiment, histories, now), zone)
    count = _lived(experiment, histories, today, unit) if since_begun else PERIODS[unit]
    windows = list(_windows(today, unit, periods or count, earlier))
    end = min(windows[-1][1], today)
    moment = figures.midnight(end + _DAY, zone)
    seen = list(_as_of(histories, moment))
    ours = [history for history in seen if history.was_in(experiment.uid)]
    first = windows[0][0]
    done = _finishes(workspace, experiment, ours, (first, end))
    until = moment if earlier else figures.midnight(real_today + _DAY, zone)
    there = seen if until == moment else list(_as_of(histories, until))
    times = tuple(_times(workspace, experiment, there))
    levels = figures.thresholds(times, experiment.definition.sle)
    present = [history for history in there if history.last.experiment == experiment.uid]
    return FlowReport(
        experiment=experiment.uid,
        unit=unit,
        earlier=earlier,
        started=figures.local_day(experiment.started_at, zone) if experiment.started_at else None,
        periods=tuple(_periods(windows, done, today)),
        finishes=tuple(done),
        times=times,
        thresholds=levels,
        expectation=levels.sle,
        ageing=tuple(_ageing(workspace, experiment, present, end, levels)),
        days=tuple(_cumulative(ours, experiment.uid, first, end, zone)),
        wip=sum(history.last.in_progress for history in present),
        chores=tuple(chores_of(workspace, experiment, ours, histories, window=(first, end), today=today)),
        over=experiment.decided_at is not None,
    )


def _lived(experiment: Experiment, histories: Iterable[CardHistory], today: date, unit: Unit) -> int:
    """Return how many periods there are to look at: before an experiment began, all would be empty."""
    passages = (history.passages[0] for history in histories if history.passages)
    begun = [entry for entry in (experiment.started_at, *(first.at for first in passages)) if entry is not None]
    if not begun:
        return PERIODS[unit]
    first = figures.local_day(min(begun), figures.zone_of(experiment.timezone))
    if unit == "days":
        return min(PERIODS[unit], max(FEWEST[unit], (today - first).days + 1))
    weeks = ((today - timedelta(days=today.weekday())) - (first - timedelta(days=first.weekday()))).days // _WEEK + 1
    return min(PERIODS[unit], max(FEWEST[unit], weeks))


def _closed(experiment: Experiment, histories: Iterable[CardHistory], now: datetime) -> datetime:
    """Return up to when an iteration is looked at: now, or until it was decided and the last of it was finished."""
    if experiment.decided_at is None:
        return now
    ours = (passage for history in histories for passage in history.passages if passage.experiment == experiment.uid)
    return min(now, max([experiment.decided_at, *(our.finished_at for our in ours if our.finished_at is not None)]))


def _as_of(histories: Iterable[CardHistory], moment: datetime) -> Iterator[CardHistory]:
    """Yield the histories of what was there at a moment, as they stood at it."""
    for history in histories:
        seen = history.until(moment)
        if seen is not None and not seen.last.gone:
            yield seen


def _times(workspace: Workspace, experiment: Experiment, histories: Iterable[CardHistory]) -> Iterator[int]:
    """Yield the cycle times of the population of a board, each in its iteration's time zone."""
    iterations = workspace.experiments_of(experiment.board_id)
    zones = {iteration.uid: figures.zone_of(iteration.timezone) for iteration in iterations}
    for history in histories:
        last = history.last
        zone = zones.get(last.experiment) if last.finished_at is not None else None
        if zone is not None and (days := counted_days(last, zone)):
            yield days


def _windows(today: date, unit: Unit, count: int, earlier: int) -> Iterator[tuple[date, date]]:
    """Yield the first and the last day of each period."""
    length = _WEEK if unit == "weeks" else 1
    current = today - timedelta(days=today.weekday()) if unit == "weeks" else today
    for back in range(count - 1 + earlier, earlier - 1, -1):
        first = current - timedelta(days=back * length)
        yield first, first + timedelta(days=length - 1)


def _periods(windows: Sequence[tuple[date, date]], done: Sequence[Finish], today: date) -> Iterator[Period]:
    for first, last in windows:
        count = bisect_right(done, last, key=_day) - bisect_left(done, first, key=_day)
        yield Period(first, last, count, so_far=first <= today <= last)


def _finishes(
    workspace: Workspace, experiment: Experiment, histories: Iterable[CardHistory], window: tuple[date, date]
) -> list[Finish]:
    """Return what was finished in a window, its first and last day included, by day and number."""
    zone, glances, done = figures.zone_of(experiment.timezone), workspace.glances, list[Finish]()
    # What was finished far from the window needs no calendar to tell.
    since, until = (figures.midnight(day, UTC) for day in (window[0] - _DAY, window[1] + 2 * _DAY))
    for history in histories:
        last = history.last
        if last.experiment != experiment.uid or last.finished_at is None or not since <= last.finished_at <= until:
            continue
        day = figures.local_day(last.finished_at, zone)
        if window[0] <= day <= window[1] and (days := counted_days(last, zone)):
            first, card = day - (days - 1) * _DAY, glances.get(history.card)
            held = figures.blocked_time(card, experiment, day, first).total if card else 0
            done.append(Finish(history.card, history.number, first, day, days, held))
    return sorted(done, key=attrgetter("day", "number"))


def _ageing(
    workspace: Workspace, experiment: Experiment, histories: Iterable[CardHistory], end: date, levels: Thresholds
) -> list[Ageing]:
    """Return what is in progress, the oldest first; recurring cards are meant to stay and have no age."""
    zone, counted_to = figures.zone_of(experiment.timezone), figures.last_day(experiment, end)
    begun = [history for history in histories if history.last.in_progress and history.last.kind != "recurring"]
    begun.sort(key=lambda history: (history.last.started_at, history.number))
    present = [history.card for history in begun if history.card in workspace.cards]
    cards = dict(zip(present, several(workspace.cards, present), strict=True))
    ageing: list[Ageing] = []
    for history in begun:
        last, card = history.last, cards.get(history.card)
        assert last.started_at is not None, "what is in progress was started"
        begun_on = figures.local_day(last.started_at, zone)
        days = max(1, (counted_to - begun_on).days + 1)
        ageing.append(
            Ageing(
                card=history.card,
                number=history.number,
                title=card.title if card else "",
                days=days,
                level=levels.level(days),
                blocked=_blocked_days(card, experiment, end, days) if card else None,
                expedite=card is not None and card.expedite,
                column=last.column,
                waits=last.role == "waiting",
                blocked_time=figures.blocked_time(card, experiment, end, begun_on) if card else BlockedTime(),
            )
        )
    return ageing


def _blocked_days(card: Card, experiment: Experiment, end: date, age: int) -> int | None:
    """Return for how many days of its age a card is blocked, or None where it was not at the end of that day."""
    if card.blocked is None or figures.local_day(card.blocked.since, figures.zone_of(experiment.timezone)) > end:
        return None
    days = figures.blocked_days(card, experiment, end)
    return days if days is None else min(days, age)


def _cumulative(
    histories: Iterable[CardHistory], experiment: str, first: date, end: date, zone: tzinfo
) -> Iterator[DayCount]:
    """Yield the counts of each day; finished work stays counted when its card is archived, other work does not."""
    length = (end - first).days + 1
    changes = {role: [0] * length for role in ROLES}
    ends = [figures.midnight(first + timedelta(days=place + 1), zone) for place in range(length)]
    for history in histories:
        before: Role | None = None
        for place, passage in _last_of_days(history.passages, ends):
            role = _counted_as(passage, experiment)
            if role != before and role is not None:
                changes[role][place] += 1
            if role != before and before is not None:
                changes[before][place] -= 1
            before = role
    counts = zip(*(accumulate(changes[role]) for role in ROLES), strict=True)
    for place, (waiting, active, finished) in enumerate(counts):
        yield DayCount(first + timedelta(days=place), waiting, active, finished)


def _last_of_days(passages: Sequence[Passage], ends: Sequence[datetime]) -> Iterator[tuple[int, Passage]]:
    """Yield the passage with which each day closes on which there were any, with the number of the day.

    Days are told by their ends; the first one counts for all before it.
    """
    index = 0
    while index < len(passages) and (place := bisect_right(ends, passages[index].at)) < len(ends):
        index = bisect_left(passages, ends[place], index + 1, key=_at)
        yield place, passages[index - 1]


def _counted_as(passage: Passage, experiment: str) -> Role | None:
    if passage.experiment != experiment or passage.gone:
        return None
    return passage.role if passage.on_board or passage.finished_at is not None else None

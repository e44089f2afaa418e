"""The flow of one experiment over some weeks or days: throughput, cycle times, ageing work, cumulative flow.

The figures are those of the Kanban Guide (kanbanguides.org), read from the histories of the cards. They are as things
stood at the end of the window: what was reopened later was finished then. Days are calendar days of the experiment's
time zone. Cycle times and percentiles count everything that was finished in the iteration up to the end of the window,
archived cards and each occurrence of recurring ones included, not only what was finished within it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import accumulate
from typing import Literal

from msgspec import Struct

from tui.domain.definition import Role
from tui.domain.flow import Expectation, Thresholds, local_day, service_level, thresholds, zone_of
from tui.domain.iterations import is_over
from tui.domain.passages import CardHistory, Occurrence, Passage
from tui.domain.records import Card, Experiment
from tui.domain.workspace import Workspace

Unit = Literal["weeks", "days"]

PERIODS: dict[Unit, int] = {"weeks": 8, "days": 28}
"""How many periods are looked at unless said otherwise."""

ROLES: tuple[Role, ...] = ("waiting", "active", "finished")
_DAY = timedelta(days=1)
_WEEK = 7


class Period(Struct, frozen=True):
    """How many cards were finished from one day to another, both included; `so_far` where it is not over."""

    first: date
    last: date
    finished: int
    so_far: bool


class Finish(Struct, frozen=True):
    """A card, or an occurrence of a recurring one, that was finished on a day after so many days."""

    card: str
    number: int
    started: date
    day: date
    days: int


class Ageing(Struct, frozen=True):
    """A card that is started and not finished; `level` is 0 to 3, as `Thresholds.level` has it.

    `blocked` is for how many days it is blocked, `column` the id of the column it is in. Work that went back to a
    waiting column `waits`, and is still in progress.
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

    `days` ends with today where the window holds it. `times` are the cycle times of all that was finished up to the end
    of the window, `finishes` what was finished within it, `total` how many that are. `wip` counts the cards in active
    columns. `started` is the day on which the experiment was; `over` says that a later iteration followed.
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
) -> FlowReport:
    """Return the flow of an experiment; the window ends `earlier` periods before the current one.

    `histories` may hold cards of other experiments. Weeks begin on Mondays. Of an iteration that another one followed
    the current period is that in which it ended.
    """
    over = is_over(workspace, experiment)
    if over and experiment.decided_at is not None:
        now = min(now, experiment.decided_at)
    zone = zone_of(experiment.timezone)
    today = local_day(now, zone)
    windows = list(_windows(today, unit, periods or PERIODS[unit], earlier))
    end = min(windows[-1][1], today)
    moment = _midnight(end + _DAY, zone)
    ours = list(_known(histories, experiment.uid, moment))
    done = sorted(_finishes(ours, experiment.uid, zone), key=lambda each: (each.day, each.number))
    times = tuple(each.days for each in done)
    levels = thresholds(times, experiment.definition.sle)
    present = [history for history in ours if history.last.experiment == experiment.uid]
    first = windows[0][0]
    return FlowReport(
        experiment=experiment.uid,
        unit=unit,
        earlier=earlier,
        started=local_day(experiment.started_at, zone) if experiment.started_at else None,
        periods=tuple(_periods(windows, done, today)),
        finishes=tuple(each for each in done if first <= each.day <= end),
        times=times,
        thresholds=levels,
        expectation=service_level(times, experiment.definition.sle),
        ageing=tuple(_ageing(workspace, present, end, zone, levels)),
        days=tuple(_cumulative(ours, experiment.uid, first, end, zone)),
        wip=sum(each.last.on_board and each.last.role == "active" for each in present),
        over=over,
    )


def _known(histories: Iterable[CardHistory], experiment: str, moment: datetime) -> Iterator[CardHistory]:
    """Yield the histories of what was in an experiment, as they stood at a moment."""
    for history in histories:
        seen = history.until(moment)
        if seen is None or seen.last.gone:
            continue
        if seen.last.experiment == experiment or any(each.experiment == experiment for each in seen.passages):
            yield seen


def _windows(today: date, unit: Unit, count: int, earlier: int) -> Iterator[tuple[date, date]]:
    """Yield the first and the last day of each period."""
    length = _WEEK if unit == "weeks" else 1
    current = today - timedelta(days=today.weekday()) if unit == "weeks" else today
    for back in range(count - 1 + earlier, earlier - 1, -1):
        first = current - timedelta(days=back * length)
        yield first, first + timedelta(days=length - 1)


def _periods(windows: Sequence[tuple[date, date]], done: Sequence[Finish], today: date) -> Iterator[Period]:
    for first, last in windows:
        count = sum(first <= each.day <= last for each in done)
        yield Period(first, last, count, so_far=first <= today <= last)


def _finishes(histories: Iterable[CardHistory], experiment: str, zone: tzinfo) -> Iterator[Finish]:
    for history in histories:
        for each in history.occurrences(experiment):
            started, day = local_day(each.started_at, zone), local_day(each.finished_at, zone)
            yield Finish(history.card, history.number, started, day, max(1, (day - started).days + 1))


def days_of(occurrence: Occurrence, zone: tzinfo) -> int:
    """Return the cycle time in calendar days, the first one counted."""
    days = local_day(occurrence.finished_at, zone) - local_day(occurrence.started_at, zone)
    return max(1, days.days + 1)


def _ageing(
    workspace: Workspace, histories: Iterable[CardHistory], end: date, zone: tzinfo, levels: Thresholds
) -> list[Ageing]:
    """Return what is in progress, the oldest first; recurring cards are meant to stay and have no age."""
    found: list[tuple[datetime, Ageing]] = []
    for history in histories:
        last = history.last
        if last.started_at and not last.finished_at and last.on_board and last.kind != "recurring":
            days = max(1, (end - local_day(last.started_at, zone)).days + 1)
            card = workspace.cards.get(history.card)
            ageing = Ageing(
                card=history.card,
                number=history.number,
                title=card.title if card else "",
                days=days,
                level=levels.level(days),
                blocked=_blocked_days(card, end, zone),
                expedite=card is not None and card.expedite,
                column=last.column,
                waits=last.role == "waiting",
            )
            found.append((last.started_at, ageing))
    return [each for _, each in sorted(found, key=lambda pair: (pair[0], pair[1].number))]


def _blocked_days(card: Card | None, end: date, zone: tzinfo) -> int | None:
    """Return for how many days a card is blocked, or None where it was not at the end of that day."""
    if card is None or card.blocked is None:
        return None
    days = (end - local_day(card.blocked.since, zone)).days + 1
    return days if days > 0 else None


def _cumulative(
    histories: Iterable[CardHistory], experiment: str, first: date, end: date, zone: tzinfo
) -> Iterator[DayCount]:
    """Yield the counts of each day; finished work stays counted when its card is archived, other work does not."""
    length = (end - first).days + 1
    changes = {role: [0] * length for role in ROLES}
    ends = [_midnight(first + timedelta(days=place + 1), zone) for place in range(length)]
    for history in histories:
        before: Role | None = None
        for passage in history.passages:
            role = _counted_as(passage, experiment)
            if role == before:
                continue
            at = bisect_right(ends, passage.at)
            if at < length:
                if role is not None:
                    changes[role][at] += 1
                if before is not None:
                    changes[before][at] -= 1
            before = role
    counts = zip(*(accumulate(changes[role]) for role in ROLES), strict=True)
    for place, (waiting, active, finished) in enumerate(counts):
        yield DayCount(first + timedelta(days=place), waiting, active, finished)


def _midnight(day: date, zone: tzinfo) -> datetime:
    """Return the moment (UTC) with which a day begins."""
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def _counted_as(passage: Passage, experiment: str) -> Role | None:
    if passage.experiment != experiment or passage.gone:
        return None
    return passage.role if passage.on_board or passage.finished_at is not None else None

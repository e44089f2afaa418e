"""Flow figures in the Kanban Guide's terms: age, cycle time, service level expectation, blocked time; and progress.

Days are calendar days in the experiment's time zone, weekends included, the first day counted:
age = (today − start) + 1, cycle time = (finish − start) + 1. A day on which a card was blocked twice is one day.

By its finished work a board measures itself: it is one population for every percentile and service level. It is what
was finished of the kinds `task` and `cycle` in all iterations of the board, archived cards included. What recurs is not
in it: what counts of that is how often it was done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from itertools import accumulate, chain
from math import ceil
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Struct

from tui.domain.records import Card, Experiment
from tui.domain.records.definition import ColumnDefinition, ServiceLevel
from tui.domain.records.glances import CardGlance, Dated
from tui.domain.records.layers import several
from tui.domain.records.lookups import LaneKey
from tui.domain.records.stretches import Uids
from tui.domain.records.workspace import Workspace

CLOCK_TOLERANCE = timedelta(minutes=5)
"""Clocks of two computers differ; what lies further in the future than this is worth a word."""

ENOUGH_FINISHED = 5
"""With fewer finished cards the declared service level is shown instead of percentiles."""
Part = tuple[LaneKey, tzinfo, Uids]
"""A lane, the time zone of its iteration, and the cards (uids) there, the finished ones of which are counted."""


class Expectation(Struct, frozen=True):
    """A service level expectation: `percent` of the cards finish within `days`, of which `finished` were looked at.

    It is as `declared` where too few cards are finished to know.
    """

    days: int
    percent: int
    declared: bool
    finished: int


class Thresholds(Struct, frozen=True):
    """Days at which an age draws attention: percentiles of what was finished, and the service level expectation.

    They are `declared` where too few cards are finished to know.
    """

    p50: int
    p70: int
    p85: int
    declared: bool
    sle: Expectation

    def level(self, days: int) -> int:
        """Return 0 below the median, 1 from it, 2 from the 70th percentile, and 3 from the service level on."""
        if days >= self.sle.days:
            return 3
        return 2 if days >= self.p70 else 1 if days >= self.p50 else 0


class BlockedTime(Struct, frozen=True):
    """On how many days a card was blocked, and how many the longest block took or takes; 0 for one that never was."""

    total: int = 0
    longest: int = 0

    @property
    def words(self) -> str:
        """Return it in words: `blocked 5d in all, longest 3d`; empty for a card that never was."""
        if not self.total:
            return ""
        longest = f", longest {self.longest}d" if self.longest != self.total else ""
        return f"blocked {self.total}d in all{longest}"


@lru_cache(maxsize=32)
def zone_of(name: str) -> tzinfo:
    """Return an IANA time zone, or UTC where this machine does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def local_day(at: datetime, zone: tzinfo) -> date:
    """Return the calendar day of a time in a zone."""
    return at.astimezone(zone).date()


def midnight(day: date, zone: tzinfo) -> datetime:
    """Return the moment (UTC) with which a day begins in a zone."""
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def last_day(experiment: Experiment, today: date) -> date:
    """Return the day up to which work of an experiment ages: today, or the day on which it was decided."""
    if experiment.decided_at is None:
        return today
    return min(today, local_day(experiment.decided_at, zone_of(experiment.timezone)))


def age_days(card: Dated, experiment: Experiment, today: date) -> int | None:
    """Return the age in days of a card in progress, or None where it is not started or is finished.

    A recurring card has none: it is meant to stay, and what counts of it is how often it was done.
    """
    if card.started_at is None or card.finished_at is not None or card.kind == "recurring":
        return None
    return days_since(card.started_at, last_day(experiment, today), zone_of(experiment.timezone))


def blocked_days(card: Card, experiment: Experiment, today: date) -> int | None:
    """Return for how many days a card is blocked by now, the first one counted, or None where it is not."""
    if card.held is None:
        return None
    return days_since(card.held.since, last_day(experiment, today), zone_of(experiment.timezone))


def blocked_time(card: CardGlance, experiment: Experiment, today: date, since: date = date.min) -> BlockedTime:
    """Return for how long a card was blocked from one day to another; the finish or the decision ends a block."""
    if card.blocked is None and not card.blocks:
        return BlockedTime()
    total, longest, counted = 0, 0, date.min
    for first, last in sorted(_spans(card, experiment, today, since)):
        longest = max(longest, _inclusive(first, last))
        if last > counted:
            total += _inclusive(first, last) if first > counted else (last - counted).days
            counted = last
    return BlockedTime(total, longest)


def _spans(card: CardGlance, experiment: Experiment, today: date, since: date) -> Iterator[tuple[date, date]]:
    """Yield the first and the last day of each block, as far as it was from one day to the end of another."""
    zone, end = zone_of(experiment.timezone), last_day(experiment, today)
    if card.finished_at is not None:
        end = min(end, local_day(card.finished_at, zone))
    blocks = [(local_day(block.since, zone), local_day(block.until, zone)) for block in card.blocks]
    if card.blocked is not None:
        blocks.append((local_day(card.blocked.since, zone), end))
    for first, last in blocks:
        until = max(first, min(last, today))
        if first <= today and until >= since:
            yield max(first, since), until


def _inclusive(first: date, last: date) -> int:
    return (last - first).days + 1


def cycle_days(card: Dated, zone: tzinfo) -> int | None:
    """Return the cycle time in days of a finished card, or of one as it stood at a time; else None.

    A recurring card has none, as it has no age.
    """
    if card.started_at is None or card.finished_at is None or card.kind == "recurring":
        return None
    return max(1, (local_day(card.finished_at, zone) - local_day(card.started_at, zone)).days + 1)


def days_since(at: datetime, today: date, zone: tzinfo) -> int:
    """Return how many days ago something began, the first day counted."""
    return max(1, (today - local_day(at, zone)).days + 1)


def percentile(values: Iterable[int], percent: int) -> int:
    """Return the nearest-rank percentile of some values, at least one; a counter has each as often as it counts it."""
    counts = Counter(values)
    rank = max(1, ceil(percent / 100 * counts.total()))
    places = accumulate(counts[value] for value in sorted(counts))
    return next(value for value, place in zip(sorted(counts), places, strict=True) if place >= rank)


def thresholds(cycle_times: Iterable[int], declared: ServiceLevel) -> Thresholds:
    """Return the days at which ages draw attention; the service level is that of the declared share of cards.

    With few finished cards the declared days stand for the 85th percentile, and 40 and 65 % of them for the median
    and the 70th, which is how they lie to each other in a usual right-skewed cycle time distribution. A counter of the
    cycle times will do as well.
    """
    times = Counter(cycle_times)
    days, percent, count = declared.days, declared.percent, times.total()
    if count < ENOUGH_FINISHED:
        return Thresholds(ceil(days * 0.4), ceil(days * 0.65), days, True, Expectation(days, percent, True, count))
    p50, p70, p85, late = (percentile(times, share) for share in (50, 70, 85, percent))
    return Thresholds(p50, p70, p85, False, Expectation(late, percent, False, count))


def is_counted(card: Dated) -> bool:
    """Return whether a card, or one as it stood at a time, is finished work of the population."""
    return card.finished_at is not None and card.kind != "recurring"


def parts_of(workspace: Workspace, board_id: str) -> list[Part]:
    """Return where the finished cards of a board are: in finished columns or put aside, in each of its iterations."""
    parts: list[Part] = []
    for experiment in workspace.experiments_of(board_id):
        uid, zone = experiment.uid, zone_of(experiment.timezone)
        columns = (column.id for column in experiment.definition.columns if column.role == "finished")
        parts += [((uid, column), zone, workspace.lane(uid, column)) for column in columns]
        parts.append(((uid, None), zone, workspace.uids_aside(uid)))
    return parts


def counted_days(card: Dated, zone: tzinfo) -> int:
    """Return the cycle time in days of a card that is counted, 0 for any other."""
    return (cycle_days(card, zone) or 1) if is_counted(card) else 0


def thresholds_of(workspace: Workspace, experiment: Experiment) -> Thresholds:
    """Return the days at which ages draw attention on the board of an experiment, at its declared percent."""
    cards = workspace.glances
    days = (
        counted_days(cards[uid], zone) for _, zone, uids in parts_of(workspace, experiment.board_id) for uid in uids
    )
    return thresholds(filter(None, days), experiment.definition.sle)


class Load(Struct, frozen=True):
    """How much is in progress on a board, wherever it stands, and which columns hold more than their own limits.

    `limit` is what the active columns with a limit take together; None where something in progress stands elsewhere, so
    that the two are not to be compared.
    """

    wip: int
    limit: int | None
    over: tuple[ColumnDefinition, ...] = ()

    @property
    def words(self) -> str:
        """How much it is: `4`, or `3/3` where that is to be compared."""
        return str(self.wip) if self.limit is None else f"{self.wip}/{self.limit}"


def in_progress(workspace: Workspace, experiment: Experiment) -> list[Card]:
    """Return the cards on a board that are started and not finished, column by column in their order."""
    begun = (workspace.begun(experiment.uid, column.id) for column in experiment.definition.columns)
    return several(workspace.cards, [*chain.from_iterable(begun)])


def load_of(workspace: Workspace, experiment: Experiment) -> Load:
    """Return how much is in progress on a board, each column looked at against its own limit."""
    columns = experiment.definition.columns
    limits = {column.id: column.wip for column in columns if column.role == "active" and column.wip is not None}
    begun = {column.id: len(workspace.begun(experiment.uid, column.id)) for column in columns}
    elsewhere = any(count for column, count in begun.items() if column not in limits)
    return Load(
        wip=sum(begun.values()),
        limit=sum(limits.values()) if limits and not elsewhere else None,
        over=tuple(
            column
            for column in columns
            if column.wip is not None and len(workspace.lane(experiment.uid, column.id)) > column.wip
        ),
    )


def takes_more(workspace: Workspace, experiment: Experiment) -> bool:
    """Return whether another card may be begun: whether the first active column is below its limit."""
    column = next((column for column in experiment.definition.columns if column.role == "active"), None)
    return column is None or column.wip is None or len(workspace.lane(experiment.uid, column.id)) < column.wip

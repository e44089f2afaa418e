"""Flow figures of a card in the Kanban Guide's terms: age, cycle time, service level expectation.

Days are calendar days in the experiment's time zone, weekends included, the first day counted:
age = (today − start) + 1, cycle time = (finish − start) + 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from math import ceil
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Struct

from tui.domain.definition import ServiceLevel
from tui.domain.records import Card

CLOCK_TOLERANCE = timedelta(minutes=5)
"""Clocks of two computers differ; what lies further in the future than this is worth a word."""

ENOUGH_FINISHED = 5
"""With fewer finished cards the declared service level is shown instead of percentiles."""


class Thresholds(Struct, frozen=True):
    """Days at which an age draws attention; `declared` where too few cards are finished to know."""

    p50: int
    p70: int
    p85: int
    declared: bool

    def level(self, days: int) -> int:
        """Return 0 below the median, 1 from it, 2 from the 70th, and 3 from the 85th percentile."""
        if days >= self.p85:
            return 3
        return 2 if days >= self.p70 else 1 if days >= self.p50 else 0


class Expectation(Struct, frozen=True):
    """A service level expectation: `percent` of the cards finish within `days`, of which `finished` were looked at."""

    days: int
    percent: int
    declared: bool
    finished: int


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


def age_days(card: Card, today: date, zone: tzinfo) -> int | None:
    """Return the age in days of a card in progress, or None where it is not started or is finished.

    A recurring card has none: it is meant to stay, and what counts of it is how often it was done.
    """
    if card.started_at is None or card.finished_at is not None or card.kind == "recurring":
        return None
    return max(1, (today - local_day(card.started_at, zone)).days + 1)


def cycle_days(card: Card, zone: tzinfo) -> int | None:
    """Return the cycle time in days of a finished card, or None."""
    if card.started_at is None or card.finished_at is None:
        return None
    return max(1, (local_day(card.finished_at, zone) - local_day(card.started_at, zone)).days + 1)


def days_since(at: datetime, today: date, zone: tzinfo) -> int:
    """Return how many days ago something began, the first day counted."""
    return max(1, (today - local_day(at, zone)).days + 1)


def percentile(values: Sequence[int], percent: int) -> int:
    """Return the nearest-rank percentile of a non-empty sequence."""
    ordered = sorted(values)
    return ordered[max(1, ceil(percent / 100 * len(ordered))) - 1]


def thresholds(cycle_times: Iterable[int], declared: ServiceLevel) -> Thresholds:
    """Return the days at which ages draw attention.

    With few finished cards the declared days stand for the 85th percentile, and 40 and 65 % of them for the median
    and the 70th, which is how they lie to each other in a usual right-skewed cycle time distribution.
    """
    times = list(cycle_times)
    if len(times) < ENOUGH_FINISHED:
        days = declared.days
        return Thresholds(ceil(days * 0.4), ceil(days * 0.65), days, declared=True)
    times.sort()
    return Thresholds(percentile(times, 50), percentile(times, 70), percentile(times, 85), declared=False)


def service_level(cycle_times: Iterable[int], declared: ServiceLevel) -> Expectation:
    """Return within how many days the declared share of cards finishes, by history; as declared while that is short."""
    times = list(cycle_times)
    if len(times) < ENOUGH_FINISHED:
        return Expectation(declared.days, declared.percent, True, len(times))
    return Expectation(percentile(times, declared.percent), declared.percent, False, len(times))

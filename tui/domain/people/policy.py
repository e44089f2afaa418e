"""What a team agreed on: how it treats its customers, when it works, how it stands together."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal

from msgspec import Struct

from tui.domain.flow.figures import zone_of

IDEAL, LONGEST = "P14D", "P30D"
FRESH = "P180D"
LONGEST_BREAK = 366


class Privacy(Struct, frozen=True):
    """Who answers for what is kept of people, as letters and dossiers say it; what is empty is a blank to fill.

    `notice` is the version of the notice that people are given, kept with what they agree to.
    """

    controller: str = ""
    contact: str = ""
    authority: str = ""
    purposes: tuple[str, ...] = ()
    notice: str = ""


class Policy(Struct, frozen=True):
    """The rules of a workspace; `custdev.yaml` may set each.

    Somebody hears from us within `ideal` and at most `max` after the last touchpoint. Whoever was asked `asks` times
    `within` a duration is left alone until that is over, and nobody takes part in more than `studies` studies at once.
    Nobody is asked to take part more than `most_asked` times `asked_within` a duration, whatever came of it, nor
    promised more than `incentive_cap` of `currency` in a year, where there is a cap.
    Evidence is triangulated when it comes from `people` people by `methods` methods; it is fresh for the duration
    `fresh`. Days are those of `timezone`. The team wants `weekly_touchpoints` a week, works on `working_days` (0 is
    Monday) that are not `holidays`, consists of `team` (the names after an @), has `filters` by name, and wants to
    stand together for `standup_minutes` at most. `names` are words that stay readable wherever names are taken out,
    and `privacy` says who answers for what is kept.
    """

    timezone: str = "UTC"
    ideal: str = IDEAL
    max: str = LONGEST
    asks: int = 3
    within: str = "P30D"
    studies: int = 3
    most_asked: int = 2
    asked_within: str = "P30D"
    incentive_cap: Decimal | None = None
    currency: str = "EUR"
    people: int = 3
    methods: int = 2
    fresh: str = FRESH
    weekly_touchpoints: int = 3
    working_days: tuple[int, ...] = (0, 1, 2, 3, 4)
    holidays: tuple[date, ...] = ()
    team: tuple[str, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()
    standup_minutes: int = 10
    names: tuple[str, ...] = ()
    privacy: Privacy = Privacy()

    @property
    def kept_words(self) -> tuple[str, ...]:
        """The words that stay readable wherever names are taken out: those of the team, and what the settings say."""
        return (*self.team, *self.names)

    @property
    def zone(self) -> tzinfo:
        """The time zone in which days of people are counted."""
        return zone_of(self.timezone)

    def day(self, at: datetime) -> date:
        """Return the calendar day of a time."""
        return at.astimezone(zone_of(self.timezone)).date()

    def last_working_day(self, today: date) -> date:
        """Return the last day before a day on which the team worked; the day before where it never does."""
        days = (today - timedelta(days=ago) for ago in range(1, LONGEST_BREAK))
        return next(filter(self.is_worked, days), today - timedelta(days=1))

    def next_working_day(self, today: date) -> date:
        """Return the first day after a day on which the team works; the day after where it never does."""
        days = (today + timedelta(days=ahead) for ahead in range(1, LONGEST_BREAK))
        return next(filter(self.is_worked, days), today + timedelta(days=1))

    def is_worked(self, day: date) -> bool:
        """Return whether the team works on a day."""
        return day.weekday() in self.working_days and day not in self.holidays

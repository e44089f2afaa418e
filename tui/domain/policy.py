"""What a team agreed on about its customers: how often they hear from it, when they are left alone, what is enough."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from msgspec import Struct

from tui.domain.flow import zone_of

IDEAL, LONGEST = "P14D", "P30D"


class Policy(Struct, frozen=True):
    """The rules of a workspace; `custdev.yaml` may set each.

    Somebody hears from us within `ideal` and at most `max` after the last touchpoint. Whoever was asked `asks` times
    `within` a duration is left alone until that is over, and nobody takes part in more than `studies` studies at once.
    Evidence is triangulated when it comes from `people` people by `methods` methods. Days are those of `timezone`.
    """

    timezone: str = "UTC"
    ideal: str = IDEAL
    max: str = LONGEST
    asks: int = 3
    within: str = "P30D"
    studies: int = 3
    people: int = 3
    methods: int = 2

    @property
    def zone(self) -> tzinfo:
        """The time zone in which days of people are counted."""
        return zone_of(self.timezone)

    def day(self, at: datetime) -> date:
        """Return the calendar day of a time."""
        return at.astimezone(zone_of(self.timezone)).date()

"""For how long a card was blocked: in all, and the longest time, also when the block is over.

Days are calendar days in the experiment's time zone, the first one counted; a day on which a card was blocked twice is
one day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from tui.domain.flow.figures import last_day, local_day, zone_of
from tui.domain.records import Card, Experiment


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


def blocked_time(card: Card, experiment: Experiment, today: date, since: date = date.min) -> BlockedTime:
    """Return for how long a card was blocked from one day to another; the finish or the decision ends a block."""
    if card.blocked is None and not card.blocks:
        return BlockedTime()
    total, longest, counted = 0, 0, date.min
    for first, last in sorted(_spans(card, experiment, today, since)):
        longest = max(longest, _days(first, last))
        if last > counted:
            total += _days(first, last) if first > counted else (last - counted).days
            counted = last
    return BlockedTime(total, longest)


def _spans(card: Card, experiment: Experiment, today: date, since: date) -> Iterator[tuple[date, date]]:
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


def _days(first: date, last: date) -> int:
    return (last - first).days + 1

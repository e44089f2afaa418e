"""When we last spoke with somebody and should again, in the few words that lists have room for."""

from __future__ import annotations

from datetime import date

from tui.domain.people.keeping import Keeping

_NOT_ASKED = {"blocklisted": "do not contact", "opted_out": "opted out"}


def last_words(keeping: Keeping) -> str:
    """Return how long ago the last touchpoint was: `12d`, `today`, `never`."""
    if keeping.last is None:
        return "never"
    return f"{keeping.since}d" if keeping.since else "today"


def next_touch_words(keeping: Keeping, today: date, *, brief: bool = False) -> str:
    """Return when somebody should hear from us: `! 11d over`, `1d past ideal`, `in 2d`, `today`, `cooldown 9d`.

    With `brief` it takes fewer cells: `1d past`, and on the last day of a cooldown `cooldown today`.
    """
    if keeping.status in _NOT_ASKED:
        return _NOT_ASKED[keeping.status]
    if keeping.resting is not None:
        days = (keeping.resting - today).days
        return f"cooldown {days}d" if days else "cooldown today" if brief else "cooldown until tomorrow"
    if keeping.state == "overdue":
        return f"! {keeping.days_over(today)}d over"
    left = keeping.days_left(today)
    if left < 0:
        return f"{-left}d past" if brief else f"{-left}d past ideal"
    return f"in {left}d" if left else "today"

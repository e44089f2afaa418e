"""The series of a recurring card: on which dates it comes due, how often it was done, and which dates it missed.

The dates follow from the anchor, which is the first due date, else the day of the first start: the anchor and so many
steps of `every`, each counted from the anchor. So they do not drift, and a month from the 31st is the last day of a
shorter month and the 31st again where there is one. Dates are calendar days in the experiment's time zone.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from tui.domain.flow.figures import last_day, local_day, zone_of
from tui.domain.records import Card, Experiment, Series
from tui.domain.records.glances import Dated
from tui.domain.time.durations import Duration, add_step, parse_duration

if TYPE_CHECKING:
    from tui.domain.flow.passages import Passage


def next_date(anchor: date, every: str | None, after: date) -> date | None:
    """Return the first date of a series after a day; None where there is none, as for what is no rhythm."""
    step = _step(every)
    if step is None:
        return None
    following = _date(anchor, step, _count(anchor, step, after))
    return following if following < date.max else None


def dates_within(anchor: date, every: str | None, after: date, until: date) -> int:
    """Return how many dates of a series are after a day and not after another."""
    step = _step(every)
    if step is None or until <= after:
        return 0
    return _count(anchor, step, until) - _count(anchor, step, after)


def last_date(anchor: date, every: str | None, until: date) -> date | None:
    """Return the last date of a series that is not after a day; None where there is none."""
    step = _step(every)
    count = _count(anchor, step, until) if step is not None else 0
    return _date(anchor, step, count - 1) if step is not None and count else None


def changed_fields(card: Card, fields: dict[str, Any], today: date, zone: tzinfo) -> dict[str, Any]:
    """Return what becomes of the series of a recurring card the due day or rhythm of which changes to `fields`.

    Dates passed over by then stay missed. With another rhythm the last of the old dates is what is waited for.
    """
    after, anchor, due = replace(card, **fields), anchor_of(card, zone), expected_on(card, zone)
    stays = card.kind == after.kind == "recurring" and card.archived_at is None
    if not stays or anchor is None or due is None or (after.due, after.every) == (card.due, card.every):
        return {}
    until = today if after.due == card.due else min(today, expected_on(after, zone) or today)
    missed, before = dates_within(anchor, card.every, due, until), card.series or Series(anchor)
    if not missed:
        return {}
    waits = {"due": last_date(anchor, card.every, until)} if after.due == card.due else {}
    return {**waits, "series": replace(before, missed=before.missed + missed)}


def done_fields(card: Card, at: datetime, zone: tzinfo) -> dict[str, Any]:
    """Return what becomes of the series of a recurring card that is done at a time: the next date, and the counts.

    Dates that were passed over since the one it was due on are missed.
    """
    day, before = local_day(at, zone), card.series or Series(local_day(at, zone))
    anchor, due = anchor_of(card, zone) or day, expected_on(card, zone) or day
    missed = before.missed + dates_within(anchor, card.every, due, day)
    following = next_date(anchor, card.every, max(due, day))
    return {"due": following, "series": Series(anchor, before.done + 1, missed, at)}


def missed_by(card: Card, experiment: Experiment, today: date) -> int:
    """Return how many dates of a recurring card are missed by a day, those passed over while it waits included."""
    zone, missed = zone_of(experiment.timezone), card.series.missed if card.series else 0
    anchor, due = anchor_of(card, zone), expected_on(card, zone)
    if anchor is None or due is None or card.archived_at is not None:
        return missed
    return missed + dates_within(anchor, card.every, due, last_day(experiment, today))


def awaits(card: Dated) -> bool:
    """Return whether a card is still to be done by its due day: what recurs is, also after it was done."""
    return card.finished_at is None or card.kind == "recurring"


def anchor_of(card: Card, zone: tzinfo) -> date | None:
    """Return the day a series counts from, or None where it has not begun; without a due day it begins anew."""
    if card.due is not None:
        return card.series.anchor if card.series else card.due
    return local_day(card.started_at, zone) if card.started_at is not None else None


def expected_on(card: Card | Passage, zone: tzinfo) -> date | None:
    """Return the date that is to be done next: the due day, else the day it was begun; None where neither is there."""
    return card.due or (local_day(card.started_at, zone) if card.started_at is not None else None)


def _step(every: str | None) -> Duration | None:
    step = parse_duration(every or "")
    return step if step is not None and any(step) else None


def _date(anchor: date, step: Duration, count: int) -> date:
    return add_step(anchor, Duration(step.months * count, step.days * count))


def _count(anchor: date, step: Duration, until: date) -> int:
    """Return how many dates of a series are not after a day."""
    enough = 1
    while _date(anchor, step, enough) <= until < date.max:
        enough *= 2
    return bisect_right(range(enough + 1), until, key=lambda count: _date(anchor, step, count))

"""Keeping in touch: since when nobody spoke with somebody, when it is time again, and who is to be left alone.

Any touchpoint that was had starts the clock of everyone in it anew, and nothing else does. Before the first one it
runs from the day the person was made known. Days are calendar days of the policy's time zone.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from tui.domain.consent import NO_LONGER, status_now
from tui.domain.durations import Duration, add_duration, parse_duration
from tui.domain.policy import Policy
from tui.domain.records import Participant
from tui.domain.workspace import Workspace

State = Literal["overdue", "due", "in_touch", "resting"]
Status = Literal["free", "cooldown", "blocklisted", "opted_out"]

_STATES: tuple[State, ...] = ("in_touch", "in_touch", "due", "overdue")
_APPROACHING = ("contact_me", "recontact")
_added = lru_cache(maxsize=4096)(add_duration)


class Keeping(Struct, frozen=True):
    """How things stand with a person on a day.

    `last` is the day of the last touchpoint, `since` the days from then, or from being made known. `ideal` and `max`
    are the days by which they should hear from us. `level` goes from 0, within half the ideal time, to 3, past `max`.
    `resting` is the last day of a cooldown. `state` is `resting` for those who are not to be approached.
    """

    last: date | None
    since: int
    ideal: date
    max: date
    level: int
    status: Status
    state: State
    resting: date | None = None

    def days_left(self, today: date) -> int:
        """Return the days until the ideal day; negative when it is over."""
        return (self.ideal - today).days

    def days_over(self, today: date) -> int:
        """Return the days since the last acceptable one; negative before it."""
        return (today - self.max).days


def keeping_of(workspace: Workspace, person: Participant, policy: Policy, today: date) -> Keeping:
    """Return how things stand with a person on a day."""
    touchpoints = workspace.touchpoints
    last = None
    for uid in reversed(workspace.touchpoint_uids(person.uid)):
        if (met := touchpoints[uid]).status == "done":
            last = policy.day(met.at)
            break
    begun = last or policy.day(person.created_at)
    ideal, longest = cadence_of(person, policy)
    due, over = _added(begun, ideal), _added(begun, longest)
    since = max(0, (today - begun).days)
    level = 3 if today > over else 2 if today > due else 1 if 2 * since > (due - begun).days else 0
    resting = resting_until(workspace, person.uid, policy, today) if last is not None else None
    status = _status(workspace, person, today, resting)
    state: State = "resting" if status != "free" else _STATES[level]
    return Keeping(last, since, due, over, level, status, state, resting)


def cadence_of(person: Participant, policy: Policy) -> tuple[str, str]:
    """Return how often a person should hear from us, ideally and at most, as durations."""
    return person.cadence.ideal or policy.ideal, person.cadence.max or policy.max


def days_had(workspace: Workspace, person: str, policy: Policy) -> list[date]:
    """Return the days of the touchpoints a person (uid) had, in order."""
    touchpoints = workspace.touchpoints
    met = (touchpoints[uid] for uid in workspace.touchpoint_uids(person))
    return [policy.day(each.at) for each in met if each.status == "done"]


def resting_until(workspace: Workspace, person: str, policy: Policy, today: date) -> date | None:
    """Return the last day on which a person (uid) is left alone because they were asked often, or None.

    Only what we asked for counts, not who came to us. With three in thirty days they are left alone until the first
    of the last three is thirty days ago.
    """
    touchpoints, uids = workspace.touchpoints, workspace.touchpoint_uids(person)
    if not 0 < policy.asks <= len(uids) or touchpoints[uids[-policy.asks]].at.date() < _horizon(today, policy.within):
        return None
    asked = 0
    for uid in reversed(uids):
        met = touchpoints[uid]
        if met.status != "done" or met.direction != "outbound" or (day := policy.day(met.at)) > today:
            continue
        asked += 1
        until = _added(day, policy.within)
        if until < today:  # and so are all before it
            return None
        if asked == policy.asks:
            return until
    return None


@lru_cache(maxsize=16)
def _horizon(today: date, within: str) -> date:
    """Return a day before which nothing counts any more, in any time zone; rather a little too early than too late."""
    step = parse_duration(within) or Duration(0, 0)
    days = min(step.months * 31 + step.days + 2, today.toordinal() - 1)
    return today - timedelta(days=days)


def _status(workspace: Workspace, person: Participant, today: date, resting: date | None) -> Status:
    if person.contact_status != "free":
        return person.contact_status
    consents = workspace.consents
    words = [each for uid in workspace.consent_uids(person.uid) if (each := consents[uid]).scope in _APPROACHING]
    latest = {each.scope: each for each in words}
    if any(status_now(each, person, today) in NO_LONGER for each in latest.values()):
        return "opted_out"
    return "cooldown" if resting is not None else "free"

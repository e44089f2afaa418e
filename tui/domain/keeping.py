"""Keeping in touch: since when nobody spoke with somebody, when it is time again, and who is to be left alone.

Any touchpoint that was had starts the clock of everyone in it anew, and nothing else does. Before the first one it
runs from the day the person was made known. Days are calendar days of the policy's time zone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from tui.domain.consent import NO_LONGER, latest_words, status_now
from tui.domain.durations import add_duration
from tui.domain.policy import Policy
from tui.domain.records import Participant, Touchpoint
from tui.domain.workspace import Workspace

State = Literal["overdue", "due", "in_touch", "resting"]
Status = Literal["free", "cooldown", "blocklisted", "opted_out"]


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
    latest = next(_had_last_first(workspace, person.uid), None)
    last = policy.day(latest.at) if latest else None
    begun = last or policy.day(person.created_at)
    ideal, longest = cadence_of(person, policy)
    due, over = add_duration(begun, ideal), add_duration(begun, longest)
    since = max(0, (today - begun).days)
    level = 3 if today > over else 2 if today > due else 1 if 2 * since > (due - begun).days else 0
    resting = resting_until(workspace, person.uid, policy, today)
    status = _status(workspace, person, today, resting)
    state: State = "resting" if status != "free" else "overdue" if level == 3 else "due" if level == 2 else "in_touch"
    return Keeping(last, since, due, over, level, status, state, resting)


def cadence_of(person: Participant, policy: Policy) -> tuple[str, str]:
    """Return how often a person should hear from us, ideally and at most, as durations."""
    return person.cadence.ideal or policy.ideal, person.cadence.max or policy.max


def days_had(workspace: Workspace, person: str, policy: Policy) -> list[date]:
    """Return the days of the touchpoints a person (uid) had, in order."""
    return [policy.day(each.at) for each in _had_last_first(workspace, person)][::-1]


def resting_until(workspace: Workspace, person: str, policy: Policy, today: date) -> date | None:
    """Return the last day on which a person (uid) is left alone because they were asked often, or None.

    Only what we asked for counts, not who came to us. With three in thirty days they are left alone until the first
    of the last three is thirty days ago.
    """
    asked = 0
    for each in _had_last_first(workspace, person):
        if each.direction != "outbound" or (day := policy.day(each.at)) > today:
            continue
        asked += 1
        until = add_duration(day, policy.within)
        if until < today:  # and so are all before it
            return None
        if asked == policy.asks:
            return until
    return None


def _had_last_first(workspace: Workspace, person: str) -> Iterator[Touchpoint]:
    touchpoints = workspace.touchpoints
    found = (touchpoints[uid] for uid in reversed(workspace.touchpoint_uids(person)))
    return (each for each in found if each.status == "done")


def _status(workspace: Workspace, person: Participant, today: date, resting: date | None) -> Status:
    if person.contact_status != "free":
        return person.contact_status
    words = latest_words(workspace, person.uid)
    for scope in ("contact_me", "recontact"):
        if status_now(words.get(scope), person, today) in NO_LONGER:
            return "opted_out"
    return "cooldown" if resting is not None else "free"

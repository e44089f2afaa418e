"""Keeping in touch: since when nobody spoke with somebody, when it is time again, and who is to be left alone.

Any touchpoint that was had starts the clock of everyone in it anew, and nothing else does. Before the first one it
runs from the day the person was made known. Days are calendar days of the policy's time zone.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from tui.domain.people.policy import Policy
from tui.domain.records import Participant
from tui.domain.records.glances import PersonGlance
from tui.domain.records.layers import at_a_glance
from tui.domain.records.stretches import Uids
from tui.domain.records.vocabulary import APPROACHING, NO_LONGER
from tui.domain.records.workspace import Workspace
from tui.domain.time.durations import Duration, add_duration, parse_duration

State = Literal["overdue", "due", "in_touch", "resting"]
Status = Literal["free", "cooldown", "blocklisted", "opted_out"]

_STATES: tuple[State, ...] = ("in_touch", "in_touch", "due", "overdue")


class Keeping(Struct, frozen=True, gc=False):
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


class Reckoning:
    """Tells how things stand with people on a day; with all of them it is asked again and again."""

    def __init__(self, workspace: Workspace, policy: Policy, today: date) -> None:
        self.policy = policy
        self.today = today
        self._touchpoints, self._met = at_a_glance(workspace.touchpoints), workspace.touchpoint_uids
        self._consents, self._agreed, self._refusing = workspace.consents, workspace.consent_uids, workspace.refusing
        self._horizon = _horizon(today, policy.within)
        self._usual: dict[date, tuple[date, date, int, int]] = {}

    def of(self, person: Participant) -> Keeping:
        """Return how things stand with a person."""
        return self.of_glance(person.uid, person)

    def of_glance(self, person_uid: str, person: PersonGlance) -> Keeping:
        """Return how things stand with a person of whom a glance is known."""
        touchpoints, uids = self._touchpoints, self._met(person_uid)
        last, resting = None, None
        for uid in reversed(uids):
            if (met := touchpoints[uid]).status == "done":
                last = self.policy.day(met.at)
                resting = self.resting(uids)
                break
        due, over, since, level = self._clock(last or self.policy.day(person.created_at), person)
        status = self._status(person_uid, person, resting)
        state: State = "resting" if status != "free" else _STATES[level]
        return Keeping(last, since, due, over, level, status, state, resting)

    def resting(self, uids: Uids) -> date | None:
        """Return the last day of a cooldown, given all touchpoints of a person (uids), or None."""
        policy, touchpoints = self.policy, self._touchpoints
        if not 0 < policy.asks <= len(uids) or touchpoints[uids[-policy.asks]].at.date() < self._horizon:
            return None
        asked = 0
        for uid in reversed(uids):
            met = touchpoints[uid]
            if met.status != "done" or met.direction != "outbound" or (day := policy.day(met.at)) > self.today:
                continue
            asked += 1
            until = add_duration(day, policy.within)
            if until < self.today:  # and so are all before it
                return None
            if asked == policy.asks:
                return until
        return None

    def _clock(self, begun: date, person: PersonGlance) -> tuple[date, date, int, int]:
        """Return the ideal and the last acceptable day, the days so far, and their level."""
        usual = person.cadence.ideal is None and person.cadence.max is None
        if usual and (reckoned := self._usual.get(begun)):
            return reckoned
        ideal, longest = cadence_of(person, self.policy)
        due, over = add_duration(begun, ideal), add_duration(begun, longest)
        since = max(0, (self.today - begun).days)
        level = 3 if self.today > over else 2 if self.today > due else 1 if 2 * since > (due - begun).days else 0
        if usual:
            self._usual[begun] = due, over, since, level
        return due, over, since, level

    def _status(self, uid: str, person: PersonGlance, resting: date | None) -> Status:
        if person.contact_status != "free":
            return person.contact_status
        if (refusing := self._refusing(uid)) and self._refuses(refusing[-1], self._agreed(uid)):
            return "opted_out"
        return "cooldown" if resting is not None else "free"

    def _refuses(self, last_no: str, words: Uids) -> bool:
        """Return whether the latest word about a scope is a no, whatever its day, and for minors too."""
        if words[-1] == last_no:
            return True
        answers = {word.scope: word.status for word in map(self._consents.__getitem__, words)}
        return any(answers.get(scope) in NO_LONGER for scope in APPROACHING)


def keeping_of(workspace: Workspace, person: Participant, policy: Policy, today: date) -> Keeping:
    """Return how things stand with a person on a day."""
    return Reckoning(workspace, policy, today).of(person)


def cadence_of(person: PersonGlance, policy: Policy) -> tuple[str, str]:
    """Return how often a person should hear from us, ideally and at most, as durations."""
    return person.cadence.ideal or policy.ideal, person.cadence.max or policy.max


@lru_cache(maxsize=16)
def _horizon(today: date, within: str) -> date:
    """Return a day before which nothing counts any more, in any time zone; rather a little too early than too late."""
    step = parse_duration(within) or Duration(0, 0)
    days = min(step.months * 31 + step.days + 2, today.toordinal() - 1)
    return today - timedelta(days=days)

"""What crowds remember of people from one to the next: with whom nothing changed, nothing is worked out again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from msgspec import Struct

from tui.app.look.memory import Memory
from tui.domain.people.keeping import Keeping, Reckoning, State
from tui.domain.people.merged import former_pids
from tui.domain.people.policy import Policy
from tui.domain.records import Participant
from tui.domain.records.glances import PersonGlance
from tui.domain.records.layers import several
from tui.domain.records.stretches import Uids
from tui.domain.records.workspace import Workspace
from tui.domain.search.filter_language import Term
from tui.domain.search.people_filter import haystack_of_person

STATES: tuple[State, ...] = ("overdue", "due", "in_touch", "resting")
MOST_TERMS = 64
"""Of how many terms of searches it is remembered who matches them."""


class Standing(Struct, frozen=True, gc=False):
    """How things stand with a person, the place that gives them, and what both were worked out from."""

    glance: PersonGlance
    keeping: Keeping
    due: int
    met: Uids
    agreed: Uids


class CrowdMemory(Memory):
    """What crowds remember of people, each for as long as what it follows from stays the same."""

    def __init__(self) -> None:
        super().__init__()
        self._standings: dict[str, Standing] = {}
        self._counted: tuple[Policy, date] | None = None
        self._matching = Memory(MOST_TERMS)

    def standings(self, workspace: Workspace, policy: Policy, today: date) -> dict[str, Standing]:
        """Return how things stand with everybody by uid; worked out again only for those with whom that may differ."""
        facts = (workspace.participants, workspace.touchpoints, workspace.consents, policy, today)
        return self.of("standings", facts, lambda: self._stand(workspace, policy, today))

    def _stand(self, workspace: Workspace, policy: Policy, today: date) -> dict[str, Standing]:
        if self._counted != (policy, today):
            self._standings.clear()
            self._counted = (policy, today)
        held, met_by, agreed_by = self._standings, workspace.touchpoint_uids, workspace.consent_uids
        standings: dict[str, Standing] = {}
        reckoning = Reckoning(workspace, policy, today)
        for uid, person in workspace.people_glances.items():
            if person.erased_at is not None or person.merged_into is not None:
                continue
            standing, met, agreed = held.get(uid), met_by(uid), agreed_by(uid)
            # Everybody is looked at here after a touchpoint or a word of anybody, hence not one by one in memory.
            same = standing is not None and standing.glance is person
            if standing is None or not same or standing.met is not met or standing.agreed is not agreed:
                keeping = reckoning.of_glance(uid, person)
                standing = held[uid] = Standing(person, keeping, due_key(person, keeping), met, agreed)
            standings[uid] = standing
        return standings

    def matching(self, term: Term, facts: tuple[object, ...], find: Callable[[], frozenset[str]]) -> frozenset[str]:
        """Return the uids of all who match a term, found again only where the facts differ from the last time."""
        return self._matching.of(term, facts, find)

    def forget_search(self) -> None:
        """Let go of who matches what, which is large where everybody is."""
        self._matching.clear()

    def texts(self, workspace: Workspace) -> Mapping[str, str]:
        """Return what a search looks through, by the uid of everybody."""
        return self.of("texts", (workspace.participants, workspace.contacts), lambda: self._texts(workspace))

    def _texts(self, workspace: Workspace) -> Mapping[str, str]:
        former = former_pids(workspace)
        several(workspace.contacts, [*workspace.contacts])  # a person has one, which would be read alone
        return {uid: self._text(workspace, person, former) for uid, person in workspace.participants.items()}

    def _text(self, workspace: Workspace, person: Participant, former: Mapping[str, tuple[str, ...]]) -> str:
        contacts, pids = workspace.contacts_of(person.uid), former.get(person.uid, ())
        facts = (person, *contacts, *pids)
        return self.of(("text", person.uid), facts, lambda: haystack_of_person(person, contacts, pids))


def due_key(person: PersonGlance, keeping: Keeping) -> int:
    """Return a number for overdue ones by how long they are, all others by when they should hear from us, or may again.

    Of those of the same day the one who was known first comes first. One number is sorted faster than a tuple.
    """
    if keeping.state == "resting":
        until = keeping.resting if keeping.status == "cooldown" else None
        day = until or date.max
    else:
        day = keeping.max if keeping.state == "overdue" else keeping.ideal
    return (STATES.index(keeping.state) << 64) + (day.toordinal() << 40) + person.number

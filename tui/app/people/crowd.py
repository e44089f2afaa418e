"""What the people screen shows of a workspace: everybody, who is due first, and who matches. No widgets here.

A crowd is made anew for every change of the workspace. What did not change is taken over from the one before, so that
the cost of a key does not grow with the number of people.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from datetime import date, tzinfo
from functools import partial
from itertools import compress
from operator import attrgetter
from typing import Any, Literal

from msgspec import Struct

from tui.app.look.memory import Memory
from tui.domain.evidence.witnesses import Witnesses
from tui.domain.people.consent import GROUPS, Group, Sign, missing
from tui.domain.people.keeping import Keeping, Reckoning, State
from tui.domain.people.merged import former_pids
from tui.domain.people.person_facts import PersonFacts
from tui.domain.people.policy import Policy
from tui.domain.privacy.profiles import permits_of_team
from tui.domain.records import Participant
from tui.domain.records.stretches import Uids
from tui.domain.records.workspace import Workspace
from tui.domain.search.filter_language import Term
from tui.domain.search.people_filter import PeopleView, haystack_of_person, matching_people, segments_of

Sort = Literal["due", "name", "last", "notes"]
SORTS: tuple[Sort, ...] = ("due", "name", "last", "notes")
STATES: tuple[State, ...] = ("overdue", "due", "in_touch", "resting")
MOST_TERMS = 64
"""Of how many terms of searches it is remembered who matches them."""


class Together(Struct, frozen=True):
    """People of one state that stand together, and how many they are."""

    state: State
    count: int


class Standing(Struct, frozen=True, gc=False):
    """How things stand with a person, the place that gives them, and what both were worked out from."""

    person: Participant
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
        for uid, person in workspace.participants.items():
            if person.erased_at is not None or person.merged_into is not None:
                continue
            standing, met, agreed = held.get(uid), met_by(uid), agreed_by(uid)
            # Everybody is looked at here after a touchpoint or a word of anybody, hence not one by one in memory.
            same = standing is not None and standing.person is person
            if standing is None or not same or standing.met is not met or standing.agreed is not agreed:
                keeping = reckoning.of(person)
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
        return {uid: self._text(workspace, person, former) for uid, person in workspace.participants.items()}

    def _text(self, workspace: Workspace, person: Participant, former: Mapping[str, tuple[str, ...]]) -> str:
        contacts, pids = workspace.contacts_of(person.uid), former.get(person.uid, ())
        facts = (person, *contacts, *pids)
        return self.of(("text", person.uid), facts, lambda: haystack_of_person(person, contacts, pids))


class Crowd:
    """Everybody at one moment, in an order, as far as they match.

    Who is erased is not there any more, nor who was put into another record of theirs.
    """

    def __init__(
        self,
        workspace: Workspace,
        policy: Policy,
        today: date,
        *,
        terms: tuple[Term, ...] = (),
        sort: Sort = "due",
        names: bool = False,
        memory: CrowdMemory | None = None,
    ) -> None:
        self.workspace = workspace
        self.policy = policy
        self.today = today
        self.terms = terms
        self.sort = sort
        self.names = names
        self.memory = memory or CrowdMemory()
        self.standings: Mapping[str, Standing] = self.memory.standings(workspace, policy, today)
        self._states: Mapping[State, Set[str]] = self.memory.of("states", (self.standings,), self._by_state)
        self.counts = {state: len(uids) for state, uids in self._states.items()}
        facts = (self.standings, sort, names, *self._sorted_by())
        self.ordered: Sequence[Participant] = self.memory.of("order", facts, self._ordered)
        self._uids: Sequence[str] = self.memory.of("uids", (self.ordered,), lambda: [one.uid for one in self.ordered])
        self.shown = self.ordered
        self.starts = self._starts(None)
        if terms:
            matches = [*map(self._matching(terms).__contains__, self._uids)]
            self.starts = self._starts(matches)
            self.shown, self._uids = [*compress(self.ordered, matches)], [*compress(self._uids, matches)]

    @property
    def zone(self) -> tzinfo:
        """The time zone of the team."""
        return self.policy.zone

    @property
    def total(self) -> int:
        """How many people there are."""
        return len(self.standings)

    @property
    def pids(self) -> Sequence[str]:
        """The P-ids of everybody, by number."""
        people = (standing.person for standing in self.standings.values())
        return self.memory.of(
            "pids", (self.standings,), lambda: [person.pid for person in sorted(people, key=attrgetter("number"))]
        )

    @property
    def segments(self) -> Sequence[str]:
        """The segments people are in, as a search names them."""
        people = (standing.person for standing in self.standings.values())
        return self.memory.of("segments", (self.standings,), lambda: segments_of(people))

    @property
    def need_permission(self) -> int:
        """How many people have not agreed to what the open cards they are linked to need of them."""
        workspace = self.workspace
        facts = (workspace.cards, workspace.participants, workspace.consents, self.today)
        return self.memory.of("needing", facts, self._count_needing)

    @property
    def view(self) -> PeopleView:
        """What a search may ask."""
        workspace, memory = self.workspace, self.memory
        return PeopleView(
            text=lambda: memory.texts(workspace),
            state=self._states.__getitem__,
            lacking=lambda group: self._lacking[group],
            former=lambda: former_pids(workspace),
            waiting=lambda: {uid for note in workspace.waiting_notes() for uid in note.people},
        )

    def keeping(self, person: Participant) -> Keeping:
        """Return how things stand with a person."""
        return self.standings[person.uid].keeping

    def facts(self, person: Participant) -> PersonFacts:
        """Return what a person shows beside what is written of them."""
        return PersonFacts(self.workspace, person, self.policy, self.today, self.keeping(person))

    def signs(self, person: Participant) -> dict[Group, Sign]:
        """Return what a person agrees to."""
        follows_from = (person, self.workspace.consent_uids(person.uid), self.policy, self.today)
        return self.memory.of(("signs", person.uid), follows_from, lambda: self.facts(person).signs)

    @property
    def witnesses(self) -> Witnesses:
        """Whom evidence comes from."""
        workspace, today = self.workspace, self.today
        facts = (workspace.participants, workspace.consents, today)
        return self.memory.of("witnesses", facts, lambda: Witnesses(workspace, permits_of_team(workspace, today)))

    def index_of(self, uid: str | None) -> int | None:
        """Return the place of a person among those shown, or None."""
        try:
            return self._uids.index(uid or "")
        except ValueError:
            return None

    def matching(self, terms: tuple[Term, ...]) -> int:
        """Return how many people match."""
        return len(self._matching(terms)) if terms else self.total

    def _matching(self, terms: tuple[Term, ...]) -> frozenset[str]:
        """Return the uids of all who match every term; each is looked for once, however they are put together."""
        workspace, people = self.workspace, self.standings
        facts = (people, workspace.contacts, workspace.consents, workspace.notes, self.policy, self.today)

        def find(term: Term) -> frozenset[str]:
            everybody = [standing.person for standing in people.values()]
            return frozenset(person.uid for person in matching_people(everybody, (term,), self.view))

        return frozenset.intersection(*(self.memory.matching(term, facts, partial(find, term)) for term in terms))

    @property
    def _lacking(self) -> Mapping[Group, Set[str]]:
        """Who (uids) lacks permission of each kind."""
        facts = (self.standings, self.workspace.consents, self.policy, self.today)
        return self.memory.of("lacking", facts, self._find_lacking)

    def _find_lacking(self) -> Mapping[Group, Set[str]]:
        given: dict[Group, set[str]] = {group: set() for group in GROUPS}
        for uid, standing in self.standings.items():
            for group, sign in self.signs(standing.person).items() if standing.agreed else ():
                if sign == "given":
                    given[group].add(uid)
        return {group: self.standings.keys() - uids for group, uids in given.items()}

    def prepare_search(self) -> None:
        """Read what a search looks through, so that the first letter need not."""
        self.memory.texts(self.workspace)

    def _sorted_by(self) -> tuple[object, ...]:
        """Return the tables that the order follows from, besides what everybody's state does."""
        workspace = self.workspace
        if self.sort == "name" and self.names:
            return (workspace.contacts,)
        return (workspace.notes,) if self.sort == "notes" else ()

    def _ordered(self) -> list[Participant]:
        keys: dict[Sort, Callable[[Standing], Any]] = {
            "due": attrgetter("due"),
            "name": self._name_key,
            "last": lambda one: (-(one.keeping.last.toordinal() if one.keeping.last else 0), one.person.number),
            "notes": lambda one: (-len(self.workspace.note_uids_about(one.person.uid)), one.person.number),
        }
        return [standing.person for standing in sorted(self.standings.values(), key=keys[self.sort])]

    def _name_key(self, standing: Standing) -> tuple[str, int]:
        contact = self.workspace.contact_of(standing.person.uid) if self.names else None
        return (contact.fn.casefold() if contact else "", standing.person.number)

    def _by_state(self) -> Mapping[State, Set[str]]:
        states: dict[State, set[str]] = {state: set() for state in STATES}
        for uid, standing in self.standings.items():
            states[standing.keeping.state].add(uid)
        return states

    def _starts(self, matches: Sequence[bool] | None) -> dict[int, Together]:
        """Return the groups by the place at which each begins; sorted in another way there are none.

        `matches` says of everybody in their order whether they are shown; None where all are.
        """
        starts: dict[int, Together] = {}
        at = begin = 0
        for state in STATES if self.sort == "due" else ():
            end = begin + self.counts[state]
            count = end - begin if matches is None else sum(matches[begin:end])
            if count:
                starts[at] = Together(state, count)
            at, begin = at + count, end
        return starts

    def _count_needing(self) -> int:
        open_cards = (
            card
            for card in self.workspace.cards.values()
            if card.needs and card.people and card.archived_at is None and card.finished_at is None
        )
        asked = {person.uid for card in open_cards for person, _ in missing(self.workspace, card, self.today)}
        return sum(uid in self.standings for uid in asked)


def due_key(person: Participant, keeping: Keeping) -> int:
    """Return a number for overdue ones by how long they are, all others by when they should hear from us, or may again.

    Of those of the same day the one who was known first comes first. One number is sorted faster than a tuple.
    """
    if keeping.state == "resting":
        until = keeping.resting if keeping.status == "cooldown" else None
        day = until or date.max
    else:
        day = keeping.max if keeping.state == "overdue" else keeping.ideal
    return (STATES.index(keeping.state) << 64) + (day.toordinal() << 40) + person.number

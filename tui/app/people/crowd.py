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
from typing import Any, Literal, overload

from msgspec import Struct

from tui.app.people.crowd_memory import STATES, CrowdMemory, Standing
from tui.domain.evidence.witnesses import Witnesses
from tui.domain.people.consent import GROUPS, Group, Sign, missing
from tui.domain.people.keeping import Keeping, State
from tui.domain.people.merged import former_pids
from tui.domain.people.person_facts import PersonFacts
from tui.domain.people.policy import Policy
from tui.domain.people.waiting import notes_waiting
from tui.domain.privacy.profiles import permits_of_team
from tui.domain.records import Participant
from tui.domain.records.layers import several
from tui.domain.records.workspace import Workspace
from tui.domain.search.filter_language import Term
from tui.domain.search.people_filter import PeopleView, matching_people, segments_of

Sort = Literal["due", "name", "last", "notes"]
SORTS: tuple[Sort, ...] = ("due", "name", "last", "notes")


class Together(Struct, frozen=True):
    """People of one state that stand together, and how many they are."""

    state: State
    count: int


class People(Sequence[Participant]):
    """Participants in an order, read when they are looked at."""

    def __init__(self, records: Mapping[str, Participant], uids: Sequence[str]) -> None:
        self.uids = uids
        self._records = records

    def __len__(self) -> int:
        return len(self.uids)

    @overload
    def __getitem__(self, index: int) -> Participant: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Participant]: ...
    def __getitem__(self, index: int | slice) -> Participant | Sequence[Participant]:
        """Return a person, or several."""
        if isinstance(index, slice):
            return People(self._records, self.uids[index])
        return self._records[self.uids[index]]


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
        self.ordered: People = self.memory.of("order", facts, self._ordered)
        self.shown = self.ordered
        self.starts = self._starts(None)
        if terms:
            uids = self.ordered.uids
            matches = [*map(self._matching(terms).__contains__, uids)]
            self.starts = self._starts(matches)
            self.shown = People(workspace.participants, [*compress(uids, matches)])

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
        return self.memory.of(
            "pids", (self.standings,), lambda: [one.pid for one in sorted(self._everybody, key=attrgetter("number"))]
        )

    @property
    def last_number(self) -> int:
        """The highest number of those who are shown, 1 where nobody is."""
        among = self._matching(self.terms) if self.terms else self.standings
        by_number = self.workspace.uids("participants.number", "")
        last = next((uid for uid in reversed(by_number) if uid in among), None)
        return 1 if last is None else self.standings[last].glance.number

    @property
    def segments(self) -> Sequence[str]:
        """The segments people are in, as a search names them."""
        return self.memory.of("segments", (self.standings,), lambda: segments_of(self._everybody))

    @property
    def _everybody(self) -> list[Participant]:
        return several(self.workspace.participants, [*self.standings])

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
            waiting=lambda: {uid for note in notes_waiting(workspace) for uid in note.people},
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
            return self.shown.uids.index(uid or "")
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
            return frozenset(person.uid for person in matching_people(self._everybody, (term,), self.view))

        return frozenset.intersection(*(self.memory.matching(term, facts, partial(find, term)) for term in terms))

    @property
    def _lacking(self) -> Mapping[Group, Set[str]]:
        """Who (uids) lacks permission of each kind."""
        facts = (self.standings, self.workspace.consents, self.policy, self.today)
        return self.memory.of("lacking", facts, self._find_lacking)

    def _find_lacking(self) -> Mapping[Group, Set[str]]:
        given: dict[Group, set[str]] = {group: set() for group in GROUPS}
        workspace, agreeing = self.workspace, {uid: one.agreed for uid, one in self.standings.items() if one.agreed}
        several(workspace.consents, [word for words in agreeing.values() for word in words])
        for person in several(workspace.participants, [*agreeing]):
            for group, sign in self.signs(person).items():
                if sign == "given":
                    given[group].add(person.uid)
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

    def _ordered(self) -> People:
        by: dict[Sort, Callable[[str, Standing], Any]] = {
            "due": lambda _, one: one.due,
            "name": self._name_key,
            "last": lambda _, one: (-(one.keeping.last.toordinal() if one.keeping.last else 0), one.glance.number),
            "notes": lambda uid, one: (-len(self.workspace.note_uids_about(uid)), one.glance.number),
        }
        key_of = by[self.sort]
        keys = {uid: key_of(uid, standing) for uid, standing in self.standings.items()}
        return People(self.workspace.participants, sorted(keys, key=keys.__getitem__))

    def _name_key(self, uid: str, standing: Standing) -> tuple[str, int]:
        contact = self.workspace.contact_of(uid) if self.names else None
        return (contact.fn.casefold() if contact else "", standing.glance.number)

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

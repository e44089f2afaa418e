"""What the people screen shows of a workspace: everybody, who is due first, and who matches. No widgets here.

A crowd is made anew for every change of the workspace. What did not change is taken over from the one before, so that
the cost of a key does not grow with the number of people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, Literal

from msgspec import Struct

from tui.app.board import all_identical
from tui.domain.people.consent import Sign, missing, signs_of
from tui.domain.people.consent_words import Group
from tui.domain.people.keeping import Keeping, Reckoning, State
from tui.domain.people.merged import former_pids
from tui.domain.people.policy import Policy
from tui.domain.records import Contact, Participant
from tui.domain.records.lookups import Uids
from tui.domain.records.workspace import Workspace
from tui.domain.search.card_filter import Term
from tui.domain.search.people_filter import PeopleView, haystack_of_person, matching_people

Sort = Literal["due", "name", "last", "notes"]
SORTS: tuple[Sort, ...] = ("due", "name", "last", "notes")
STATES: tuple[State, ...] = ("overdue", "due", "in_touch", "resting")


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


class CrowdMemory:
    """What crowds remember of people, each for as long as what it follows from stays the same."""

    def __init__(self) -> None:
        self._standings: dict[str, Standing] = {}
        self._counted: tuple[Policy, date] | None = None
        self._texts: dict[str, tuple[Participant, Sequence[Contact], tuple[str, ...], str]] = {}
        self._all_texts: tuple[tuple[object, ...], Mapping[str, str]] | None = None
        self._signs: dict[str, tuple[tuple[object, ...], dict[Group, Sign]]] = {}

    def standings(self, workspace: Workspace, policy: Policy, today: date) -> dict[str, Standing]:
        """Return how things stand with everybody by uid; worked out again only for those with whom that may differ."""
        if self._counted != (policy, today):
            self._standings.clear()
            self._counted = (policy, today)
        known, met_by, agreed_by = self._standings, workspace.touchpoint_uids, workspace.consent_uids
        found: dict[str, Standing] = {}
        reckoning = Reckoning(workspace, policy, today)
        for uid, person in workspace.participants.items():
            if person.erased_at is not None or person.merged_into is not None:
                continue
            kept, met, agreed = known.get(uid), met_by(uid), agreed_by(uid)
            if kept is None or kept.person is not person or kept.met is not met or kept.agreed is not agreed:
                keeping = reckoning.of(person)
                kept = known[uid] = Standing(person, keeping, due_key(person, keeping), met, agreed)
            found[uid] = kept
        return found

    def texts(self, workspace: Workspace) -> Mapping[str, str]:
        """Return what a search looks through, by the uid of everybody."""
        people, contacts = workspace.participants, workspace.contacts
        if self._all_texts is None or not all_identical(self._all_texts[0], (people, contacts)):
            contacts_of, former = workspace.contacts_of, former_pids(workspace)
            texts = {uid: self._text(person, contacts_of(uid), former.get(uid, ())) for uid, person in people.items()}
            self._all_texts = ((people, contacts), texts)
        return self._all_texts[1]

    def _text(self, person: Participant, contacts: Sequence[Contact], former: tuple[str, ...]) -> str:
        kept = self._texts.get(person.uid)
        if kept is None or kept[0] is not person or kept[2] != former or not all_identical(kept[1], contacts):
            text = haystack_of_person(person, contacts, former)
            kept = self._texts[person.uid] = (person, contacts, former, text)
        return kept[3]

    def signs(self, workspace: Workspace, person: Participant, today: date) -> dict[Group, Sign]:
        """Return what a person agrees to."""
        agreed = workspace.consent_uids(person.uid)
        kept = self._signs.get(person.uid)
        if kept is None or not all_identical(kept[0][:2], (person, agreed)) or kept[0][2] != today:
            kept = self._signs[person.uid] = ((person, agreed, today), signs_of(workspace, person, today))
        return kept[1]


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
        before: Crowd | None = None,
    ) -> None:
        self.workspace = workspace
        self.policy = policy
        self.today = today
        self.terms = terms
        self.sort = sort
        self.names = names
        self.memory = memory or CrowdMemory()
        self._facts = (workspace.participants, workspace.touchpoints, workspace.consents, policy)
        same = before is not None and before.today == today and all_identical(before._facts, self._facts)
        self.standings: Mapping[str, Standing]
        self.counts: Mapping[State, int]
        if before is not None and same:
            self.standings, self.counts = before.standings, before.counts
        else:
            self.standings = self.memory.standings(workspace, policy, today)
            self.counts = self._count(self.standings.values())
        self._order_facts = (self.standings, sort, names, *self._sorted_by())
        ordered = before is not None and all_identical(before._order_facts, self._order_facts)
        self.ordered: Sequence[Participant] = before.ordered if before is not None and ordered else self._ordered()
        self.shown: Sequence[Participant] = self.ordered
        if terms:
            self.shown = matching_people(self.ordered, terms, self.view)
        self.starts = self._starts()
        same_order = before is not None and before.shown is self.shown
        self._places: dict[str, int] | None = before._places if before is not None and same_order else None
        self._needing: tuple[tuple[object, ...], int] | None = before._needing if before is not None else None

    @property
    def total(self) -> int:
        """How many people there are."""
        return len(self.standings)

    @property
    def need_permission(self) -> int:
        """How many people have not agreed to what the open cards they are linked to need of them."""
        facts = (self.workspace.cards, self.workspace.participants, self.workspace.consents, self.today)
        if self._needing is None or not _same(self._needing[0], facts):
            self._needing = (facts, self._count_needing())
        return self._needing[1]

    @property
    def view(self) -> PeopleView:
        """What a search may ask."""
        workspace, memory, today = self.workspace, self.memory, self.today
        return PeopleView(
            text=lambda: memory.texts(workspace),
            keeping=self.keeping,
            sign=lambda person, group: memory.signs(workspace, person, today)[group],
            former=lambda: former_pids(workspace),
            waiting=lambda: frozenset(uid for note in workspace.waiting_notes() for uid in note.people),
        )

    def keeping(self, person: Participant) -> Keeping:
        """Return how things stand with a person."""
        return self.standings[person.uid].keeping

    def signs(self, person: Participant) -> dict[Group, Sign]:
        """Return what a person agrees to."""
        return self.memory.signs(self.workspace, person, self.today)

    def index_of(self, uid: str | None) -> int | None:
        """Return the place of a person among those shown, or None."""
        if self._places is None:
            self._places = {person.uid: index for index, person in enumerate(self.shown)}
        return self._places.get(uid) if uid else None

    def matching(self, terms: tuple[Term, ...]) -> int:
        """Return how many people match."""
        return len(matching_people(self.ordered, terms, self.view))

    def prepare_search(self) -> None:
        """Read what a search looks through, so that the first letter need not."""
        self.memory.texts(self.workspace)

    def _count(self, standings: Iterable[Standing]) -> Mapping[State, int]:
        found = Counter(standing.keeping.state for standing in standings)
        return {state: found[state] for state in STATES}

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
            "last": lambda each: (-(each.keeping.last.toordinal() if each.keeping.last else 0), each.person.number),
            "notes": lambda each: (-len(self.workspace.note_uids_about(each.person.uid)), each.person.number),
        }
        return [standing.person for standing in sorted(self.standings.values(), key=keys[self.sort])]

    def _name_key(self, standing: Standing) -> tuple[str, int]:
        contact = self.workspace.contact_of(standing.person.uid) if self.names else None
        return (contact.fn.casefold() if contact else "", standing.person.number)

    def _starts(self) -> dict[int, Together]:
        """Return the groups by the place at which each begins; sorted in another way there are none."""
        if self.sort != "due":
            return {}
        counts = self.counts
        if self.terms:
            counts = self._count(self.standings[person.uid] for person in self.shown)
        starts: dict[int, Together] = {}
        at = 0
        for state in STATES:
            if counts[state]:
                starts[at] = Together(state, counts[state])
                at += counts[state]
        return starts

    def _count_needing(self) -> int:
        open_cards = (
            card
            for card in self.workspace.cards.values()
            if card.needs and card.people and card.archived_at is None and card.finished_at is None
        )
        found = {person.uid for card in open_cards for person, _ in missing(self.workspace, card, self.today)}
        return sum(uid in self.standings for uid in found)


def _same(some: tuple[object, ...], others: tuple[object, ...]) -> bool:
    return all_identical(some[:-1], others[:-1]) and some[-1] == others[-1]


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

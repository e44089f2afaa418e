"""What a board shows of a workspace: lanes of cards, ages, counts. No widgets here.

A board is made anew for every change of the workspace. What did not change is taken over from the board before, so
that the cost of a key does not grow with the number of cards.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import chain, compress

from msgspec import Struct

from tui.app.look.memory import Memory
from tui.domain.evidence.ledger import Ledger, ledger_of
from tui.domain.evidence.witnesses import Witnesses
from tui.domain.facts import CardFacts, iteration_day
from tui.domain.flow import figures
from tui.domain.people.keeping import keeping_of
from tui.domain.people.person_facts import PersonFacts
from tui.domain.people.policy import Policy
from tui.domain.privacy.profiles import permits_of_team
from tui.domain.records import Card, Experiment, Note, Participant
from tui.domain.records.definition import ColumnDefinition
from tui.domain.records.lookups import Uids
from tui.domain.records.workspace import Workspace
from tui.domain.search.card_filter import ON_CARDS, View, haystack_of
from tui.domain.search.filter_language import Term
from tui.domain.search.matching import needle
from tui.domain.standup.held import since_of
from tui.domain.work.iterations import why_read_only


class Lane(Struct, frozen=True):
    """One column as shown: all its cards, those that match the filter, and how many of these are news.

    In a finished column the cards finished since the last standup come first and are `fresh`. `oldest` is the age in
    days of the card that was started first. The very same lane stands for a column in which nothing changed.
    """

    column: ColumnDefinition
    all: Uids
    shown: Uids
    fresh: int
    oldest: int | None
    notes: Mapping[str, Note]


class BoardMemory(Memory):
    """What boards of one experiment remember of its cards, each for as long as the card stays the same.

    What is asked of every card at a time is remembered without the ceremony that all else takes.
    """

    def __init__(self) -> None:
        super().__init__()
        self._text_of: dict[str, tuple[str, Uids, str]] = {}
        self._cycles: dict[str, tuple[Card, int]] = {}

    def texts(self, workspace: Workspace, column: str, uids: Uids) -> Sequence[str]:
        """Return what a filter looks through, for each card of a column."""
        cards = workspace.cards
        return self.of(
            ("texts", column),
            (uids, workspace.notes),
            lambda: [self._text(workspace, cards[uid]) for uid in uids],
        )

    def _text(self, workspace: Workspace, card: Card) -> str:
        notes = workspace.note_uids(card.uid)
        held = self._text_of.get(card.uid)
        if held is None or held[0] is not card.title or held[1] is not notes:
            held = self._text_of[card.uid] = (card.title, notes, haystack_of(workspace, card))
        return held[2]

    def counted(self, card: Card, zone: tzinfo) -> int:
        """Return the cycle time of a card that counts as finished, 0 for any other."""
        held = self._cycles.get(card.uid)
        if held is None or held[0] is not card:
            held = self._cycles[card.uid] = (card, figures.counted_days(card, zone))
        return held[1]


class Board:
    """An experiment as a board at one moment; what its memory holds of the moment before is not worked out again."""

    def __init__(
        self,
        workspace: Workspace,
        experiment: Experiment,
        now: datetime,
        *,
        started: bool,
        terms: tuple[Term, ...] = (),
        memory: BoardMemory | None = None,
        policy: Policy | None = None,
    ) -> None:
        self.workspace = workspace
        self.experiment = experiment
        self.started = started
        self.policy = policy or Policy()
        self.zone: tzinfo = figures.zone_of(experiment.timezone)
        self.now = now
        self.today: date = figures.local_day(now, self.zone)
        self.memory = memory or BoardMemory()
        self.since = self._since()
        self.witnesses = self._witnesses()
        self.terms = terms
        self._facts: dict[str, CardFacts] = {}
        self.finished = figures.parts_of(workspace, experiment.board_id)
        self.thresholds = self.memory.of(
            "thresholds", (experiment.definition, *chain.from_iterable(self.finished)), self._thresholds
        )
        self.lanes = [self._lane(column) for column in experiment.definition.columns]

    @property
    def total(self) -> int:
        """How many cards the board has."""
        return sum(len(lane.all) for lane in self.lanes)

    @property
    def done(self) -> int:
        """How many cards stand in finished columns."""
        return sum(len(lane.all) for lane in self.lanes if lane.column.role == "finished")

    @property
    def shown(self) -> int:
        """How many cards match the filter."""
        return sum(len(lane.shown) for lane in self.lanes)

    @property
    def load(self) -> figures.Load:
        """How much is in progress, wherever it stands, each column against its own limit; blocked cards count."""
        return figures.load_of(self.workspace, self.experiment)

    @property
    def day(self) -> int | None:
        """Which day of the iteration it is, or how many it took once it is decided; None before the start."""
        return iteration_day(self.experiment, self.today) if self.started else None

    @property
    def read_only(self) -> str:
        """Why its cards are not to be changed, as a sentence; empty where they may be."""
        return str(why_read_only(self.workspace, self.experiment) or "")

    @property
    def evidence(self) -> Ledger:
        """What notes say about the hypothesis, counted."""
        workspace, uid, witnesses, policy = self.workspace, self.experiment.uid, self.witnesses, self.policy
        return self.memory.of(
            "evidence",
            (uid, witnesses, workspace.notes, workspace.touchpoints),
            lambda: ledger_of(workspace, uid, witnesses, lambda: policy, self.now),
        )

    @property
    def touchpoints_this_week(self) -> int:
        """How many touchpoints about its cards were had since Monday."""
        uid, cards, touchpoints = self.experiment.uid, self.workspace.cards, self.workspace.touchpoints
        monday = self.today - timedelta(days=self.today.weekday())
        begun = datetime.combine(monday, time.min, self.zone).astimezone(UTC)

        def count() -> int:
            recent = (met.cards for met in touchpoints.values() if met.at >= begun and met.status == "done")
            return sum(any(cards[card].experiment == uid for card in about if card in cards) for about in recent)

        return self.memory.of("met", (uid, touchpoints, monday), count)

    def person(self, person: Participant) -> PersonFacts:
        """Return what a person shows beside what is written of them, on a day of the team, wherever the board is."""
        workspace, uid, policy, today = self.workspace, person.uid, self.policy, self.policy.day(self.now)
        keeping = self.memory.of(
            ("keeping", uid),
            (person, workspace.touchpoint_uids(uid), workspace.consent_uids(uid), policy, today),
            lambda: keeping_of(workspace, person, policy, today),
        )
        return PersonFacts(workspace, person, policy, today, keeping)

    def facts(self, card: Card) -> CardFacts:
        """Return what a card of the board shows beside what it says."""
        facts = self._facts.get(card.uid)
        if facts is None or facts.card is not card:
            facts = self._facts[card.uid] = CardFacts(self.workspace, card, lambda: self.policy, self.now)
        return facts

    def card(self, uid: str | None) -> Card | None:
        """Return a card of the board by uid."""
        return self.workspace.cards.get(uid) if uid else None

    def lane_of(self, uid: str) -> int | None:
        """Return the index of the lane that shows a card, or None."""
        card = self.workspace.cards.get(uid)
        for index, lane in enumerate(self.lanes):
            if card is not None and lane.column.id == card.column:
                return index if self.index_in(lane, uid) is not None else None
        return None

    def index_in(self, lane: Lane, uid: str) -> int | None:
        """Return the place of a card among those a lane shows, or None; the lane is one of this moment."""
        card = self.workspace.cards.get(uid)
        if card is None:
            return None
        for first, last in ((0, lane.fresh), (lane.fresh, len(lane.shown))):
            index = self.place_among(lane.shown, card, first, last)
            if index < last and lane.shown[index] == uid:
                return index
        return None

    def place_among(self, uids: Uids, card: Card, first: int = 0, last: int | None = None) -> int:
        """Return the place of a card by its rank among some cards in their order, as far as they are looked at."""
        cards = self.workspace.cards
        return bisect_left(uids, _rank_of(card), first, last, key=lambda uid: _rank_of(cards[uid]))

    def matching(self, terms: tuple[Term, ...], column: str, uids: Uids) -> Uids:
        """Return the cards of a column that match all terms; bare words are looked for first, they are cheapest."""
        words = [term.value for term in terms if term.kind == "word"]
        others = tuple(term for term in terms if term.kind != "word")
        if words:
            texts = self.memory.texts(self.workspace, column, uids)
            for word in words:
                hits = needle(word).among(texts)
                uids, texts = tuple(compress(uids, hits)), list(compress(texts, hits))
        if others:
            cards = self.workspace.cards
            test = ON_CARDS.matcher(others, View(self.workspace, self.experiment, self.today, self.thresholds))
            uids = tuple(uid for uid in uids if test(cards[uid]))
        return uids

    def prepare_filter(self) -> None:
        """Read the texts a filter looks through, so that the first letter need not."""
        for lane in self.lanes:
            self.memory.texts(self.workspace, lane.column.id, lane.all)

    def _lane(self, column: ColumnDefinition) -> Lane:
        uids, notes = self.workspace.lane(self.experiment.uid, column.id), self.workspace.notes
        if self.terms:
            return self._make_lane(column, uids)
        facts = (column, uids, notes, self.since, self.today, self.experiment.decided_at)
        return self.memory.of(("lane", column.id), facts, lambda: self._make_lane(column, uids))

    def _make_lane(self, column: ColumnDefinition, uids: Uids) -> Lane:
        facts = (uids, self.today, self.experiment.decided_at)
        oldest = self.memory.of(("oldest", column.id), facts, lambda: self._oldest(column))
        shown = self.matching(self.terms, column.id, uids) if self.terms else uids
        fresh = len(shown)
        if column.role == "finished":
            shown, fresh = self._news_first(shown)
        return Lane(column, uids, shown, fresh, oldest, self.workspace.notes)

    def _news_first(self, uids: Uids) -> tuple[Uids, int]:
        """Return finished cards with the news first, and how many are news."""
        cards = self.workspace.cards
        fresh = [uid for uid in uids if (at := cards[uid].finished_at) is not None and at >= self.since]
        if len(fresh) == len(uids) or uids[: len(fresh)] == tuple(fresh):
            return uids, len(fresh)
        news = set(fresh)
        return (*fresh, *(uid for uid in uids if uid not in news)), len(fresh)

    def _oldest(self, column: ColumnDefinition) -> int | None:
        """Return the age of the oldest card in progress in a column."""
        cards = map(self.workspace.cards.__getitem__, self.workspace.begun(self.experiment.uid, column.id))
        first = min(filter(None, [card.started_at for card in cards if card.kind != "recurring"]), default=None)
        until = figures.last_day(self.experiment, self.today)
        return figures.days_since(first, until, self.zone) if first is not None else None

    def _thresholds(self) -> figures.Thresholds:
        cards, counted = self.workspace.cards, self.memory.counted
        times = (counted(cards[uid], figures.zone_of(zone)) for zone, uids in self.finished for uid in uids)
        return figures.thresholds(filter(None, times), self.experiment.definition.sle)

    def _since(self) -> datetime:
        """Return since when things on the board are news: the last standup, else the last working day."""
        workspace, experiment, policy = self.workspace, self.experiment, self.policy
        facts = (experiment.uid, workspace.standups, policy.day(self.now))
        return self.memory.of("since", facts, lambda: since_of(workspace, [experiment], policy, self.now))

    def _witnesses(self) -> Witnesses:
        """Return whom evidence comes from; each person is asked for once, until somebody agrees to something else."""
        workspace, today = self.workspace, self.policy.day(self.now)
        facts = (workspace.participants, workspace.consents, today)
        return self.memory.of("witnesses", facts, lambda: Witnesses(workspace, permits_of_team(workspace, today)))


def _rank_of(card: Card) -> tuple[str, str]:
    """Return what sorts the cards of a column."""
    return card.rank, card.uid


def people_facts(workspace: Workspace) -> tuple[object, ...]:
    """Return what the look of people depends on; the very same objects while nothing about people changes."""
    return workspace.participants, workspace.consents, workspace.touchpoints

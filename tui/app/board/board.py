"""What a board shows of a workspace: lanes of cards, ages, counts. No widgets here.

A board is made anew for every change of the workspace. What did not change is taken over from the board before, so
that the cost of a key does not grow with the number of cards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from fractions import Fraction

from tui.app.board.arrangement import Arrangement, by_rank
from tui.app.board.board_memory import BoardMemory
from tui.app.board.card_search import CardSearch
from tui.app.board.lane import Lane, index_among, news_first, place_among
from tui.app.look.memory import are_same
from tui.domain.evidence.assumed import Assumed, assumed_on, riskiest
from tui.domain.evidence.criterion import Answer, measured_standing
from tui.domain.evidence.ledger import Ledger, ledger_of
from tui.domain.evidence.witnesses import Witnesses
from tui.domain.facts import CardFacts, iteration_day
from tui.domain.flow import figures
from tui.domain.people.keeping import keeping_of
from tui.domain.people.person_facts import PersonFacts
from tui.domain.people.policy import Policy
from tui.domain.privacy.profiles import permits_of_team
from tui.domain.records import Card, Experiment, Participant
from tui.domain.records.definition import ColumnDefinition
from tui.domain.records.lookups import lane_of
from tui.domain.records.stretches import Uids, in_stretches, put_in, take_out
from tui.domain.records.workspace import Workspace
from tui.domain.search.card_filter import ON_CARDS, View
from tui.domain.search.filter_language import Term
from tui.domain.standup.held import since_of
from tui.domain.work.iterations import why_read_only

MOST_LANES = 40
"""So many filters are remembered for the key that takes a letter back."""


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
        arrangement: Arrangement | None = None,
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
        self.arrangement = arrangement or Arrangement()
        self._facts: dict[str, CardFacts] = {}
        self._standing, self._step = self.memory.follow(workspace, experiment, self.since)
        self.thresholds = figures.thresholds(self._standing.cycles, experiment.definition.sle)
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
    def verdict(self) -> Answer | None:
        """What was measured says of the criterion; None where it is about nothing that was measured."""
        workspace, experiment = self.workspace, self.experiment
        if not workspace.measurements:
            return None
        facts = (experiment, workspace.measurements)
        standing = self.memory.of("verdict", facts, lambda: measured_standing(workspace, experiment))
        return standing.answer if standing is not None else None

    @property
    def trend(self) -> tuple[Fraction, ...]:
        """The figures of the metric of the criterion, the oldest first."""
        workspace, experiment = self.workspace, self.experiment
        if not workspace.measurements:
            return ()
        from tui.domain.evidence.waves import trend_of  # only where something was measured

        return self.memory.of("trend", (experiment, workspace.measurements), lambda: trend_of(workspace, experiment))

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
    def riskiest(self) -> Assumed | None:
        """The assumption on which most depends of those that nothing speaks to; None where each was tested."""
        workspace, board, witnesses, policy = self.workspace, self.experiment.board_id, self.witnesses, self.policy
        if not workspace.assumptions:
            return None
        facts = (board, witnesses, workspace.notes, workspace.touchpoints, workspace.assumptions)
        assumed = self.memory.of(
            "assumed", facts, lambda: assumed_on(workspace, board, witnesses, lambda: policy, self.now)
        )
        return riskiest(assumed)

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
        cards = self.workspace.cards
        card = cards.get(uid)
        place = self.arrangement.place_in(lane.column, self.workspace)
        return None if card is None else index_among(lane.shown, lane.fresh, card, cards, place)

    def matching(self, terms: tuple[Term, ...], column: str, uids: Uids) -> Uids:
        """Return the cards of a column that match all terms."""
        return self._search.matching(column, uids, terms, self.view) if terms else uids

    def prepare_filter(self, conditions: Iterable[Term]) -> Iterator[None]:
        """Read what a filter looks at, and which cards match some conditions; gives way again and again.

        What is asked for before that is done is read at once.
        """
        for lane in self.lanes:
            yield from self._search.read(self.workspace, lane.all)
        for term in conditions:
            for lane in self.lanes:
                self.matching((term,), lane.column.id, lane.all)
                yield

    @property
    def _search(self) -> CardSearch:
        self.memory.search = search = self.memory.search or CardSearch()
        return search

    @property
    def view(self) -> View:
        """What a filter looks at besides a card."""
        return View(self.workspace, self.experiment, self.today, self.thresholds)

    def _lane(self, column: ColumnDefinition) -> Lane:
        """Return a column as it is now: the very same as before, or that with what was touched in its new place."""
        key = (self.experiment.uid, column.id)
        followed = (column, self.since, self.experiment.decided_at, self.arrangement)
        facts = (*followed, *self.terms, *self.view.facts(self.terms))
        uids, lanes, touched = self.workspace.lane(*key), self.memory.lanes[column.id], self._step.of(key)
        held = lanes.get(self.terms)
        if touched != set() or len(lanes) > MOST_LANES:
            lanes.clear()
        if held is None or touched is None or not are_same(held[0], facts):
            lane = self._make_lane(column, uids)
        elif not touched and held[1].all is uids:
            lane = held[1]
        else:
            lane = self._carried(held[1], uids, touched)
        lanes[self.terms] = (facts, lane)
        return lane

    def _make_lane(self, column: ColumnDefinition, uids: Uids) -> Lane:
        shown, place = self.matching(self.terms, column.id, uids), self.arrangement.place_in(column, self.workspace)
        if place is not by_rank:
            cards = self.workspace.cards
            shown = in_stretches(sorted(shown, key=lambda uid: place(cards[uid])))
        fresh, news = len(shown), self._standing.news.get(column.id)
        if self.arrangement.grouping:
            return Lane(column, uids, shown, fresh, self._oldest(column), news)
        if news is not None:
            shown, fresh = news_first(shown, news)
        return Lane(column, uids, shown, fresh, self._oldest(column))

    def _carried(self, lane: Lane, uids: Uids, touched: set[str]) -> Lane:
        """Return a lane with the cards that were touched taken out, and those of them that it shows put in."""
        column, cards, before = lane.column, self.workspace.cards, self._step.before
        news = None if self.arrangement.grouping else self._standing.news.get(column.id)
        place = self.arrangement.place_in(column, self.workspace)
        if not self.terms and news is None and place is by_rank:
            return Lane(column, uids, uids, len(uids), self._oldest(column))
        shown, fresh = lane.shown, lane.fresh
        for uid in touched:
            index = index_among(shown, fresh, before[uid], before, place) if uid in before else None
            if index is not None:
                shown = take_out(shown, index)
                fresh -= index < fresh
        matches = ON_CARDS.matcher(self.terms, self.view) if self.terms else None
        for uid in touched:
            card = cards.get(uid)
            if card is None or lane_of(card) != (self.experiment.uid, column.id) or (matches and not matches(card)):
                continue
            is_fresh = news is None or uid in news
            part = (0, fresh) if is_fresh else (fresh, len(shown))
            shown = put_in(shown, place_among(shown, card, cards, place, part), uid)
            fresh += is_fresh
        return Lane(column, uids, shown, fresh, self._oldest(column), lane.news)

    def _oldest(self, column: ColumnDefinition) -> int | None:
        """Return the age of the oldest card in progress in a column."""
        begun = self._standing.begun[column.id]
        until = figures.last_day(self.experiment, self.today)
        return figures.days_since(begun[0], until, self.zone) if begun else None

    def _since(self) -> datetime:
        """Return since when things on the board are news: the last standup, else the last working day."""
        workspace, experiment, policy = self.workspace, self.experiment, self.policy
        facts = (experiment.uid, workspace.standups, policy.day(self.now), self.today)
        return self.memory.of("since", facts, lambda: since_of(workspace, [experiment], policy, self.now))

    def _witnesses(self) -> Witnesses:
        """Return whom evidence comes from; each person is asked for once, until somebody agrees to something else."""
        workspace, today = self.workspace, self.policy.day(self.now)
        facts = (workspace.participants, workspace.consents, today)
        return self.memory.of("witnesses", facts, lambda: Witnesses(workspace, permits_of_team(workspace, today)))


def people_facts(workspace: Workspace) -> tuple[object, ...]:
    """Return what the look of people depends on; the very same objects while nothing about people changes."""
    return workspace.participants, workspace.consents, workspace.touchpoints

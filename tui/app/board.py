"""What a board shows of a workspace: lanes of cards, ages, counts. No widgets here.

A board is made anew for every change of the workspace. What did not change is taken over from the board before, so
that the cost of a key does not grow with the number of cards.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import compress

from msgspec import Struct

from tui.domain.evidence.ledger import Ledger, ledger_of
from tui.domain.evidence.witnesses import Witnesses
from tui.domain.flow.figures import (
    Thresholds,
    age_days,
    blocked_days,
    cycle_days,
    days_since,
    last_day,
    local_day,
    thresholds,
    zone_of,
)
from tui.domain.flow.population import Part, counted_days, parts_of
from tui.domain.flow.wip import Load, load_of
from tui.domain.people.consent import missing, wished
from tui.domain.people.keeping import Keeping, keeping_of
from tui.domain.people.policy import Policy
from tui.domain.privacy.permits import Permits
from tui.domain.records import Card, Experiment, Note, Participant
from tui.domain.records.change import Change
from tui.domain.records.definition import ColumnDefinition
from tui.domain.records.lookups import Uids
from tui.domain.records.workspace import Workspace
from tui.domain.search.card_filter import Term, View, haystack_of, matcher
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


class Memory:
    """What boards of one experiment remember of its cards, each for as long as the card stays the same."""

    def __init__(self) -> None:
        self._texts: dict[str, tuple[Uids, Mapping[str, Note], list[str]]] = {}
        self._text_of: dict[str, tuple[str, Uids, str]] = {}
        self._cycles: dict[str, tuple[Card, int]] = {}
        self._keepings: dict[str, tuple[tuple[object, ...], Keeping]] = {}
        self._met: tuple[object, date, int] | None = None
        self._since: tuple[object, date, datetime] | None = None
        self._witnesses: tuple[tuple[object, ...], Witnesses] | None = None

    def texts(self, workspace: Workspace, column: str, uids: Uids) -> Sequence[str]:
        """Return what a filter looks through, for each card of a column."""
        kept = self._texts.get(column)
        if kept is None or kept[0] is not uids or kept[1] is not workspace.notes:
            cards = workspace.cards
            texts = [self._text(workspace, cards[uid]) for uid in uids]
            kept = self._texts[column] = (uids, workspace.notes, texts)
        return kept[2]

    def _text(self, workspace: Workspace, card: Card) -> str:
        notes = workspace.note_uids(card.uid)
        kept = self._text_of.get(card.uid)
        if kept is None or kept[0] is not card.title or kept[1] is not notes:
            kept = self._text_of[card.uid] = (card.title, notes, haystack_of(workspace, card))
        return kept[2]

    def counted(self, card: Card, zone: tzinfo) -> int:
        """Return the cycle time of a card that counts as finished, 0 for any other."""
        kept = self._cycles.get(card.uid)
        if kept is None or kept[0] is not card:
            kept = self._cycles[card.uid] = (card, counted_days(card, zone))
        return kept[1]

    def met_since(self, workspace: Workspace, experiment: Experiment, day: date) -> int:
        """Return how many touchpoints about the cards of an experiment were had since a day."""
        touchpoints = workspace.touchpoints
        if self._met is None or self._met[0] is not touchpoints or self._met[1] != day:
            cards, zone = workspace.cards, zone_of(experiment.timezone)
            begun = datetime.combine(day, time.min, zone).astimezone(UTC)
            recent = [
                touchpoint
                for touchpoint in touchpoints.values()
                if touchpoint.at >= begun and touchpoint.status == "done"
            ]
            ours = (
                any(cards[uid].experiment == experiment.uid for uid in each.cards if uid in cards) for each in recent
            )
            self._met = (touchpoints, day, sum(ours))
        return self._met[2]

    def since(self, workspace: Workspace, experiment: Experiment, policy: Policy, now: datetime) -> datetime:
        """Return since when things on the board are news: the last standup, else the last working day."""
        standups, today = workspace.standups, policy.day(now)
        if self._since is None or self._since[0] is not standups or self._since[1] != today:
            self._since = (standups, today, since_of(workspace, [experiment], policy, now))
        return self._since[2]

    def witnesses(self, workspace: Workspace, policy: Policy, now: datetime) -> Witnesses:
        """Return whom evidence comes from; each person is asked for once, until somebody agrees to something else."""
        on = (workspace.participants, workspace.consents, policy)
        today = policy.day(now)
        kept = self._witnesses
        if kept is None or not all_identical(kept[0][:3], on) or kept[0][3] != today:
            permits = Permits(workspace, "team", policy.day, now, present=workspace, present_at=now)
            kept = self._witnesses = ((*on, today), Witnesses(workspace, permits))
        return kept[1]

    def keeping(self, workspace: Workspace, person: Participant, policy: Policy, today: date) -> Keeping:
        """Return how things stand with a person; worked out again only where that may differ."""
        uid = person.uid
        met, agreed = workspace.touchpoint_uids(uid), workspace.consent_uids(uid)
        kept = self._keepings.get(uid)
        if kept is None or not all_identical(kept[0][:4], (person, met, agreed, policy)) or kept[0][4] != today:
            found = keeping_of(workspace, person, policy, today)
            kept = self._keepings[uid] = ((person, met, agreed, policy, today), found)
        return kept[1]


class Board:
    """An experiment as a board at one moment."""

    def __init__(
        self,
        workspace: Workspace,
        experiment: Experiment,
        now: datetime,
        *,
        started: bool,
        terms: tuple[Term, ...] = (),
        memory: Memory | None = None,
        before: Board | None = None,
        policy: Policy | None = None,
    ) -> None:
        self.workspace = workspace
        self.experiment = experiment
        self.started = started
        self.policy = policy or Policy()
        self.zone: tzinfo = zone_of(experiment.timezone)
        self.now = now
        self.today: date = local_day(now, self.zone)
        self.memory = memory or Memory()
        self.since = self.memory.since(workspace, experiment, self.policy, now)
        self.terms = terms
        same_news = before is not None and (before.today, before.since) == (self.today, self.since)
        same_end = before is not None and before.experiment.decided_at == experiment.decided_at
        comparable = before if same_news and same_end else None
        columns = experiment.definition.columns
        lanes = [workspace.lane(experiment.uid, column.id) for column in columns]
        self.finished = parts_of(workspace, experiment.board_id)
        self.thresholds = self._thresholds(comparable)
        self.lanes = [self._lane(column, uids, comparable) for column, uids in zip(columns, lanes, strict=True)]
        self.witnesses = self.memory.witnesses(workspace, self.policy, now)
        same = before is not None and before.witnesses is self.witnesses
        same = same and before is not None and all_identical(_said(before.workspace), _said(workspace))
        self._evidence: Ledger | None = before._evidence if before is not None and same else None

    @property
    def total(self) -> int:
        """How many cards the board has."""
        return sum(len(lane.all) for lane in self.lanes)

    @property
    def shown(self) -> int:
        """How many cards match the filter."""
        return sum(len(lane.shown) for lane in self.lanes)

    @property
    def load(self) -> Load:
        """How much is in progress, wherever it stands, each column against its own limit; blocked cards count."""
        return load_of(self.workspace, self.experiment)

    @property
    def day(self) -> int | None:
        """Which day of the iteration it is, or how many it took once it is decided; None before the start."""
        started, ended = self.experiment.started_at, self.experiment.decided_at
        last = local_day(ended, self.zone) if ended else self.today
        return max(1, (last - local_day(started, self.zone)).days + 1) if started and self.started else None

    @property
    def read_only(self) -> str:
        """Why its cards are not to be changed, as a sentence; empty where they may be."""
        return why_read_only(self.workspace, self.experiment)

    @property
    def evidence(self) -> Ledger:
        """What notes say about the hypothesis, counted."""
        if self._evidence is None:
            policy = self.policy
            self._evidence = ledger_of(self.workspace, self.experiment.uid, self.witnesses, lambda: policy, self.now)
        return self._evidence

    @property
    def touchpoints_this_week(self) -> int:
        """How many touchpoints about its cards were had since Monday."""
        return self.memory.met_since(self.workspace, self.experiment, self.today - timedelta(days=self.today.weekday()))

    def keeping(self, uid: str) -> Keeping | None:
        """Return how things stand with a person (uid), or None where there is none."""
        person = self.workspace.participants.get(uid)
        return self.memory.keeping(self.workspace, person, self.policy, self.today) if person else None

    def missing(self, card: Card) -> list[tuple[Participant, str]]:
        """Return what a card's work needs of its people and they have not agreed to."""
        return missing(self.workspace, card, self.today) if card.needs and card.people else []

    def wished(self, card: Card) -> list[tuple[Participant, str]]:
        """Return what a card's work wishes of its people and nobody asked them about yet."""
        return wished(self.workspace, card, self.today) if card.wish and card.people else []

    def card(self, uid: str | None) -> Card | None:
        """Return a card of the board by uid."""
        return self.workspace.cards.get(uid) if uid else None

    def lane_of(self, uid: str) -> int | None:
        """Return the index of the lane that shows a card, or None."""
        card = self.workspace.cards.get(uid)
        for index, lane in enumerate(self.lanes):
            if card is not None and lane.column.id == card.column:
                return index if uid in lane.shown else None
        return None

    def age(self, card: Card) -> int | None:
        """Return the age of a card in progress in days; on a decided board it grows no more."""
        return age_days(card, self.experiment, self.today)

    def blocked(self, card: Card) -> int:
        """Return for how many days a card is blocked; 0 for one that is not."""
        return blocked_days(card, self.experiment, self.today) or 0

    def cycle(self, card: Card) -> int | None:
        """Return the cycle time of a finished card in days."""
        return cycle_days(card, self.zone)

    def matching(self, terms: tuple[Term, ...], column: str, uids: Uids) -> Uids:
        """Return the cards of a column that match all terms; bare words are looked for first, they are cheapest."""
        words = [term.value for term in terms if term.kind == "word"]
        others = tuple(term for term in terms if term.kind != "word")
        if words:
            texts = self.memory.texts(self.workspace, column, uids)
            for word in words:
                found = needle(word).among(texts)
                uids, texts = tuple(compress(uids, found)), list(compress(texts, found))
        if others:
            cards = self.workspace.cards
            test = matcher(others, View(self.workspace, self.experiment, self.today, self.thresholds))
            uids = tuple(uid for uid in uids if test(cards[uid]))
        return uids

    def prepare_filter(self) -> None:
        """Read the texts a filter looks through, so that the first letter need not."""
        for lane in self.lanes:
            self.memory.texts(self.workspace, lane.column.id, lane.all)

    def _lane(self, column: ColumnDefinition, uids: Uids, before: Board | None) -> Lane:
        notes = self.workspace.notes
        if before is not None and before.terms == self.terms and not self.terms:
            for lane in before.lanes:
                if lane.column is column and lane.all is uids and lane.notes is notes:
                    return lane
        same = next((lane for lane in before.lanes if lane.all is uids), None) if before is not None else None
        oldest = same.oldest if same is not None else self._oldest(column)
        shown = self.matching(self.terms, column.id, uids) if self.terms else uids
        fresh = len(shown)
        if column.role == "finished":
            shown, fresh = self._news_first(shown)
        return Lane(column, uids, shown, fresh, oldest, notes)

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
        return days_since(first, last_day(self.experiment, self.today), self.zone) if first is not None else None

    def _thresholds(self, before: Board | None) -> Thresholds:
        """Return the ages that draw attention; worked out only when a finished column changed."""
        same = before is not None and before.experiment.definition is self.experiment.definition
        if same and before is not None and all_identical(_uids(before.finished), _uids(self.finished)):
            return before.thresholds
        cards, counted = self.workspace.cards, self.memory.counted
        times = (counted(cards[uid], zone_of(zone)) for zone, uids in self.finished for uid in uids)
        return thresholds(filter(None, times), self.experiment.definition.sle)


def touched_cards(change: Change, before: Workspace) -> set[str]:
    """Return the uids of the cards that may look different after a change, those of changed notes among them."""
    notes = change.records.get("notes", {})
    known = [note for uid in notes if (note := before.notes.get(uid)) is not None]
    written = [note for note in notes.values() if isinstance(note, Note)]
    return {*change.records.get("cards", {}), *(note.card for note in (*known, *written) if note.card is not None)}


def _uids(parts: Sequence[Part]) -> list[Uids]:
    return [uids for _, uids in parts]


def _said(workspace: Workspace) -> tuple[object, ...]:
    return workspace.notes, workspace.touchpoints


def people_facts(workspace: Workspace) -> tuple[object, ...]:
    """Return what the look of people depends on; the very same objects while nothing about people changes."""
    return workspace.participants, workspace.consents, workspace.touchpoints


def all_identical(some: Sequence[object], others: Sequence[object]) -> bool:
    """Return whether two sequences hold the very same objects."""
    return len(some) == len(others) and all(one is other for one, other in zip(some, others, strict=True))

"""What a board shows of a workspace: lanes of cards, ages, counts. No widgets here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from tui.domain.definition import ColumnDefinition
from tui.domain.flow import (
    Thresholds,
    age_days,
    cycle_days,
    local_day,
    previous_working_day,
    thresholds,
    zone_of,
)
from tui.domain.query import Term, View, haystack_of, matcher
from tui.domain.records import Card, Experiment
from tui.domain.workspace import Workspace


@dataclass(frozen=True)
class Lane:
    """One column as shown: all its cards, those that match the filter, and how many of these are news.

    In a finished column the cards finished since the last working day come first and are `fresh`.
    """

    column: ColumnDefinition
    all: tuple[str, ...]
    shown: tuple[str, ...]
    fresh: int


@dataclass
class Matches:
    """Remembers what a filter looks through, by card, so that typing does not read every note again."""

    haystacks: dict[str, tuple[Card, tuple[str, ...], str]] = field(default_factory=dict)

    def haystack(self, workspace: Workspace) -> Callable[[Card], str]:
        """Return a function from a card to its searchable text."""
        kept = self.haystacks

        def text_of(card: Card) -> str:
            known = kept.get(card.uid)
            notes = workspace.note_uids(card.uid)
            if known is None or known[0] is not card or known[1] is not notes:
                known = kept[card.uid] = (card, notes, haystack_of(workspace, card))
            return known[2]

        return text_of


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
        matches: Matches | None = None,
        before: Board | None = None,
    ) -> None:
        self.workspace = workspace
        self.experiment = experiment
        self.started = started
        self.zone: tzinfo = zone_of(experiment.timezone)
        self.now = now
        self.today: date = local_day(now, self.zone)
        self.news_since = previous_working_day(self.today)
        self.terms = terms
        self._before = before
        columns = experiment.definition.columns
        lanes = [workspace.lane(experiment.uid, column.id) for column in columns]
        self.thresholds = self._thresholds(columns, lanes)
        test = self._test(matches or Matches())
        self.lanes = [self._lane(column, uids, test) for column, uids in zip(columns, lanes, strict=True)]
        self._before = None

    @property
    def total(self) -> int:
        """How many cards the board has."""
        return sum(len(lane.all) for lane in self.lanes)

    @property
    def shown(self) -> int:
        """How many cards match the filter."""
        return sum(len(lane.shown) for lane in self.lanes)

    @property
    def wip(self) -> int:
        """How many cards are in active columns; blocked ones count."""
        return sum(len(lane.all) for lane in self.lanes if lane.column.role == "active")

    @property
    def wip_limit(self) -> int | None:
        """The sum of the limits of the active columns, or None where there is none."""
        limits = [lane.column.wip for lane in self.lanes if lane.column.role == "active"]
        known = [limit for limit in limits if limit is not None]
        return sum(known) if known else None

    @property
    def day(self) -> int | None:
        """Which day of the iteration it is, from 1, or None before the start."""
        started = self.experiment.started_at
        return max(1, (self.today - local_day(started, self.zone)).days + 1) if started and self.started else None

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
        """Return the age of a card in progress in days."""
        return age_days(card, self.today, self.zone)

    def cycle(self, card: Card) -> int | None:
        """Return the cycle time of a finished card in days."""
        return cycle_days(card, self.zone)

    def oldest(self, lane: Lane) -> int | None:
        """Return the age of the oldest card of a lane in days."""
        cards = self.workspace.cards
        started = [card.started_at for uid in lane.all if (card := cards[uid]).started_at and not card.finished_at]
        if not started:
            return None
        return max(1, (self.today - local_day(min(started), self.zone)).days + 1)

    def evidence(self) -> tuple[int, int, int]:
        """Return how many notes support and refute the hypothesis, and how many people they come from."""
        workspace = self.workspace
        if not workspace.notes:
            return 0, 0, 0
        uid = self.experiment.uid
        cards = workspace.cards
        notes = [
            note
            for note in workspace.notes.values()
            if note.stance in ("supports", "refutes")
            and note.archived_at is None
            and note.card is not None
            and (card := cards.get(note.card)) is not None
            and card.experiment == uid
        ]
        supports = sum(note.stance == "supports" for note in notes)
        people = {person for note in notes for person in note.people}
        return supports, len(notes) - supports, len(people)

    def _test(self, matches: Matches) -> Callable[[Card], bool] | None:
        if not self.terms:
            return None
        view = View(self.workspace, self.experiment, self.today, self.thresholds)
        return matcher(self.terms, view, matches.haystack(self.workspace))

    def _lane(self, column: ColumnDefinition, uids: tuple[str, ...], test: Callable[[Card], bool] | None) -> Lane:
        cards = self.workspace.cards
        shown = uids if test is None else tuple(uid for uid in uids if test(cards[uid]))
        if column.role != "finished":
            return Lane(column, uids, shown, len(shown))
        fresh = [uid for uid in shown if self._is_news(cards[uid])]
        if len(fresh) == len(shown):
            return Lane(column, uids, shown, len(shown))
        news = set(fresh)
        return Lane(column, uids, (*fresh, *(uid for uid in shown if uid not in news)), len(fresh))

    def _is_news(self, card: Card) -> bool:
        return card.finished_at is not None and local_day(card.finished_at, self.zone) >= self.news_since

    def _thresholds(self, columns: tuple[ColumnDefinition, ...], lanes: list[tuple[str, ...]]) -> Thresholds:
        """Return the ages that draw attention; recomputed only when a finished column changed."""
        cards = self.workspace.cards
        finished = [uids for column, uids in zip(columns, lanes, strict=True) if column.role == "finished"]
        self._finished = finished
        before = self._before
        if (
            before is not None
            and before.experiment.definition is self.experiment.definition
            and len(before._finished) == len(finished)
            and all(old is new for old, new in zip(before._finished, finished, strict=True))
        ):
            return before.thresholds
        times = [cycle_days(cards[uid], self.zone) or 1 for uids in finished for uid in uids]
        return thresholds(times, self.experiment.definition.sle)

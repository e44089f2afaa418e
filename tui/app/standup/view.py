"""All that the look of a standup depends on, at one moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import cached_property

from tui.app.board.board import Board
from tui.app.look.glyphs import Glyphs
from tui.app.look.masking import Mask
from tui.app.look.paint import Shown, Span
from tui.domain.evidence.assumed import Assumed, assumed_on, riskiest
from tui.domain.evidence.confidence import confidence_of
from tui.domain.evidence.ledger import Ledger
from tui.domain.facts import CardFacts, NoteFacts, pids
from tui.domain.flow.series import awaits
from tui.domain.people.person_facts import PersonFacts
from tui.domain.people.policy import Policy
from tui.domain.records import Card, Experiment, Insight, Note, Participant, Standup, StandupItem, Touchpoint
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key
from tui.domain.standup.held import Followed, followed, last_decisions
from tui.domain.standup.lessons import News, insights_since, insights_to_review, measured_since
from tui.domain.standup.pulse import Pulse, pulse_of
from tui.domain.standup.walked import Nearing, due_people, to_pull
from tui.domain.time.dates import days_late, late_words, near_words

Record = Card | Touchpoint | Participant | Note


@dataclass
class StandupView:
    """A standup in its workspace, over one board or several (by uid of their experiment).

    `moved` are the cards (uids) that moved since it counts from, None while unknown.
    """

    standup: Standup
    boards: Mapping[str, Board]
    policy: Policy
    now: datetime
    glyphs: Glyphs
    mask: Mask
    moved: frozenset[str] | None

    def __post_init__(self) -> None:
        """Take from the first board what all of them share."""
        self._first = next(iter(self.boards.values()))
        self.workspace: Workspace = self._first.workspace
        self.today: date = self.policy.day(self.now)
        self.zone: tzinfo = self.policy.zone if len(self.boards) > 1 else self._first.zone

    @property
    def experiments(self) -> list[Experiment]:
        """The experiments that are stood up for, as far as they are there."""
        return [board.experiment for board in self.boards.values()]

    @property
    def title(self) -> str:
        """Over what it is: the title of its experiment, or how many there are."""
        alone = len(self.boards) == 1
        return self.mask.text(self._first.experiment.definition.title) if alone else f"{len(self.boards)} experiments"

    def record(self, item: StandupItem) -> Record | None:
        """Return what a stop is about; None where it is about nothing in particular, or that is gone."""
        workspace = self.workspace
        return (
            workspace.cards.get(item.uid)
            or workspace.touchpoints.get(item.uid)
            or workspace.participants.get(item.uid)
            or workspace.notes.get(item.uid)
        )

    def card_of(self, item: StandupItem) -> Card | None:
        """Return the card that keys act on at a stop: its own, that of its note, or the one to pull."""
        if item.step == "pull" and not item.uid:
            experiment = self.pulling(item)
            return to_pull(self.workspace, experiment) if experiment else None
        record = self.record(item)
        if isinstance(record, Card):
            return record
        return self.workspace.cards.get(record.card) if isinstance(record, Note) and record.card else None

    def pulling(self, item: StandupItem) -> Experiment | None:
        """Return the experiment of which something is to be begun: the current iteration of that of the stop."""
        stop = self.workspace.experiments.get(item.experiment)
        return next((current for current in self.experiments if stop and current.board_id == stop.board_id), None)

    def people_of(self, item: StandupItem) -> tuple[str, ...]:
        """Return the people (uids) a stop is about."""
        record = self.record(item)
        if isinstance(record, Participant):
            return (record.uid,)
        return record.people if record is not None else ()

    def board_of(self, item: StandupItem) -> Board:
        """Return the board a stop belongs to, else the first one."""
        card = self.card_of(item)
        return self.boards.get(card.experiment if card is not None else item.experiment) or self._first

    def key(self, card: Card) -> str:
        """Return how a card is called, in the standup as in its report: by its full key."""
        return card_key(self.workspace, card)

    def column(self, card: Card) -> Shown:
        """Return the title of the column a card is in."""
        return self.mask.text(CardFacts(self.workspace, card, lambda: self.policy, self.now).column_title)

    def due(self, card: Card, today: date) -> tuple[Span, ...]:
        """Return when a card is still due, on a day of its board; nothing where it is due on none."""
        if card.due is None or not awaits(card):
            return ()
        if late := days_late(card.due, today):
            return (Span(late_words(late), "danger bold"),)
        near = card.due <= self.policy.next_working_day(today)
        return (Span(f"due {near_words(card.due, today)}", "warn bold" if near else "text"),)

    def teammate(self, name: str) -> str:
        """Return how a teammate is called; where a customer has that name, the customer is hidden."""
        return f"@{self.mask.text(name)}"

    @cached_property
    def decided(self) -> list[Followed]:
        """What became of the last decisions."""
        return last_decisions(self.workspace, self.experiments, self.policy, self.standup.started_at, self.now)

    @cached_property
    def all_decided(self) -> list[Followed]:
        """What became of the last decisions, and after them of what was decided in this standup."""
        ours = self.standup.decisions
        today = (followed(self.workspace, self.standup, decision, self.policy, self.today) for decision in ours)
        return [*self.decided, *today]

    @cached_property
    def nearing(self) -> list[Nearing]:
        """Who should have heard from us by now."""
        return due_people(self.workspace, self.experiments, self.policy, self.now)

    @cached_property
    def pulse(self) -> Pulse:
        """What happened since the last standup, counted."""
        moved, counts = self.moved or frozenset(), self._first.witnesses.count
        return pulse_of(self.workspace, self.experiments, self.policy, self.standup.since, self.now, moved, counts)

    @cached_property
    def measured(self) -> list[News]:
        """What was measured since the last standup."""
        return [*measured_since(self.workspace, self.experiments, self.standup.since)]

    @cached_property
    def insights(self) -> list[Insight]:
        """The insights that are new since the last standup."""
        return insights_since(self.workspace, self.experiments, self.standup.since)

    @cached_property
    def reviews(self) -> list[Insight]:
        """The insights that were to be looked at again by today."""
        return insights_to_review(self.workspace, self.experiments, self.today)

    @cached_property
    def risks(self) -> list[Assumed]:
        """The riskiest assumption of each board that nothing speaks to yet."""
        if not self.workspace.assumptions:
            return []
        boards = dict.fromkeys(experiment.board_id for experiment in self.experiments)
        witnesses = self._first.witnesses
        all_of = (assumed_on(self.workspace, board, witnesses, lambda: self.policy, self.now) for board in boards)
        return [worst for assumed in all_of if (worst := riskiest(assumed)) is not None]

    def confidence(self, insight: Insight) -> Ledger:
        """Return how sure an insight is."""
        return confidence_of(self.workspace, insight, self._first.witnesses, self.policy, self.now)

    def person(self, person: Participant) -> PersonFacts:
        """Return what a person shows beside what is written of them."""
        return PersonFacts(self.workspace, person, self.policy, self.today)

    def note(self, note: Note) -> NoteFacts:
        """Return what a note shows beside its words."""
        return NoteFacts(self.workspace, note, self._first.witnesses.count, self.policy, self.today)

    def people(self, uids: Sequence[str]) -> list[Participant]:
        """Return people, as far as they are there."""
        people = self.workspace.participants
        return [people[uid] for uid in uids if uid in people]

    def pids(self, uids: Sequence[str]) -> str:
        """Return P-ids side by side."""
        return " ".join(pids(self.workspace, uids))

    def when(self, touchpoint: Touchpoint) -> str:
        """Return day and time of a touchpoint, in the time zone of the team."""
        at = touchpoint.at.astimezone(self.policy.zone)
        return f"{near_words(at.date(), self.today)} {at:%H:%M}"

"""What a standup report tells of the work: done, blocked, urgent, under way, begun."""

from __future__ import annotations

from datetime import date, datetime, time, tzinfo

from tui.domain.flow.figures import age_days, blocked_days, cycle_days, local_day, zone_of
from tui.domain.flow.population import thresholds_of
from tui.domain.flow.wip import takes_more
from tui.domain.records import Card, Experiment
from tui.domain.search.naming import card_key
from tui.domain.standup.due import Due, due_soon, waiting_cards_due
from tui.domain.standup.report.parts import Done, DueCard, Halted, Pulled, ReportBoard, Underway
from tui.domain.standup.report.wording import Teller
from tui.domain.standup.work import blocked_cards, cards_in_progress, done_at, expedited_cards, finished_since

MOST_LEARNED = 3
"""How many notes of what was learned from a card are told, the latest first."""


class Work:
    """Tells the work of the boards of a report."""

    def __init__(self, teller: Teller, moved: frozenset[str]) -> None:
        self._teller = teller
        self._moved = moved
        self._experiments = {experiment.uid: experiment for experiment in teller.experiments}
        self._thresholds = {
            experiment.uid: thresholds_of(teller.workspace, experiment) for experiment in teller.experiments
        }
        self.boards = {experiment.uid: self._board(experiment) for experiment in teller.experiments}

    def done(self) -> tuple[Done, ...]:
        """Return the cards finished since, with what was learned from each."""
        teller = self._teller
        cards = finished_since(teller.workspace, teller.experiments, teller.since)
        return tuple(map(self._done, cards))

    def blocked(self) -> tuple[Halted, ...]:
        """Return the blocked cards, those that are it the longest first."""
        teller = self._teller
        return tuple(
            Halted(
                card=teller.card(card),
                days=blocked_days(card, self._experiments[card.experiment], self._today(card)) or 0,
                reason=teller.line(card.blocked.reason, f"{card_key(teller.workspace, card)}, block"),
                needs=teller.line(card.blocked.needs, f"{card_key(teller.workspace, card)}, block"),
                owner=teller.owner(card.assignee),
                due=self._due(card),
            )
            for card in blocked_cards(teller.workspace, teller.experiments)
            if card.blocked is not None
        )

    def due(self) -> tuple[DueCard, ...]:
        """Return the cards that nobody has begun and that are due before the next standup, or late."""
        teller = self._teller
        cards = waiting_cards_due(teller.workspace, teller.experiments, teller.policy, teller.now)
        return tuple(
            DueCard(teller.card(card), due, teller.owner(card.assignee)) for card in cards if (due := self._due(card))
        )

    def expedite(self) -> tuple[Underway, ...]:
        """Return the urgent cards that can go on."""
        cards = expedited_cards(self._teller.workspace, self._teller.experiments)
        return tuple(self._underway(card) for card in cards)

    def doing(self) -> tuple[Underway, ...]:
        """Return the other cards in progress, in the order they are walked."""
        cards = cards_in_progress(self._teller.workspace, self._teller.experiments)
        return tuple(self._underway(card) for card in cards)

    def pulled(self, begun: datetime | None, pulled: frozenset[str] | None) -> tuple[Pulled, ...]:
        """Return the cards that were begun since a time, or since midnight.

        `pulled` are those that entered an active column since then. Where they are not known, it is those whose work
        began since then: that a card was taken up once more is not seen in the card alone.
        """
        teller = self._teller
        since = begun or datetime.combine(teller.today, time.min, teller.zone)
        cards = [
            card
            for experiment in teller.experiments
            for column in experiment.definition.columns
            if column.role == "active"
            for card in teller.workspace.lane_cards(experiment.uid, column.id)
        ]
        if pulled is None:
            cards = [card for card in cards if card.started_at is not None and card.started_at >= since]
        else:
            cards = [card for card in cards if card.uid in pulled]
        cards.sort(key=lambda card: (card.started_at or card.created_at, card.uid))
        return tuple(Pulled(teller.card(card), teller.owner(card.assignee)) for card in cards)

    def at_limit(self) -> bool:
        """Return whether no board takes another card."""
        return not any(takes_more(self._teller.workspace, experiment) for experiment in self._teller.experiments)

    def _done(self, card: Card) -> Done:
        teller = self._teller
        learned = [note for note in teller.workspace.notes_of(card.uid) if note.kind == "learned"][-MOST_LEARNED:]
        told = tuple(said for note in reversed(learned) if (said := teller.said(note)))
        at = done_at(card)
        return Done(
            card=teller.card(card),
            days=cycle_days(card, self._zone(card)),
            board=self.boards[card.experiment],
            owner=teller.owner(card.assignee),
            learned=told,
            withheld=len(learned) - len(told),
            archived=card.archived_at is not None,
            last=local_day(at, self._zone(card)) if at is not None and card.finished_at is None else None,
        )

    def _underway(self, card: Card) -> Underway:
        experiment, limits = self._experiments[card.experiment], self._thresholds[card.experiment]
        days = age_days(card, experiment, self._today(card))
        begun = card.started_at or card.created_at
        return Underway(
            card=self._teller.card(card),
            days=days,
            level=limits.level(days) if days is not None else 0,
            board=self.boards[card.experiment],
            over=days is not None and days > limits.sle.days,
            still=card.uid not in self._moved and begun < self._teller.since and days is not None,
            owner=self._teller.owner(card.assignee),
            due=self._due(card),
            recurs=card.kind == "recurring",
        )

    def _board(self, experiment: Experiment) -> ReportBoard:
        level = self._thresholds[experiment.uid].sle
        return ReportBoard(
            id=self._teller.title(experiment.board_id),
            key=experiment.key,
            title=self._teller.title(experiment.definition.title),
            iteration=experiment.iteration,
            days=level.days,
            percent=level.percent,
            declared=level.declared,
        )

    def _due(self, card: Card) -> Due | None:
        return due_soon(card, self._teller.policy, self._today(card))

    def _zone(self, card: Card) -> tzinfo:
        return zone_of(self._experiments[card.experiment].timezone)

    def _today(self, card: Card) -> date:
        return local_day(self._teller.now, self._zone(card))

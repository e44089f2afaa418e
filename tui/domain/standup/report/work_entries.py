"""What a standup report tells of the work: done, blocked, urgent, under way, begun, and what was decided about it."""

from __future__ import annotations

from datetime import datetime
from itertools import chain

from tui.domain.flow.figures import local_day, midnight, thresholds_of
from tui.domain.privacy.profiles import NOT_FOR_READER
from tui.domain.records import Card, Experiment, Standup
from tui.domain.standup import work_walked
from tui.domain.standup.held import Followed, followed, last_decisions
from tui.domain.standup.report.parts import Decided, Done, DueCard, Halted, Pulled, ReportBoard, Underway
from tui.domain.standup.report.telling import Teller

MOST_LEARNED = 3
"""How many notes of what was learned from a card are told, the latest first."""


class WorkEntries:
    """Tells the work of the boards of a report; `moved` are the cards (uids) that changed their column."""

    def __init__(self, teller: Teller, moved: frozenset[str]) -> None:
        self._teller = teller
        self._lens = teller.lens
        self._moved = moved
        self._boards = teller.workspace, teller.experiments
        self._thresholds = {board.uid: thresholds_of(teller.workspace, board) for board in teller.experiments}
        self.boards = {board.uid: self._board(board) for board in teller.experiments}

    def due(self) -> tuple[DueCard, ...]:
        """Return the cards that nobody has begun and that are due before the next standup, or late."""
        teller = self._teller
        cards = work_walked.waiting_cards_due(*self._boards, teller.policy, teller.now)
        due = ((card, self._due(card)) for card in cards)
        return tuple(DueCard(teller.card(card), day, self._lens.teammate(card.assignee)) for card, day in due if day)

    def pulled(self, begun: datetime | None, pulled: frozenset[str] | None) -> tuple[Pulled, ...]:
        """Return the cards that were begun since a time, or since midnight.

        `pulled` are those that entered an active column since then. Where they are not known, it is those whose work
        began since then: that a card was taken up once more is not seen in the card alone.
        """
        teller = self._teller
        since = begun or midnight(teller.today, teller.zone)
        boards = (teller.workspace.on_board(experiment, "active") for experiment in teller.experiments)
        cards = list(chain.from_iterable(boards))
        if pulled is None:
            cards = [card for card in cards if card.started_at is not None and card.started_at >= since]
        else:
            cards = [card for card in cards if card.uid in pulled]
        cards.sort(key=lambda card: (card.started_at or card.created_at, card.uid))
        return tuple(Pulled(teller.card(card), self._lens.teammate(card.assignee)) for card in cards)

    def decided_in(self, standup: Standup | None) -> tuple[Decided, ...]:
        """Return what was decided in a standup."""
        if standup is None:
            return ()
        workspace, today = self._teller.workspace, self._teller.policy.day(self._teller.now)
        return tuple(self._decided(followed(workspace, standup, decision, today)) for decision in standup.decisions)

    def decided_before(self, standup: Standup | None) -> tuple[Decided, ...]:
        """Return the decisions of the last standup, and those of earlier ones that are still open.

        Whoever gets no such texts is told that there are some: what became of them says nothing without them.
        """
        before = standup.started_at if standup is not None else self._teller.now
        decisions = last_decisions(*self._boards, self._teller.policy, before, self._teller.now)
        if self._lens.profile != "public":
            return tuple(map(self._decided, decisions))
        if decisions:
            self._lens.omit("last decisions", NOT_FOR_READER)
        return ()

    def done(self, card: Card) -> Done:
        """Return a finished card, with what was learned from it."""
        teller, facts = self._teller, self._teller.facts(card)
        lessons = [note for note in teller.workspace.notes_of(card.uid) if note.kind == "learned"][-MOST_LEARNED:]
        learned, at = teller.quotes(reversed(lessons)), work_walked.done_at(card)
        return Done(
            card=teller.card(card),
            days=facts.cycle,
            board=self.boards[card.experiment],
            owner=self._lens.teammate(card.assignee),
            learned=learned,
            withheld=len(lessons) - len(learned),
            archived=card.archived_at is not None,
            last=local_day(at, facts.zone) if at is not None and card.finished_at is None else None,
        )

    def halted(self, card: Card) -> Halted:
        """Return a blocked card."""
        teller, facts, block = self._teller, self._teller.facts(card), card.blocked
        where = f"{facts.key}, block"
        return Halted(
            card=teller.card(card),
            days=facts.blocked or 0,
            reason=teller.line(block.reason, where) if block else "",
            needs=teller.line(block.needs, where) if block else "",
            owner=self._lens.teammate(card.assignee),
            due=self._due(card),
        )

    def underway(self, card: Card) -> Underway:
        """Return a card in progress, or an urgent one."""
        limits, days = self._thresholds[card.experiment], self._teller.facts(card).age
        begun = card.started_at or card.created_at
        return Underway(
            card=self._teller.card(card),
            days=days,
            level=limits.level(days) if days is not None else 0,
            board=self.boards[card.experiment],
            over=days is not None and days > limits.sle.days,
            still=card.uid not in self._moved and begun < self._teller.since and days is not None,
            owner=self._lens.teammate(card.assignee),
            due=self._due(card),
            recurs=card.kind == "recurring",
        )

    def _decided(self, follows: Followed) -> Decided:
        decision, zone = follows.decision, self._teller.zone
        return Decided(
            text=self._teller.line(decision.text, "decision"),
            owner=self._lens.teammate(decision.owner),
            due=decision.due,
            card=self._teller.card_of(decision.card),
            day=local_day(decision.at, zone),
            state=follows.state,
            late=follows.late,
            ended=local_day(follows.ended, zone) if follows.ended else None,
        )

    def _board(self, experiment: Experiment) -> ReportBoard:
        level = self._thresholds[experiment.uid].sle
        return ReportBoard(
            id=self._lens.line(experiment.board_id),
            key=experiment.key,
            title=self._lens.line(experiment.definition.title),
            iteration=experiment.iteration,
            days=level.days,
            percent=level.percent,
            declared=level.declared,
        )

    def _due(self, card: Card) -> work_walked.Due | None:
        return work_walked.due_soon(card, self._teller.policy, self._teller.facts(card).today)

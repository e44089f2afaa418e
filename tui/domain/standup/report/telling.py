"""What of the records a report tells, and how: all of it as its reader may see it.

Of the work that is what is done, blocked, urgent, under way, begun, and what was decided about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain

from tui.domain.facts import CardFacts, column_title
from tui.domain.flow.figures import local_day, midnight, thresholds_of, zone_of
from tui.domain.lens import Lens
from tui.domain.people.policy import Policy
from tui.domain.privacy.profiles import NOT_FOR_READER, is_own_words
from tui.domain.records import Card, Experiment, Note, Standup
from tui.domain.search.naming import card_key
from tui.domain.standup import walked
from tui.domain.standup.held import Followed, followed, last_decisions
from tui.domain.standup.report import parts

MOST_LEARNED = 3
"""How many notes of what was learned from a card are told, the latest first."""


class Teller:
    """Turns records into what a report tells, by a lens that counts what it changed and left out on the way.

    Where the report is about one board its days are those of that board, else those of the policy.
    """

    def __init__(self, lens: Lens, experiments: Sequence[Experiment], since: datetime) -> None:
        self.lens = lens
        self.workspace = lens.workspace
        self.policy = lens.policy()
        self.now = lens.now
        self.experiments = tuple(experiments)
        self.since = since
        self.timezone = timezone_of(experiments, self.policy)
        self.zone = zone_of(self.timezone)
        self.today = local_day(self.now, self.zone)

    def line(self, text: str, where: str = "") -> str:
        """Return a text as one clean line without people; empty where this reader gets no such texts."""
        return self.lens.line(self.lens.free(text, where))

    def facts(self, card: Card) -> CardFacts:
        """Return how a card stands at the time of the report, on the days of its board."""
        return CardFacts(self.workspace, card, self.lens.policy, self.now)

    def card(self, card: Card) -> parts.CardName:
        """Return a card by name, and where it stands."""
        key = card_key(self.workspace, card)
        return parts.CardName(key, self.lens.title(card, key), self.lens.line(column_title(self.workspace, card)))

    def card_of(self, uid: str | None) -> parts.CardName | None:
        """Return the card of a uid by name; None where there is none."""
        card = self.workspace.cards.get(uid or "")
        return self.card(card) if card else None

    def quote(self, note: Note) -> parts.Said | None:
        """Return what a note says; None where it may not be told, which is counted."""
        card = self.workspace.cards.get(note.card or "")
        view = self.lens.note(note, card_key(self.workspace, card) if card else "")
        if view.withheld:
            return None
        return parts.Said(
            kind=note.kind,
            text=" ".join(view.text.split()),
            day=local_day(note.at, self.zone),
            people=view.about,
            stance=view.stance,
            own_words=is_own_words(note),
        )

    def words(self, note: Note) -> str:
        """Return the words of a note in one line; empty where they may not be told, which is counted."""
        card = self.workspace.cards.get(note.card or "")
        return " ".join(self.lens.words(note, card_key(self.workspace, card) if card else "").split())

    def quotes(self, notes: Iterable[Note]) -> tuple[parts.Said, ...]:
        """Return what those notes say that may be told; the others are counted."""
        return tuple(quote for note in notes if (quote := self.quote(note)))


def timezone_of(experiments: Sequence[Experiment], policy: Policy) -> str:
    """Return the time zone of the days of a report: that of its board, the team's where there are several."""
    return experiments[0].timezone if len(experiments) == 1 else policy.timezone


class WorkEntries:
    """Tells the work of the boards of a report; `moved` are the cards (uids) that changed their column."""

    def __init__(self, teller: Teller, moved: frozenset[str]) -> None:
        self._teller = teller
        self._lens = teller.lens
        self._moved = moved
        self._boards = teller.workspace, teller.experiments
        self._thresholds = {board.uid: thresholds_of(teller.workspace, board) for board in teller.experiments}
        self.boards = {board.uid: self._board(board) for board in teller.experiments}

    def due(self) -> tuple[parts.DueCard, ...]:
        """Return the cards that nobody has begun and that are due before the next standup, or late."""
        teller = self._teller
        cards = walked.waiting_cards_due(*self._boards, teller.policy, teller.now)
        due = ((card, self._due(card)) for card in cards)
        return tuple(
            parts.DueCard(teller.card(card), day, self._lens.teammate(card.assignee)) for card, day in due if day
        )

    def pulled(self, begun: datetime | None, pulled: frozenset[str] | None) -> tuple[parts.Pulled, ...]:
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
        return tuple(parts.Pulled(teller.card(card), self._lens.teammate(card.assignee)) for card in cards)

    def decided_in(self, standup: Standup | None) -> tuple[parts.Decided, ...]:
        """Return what was decided in a standup."""
        if standup is None:
            return ()
        workspace, policy = self._teller.workspace, self._teller.policy
        today = policy.day(self._teller.now)
        decided = (followed(workspace, standup, decision, policy, today) for decision in standup.decisions)
        return tuple(map(self._decided, decided))

    def decided_before(self, standup: Standup | None) -> tuple[parts.Decided, ...]:
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

    def done(self, card: Card) -> parts.Done:
        """Return a finished card, with what was learned from it."""
        teller, facts = self._teller, self._teller.facts(card)
        lessons = [note for note in teller.workspace.notes_of(card.uid) if note.kind == "learned"][-MOST_LEARNED:]
        learned, at = teller.quotes(reversed(lessons)), walked.done_at(card)
        return parts.Done(
            card=teller.card(card),
            days=facts.cycle,
            board=self.boards[card.experiment],
            owner=self._lens.teammate(card.assignee),
            learned=learned,
            withheld=len(lessons) - len(learned),
            archived=card.archived_at is not None,
            last=local_day(at, facts.zone) if at is not None and card.finished_at is None else None,
        )

    def halted(self, card: Card) -> parts.Halted:
        """Return a blocked card."""
        teller, facts, block = self._teller, self._teller.facts(card), card.held
        where = f"{facts.key}, block"
        reason = f"free, {facts.block_words}" if facts.is_free else facts.block_words if block else ""
        return parts.Halted(
            card=teller.card(card),
            days=facts.blocked or 0,
            reason=teller.line(reason, where) if block else "",
            needs=teller.line(block.needs, where) if block else "",
            owner=self._lens.teammate(card.assignee),
            due=self._due(card),
        )

    def underway(self, card: Card) -> parts.Underway:
        """Return a card in progress, or an urgent one."""
        limits, days = self._thresholds[card.experiment], self._teller.facts(card).age
        begun = card.started_at or card.created_at
        return parts.Underway(
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

    def _decided(self, follows: Followed) -> parts.Decided:
        decision, zone = follows.decision, self._teller.zone
        return parts.Decided(
            text=self._teller.line(decision.text, "decision"),
            owner=self._lens.teammate(decision.owner),
            due=follows.due or decision.due,
            card=self._teller.card_of(decision.card),
            day=local_day(decision.at, zone),
            state=follows.state,
            late=follows.late,
            days=follows.days,
            ended=local_day(follows.ended, zone) if follows.ended else None,
        )

    def _board(self, experiment: Experiment) -> parts.ReportBoard:
        level = self._thresholds[experiment.uid].sle
        return parts.ReportBoard(
            id=self._lens.line(experiment.board_id),
            key=experiment.key,
            title=self._lens.line(experiment.definition.title),
            iteration=experiment.iteration,
            days=level.days,
            percent=level.percent,
            declared=level.declared,
        )

    def _due(self, card: Card) -> walked.Due | None:
        if card.due is None:  # as most are
            return None
        return walked.due_soon(card, self._teller.policy, self._teller.facts(card).today)

"""Tells the story: turns each line into the operation it means, at its time, in the name of whoever did it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from tui.demo.ground import TIMEZONE, Ground, day, moment
from tui.demo.story import Line
from tui.domain import operations
from tui.domain.records import Cadence
from tui.domain.standup.held import running_experiments, since_of


class Teller(Ground):
    """Tells lines, in the order of their times; each verb of a line is a method.

    Cards are named `CD-3` and people `P03`, several of them with blanks between.
    """

    def tell(self, line: Line) -> None:
        """Let the line happen, at its time or as soon as what was going on then is over; each day is a session."""
        at = moment(line.at)
        day_before, self.now = self.now.date(), max(at, self.now)
        if at.date() != day_before:
            self._session = self.new_uid()
        self._actor = line.by
        getattr(self, line.verb)(*line.args, **line.options)

    def start(self, key: str) -> None:
        """Start an experiment."""
        board = self.boards[key]
        self.do(operations.start_experiment, board.definition, definition_hash=board.hash, timezone=TIMEZONE)

    def add(self, key: str, title: str, *, due: str = "", people: str = "", **fields: Any) -> None:
        """Add a card."""
        linked = self.people(people)
        self.do(
            operations.add_card,
            self.experiment(key).uid,
            title,
            due=day(due) if due else None,
            people=linked,
            **fields,
        )

    def move(self, card: str, column: str) -> None:
        """Move a card to a column."""
        self.do(operations.move_card, self.card_named(card).uid, column)

    def rank(self, card: str, index: int) -> None:
        """Put a card in its place."""
        self.do(operations.rank_card, self.card_named(card).uid, index)

    def own(self, cards: str, owner: str) -> None:
        """Give cards an owner."""
        for card in cards.split():
            self.do(operations.assign_card, self.card_named(card).uid, owner)

    def tag(self, card: str, *tags: str) -> None:
        """Tag a card."""
        self.do(operations.tag_card, self.card_named(card).uid, tags)

    def due(self, card: str, by: str) -> None:
        """Say when a card is due."""
        self.do(operations.set_due, self.card_named(card).uid, day(by))

    def hurry(self, card: str, hurry: bool = True) -> None:
        """Expedite a card, or no longer."""
        self.do(operations.expedite_card, self.card_named(card).uid, hurry)

    def block(self, card: str, reason: str, needs: str = "") -> None:
        """Block a card."""
        self.do(operations.block_card, self.card_named(card).uid, reason, needs)

    def unblock(self, card: str) -> None:
        """Let a card go on."""
        self.do(operations.unblock_card, self.card_named(card).uid)

    def steps(self, card: str, *texts: str) -> None:
        """Add steps to a card."""
        for text in texts:
            self.do(operations.add_checklist_item, self.card_named(card).uid, text)

    def tick(self, card: str, steps: int = 1) -> None:
        """Tick the next steps of a card."""
        for item in [step for step in self.card_named(card).checklist if not step.done][:steps]:
            self.do(operations.tick_item, self.card_named(card).uid, item.uid)

    def link(self, card: str, people: str) -> None:
        """Link people to a card."""
        for uid in self.people(people):
            self.do(operations.link_contact, self.card_named(card).uid, uid)

    def archive(self, card: str) -> None:
        """Take a card off the board."""
        self.do(operations.archive_card, self.card_named(card).uid)

    def restore(self, card: str) -> None:
        """Bring a card back."""
        self.do(operations.restore_card, self.card_named(card).uid)

    def undo(self) -> None:
        """Take back what was done last."""
        self.do(operations.revert, self.changes[-1].event)

    def introduce(self, name: str, *, guardian: str = "", until: str = "", **fields: Any) -> None:
        """Make a person known."""
        if guardian:
            fields["guardian"] = self.people(guardian)[0]
        if until:
            fields["retention_until"] = date.fromisoformat(until)
        if rhythm := fields.pop("cadence", ()):
            fields["cadence"] = Cadence(*rhythm)
        self.do(operations.make_contact, name, **fields)

    def person(self, pid: str, **fields: Any) -> None:
        """Change what is known of a person."""
        self.do(operations.edit_person, self.people(pid)[0], **fields)

    def met(self, method: str, people: str = "", *, at: str = "", cards: str = "", **fields: Any) -> None:
        """Note a touchpoint that was had, or one that is planned where `fields` say so."""
        if at:
            fields["at"] = moment(at)
        if promised := fields.pop("promised_for", ""):
            fields["promised_for"] = day(promised)
        linked = [self.card_named(card).uid for card in cards.split()]
        self.do(operations.log_touchpoint, method, self.people(people), cards=linked, **fields)

    def settle(self, people: str, status: str = "done", **fields: Any) -> None:
        """Say what became of what was planned last with people."""
        self.do(operations.settle_touchpoint, self.planned(people).uid, status, **fields)

    def say(self, card: str, people: str, kind: str, text: str, *, due: str = "", **fields: Any) -> None:
        """Write a note on a card, about people, or both; it was said where they were met that day."""
        about = self.people(people)
        self.do(
            operations.add_note,
            text,
            card=self.card_named(card).uid if card else None,
            people=about,
            kind=kind,
            due=day(due) if due else None,
            touchpoint=self.met_today(about),
            **fields,
        )

    def answer(self, text: str, step: str, outcome: str | None = None) -> None:
        """Say how far the answer to a request is, which begins with these words."""
        self.do(operations.answer_request, self.note_of(text).uid, step, outcome)

    def keep(self, text: str) -> None:
        """Keep a promise, which begins with these words."""
        self.do(operations.keep_promise, self.note_of(text).uid, True)

    def put_away(self, text: str) -> None:
        """Archive a note, which begins with these words."""
        self.do(operations.archive_note, self.note_of(text).uid)

    def agree(self, people: str, words: str, method: str, *, until: str = "", **fields: Any) -> None:
        """Note that people agree to something."""
        expires = date.fromisoformat(until) if until else None
        for uid in self.people(people):
            give = operations.give_consent
            self.do(give, uid, words.split(), method=method, expires_at=expires, notice_version="2026-1", **fields)

    def refuse(self, people: str, words: str) -> None:
        """Note that people do not agree, or no longer."""
        for uid in self.people(people):
            self.do(operations.withdraw_consent, uid, words.split())

    def ask(self, people: str, words: str) -> None:
        """Note that people were asked to agree."""
        for uid in self.people(people):
            self.do(operations.ask_consent, uid, words.split())

    def record(self, people: str, scopes: str, status: str) -> None:
        """Note any other status of consent."""
        for uid in self.people(people):
            self.do(operations.record_consent, uid, scopes.split(), status)

    def invite(self, people: str, *, card: str = "", **fields: Any) -> None:
        """Note that people were asked to take part."""
        about = self.card_named(card).uid if card else None
        self.do(operations.invite, self.people(people), card=about, **fields)

    def answered(self, person: str, status: str, note: str | None = None) -> None:
        """Note what came of asking somebody last."""
        asked = [
            invitation for invitation in self.workspace.invitations_of(self.people(person)[0]) if invitation.is_open
        ]
        self.do(operations.answer_invitation, asked[-1].uid, status, note=note)

    def reward(self, person: str, amount: str, **fields: Any) -> None:
        """Promise somebody something for taking part."""
        self.do(operations.promise_incentive, self.people(person)[0], amount, **fields)

    def pay(self, person: str) -> None:
        """Pay what somebody is owed."""
        owed = [
            incentive for incentive in self.workspace.incentives_of(self.people(person)[0]) if incentive.state == "owed"
        ]
        self.do(operations.pay_incentive, owed[0].uid)

    def standup(self, attendees: str, spent: int, *decisions: Sequence[str]) -> None:
        """Stand together over all that runs; a decision is its text, owner, day, and the card it is about."""
        running = running_experiments(self.workspace)
        since = since_of(self.workspace, running, self.policy, self.now)
        begun = self.do(
            operations.begin_standup, [experiment.uid for experiment in running], since, attendees=attendees.split()
        )
        uid = next(iter(begun.records["standups"]))
        stops = len(self.workspace.standups[uid].items)
        self.wait(spent // 2)
        self.do(operations.walk_standup, uid, stops // 2, spent // 2)
        for text, owner, by, card in decisions:
            about = self.card_named(card).uid if card else None
            self.do(operations.decide_in_standup, uid, text, owner=owner, due=day(by) if by else None, card=about)
        self.wait(spent // 2)
        self.do(operations.end_standup, uid, spent)

    def did(self, text: str) -> None:
        """Tick the decision of a standup that begins with these words."""
        uid, decision = next(
            (standup.uid, decision)
            for standup in reversed(list(self.workspace.standups.values()))
            for decision in standup.decisions
            if decision.text.startswith(text)
        )
        self.do(operations.tick_decision, uid, decision.uid)

    def iterate(self, key: str, carried: str) -> None:
        """Begin the next iteration of an experiment with some of its cards."""
        cards = [self.card_named(card).uid for card in carried.split()]
        self.do(operations.iterate_experiment, self.experiment(key).uid, cards=cards)

    def decide(self, key: str, decision: str, iteration: int, **words: Any) -> None:
        """Decide on an iteration of an experiment."""
        experiment = next(experiment for experiment in self.iterations(key) if experiment.iteration == iteration)
        self.do(operations.decide_experiment, experiment.uid, decision, **words)

    def act(self, key: str, action: str, into: str) -> None:
        """Make an action of a decision a card of an experiment."""
        decided = self.experiment(key)
        actions = decided.learning.actions if decided.learning else ()
        chosen = next(one for one in actions if one.text.startswith(action))
        self.do(operations.act_on_decision, decided.uid, chosen.uid, into=self.experiment(into).uid)

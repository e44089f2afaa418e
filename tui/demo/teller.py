"""Tells the story: turns each line into the operation it means, at its time, in the name of whoever did it."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from ulid import ULID

from tui.demo.line import Line
from tui.domain import operations
from tui.domain.change import Change, Context
from tui.domain.definition import BoardDefinition
from tui.domain.policy import Policy
from tui.domain.records import Card, Experiment, Note, Touchpoint
from tui.domain.standup import running_experiments, since_of
from tui.domain.workspace import Workspace

YEAR, TIMEZONE = 2026, "Europe/Berlin"
SEED = 20261123


class Board(NamedTuple):
    """A board as its file says it."""

    definition: BoardDefinition
    hash: str


def moment(text: str) -> datetime:
    """Return the time (UTC) that `11-20 16:30` is in the story."""
    return datetime.fromisoformat(f"{YEAR}-{text}").replace(tzinfo=ZoneInfo(TIMEZONE)).astimezone(UTC)


def day(text: str) -> date:
    """Return the day that `11-20` is in the story."""
    return date.fromisoformat(f"{YEAR}-{text}")


class Teller:
    """Keeps the workspace as it stands, and every change that led there; lines are to come in order of their times.

    Cards are named `CD-3` and people `P03`, several of them with blanks between.
    """

    def __init__(self, boards: dict[str, Board], policy: Policy) -> None:
        self.workspace = Workspace.of()
        self.changes: list[Change] = []
        self._boards = boards
        self._policy = policy
        self._chance = random.Random(SEED)  # noqa: S311 - it is to be the same each time
        self._now = datetime.min.replace(tzinfo=UTC)
        self._actor = ""
        self._session = ""

    def tell(self, line: Line) -> None:
        """Let the line happen, a second after what else happened in its minute."""
        at = moment(line.at)
        if at.date() != self._now.date():
            self._now = at
            self._session = self._new_uid()
        self._now = max(at, self._now + timedelta(seconds=1))
        self._actor = line.by
        getattr(self, line.verb)(*line.args, **line.options)

    def start(self, key: str) -> None:
        """Start an experiment."""
        board = self._boards[key]
        self._do(operations.start_experiment, board.definition, definition_hash=board.hash, timezone=TIMEZONE)

    def add(self, key: str, title: str, *, due: str = "", people: str = "", **fields: Any) -> None:
        """Add a card."""
        linked = self._people(people)
        self._do(
            operations.add_card,
            self._experiment(key).uid,
            title,
            due=day(due) if due else None,
            people=linked,
            **fields,
        )

    def move(self, card: str, column: str) -> None:
        """Move a card to a column."""
        self._do(operations.move_card, self._card(card).uid, column)

    def rank(self, card: str, index: int) -> None:
        """Put a card in its place."""
        self._do(operations.rank_card, self._card(card).uid, index)

    def own(self, cards: str, owner: str) -> None:
        """Give cards an owner."""
        for card in cards.split():
            self._do(operations.assign_card, self._card(card).uid, owner)

    def tag(self, card: str, *tags: str) -> None:
        """Tag a card."""
        self._do(operations.tag_card, self._card(card).uid, tags)

    def due(self, card: str, by: str) -> None:
        """Say when a card is due."""
        self._do(operations.set_due, self._card(card).uid, day(by))

    def hurry(self, card: str, hurry: bool = True) -> None:
        """Expedite a card, or no longer."""
        self._do(operations.expedite_card, self._card(card).uid, hurry)

    def block(self, card: str, reason: str, needs: str = "") -> None:
        """Block a card."""
        self._do(operations.block_card, self._card(card).uid, reason, needs)

    def unblock(self, card: str) -> None:
        """Let a card go on."""
        self._do(operations.unblock_card, self._card(card).uid)

    def steps(self, card: str, *texts: str) -> None:
        """Add steps to a card."""
        for text in texts:
            self._do(operations.add_checklist_item, self._card(card).uid, text)

    def tick(self, card: str, steps: int = 1) -> None:
        """Tick the next steps of a card."""
        for item in [each for each in self._card(card).checklist if not each.done][:steps]:
            self._do(operations.tick_item, self._card(card).uid, item.uid)

    def link(self, card: str, people: str) -> None:
        """Link people to a card."""
        for uid in self._people(people):
            self._do(operations.link_contact, self._card(card).uid, uid)

    def archive(self, card: str) -> None:
        """Take a card off the board."""
        self._do(operations.archive_card, self._card(card).uid)

    def restore(self, card: str) -> None:
        """Bring a card back."""
        self._do(operations.restore_card, self._card(card).uid)

    def undo(self) -> None:
        """Take back what was done last."""
        self._do(operations.revert, self.changes[-1].event)

    def known(self, name: str, *, guardian: str = "", until: str = "", **fields: Any) -> None:
        """Make a person known."""
        if guardian:
            fields["guardian"] = self._people(guardian)[0]
        if until:
            fields["retention_until"] = date.fromisoformat(until)
        self._do(operations.make_contact, name, **fields)

    def person(self, pid: str, **fields: Any) -> None:
        """Change what is known of a person."""
        self._do(operations.edit_person, self._people(pid)[0], **fields)

    def met(self, method: str, people: str = "", *, at: str = "", cards: str = "", **fields: Any) -> None:
        """Note a touchpoint that was had, or one that is planned where `fields` say so."""
        if at:
            fields["at"] = moment(at)
        if promised := fields.pop("promised_for", ""):
            fields["promised_for"] = day(promised)
        linked = [self._card(card).uid for card in cards.split()]
        self._do(operations.log_touchpoint, method, self._people(people), cards=linked, **fields)

    def settle(self, people: str, status: str = "done", **fields: Any) -> None:
        """Say what became of what was planned last with people."""
        self._do(operations.settle_touchpoint, self._planned(people).uid, status, **fields)

    def say(self, card: str, people: str, kind: str, text: str, *, due: str = "", **fields: Any) -> None:
        """Write a note on a card, about people, or both; it was said where they were met that day."""
        about = self._people(people)
        self._do(
            operations.add_note,
            text,
            card=self._card(card).uid if card else None,
            people=about,
            kind=kind,
            due=day(due) if due else None,
            touchpoint=self._met_today(about),
            **fields,
        )

    def answer(self, text: str, step: str, outcome: str | None = None) -> None:
        """Say how far the answer to a request is, which begins with these words."""
        self._do(operations.answer_request, self._note(text).uid, step, outcome)

    def keep(self, text: str) -> None:
        """Keep a promise, which begins with these words."""
        self._do(operations.keep_promise, self._note(text).uid, True)

    def put_away(self, text: str) -> None:
        """Archive a note, which begins with these words."""
        self._do(operations.archive_note, self._note(text).uid)

    def agree(self, people: str, words: str, method: str, *, until: str = "", **fields: Any) -> None:
        """Note that people agree to something."""
        expires = date.fromisoformat(until) if until else None
        for uid in self._people(people):
            give = operations.give_consent
            self._do(give, uid, words.split(), method=method, expires_at=expires, notice_version="2026-1", **fields)

    def refuse(self, people: str, words: str) -> None:
        """Note that people do not agree, or no longer."""
        for uid in self._people(people):
            self._do(operations.withdraw_consent, uid, words.split())

    def ask(self, people: str, words: str) -> None:
        """Note that people were asked to agree."""
        for uid in self._people(people):
            self._do(operations.ask_consent, uid, words.split())

    def record(self, people: str, scopes: str, status: str) -> None:
        """Note any other status of consent."""
        for uid in self._people(people):
            self._do(operations.record_consent, uid, scopes.split(), status)

    def standup(self, attendees: str, spent: int, *decisions: Sequence[str]) -> None:
        """Stand together over all that runs; a decision is its text, owner, day, and the card it is about."""
        running = running_experiments(self.workspace)
        since = since_of(self.workspace, running, self._policy, self._now)
        begun = self._do(operations.begin_standup, [each.uid for each in running], since, attendees=attendees.split())
        uid = next(iter(begun.records["standups"]))
        stops = len(self.workspace.standups[uid].items)
        self._pass(spent // 2)
        self._do(operations.walk_standup, uid, stops // 2, spent // 2)
        for text, owner, by, card in decisions:
            about = self._card(card).uid if card else None
            self._do(operations.decide_in_standup, uid, text, owner=owner, due=day(by) if by else None, card=about)
        self._pass(spent // 2)
        self._do(operations.end_standup, uid, spent)

    def iterate(self, key: str, carried: str) -> None:
        """Begin the next iteration of an experiment with some of its cards."""
        cards = [self._card(card).uid for card in carried.split()]
        self._do(operations.iterate_experiment, self._experiment(key).uid, cards=cards)

    def decide(self, key: str, decision: str, iteration: int, **words: Any) -> None:
        """Decide on an iteration of an experiment."""
        found = next(each for each in self._iterations(key) if each.iteration == iteration)
        self._do(operations.decide_experiment, found.uid, decision, **words)

    def act(self, key: str, action: str, into: str) -> None:
        """Make an action of a decision a card of an experiment."""
        decided = self._experiment(key)
        actions = decided.learning.actions if decided.learning else ()
        wanted = next(each for each in actions if each.text.startswith(action))
        self._do(operations.act_on_decision, decided.uid, wanted.uid, into=self._experiment(into).uid)

    def _do(self, operation: Callable[..., Change], *args: Any, **named: Any) -> Change:
        context = Context(self._now, self._actor, self._session, self._new_uid, self._policy)
        change = operation(self.workspace, context, *args, **named)
        assert not change.is_empty, f"{operation.__name__} changed nothing at {self._now}"
        self.workspace = self.workspace.apply(change)
        self.changes.append(change)
        self._pass(1)
        return change

    def _pass(self, seconds: int) -> None:
        self._now += timedelta(seconds=seconds)

    def _new_uid(self) -> str:
        milliseconds = int(self._now.timestamp() * 1000)
        return str(ULID.from_bytes(milliseconds.to_bytes(6, "big") + self._chance.randbytes(10)))

    def _iterations(self, key: str) -> list[Experiment]:
        return self.workspace.experiments_of(self._boards[key].definition.id)

    def _experiment(self, key: str) -> Experiment:
        return self._iterations(key)[0]

    def _card(self, name: str) -> Card:
        key, _, number = name.partition("-")
        found = (self.workspace.card_by_number(each.uid, int(number)) for each in self._iterations(key))
        return next(card for card in found if card is not None)

    def _people(self, pids: str) -> tuple[str, ...]:
        uids = {person.pid: uid for uid, person in self.workspace.participants.items()}
        return tuple(uids[pid] for pid in pids.split())

    def _note(self, text: str) -> Note:
        return next(each for each in reversed(self.workspace.notes.values()) if each.text.startswith(text))

    def _touchpoints(self, people: Sequence[str]) -> list[Touchpoint]:
        uids = self.workspace.touchpoint_uids(people[0]) if people else ()
        return [self.workspace.touchpoints[uid] for uid in reversed(uids)]

    def _planned(self, people: str) -> Touchpoint:
        known = self._touchpoints(self._people(people))
        return next(each for each in known if each.status in ("tentative", "confirmed"))

    def _met_today(self, people: Sequence[str]) -> str | None:
        """Return the last touchpoint of that day with the first of some people, where there was one."""
        known = self._touchpoints(people)
        today = (each for each in known if each.status == "done" and each.at.date() == self._now.date())
        return next((each.uid for each in today), None)

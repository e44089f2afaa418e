"""The ground the story stands on: the workspace as it is so far, the time, and who acts."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from tui.domain.people.policy import Policy
from tui.domain.records import Card, Experiment, Note, Touchpoint
from tui.domain.records.change import Change, Context
from tui.domain.records.definition import BoardDefinition
from tui.domain.records.ulid import CHANCE_BYTES, milliseconds_of, ulid
from tui.domain.records.workspace import Workspace

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


class Ground:
    """Keeps the workspace as it stands, and every change that led there. Ids are the same each time."""

    def __init__(self, boards: dict[str, Board], policy: Policy) -> None:
        self.workspace = Workspace.of()
        self.changes: list[Change] = []
        self.boards = boards
        self.policy = policy
        self._chance = random.Random(SEED)
        self.now = datetime.min.replace(tzinfo=UTC)
        self._actor = ""
        self._session = ""

    def do(self, operation: Callable[..., Change], *args: Any, **named: Any) -> Change:
        """Do an operation now, in the name of whoever acts; each takes a second."""
        context = Context(self.now, self._actor, self._session, self.new_uid, self.policy)
        change = operation(self.workspace, context, *args, **named)
        assert not change.is_empty, f"{operation.__name__} changed nothing at {self.now}"
        self.workspace = self.workspace.apply(change)
        self.changes.append(change)
        self.wait(1)
        return change

    def wait(self, seconds: int) -> None:
        """Let some time pass."""
        self.now += timedelta(seconds=seconds)

    def new_uid(self) -> str:
        """Return the next ULID: of the time it is, and drawn by the seed."""
        return ulid(milliseconds_of(self.now), int.from_bytes(self._chance.randbytes(CHANCE_BYTES)))

    def iterations(self, key: str) -> list[Experiment]:
        """Return the iterations of a board, the newest first."""
        return self.workspace.experiments_of(self.boards[key].definition.id)

    def experiment(self, key: str) -> Experiment:
        """Return the newest iteration of a board."""
        return self.iterations(key)[0]

    def card_named(self, name: str) -> Card:
        """Return the card of a name such as `CD-3`, whichever iteration it is in."""
        key, _, number = name.partition("-")
        cards = (self.workspace.card_by_number(iteration.uid, int(number)) for iteration in self.iterations(key))
        return next(card for card in cards if card is not None)

    def people(self, pids: str) -> tuple[str, ...]:
        """Return the uids of people: `P01 P03`."""
        uids = {person.pid: uid for uid, person in self.workspace.participants.items()}
        return tuple(uids[pid] for pid in pids.split())

    def note_of(self, text: str) -> Note:
        """Return the newest note that begins with these words."""
        return next(note for note in reversed(list(self.workspace.notes.values())) if note.text.startswith(text))

    def _touchpoints(self, people: Sequence[str]) -> list[Touchpoint]:
        uids = self.workspace.touchpoint_uids(people[0]) if people else ()
        return [self.workspace.touchpoints[uid] for uid in reversed(uids)]

    def planned(self, people: str) -> Touchpoint:
        """Return the touchpoint that was planned last with people."""
        touchpoints = self._touchpoints(self.people(people))
        return next(touchpoint for touchpoint in touchpoints if touchpoint.status in ("tentative", "confirmed"))

    def met_today(self, people: Sequence[str]) -> str | None:
        """Return the last touchpoint of that day with the first of some people, where there was one."""
        done = (touchpoint for touchpoint in self._touchpoints(people) if touchpoint.status == "done")
        return next((touchpoint.uid for touchpoint in done if touchpoint.at.date() == self.now.date()), None)

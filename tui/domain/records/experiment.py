"""The boards a team works on, one iteration each, their cards, and what came of them."""

from datetime import date, datetime
from typing import Annotated, ClassVar

from msgspec import Struct

from tui.domain.records.definition import BoardDefinition, CardDefinition, CardKind
from tui.domain.records.meaning import (
    GLANCE,
    Birth,
    Code,
    Growing,
    Number,
    PrivateText,
    Rank,
    Record,
    Refers,
    Teammate,
)
from tui.domain.records.vocabulary import Decision, ExperimentStatus

Before = Annotated[str, Refers("experiments", "follows an iteration", "Another iteration of {it} began", indexed=False)]


class Action(Struct, frozen=True, omit_defaults=True):
    """What a decision leads to; `card` (uid) or `board` (id) is what it became, once it did."""

    uid: Code
    text: PrivateText
    card: Annotated[str, Refers("cards", loose=True)] | None = None
    board: str | None = None


class Learning(Struct, frozen=True, omit_defaults=True):
    """A Learning Card: what was observed, what was learned from it, and what is done next."""

    observation: PrivateText = ""
    learning: PrivateText = ""
    actions: tuple[Action, ...] = ()
    by: Teammate = ""


class Experiment(Record, frozen=True, omit_defaults=True):
    """One iteration of a board that a team works on.

    `definition` is the last good one; `next_number` numbers its cards and only ever grows. `left_hash` is that of the
    edition of a shipped board that the team looked at and left. `parent` is the uid of the iteration before.
    `decided_at` is when it ended, with what `decision`; a decision that was thought through has a `learning`. `aside`
    are the cards that the definition had and has no more, as it had them last.
    """

    table: ClassVar[str] = "experiments"

    board_id: str
    key: str
    definition: BoardDefinition
    iteration: int = 1
    parent: Before | None = None
    status: ExperimentStatus = "running"
    timezone: Code = "UTC"
    started_at: datetime | None = None
    definition_hash: Code = ""
    left_hash: Code = ""
    next_number: Growing = 1
    decided_at: datetime | None = None
    decision: Decision | None = None
    learning: Learning | None = None
    aside: tuple[CardDefinition, ...] = ()


# The lanes of a board are looked up, and each of its cards stands in one of them.
OnBoard = Annotated[str, Refers("experiments", "belongs to an experiment", "Cards were added to {it}", indexed=False)]
Linked = Annotated[str, Refers("participants", "is linked to a customer", "Cards or notes refer to {it}", late=True)]
Awaited = Annotated[str, Refers("cards", "waits for a card", "Cards wait for {it}")]


class Blocked(Struct, frozen=True, omit_defaults=True):
    """Why work on a card cannot go on, and who or what it waits for."""

    reason: PrivateText
    since: datetime
    needs: PrivateText = ""


class Block(Struct, frozen=True):
    """A time for which a card was blocked and is not any more."""

    since: datetime
    until: datetime


class Series(Struct, frozen=True, omit_defaults=True):
    """How far a recurring card has come: the day its dates are counted from, and how often it was done and missed.

    `last` is when it was done last.
    """

    anchor: date
    done: int = 0
    missed: int = 0
    last: datetime | None = None


class ChecklistItem(Struct, frozen=True, omit_defaults=True):
    """One step of a card that can be ticked."""

    uid: Code
    text: PrivateText
    done: bool = False


class Card(Record, frozen=True, omit_defaults=True):
    """A work item. `column` is a column id of its experiment, `rank` orders it there, `people` are participant uids.

    `blocked` is what it waits for now, `blocked_by` are the cards (uids) among that, `blocks` are the times it waited
    before. A recurring card comes back after `every` (an ISO 8601 duration); it has a `series` once it was done or put
    off late, and `due` is its next date.
    """

    table: ClassVar[str] = "cards"

    experiment: OnBoard
    number: Annotated[Number, GLANCE]
    title: PrivateText
    column: str
    rank: Rank
    created_at: Birth
    definition_id: str | None = None
    group: PrivateText = ""
    description: PrivateText = ""
    kind: Annotated[CardKind, GLANCE] = "task"
    every: str | None = None
    series: Annotated[Series | None, GLANCE] = None
    assignee: Teammate | None = None
    tags: tuple[PrivateText, ...] = ()
    due: Annotated[date | None, GLANCE] = None
    expedite: Annotated[bool, GLANCE] = False
    blocked: Annotated[Blocked | None, GLANCE] = None
    blocks: Annotated[tuple[Block, ...], GLANCE] = ()
    checklist: tuple[ChecklistItem, ...] = ()
    people: tuple[Linked, ...] = ()
    needs: tuple[str, ...] = ()
    wish: tuple[str, ...] = ()
    started_at: Annotated[datetime | None, GLANCE] = None
    finished_at: Annotated[datetime | None, GLANCE] = None
    archived_at: datetime | None = None
    orphaned: bool = False
    blocked_by: tuple[Awaited, ...] = ()

    @property
    def held(self) -> Blocked | None:
        """What it waits for now; None for a finished card, the block of which ended with the finish."""
        return self.blocked if self.finished_at is None else None

"""The boards a team works on, one iteration each, and what came of them."""

from datetime import datetime
from typing import Annotated, ClassVar

from msgspec import Struct

from tui.domain.records.definition import BoardDefinition
from tui.domain.records.meaning import Code, Growing, PrivateText, Refers, Teammate
from tui.domain.records.record import Record
from tui.domain.records.vocabulary import Decision, ExperimentStatus

Before = Annotated[str, Refers("experiments", "follows an iteration", "Another iteration of {it} began")]


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
    `decided_at` is when it ended, with what `decision`; a decision that was thought through has a `learning`.
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

"""What a reader sees of records at a moment. People are P-ids, every text is clean and without names.

Only a lens makes these, so that what holds one of them holds nobody's name. Days are those of the board's time zone,
the first one counted.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from msgspec import Meta, Struct

from tui.domain.evidence.ledger import Ledger
from tui.domain.flow.figures import BlockedTime
from tui.domain.records import vocabulary
from tui.domain.records.definition import CardKind, Criterion, Role, ServiceLevel

Moment = Annotated[datetime, Meta(tz=True)]
"""A time in UTC; what it is annotated with says so in the JSON Schemas."""


class ColumnView(Struct, frozen=True):
    """A column with its limit and how many cards stand in it."""

    id: str
    title: str
    role: Role
    wip: int | None
    cards: int


class BoardView(Struct, frozen=True):
    """The experiment: what it is, and how far it has come. `day` counts from 1; a draft has none."""

    id: str
    key: str
    title: str
    iteration: int
    status: vocabulary.ExperimentStatus
    timezone: str
    day: int | None
    started: date | None
    goals: tuple[str, ...]
    hypothesis: str
    expected_outcome: str
    test: Criterion | None
    columns: tuple[ColumnView, ...]
    archived: int
    evidence: Ledger = Ledger()
    triangulated: bool = False
    decision: vocabulary.Decision | None = None
    learned: str = ""
    tags: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sle: ServiceLevel = ServiceLevel()


class PromiseView(Struct, frozen=True, rename={"kept_on": "kept"}):
    """What we promised: when it is due and when it was kept."""

    due: date | None
    kept_on: date | None


class RequestView(Struct, frozen=True, rename={"told_on": "told"}):
    """How far the answer to a request is."""

    outcome: vocabulary.Outcome
    acknowledged: date | None
    answered: date | None
    told_on: date | None


class NoteView(Struct, frozen=True):
    """What was noted, on which day, by whom, about which P-ids.

    `own_words` are a customer's, word for word. Where the words may not be seen, `text` is empty and `withheld` says
    why. `names` are there for one reader only, of who agreed to be quoted by name.
    """

    id: str
    kind: vocabulary.NoteKind
    date: date
    at: Moment
    by: str
    about: tuple[str, ...]
    stance: vocabulary.Stance | None
    text: str
    own_words: bool = False
    withheld: str = ""
    tags: tuple[str, ...] = ()
    card: str = ""
    touchpoint: str | None = None
    promise: PromiseView | None = None
    request: RequestView | None = None
    names: tuple[str, ...] = ()


class BlockView(Struct, frozen=True):
    """Why a card is blocked, and for how many days."""

    reason: str
    needs: str
    days: int


class StepView(Struct, frozen=True):
    """A step of a checklist."""

    text: str
    done: bool


class CardView(Struct, frozen=True):
    """A card as its readers see it. What recurs has dates from its `anchor` on, some of them `done`, some `missed`."""

    key: str
    title: str
    column: str
    kind: CardKind
    every: str | None
    group: str
    description: str
    people: tuple[str, ...]
    assignee: str | None
    due: date | None
    expedite: bool
    tags: tuple[str, ...]
    checklist: tuple[StepView, ...]
    blocked: BlockView | None
    started: date | None
    finished: date | None
    age_days: int | None
    cycle_days: int | None
    notes: tuple[NoteView, ...]
    id: str | None = None
    needs: tuple[str, ...] = ()
    wish: tuple[str, ...] = ()
    archived: bool = False
    uid: str = ""
    blocked_time: BlockedTime = BlockedTime()
    anchor: date | None = None
    done: int = 0
    missed: int = 0

    @property
    def awaits(self) -> bool:
        """Whether it is still to be done by its due day: what recurs is, also after it was done."""
        return self.finished is None or self.kind == "recurring"


class SegmentView(Struct, frozen=True):
    """A group a person belongs to: by what, and which."""

    dimension: str
    value: str


class PersonView(Struct, frozen=True):
    """A customer by pseudonym. `name` and address are there for one reader only, of who agreed to that."""

    pid: str
    relationship: vocabulary.Relationship | None = None
    segments: tuple[SegmentView, ...] = ()


class TouchpointView(Struct, frozen=True):
    """A contact with customers that is planned or was had; `minutes` long. `withheld` says why its texts are empty."""

    id: str
    at: Moment
    minutes: int | None
    method: vocabulary.Method
    channel: vocabulary.Channel | None
    direction: vocabulary.Direction
    status: vocabulary.TouchpointStatus
    people: tuple[str, ...]
    cards: tuple[str, ...]
    summary: str
    expectation: str = ""
    observers: tuple[str, ...] = ()
    withheld: str = ""

"""The records of a workspace. All are immutable; a change makes new ones."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from msgspec import Struct

from tui.domain.definition import BoardDefinition, CardKind

ExperimentStatus = Literal["draft", "running", "decided", "archived"]
NoteKind = Literal[
    "note", "quote", "behaviour", "pain", "need", "delight", "request", "workaround", "statistic", "learned"
]
Stance = Literal["supports", "refutes", "neutral"]


class Experiment(Struct, frozen=True, omit_defaults=True):
    """One iteration of a board that a team works on.

    `definition` is the last good one; `next_number` numbers its cards and only ever grows.
    """

    uid: str
    board_id: str
    key: str
    definition: BoardDefinition
    iteration: int = 1
    parent: str | None = None
    status: ExperimentStatus = "running"
    timezone: str = "UTC"
    started_at: datetime | None = None
    definition_hash: str = ""
    next_number: int = 1


class Blocked(Struct, frozen=True, omit_defaults=True):
    """Why work on a card cannot go on, and who or what it waits for."""

    reason: str
    since: datetime
    needs: str = ""


class ChecklistItem(Struct, frozen=True, omit_defaults=True):
    """One step of a card that can be ticked."""

    uid: str
    text: str
    done: bool = False


class Card(Struct, frozen=True, omit_defaults=True):
    """A work item. `column` is a column id of its experiment, `rank` orders it there, `people` are participant uids."""

    uid: str
    experiment: str
    number: int
    title: str
    column: str
    rank: str
    created_at: datetime
    definition_id: str | None = None
    group: str = ""
    description: str = ""
    kind: CardKind = "task"
    every: str | None = None
    assignee: str | None = None
    tags: tuple[str, ...] = ()
    due: date | None = None
    expedite: bool = False
    blocked: Blocked | None = None
    checklist: tuple[ChecklistItem, ...] = ()
    people: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    started_at: datetime | None = None
    finished_at: datetime | None = None
    archived_at: datetime | None = None
    orphaned: bool = False


class Note(Struct, frozen=True, omit_defaults=True):
    """Something said, seen or thought, about a card, about people (participant uids), or both."""

    uid: str
    text: str
    at: datetime
    by: str
    card: str | None = None
    people: tuple[str, ...] = ()
    kind: NoteKind = "note"
    verbatim: bool = False
    stance: Stance | None = None
    tags: tuple[str, ...] = ()
    archived_at: datetime | None = None


class Participant(Struct, frozen=True, omit_defaults=True):
    """The pseudonymous half of a person; `number` 3 is shown as P03."""

    uid: str
    number: int
    created_at: datetime

    @property
    def pid(self) -> str:
        """Return the pseudonym: P01, P02, … P100."""
        return f"P{self.number:02d}"


class Name(Struct, frozen=True, omit_defaults=True):
    """The parts of a person's name, as vCard has them."""

    family: str = ""
    given: str = ""
    additional: str = ""
    prefix: str = ""
    suffix: str = ""


class Contact(Struct, frozen=True, omit_defaults=True):
    """The identifying half of a person, with vCard's names: `fn` is the formatted name."""

    uid: str
    participant: str
    fn: str
    email: tuple[str, ...] = ()
    org: str = ""
    n: Name | None = None
    nickname: str = ""
    tel: tuple[str, ...] = ()
    title: str = ""
    url: tuple[str, ...] = ()
    adr: tuple[str, ...] = ()
    note: str = ""
    x: tuple[str, ...] = ()
    evidence_refs: dict[str, str] = {}


class Counter(Struct, frozen=True, omit_defaults=True):
    """The next number of a series that must never give one twice, not even after an undo."""

    uid: str
    next: int


class Event(Struct, frozen=True, omit_defaults=True):
    """What happened: who changed which fields, when, in which session.

    `changes` maps table and uid to the fields as `[before, after]`, in the form they are stored. A record is new
    where its `uid` changed from null, and gone where it changed to null.
    """

    uid: str
    at: datetime
    by: str
    session: str
    kind: str
    experiment: str | None = None
    card: str | None = None
    changes: dict[str, dict[str, dict[str, list[Any]]]] = {}
    undoes: str | None = None


Record = Experiment | Card | Note | Participant | Contact | Counter

RECORD_TYPES: dict[str, type[Record]] = {
    "experiments": Experiment,
    "cards": Card,
    "notes": Note,
    "participants": Participant,
    "contacts": Contact,
    "counters": Counter,
}
TABLE_OF: dict[type[Record], str] = {record_type: table for table, record_type in RECORD_TYPES.items()}

IDENTITY_TABLES = frozenset({"contacts"})
"""Tables that name people; events about them are kept beside them."""

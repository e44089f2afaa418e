"""The records of a workspace. All are immutable; a change makes new ones."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from msgspec import Struct

from tui.domain.records.definition import BoardDefinition, CardKind
from tui.domain.records.meaning import PrivateText, Teammate
from tui.domain.records.vocabulary import (
    Availability,
    Channel,
    ConsentBasis,
    ConsentBundle,
    ConsentMethod,
    ConsentSource,
    ConsentStatus,
    Decision,
    Dimension,
    Direction,
    ExperimentStatus,
    GivenBy,
    IncentiveState,
    InvitationStatus,
    LinkKind,
    Method,
    NoteKind,
    Outcome,
    Relationship,
    Stance,
    Step,
    TouchpointStatus,
)


class Action(Struct, frozen=True, omit_defaults=True):
    """What a decision leads to; `card` (uid) or `board` (id) is what it became, once it did."""

    uid: str
    text: PrivateText
    card: str | None = None
    board: str | None = None


class Learning(Struct, frozen=True, omit_defaults=True):
    """A Learning Card: what was observed, what was learned from it, and what is done next."""

    observation: PrivateText = ""
    learning: PrivateText = ""
    actions: tuple[Action, ...] = ()
    by: Teammate = ""


class Experiment(Struct, frozen=True, omit_defaults=True):
    """One iteration of a board that a team works on.

    `definition` is the last good one; `next_number` numbers its cards and only ever grows. `left_hash` is that of the
    edition of a shipped board that the team looked at and left. `parent` is the uid of the iteration before.
    `decided_at` is when it ended, with what `decision`; a decision that was thought through has a `learning`.
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
    left_hash: str = ""
    next_number: int = 1
    decided_at: datetime | None = None
    decision: Decision | None = None
    learning: Learning | None = None


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

    uid: str
    text: PrivateText
    done: bool = False


class Card(Struct, frozen=True, omit_defaults=True):
    """A work item. `column` is a column id of its experiment, `rank` orders it there, `people` are participant uids.

    `blocked` is what it waits for now, `blocks` are the times it did before. A recurring card comes back after `every`
    (an ISO 8601 duration); it has a `series` once it was done or put off late, and `due` is its next date.
    """

    uid: str
    experiment: str
    number: int
    title: PrivateText
    column: str
    rank: str
    created_at: datetime
    definition_id: str | None = None
    group: PrivateText = ""
    description: PrivateText = ""
    kind: CardKind = "task"
    every: str | None = None
    series: Series | None = None
    assignee: Teammate | None = None
    tags: tuple[PrivateText, ...] = ()
    due: date | None = None
    expedite: bool = False
    blocked: Blocked | None = None
    blocks: tuple[Block, ...] = ()
    checklist: tuple[ChecklistItem, ...] = ()
    people: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    wish: tuple[str, ...] = ()
    started_at: datetime | None = None
    finished_at: datetime | None = None
    archived_at: datetime | None = None
    orphaned: bool = False

    @property
    def held(self) -> Blocked | None:
        """What it waits for now; None for a finished card, the block of which ended with the finish."""
        return self.blocked if self.finished_at is None else None


class Request(Struct, frozen=True, omit_defaults=True):
    """How far we are with what somebody asked for; it is answered once `responded_at` is set."""

    acknowledged_at: datetime | None = None
    responded_at: datetime | None = None
    outcome: Outcome = "open"
    told_at: datetime | None = None


class Promise(Struct, frozen=True, omit_defaults=True):
    """What makes a note a promise of ours: when it is due, and when it was kept."""

    due: date | None = None
    kept_at: datetime | None = None


class Note(Struct, frozen=True, omit_defaults=True):
    """Something said, seen or thought, about a card, about people (participant uids), or both.

    `touchpoint` is where it was said. What is about several `together` is about all of them and names nobody as who
    said it. A note of kind `request` may carry how far the answer is, one of kind `promise` what became of it.
    """

    uid: str
    text: PrivateText
    at: datetime
    by: Teammate
    card: str | None = None
    people: tuple[str, ...] = ()
    kind: NoteKind = "note"
    verbatim: bool = False
    stance: Stance | None = None
    touchpoint: str | None = None
    together: bool = False
    tags: tuple[PrivateText, ...] = ()
    request: Request | None = None
    promise: Promise | None = None
    archived_at: datetime | None = None


class Segment(Struct, frozen=True, omit_defaults=True):
    """A group a person belongs to: by what, and which."""

    value: PrivateText
    dimension: Dimension = "custom"


class Cadence(Struct, frozen=True, omit_defaults=True):
    """How often somebody should hear from us, as ISO 8601 durations such as `P14D`."""

    ideal: str | None = None
    max: str | None = None


class Participant(Struct, frozen=True, omit_defaults=True):
    """The pseudonymous half of a person; `number` 3 is shown as P03.

    `guardian` is the uid of the participant who decides for a minor. What is erased keeps its number and nothing else.
    `merged_into` is the uid of the participant who is the same person: all that was of this one is theirs.
    """

    uid: str
    number: int
    created_at: datetime
    relationship: Relationship | None = None
    segments: tuple[Segment, ...] = ()
    advisory_board: bool = False
    is_minor: bool = False
    guardian: str | None = None
    cadence: Cadence = Cadence()
    contact_status: Availability = "free"
    retention_until: date | None = None
    erased_at: datetime | None = None
    merged_into: str | None = None

    @property
    def pid(self) -> str:
        """Return the pseudonym: P01, P02, … P100."""
        return f"P{self.number:02d}"


class Consent(Struct, frozen=True, omit_defaults=True):
    """One word about one scope, never changed: the latest one counts. From `expires_at`, a local day, it holds no more.

    `status` has the words of the Data Privacy Vocabulary (DPV ConsentStatus), `scope` is one of `CONSENT_SCOPES`.
    `purpose` and `notice_version` are what people were told (ISO/IEC TS 27560). `bundle` marks what one word of an
    earlier version wrote together with other scopes, which nobody was asked about by itself.
    """

    uid: str
    participant: str
    scope: str
    status: ConsentStatus
    at: datetime
    by: Teammate
    expires_at: date | None = None
    basis: ConsentBasis = "consent"
    method: ConsentMethod = "verbal_noted"
    notice_version: PrivateText = ""
    given_by: GivenBy = "self"
    source: ConsentSource = "person"
    purpose: PrivateText = ""
    bundle: ConsentBundle | None = None


class Link(Struct, frozen=True, omit_defaults=True):
    """Where a recording, a transcript or a note file of a touchpoint is: a path or an address."""

    kind: LinkKind
    ref: PrivateText


class Touchpoint(Struct, frozen=True, omit_defaults=True):
    """A contact with people (participant uids) that is planned or was had; `duration` is in minutes.

    What was said, what surprised us and what we promised are notes that name it.
    """

    uid: str
    at: datetime
    by: Teammate
    method: Method = "other"
    status: TouchpointStatus = "done"
    channel: Channel | None = None
    direction: Direction = "outbound"
    duration: int | None = None
    people: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    observers: tuple[Teammate, ...] = ()
    expectation: PrivateText = ""
    summary: PrivateText = ""
    links: tuple[Link, ...] = ()


class Invitation(Struct, frozen=True, omit_defaults=True):
    """That a person (uid) was asked to take part at `at`: in the work of a card, in a touchpoint, and what came of it.

    Once a touchpoint is planned with them it names that one, whose outcome is its own from then on.
    """

    uid: str
    participant: str
    at: datetime
    by: Teammate
    status: InvitationStatus = "asked"
    card: str | None = None
    touchpoint: str | None = None
    method: Method | None = None
    channel: Channel | None = None
    answered_at: datetime | None = None
    note: PrivateText = ""

    @property
    def is_open(self) -> bool:
        """Whether nothing came of it yet."""
        return self.status == "asked"


class Incentive(Struct, frozen=True, omit_defaults=True):
    """What a person (uid) gets for taking part: promised, owed from when they came, and paid.

    `currency` has three letters (ISO 4217); `touchpoint` is where they came, or are to come.
    """

    uid: str
    participant: str
    amount: Decimal
    currency: str
    at: datetime
    by: Teammate
    what: PrivateText = ""
    touchpoint: str | None = None
    owed_since: datetime | None = None
    paid_at: datetime | None = None

    @property
    def state(self) -> IncentiveState:
        """How it stands: what is owed was promised, and what is paid was owed."""
        return "paid" if self.paid_at else "owed" if self.owed_since else "promised"


class Name(Struct, frozen=True, omit_defaults=True):
    """The parts of a name (vCard N)."""

    family: str = ""
    given: str = ""
    additional: str = ""
    prefix: str = ""
    suffix: str = ""


class Contact(Struct, frozen=True, omit_defaults=True):
    """The identifying half of a person, with vCard's names: `fn` is the formatted name.

    `x` holds lines of a vCard that nothing here reads, `evidence_refs` where the evidence of a consent (by its uid) is.
    A person may have several: those with `merged_from` are what the same person was known as before two were made one
    (it is the uid of the participant whose they were), or before an edit (it is their own).
    """

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
    merged_from: str | None = None


class Export(Struct, frozen=True, omit_defaults=True):
    """A copy that left the workspace as a file, kept so that after an erasure one knows which copies to ask for."""

    uid: str
    at: datetime
    by: Teammate
    format: str
    profile: str
    path: str
    sha256: str
    board: str = ""
    people: tuple[str, ...] = ()


class StandupItem(Struct, frozen=True, omit_defaults=True):
    """One stop of a standup: a step of the walk, and the record (uid) it is about, if it is about one.

    What a stop of the step `customers` is about is a touchpoint, a person, a note or a card; `experiment` is the uid of
    the experiment it belongs to, empty where it belongs to none in particular.
    """

    step: Step
    uid: str = ""
    experiment: str = ""


class StandupDecision(Struct, frozen=True, omit_defaults=True):
    """Something a team decided while it stood together: who does it, and by which day; `done_at` once it was ticked."""

    uid: str
    text: PrivateText
    at: datetime
    by: Teammate
    owner: Teammate | None = None
    due: date | None = None
    card: str | None = None
    experiment: str | None = None
    done_at: datetime | None = None


class Standup(Struct, frozen=True, omit_defaults=True):
    """A standup over one or more experiments (uids), with what was walked in the order fixed when it began.

    News are what happened from `since` on. `position` is the index of the item it has come to, `spent` the seconds it
    took so far. Once `ended_at` is set it is over; `report` is the path of the report, if one was written.
    """

    uid: str
    started_at: datetime
    by: Teammate
    since: datetime
    experiments: tuple[str, ...]
    items: tuple[StandupItem, ...] = ()
    position: int = 0
    spent: int = 0
    attendees: tuple[Teammate, ...] = ()
    decisions: tuple[StandupDecision, ...] = ()
    ended_at: datetime | None = None
    report: str = ""


class Counter(Struct, frozen=True, omit_defaults=True):
    """The next number of a series that must never give one twice, not even after an undo."""

    uid: str
    next: int


class Event(Struct, frozen=True, omit_defaults=True):
    """What happened: who changed which fields, when, in which session.

    `changes` maps table and uid to the fields as `[before, after]`, in the form they are stored. A record is new
    where its `uid` changed from null, and gone where it changed to null. `reason` says why something was done that
    asks for one.
    """

    uid: str
    at: datetime
    by: Teammate
    session: str
    kind: str
    experiment: str | None = None
    card: str | None = None
    changes: dict[str, dict[str, dict[str, list[Any]]]] = {}
    undoes: str | None = None
    reason: PrivateText = ""


Record = (
    Experiment
    | Card
    | Note
    | Participant
    | Consent
    | Touchpoint
    | Invitation
    | Incentive
    | Contact
    | Export
    | Standup
    | Counter
)

RECORD_TYPES: dict[str, type[Record]] = {
    "experiments": Experiment,
    "cards": Card,
    "notes": Note,
    "participants": Participant,
    "consents": Consent,
    "touchpoints": Touchpoint,
    "invitations": Invitation,
    "incentives": Incentive,
    "contacts": Contact,
    "exports": Export,
    "standups": Standup,
    "counters": Counter,
}
TABLE_OF: dict[type[Record], str] = {record_type: table for table, record_type in RECORD_TYPES.items()}

IDENTITY_TABLES = frozenset({"contacts"})
"""Tables that name people; events about them are kept beside them."""

"""People by pseudonym, what they agreed to, being in touch with them; and, apart from that, who they are."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, ClassVar

from msgspec import Struct, field

from tui.domain.records import vocabulary
from tui.domain.records.meaning import (
    GLANCE,
    Birth,
    Code,
    Naming,
    Number,
    PrivateText,
    Record,
    Refers,
    Teammate,
    Terms,
)

Guardian = Annotated[str, Refers("participants", "has a guardian", "{it} is the guardian of somebody", indexed=False)]
SamePerson = Annotated[
    str,
    Refers(
        "participants",
        "was put into a customer",
        "{it} was made one with another record of theirs",
        bare=True,
        indexed=False,
    ),
]
Agreeing = Annotated[
    str, Refers("participants", "is of a customer", "There are touchpoints or consents of {it}", bare=True)
]
Whose = Annotated[str, Refers("participants", "belongs to a customer", "{it} has a name", bare=True)]


class Segment(Struct, frozen=True, omit_defaults=True):
    """A group a person belongs to: by what, and which."""

    value: PrivateText
    dimension: vocabulary.Dimension = "custom"


class Cadence(Struct, frozen=True, omit_defaults=True):
    """How often somebody should hear from us, as ISO 8601 durations such as `P14D`."""

    ideal: str | None = None
    max: str | None = None


class Participant(Record, frozen=True, omit_defaults=True):
    """The pseudonymous half of a person; `number` 3 is shown as P03.

    `guardian` is the uid of the participant who decides for a minor. What is erased keeps its number and nothing else.
    `merged_into` is the uid of the participant who is the same person: all that was of this one is theirs.
    """

    table: ClassVar[str] = "participants"

    number: Annotated[Number, GLANCE]
    created_at: Annotated[Birth, GLANCE]
    relationship: vocabulary.Relationship | None = None
    segments: tuple[Segment, ...] = ()
    advisory_board: bool = False
    is_minor: bool = False
    guardian: Guardian | None = None
    cadence: Annotated[Cadence, GLANCE] = Cadence()
    contact_status: Annotated[vocabulary.Availability, GLANCE] = "free"
    retention_until: date | None = None
    erased_at: Annotated[datetime | None, GLANCE] = None
    merged_into: Annotated[SamePerson | None, GLANCE] = None

    @property
    def pid(self) -> str:
        """Return the pseudonym: P01, P02, … P100."""
        return pid_of(self.number)


def pid_of(number: int) -> str:
    """Return the pseudonym of the participant with a number."""
    return f"P{number:02d}"


class Consent(Record, frozen=True, omit_defaults=True):
    """One word about one scope, never changed: the latest one counts. From `expires_at`, a local day, it holds no more.

    `status` has the words of the Data Privacy Vocabulary (DPV ConsentStatus), `scope` is one of `CONSENT_SCOPES`.
    `purpose` and `notice_version` are what people were told (ISO/IEC TS 27560). `bundle` marks what one word of an
    earlier version wrote together with other scopes, which nobody was asked about by itself.
    """

    table: ClassVar[str] = "consents"

    participant: Agreeing
    scope: Code
    status: vocabulary.ConsentStatus
    at: datetime
    by: Teammate
    expires_at: date | None = None
    basis: vocabulary.ConsentBasis = "consent"
    method: vocabulary.ConsentMethod = "verbal_noted"
    notice_version: Terms = ""
    given_by: vocabulary.GivenBy = "self"
    source: vocabulary.ConsentSource = "person"
    purpose: Terms = ""
    bundle: vocabulary.ConsentBundle | None = None


class Name(Struct, frozen=True, omit_defaults=True):
    """The parts of a name (vCard N)."""

    family: Naming = ""
    given: Naming = ""
    additional: Naming = ""
    prefix: Naming = ""
    suffix: Naming = ""


class Contact(Record, frozen=True, omit_defaults=True):
    """The identifying half of a person, with vCard's names: `fn` is the formatted name.

    `x` holds lines of a vCard that nothing here reads, `evidence_refs` where the evidence of a consent (by its uid) is.
    A person may have several: those with `merged_from` are what the same person was known as before two were made one
    (it is the uid of the participant whose they were), or before an edit (it is their own).
    """

    table: ClassVar[str] = "contacts"

    participant: Whose
    fn: Naming
    email: tuple[Naming, ...] = ()
    org: Naming = ""
    n: Name | None = None
    nickname: Naming = ""
    tel: tuple[Naming, ...] = ()
    title: str = ""
    url: tuple[Naming, ...] = ()
    adr: tuple[Naming, ...] = ()
    note: str = ""
    x: tuple[str, ...] = ()
    evidence_refs: dict[Annotated[str, Refers("consents", loose=True, indexed=False)], str] = field(
        default_factory=dict
    )
    merged_from: Annotated[str, Refers("participants", loose=True, bare=True, indexed=False)] | None = None


Met = Annotated[str, Refers("participants", "is with a customer", "There are touchpoints or consents of {it}")]
Concerned = Annotated[str, Refers("cards", "concerns a card", "Somebody was met for {it}")]
Asked = Annotated[str, Refers("participants", "is of a customer", "{it} was asked or promised something", bare=True)]
ForCard = Annotated[str, Refers("cards", "is about a card", "Somebody was asked for {it}", indexed=False)]
_FOLLOWED = "Somebody was asked to {it}, or promised something,"
Planned = Annotated[str, Refers("touchpoints", "is to a touchpoint", _FOLLOWED, bare=True, indexed=False)]
Earned = Annotated[str, Refers("touchpoints", "is for a touchpoint", _FOLLOWED, bare=True, indexed=False)]


class Link(Struct, frozen=True, omit_defaults=True):
    """Where a recording, a transcript or a note file of a touchpoint is: a path or an address."""

    kind: vocabulary.LinkKind
    ref: PrivateText


class Touchpoint(Record, frozen=True, omit_defaults=True):
    """A contact with people (participant uids) that is planned or was had; `duration` is in minutes.

    What was said, what surprised us and what we promised are notes that name it.
    """

    table: ClassVar[str] = "touchpoints"

    at: Annotated[datetime, GLANCE]
    by: Teammate
    method: vocabulary.Method = "other"
    status: Annotated[vocabulary.TouchpointStatus, GLANCE] = "done"
    channel: vocabulary.Channel | None = None
    direction: Annotated[vocabulary.Direction, GLANCE] = "outbound"
    duration: int | None = None
    people: tuple[Met, ...] = ()
    cards: tuple[Concerned, ...] = ()
    observers: tuple[Teammate, ...] = ()
    expectation: PrivateText = ""
    summary: PrivateText = ""
    links: tuple[Link, ...] = ()


class Invitation(Record, frozen=True, omit_defaults=True):
    """That a person (uid) was asked to take part at `at`: in the work of a card, in a touchpoint, and what came of it.

    Once a touchpoint is planned with them it names that one, whose outcome is its own from then on.
    """

    table: ClassVar[str] = "invitations"

    participant: Asked
    at: datetime
    by: Teammate
    status: vocabulary.InvitationStatus = "asked"
    card: ForCard | None = None
    touchpoint: Planned | None = None
    method: vocabulary.Method | None = None
    channel: vocabulary.Channel | None = None
    answered_at: datetime | None = None
    note: PrivateText = ""

    @property
    def is_open(self) -> bool:
        """Whether nothing came of it yet."""
        return self.status == "asked"


class Incentive(Record, frozen=True, omit_defaults=True):
    """What a person (uid) gets for taking part: promised, owed from when they came, and paid.

    `currency` has three letters (ISO 4217); `touchpoint` is where they came, or are to come.
    """

    table: ClassVar[str] = "incentives"

    participant: Asked
    amount: Decimal
    currency: Code
    at: datetime
    by: Teammate
    what: PrivateText = ""
    touchpoint: Earned | None = None
    owed_since: datetime | None = None
    paid_at: datetime | None = None

    @property
    def state(self) -> vocabulary.IncentiveState:
        """How it stands: what is owed was promised, and what is paid was owed."""
        return "paid" if self.paid_at else "owed" if self.owed_since else "promised"

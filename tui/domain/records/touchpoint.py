"""Being in touch with people: asking them, meeting them, and what they get for it."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, ClassVar

from msgspec import Struct

from tui.domain.records.meaning import Code, PrivateText, Refers, Teammate
from tui.domain.records.record import Record
from tui.domain.records.vocabulary import (
    Channel,
    Direction,
    IncentiveState,
    InvitationStatus,
    LinkKind,
    Method,
    TouchpointStatus,
)

Met = Annotated[str, Refers("participants", "is with a customer", "There are touchpoints or consents of {it}")]
Concerned = Annotated[str, Refers("cards", "concerns a card", "Somebody was met for {it}")]
Asked = Annotated[str, Refers("participants", "is of a customer", "{it} was asked or promised something", bare=True)]
ForCard = Annotated[str, Refers("cards", "is about a card", "Somebody was asked for {it}")]
_FOLLOWED = "Somebody was asked to {it}, or promised something,"
Planned = Annotated[str, Refers("touchpoints", "is to a touchpoint", _FOLLOWED, bare=True, indexed=False)]
Earned = Annotated[str, Refers("touchpoints", "is for a touchpoint", _FOLLOWED, bare=True, indexed=False)]


class Link(Struct, frozen=True, omit_defaults=True):
    """Where a recording, a transcript or a note file of a touchpoint is: a path or an address."""

    kind: LinkKind
    ref: PrivateText


class Touchpoint(Record, frozen=True, omit_defaults=True):
    """A contact with people (participant uids) that is planned or was had; `duration` is in minutes.

    What was said, what surprised us and what we promised are notes that name it.
    """

    table: ClassVar[str] = "touchpoints"

    at: datetime
    by: Teammate
    method: Method = "other"
    status: TouchpointStatus = "done"
    channel: Channel | None = None
    direction: Direction = "outbound"
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
    status: InvitationStatus = "asked"
    card: ForCard | None = None
    touchpoint: Planned | None = None
    method: Method | None = None
    channel: Channel | None = None
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
    def state(self) -> IncentiveState:
        """How it stands: what is owed was promised, and what is paid was owed."""
        return "paid" if self.paid_at else "owed" if self.owed_since else "promised"

"""What was said, seen or thought."""

from datetime import date, datetime
from typing import Annotated, ClassVar

from msgspec import Struct

from tui.domain.records.meaning import PrivateText, Record, Refers, Teammate
from tui.domain.records.vocabulary import NoteKind, Outcome, Stance

OnCard = Annotated[str, Refers("cards", "is about a card", "Notes were written on {it}")]
About = Annotated[str, Refers("participants", "is about a customer", "Cards or notes refer to {it}")]
SaidAt = Annotated[
    str, Refers("touchpoints", "is from a touchpoint", "Notes were written about {it}", bare=True, indexed=False)
]


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


class Note(Record, frozen=True, omit_defaults=True):
    """Something said, seen or thought, about a card, about people (participant uids), or both.

    `touchpoint` is where it was said. What is about several `together` is about all of them and names nobody as who
    said it. A note of kind `request` may carry how far the answer is, one of kind `promise` what became of it.
    """

    table: ClassVar[str] = "notes"

    text: PrivateText
    at: datetime
    by: Teammate
    card: OnCard | None = None
    people: tuple[About, ...] = ()
    kind: NoteKind = "note"
    verbatim: bool = False
    stance: Stance | None = None
    touchpoint: SaidAt | None = None
    together: bool = False
    tags: tuple[PrivateText, ...] = ()
    request: Request | None = None
    promise: Promise | None = None
    archived_at: datetime | None = None

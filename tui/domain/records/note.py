"""What was said, seen or thought; the standups of a team, what was walked and what was decided."""

from datetime import date, datetime
from typing import Annotated, ClassVar

from msgspec import Struct

from tui.domain.records.meaning import GLANCE, Code, PrivateText, Record, Refers, Teammate
from tui.domain.records.vocabulary import NoteKind, Outcome, Stance, Step, Surroundings

OnCard = Annotated[str, Refers("cards", "is about a card", "Notes were written on {it}")]
About = Annotated[str, Refers("participants", "is about a customer", "Cards or notes refer to {it}")]
SaidAt = Annotated[
    str, Refers("touchpoints", "is from a touchpoint", "Notes were written about {it}", bare=True, late=True)
]

AsksFor = Annotated[str, Refers("cards", "asks for a card", "Notes ask for {it}", bare=True)]
InTheme = Annotated[str, Refers("themes", "is in a theme", "Notes were put into {it}", bare=True, late=True)]
AimsAt = Annotated[str, Refers("assumptions", "aims at an assumption", "Notes aim at {it}", bare=True)]


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


class Scene(Struct, frozen=True, omit_defaults=True):
    """What a note tells of a touchpoint: the step it is, counted from 1, and how that felt, from -2 to +2.

    Or what there was to be seen around, by the word of AEIOU it belongs under; or which question of the guide it
    answers, by the item (uid) of the checklist of its card.
    """

    step: int | None = None
    emotion: int | None = None
    aeiou: Surroundings | None = None
    guide_item: Code = ""


class Note(Record, frozen=True, omit_defaults=True):
    """Something said, seen or thought, about a card, about people (participant uids), or both.

    `touchpoint` is where it was said, `heard_at` how many seconds into its recording, `scene` where it stands in what
    happened there. What is about several `together` is about all of them and names nobody as who said it. What it
    `asks_for` is the card (uid) that was made of it, or that it joined; it `aims` at the assumptions (uids) that it is
    evidence on. A note of kind `request`, and one that asks for a card, may carry how far the answer is, one of kind
    `promise` what became of it.
    """

    table: ClassVar[str] = "notes"

    text: PrivateText
    at: Annotated[datetime, GLANCE]
    by: Teammate
    card: OnCard | None = None
    people: tuple[About, ...] = ()
    kind: NoteKind = "note"
    verbatim: bool = False
    stance: Stance | None = None
    touchpoint: SaidAt | None = None
    together: bool = False
    tags: tuple[PrivateText, ...] = ()
    themes: tuple[InTheme, ...] = ()
    heard_at: int | None = None
    asks_for: AsksFor | None = None
    aims: tuple[AimsAt, ...] = ()
    request: Request | None = None
    promise: Promise | None = None
    scene: Scene | None = None
    archived_at: Annotated[datetime | None, GLANCE] = None


WalkedThrough = Annotated[str, Refers("experiments", loose=True, indexed=False)]


class StandupItem(Struct, frozen=True, omit_defaults=True):
    """One stop of a standup: a step of the walk, and the record (uid) it is about, if it is about one.

    What a stop of the step `customers` is about is a touchpoint, a person, a note or a card; `experiment` is the uid of
    the experiment it belongs to, empty where it belongs to none in particular.
    """

    step: Step
    uid: Annotated[str, Refers("")] = ""
    experiment: WalkedThrough = ""


class StandupDecision(Struct, frozen=True, omit_defaults=True):
    """Something a team decided while it stood together: who does it, and by which day; `done_at` once it was ticked."""

    uid: Code
    text: PrivateText
    at: datetime
    by: Teammate
    owner: Teammate | None = None
    due: date | None = None
    card: Annotated[str, Refers("cards", loose=True)] | None = None
    experiment: WalkedThrough | None = None
    done_at: datetime | None = None


class Standup(Record, frozen=True, omit_defaults=True):
    """A standup over one or more experiments (uids), with what was walked in the order fixed when it began.

    News are what happened from `since` on. `position` is the index of the item it has come to, `spent` the seconds it
    took so far. Once `ended_at` is set it is over; `report` is the path of the report, if one was written.
    """

    table: ClassVar[str] = "standups"

    started_at: datetime
    by: Teammate
    since: datetime
    experiments: tuple[WalkedThrough, ...]
    items: tuple[StandupItem, ...] = ()
    position: int = 0
    spent: int = 0
    attendees: tuple[Teammate, ...] = ()
    decisions: tuple[StandupDecision, ...] = ()
    ended_at: datetime | None = None
    report: str = ""

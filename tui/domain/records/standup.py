"""The standups of a team, what was walked and what was decided."""

from datetime import date, datetime
from typing import Annotated, ClassVar

from msgspec import Struct

from tui.domain.records.meaning import Code, PrivateText, Record, Refers, Teammate
from tui.domain.records.vocabulary import Step

WalkedThrough = Annotated[str, Refers("experiments", loose=True)]


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

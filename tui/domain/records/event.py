"""What happened, and what is counted and remembered beside the work itself."""

from datetime import datetime
from typing import Annotated, Any, ClassVar

from msgspec import Struct

from tui.domain.records.meaning import Code, Growing, PrivateText, Record, Refers, Teammate


class Counter(Record, frozen=True, omit_defaults=True):
    """The next number of a series that must never give one twice, not even after an undo."""

    table: ClassVar[str] = "counters"

    next: Growing


class Export(Record, frozen=True, omit_defaults=True):
    """A copy that left the workspace as a file, kept so that after an erasure one knows which copies to ask for."""

    table: ClassVar[str] = "exports"

    at: datetime
    by: Teammate
    format: Code
    profile: Code
    path: str
    sha256: Code
    board: str = ""
    people: tuple[Annotated[str, Refers("participants", loose=True, indexed=False)], ...] = ()


class Part(Struct, frozen=True, omit_defaults=True):
    """One of several things that were done as one: its kind, what it was about, and the records it touched, by uid."""

    kind: str
    experiment: Annotated[str, Refers("experiments", loose=True)] | None = None
    card: Annotated[str, Refers("cards", loose=True)] | None = None
    touched: tuple[Code, ...] = ()


class Event(Struct, frozen=True, omit_defaults=True):
    """What happened: who changed which fields, when, in which session.

    `changes` maps table and uid to the fields as `[before, after]`, in the form they are stored. A record is new
    where its `uid` changed from null, and gone where it changed to null. `reason` says why something was done that
    asks for one. Where several things were done as one, `parts` are they, and `changes` what they did all in all.
    """

    uid: Code
    at: datetime
    by: Teammate
    session: Code
    kind: str
    experiment: Annotated[str, Refers("experiments", loose=True)] | None = None
    card: Annotated[str, Refers("cards", loose=True)] | None = None
    changes: dict[str, dict[str, dict[str, list[Any]]]] = {}
    undoes: Code | None = None
    reason: PrivateText = ""
    parts: tuple[Part, ...] = ()

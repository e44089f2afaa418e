"""What was learned: themes that notes are gathered in, and insights with the notes they rest on."""

from datetime import date, datetime
from typing import Annotated, ClassVar

from msgspec import Struct

from tui.domain.records.meaning import CountsErased, PrivateText, Record, Refers, Teammate
from tui.domain.records.vocabulary import Discipline, InsightStatus

RestsOn = Annotated[str, Refers("notes", "rests on a note", "An insight rests on {it}")]
Speaks = Annotated[
    str, Refers("notes", "is contradicted by a note", "An insight names {it} as against it", indexed=False)
]
OfTheme = Annotated[str, Refers("themes", "is of a theme", "An insight is of {it}")]
LearnedIn = Annotated[
    str, Refers("experiments", "was learned in an experiment", "An insight came of {it}", indexed=False)
]
LedToCard = Annotated[str, Refers("cards", "led to a card", "An insight recommends {it}")]
LedToBoard = Annotated[str, Refers("experiments", "led to an experiment", "An insight recommends {it}", indexed=False)]


class Theme(Record, frozen=True, omit_defaults=True):
    """What several notes are about; it is also called by its `aliases`. Which notes are in it, the notes say."""

    table: ClassVar[str] = "themes"

    name: PrivateText
    at: datetime
    by: Teammate
    aliases: tuple[PrivateText, ...] = ()
    archived_at: datetime | None = None


class Sharing(Struct, frozen=True):
    """That an insight was told to a discipline: when, and by whom."""

    discipline: Discipline
    at: datetime
    by: Teammate


class Insight(Record, frozen=True, omit_defaults=True):
    """A statement with the notes (uids) it rests on, and those that are `against` it; how sure it is follows from them.

    It was learned in an `experiment`, if in one, and led to `cards` and `boards` (uids of experiments). `erased` counts
    notes that it rested on and that went with whoever said them. It is to be looked at again by `review_by`.
    """

    table: ClassVar[str] = "insights"

    statement: PrivateText
    at: datetime
    by: Teammate
    notes: tuple[RestsOn, ...] = ()
    against: tuple[Speaks, ...] = ()
    themes: tuple[OfTheme, ...] = ()
    experiment: LearnedIn | None = None
    review_by: date | None = None
    shared: tuple[Sharing, ...] = ()
    cards: tuple[LedToCard, ...] = ()
    boards: tuple[LedToBoard, ...] = ()
    erased: Annotated[int, CountsErased("notes", "against")] = 0
    retired_at: datetime | None = None

    @property
    def status(self) -> InsightStatus:
        """How far it got: retired, else acted on where it led to something, else shared where somebody was told."""
        if self.retired_at is not None:
            return "retired"
        if self.cards or self.boards:
            return "acted_on"
        return "shared" if self.shared else "draft"

"""What a reader sees of insights and themes. As in all views, people are P-ids and texts without names."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from tui.domain.evidence.ledger import Ledger
from tui.domain.records.vocabulary import Discipline, InsightStatus
from tui.domain.views import NoteView


class SharedView(Struct, frozen=True):
    """That a discipline was told, and on which day."""

    discipline: Discipline
    day: date


class InsightView(Struct, frozen=True):
    """An insight with the notes for and against it that may be told; `untold` counts those that may not.

    `confidence` is worked out of all of them. `erased` counts notes that went with whoever said them, which `words`
    says. `board` is the key of where it was learned, `cards` and `boards` are keys of what it led to.
    """

    id: str
    statement: str
    status: InsightStatus
    confidence: Ledger
    day: date
    by: str
    themes: tuple[str, ...] = ()
    notes: tuple[NoteView, ...] = ()
    against: tuple[NoteView, ...] = ()
    untold: int = 0
    erased: int = 0
    erased_words: str = ""
    board: str | None = None
    review_by: date | None = None
    shared: tuple[SharedView, ...] = ()
    cards: tuple[str, ...] = ()
    boards: tuple[str, ...] = ()


class ThemeView(Struct, frozen=True):
    """What several notes are about: how many they are, from how many people, the first and the last day.

    `people` is a count, or `<5` where its reader may know no small one; the rest is null then.
    """

    name: str
    aliases: tuple[str, ...]
    people: str
    notes: int | None
    first: date | None
    last: date | None

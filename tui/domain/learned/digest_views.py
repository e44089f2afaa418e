"""What a reader sees of a digest: what one discipline should know of what was learned since a time."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from tui.domain.evidence.criterion import Standing
from tui.domain.learned.insight_views import InsightView
from tui.domain.records.definition import Criterion
from tui.domain.records.vocabulary import Decision, Discipline
from tui.domain.views import Moment, NoteView

Turn = Literal["rising", "falling", "steady"]
News = Literal["new", "shared", "acted_on"]


class DigestBoard(Struct, frozen=True):
    """An experiment the digest is about."""

    id: str
    key: str
    title: str
    iteration: int


class Told(Struct, frozen=True):
    """An insight, and why it is in the digest: what came last of being new, shared with its readers, acted on."""

    news: News
    insight: InsightView


class Trend(Struct, frozen=True):
    """A theme: from how many people it came up since the time, and as long before.

    Counts are `<5` where a reader may know no small one; which way it turns is null then, unless one of them is 0.
    """

    name: str
    now: str
    before: str
    turn: Turn | None


class Decided(Struct, frozen=True):
    """What was decided, on which day: of an experiment with what was learned, or in a standup, with its owner.

    `iteration` is that of the experiment, null where a standup decided on none in particular.
    """

    key: str
    day: date
    text: str
    decision: Decision | None = None
    owner: str = ""
    due: date | None = None
    iteration: int | None = None


class Answered(Struct, frozen=True):
    """A criterion, and how an experiment stands to it, as far as its reader may know that."""

    key: str
    criterion: Criterion
    standing: Standing | None
    iteration: int | None = None


class Digest(Struct, frozen=True):
    """What `discipline` should know of what was learned since a time, and until when; `days` is how long that is."""

    discipline: Discipline
    since: Moment
    days: int
    boards: tuple[DigestBoard, ...]
    insights: tuple[Told, ...] = ()
    themes: tuple[Trend, ...] = ()
    quotes: tuple[NoteView, ...] = ()
    decisions: tuple[Decided, ...] = ()
    verdicts: tuple[Answered, ...] = ()

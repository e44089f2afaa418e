"""What may leave the workspace, ready for any format: types that hold P-ids and texts already without names."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from typing import Literal

from msgspec import Struct

from tui.domain.evidence.small_cells import Cell
from tui.domain.flow.figures import local_day, zone_of
from tui.domain.flow.period import FlowReport
from tui.domain.learned.digest_views import Digest
from tui.domain.learned.insight_views import InsightView, ThemeView
from tui.domain.learned.interview_views import InterviewView
from tui.domain.learned.metric_views import MetricView
from tui.domain.privacy.profiles import Profile
from tui.domain.privacy.sheet import Sheet
from tui.domain.standup.report import StandupReport
from tui.domain.views import BoardView, CardView, Moment, NoteView, PersonView, TouchpointView

Style = Literal["full", "three"]
What = Literal[
    "board",
    "column",
    "card",
    "report",
    "flow",
    "notes",
    "touchpoints",
    "events",
    "contacts",
    "insights",
    "metrics",
    "digest",
    "interview",
]


class Include(Struct, frozen=True):
    """What of a board goes along. `earlier` are the cards that were finished before the last working day."""

    people: bool = True
    quotes: bool = True
    evidence: bool = True
    earlier: bool = True
    plain_notes: bool = False
    archived: bool = False


class FlowLine(Struct, frozen=True):
    """The way of a card over its board: the day it entered each column, and what came of it."""

    key: str
    title: str
    entered: tuple[date | None, ...]
    finished: date | None
    cycle_days: int | None
    times_done: int | None
    archived: date | None
    blocked_days: int = 0


class Flow(Struct, frozen=True):
    """How work flows over a board: the figures, what they say in words, and the way of each card."""

    report: FlowReport
    readings: dict[str, str]
    lines: tuple[FlowLine, ...]


class EventView(Struct, frozen=True):
    """What happened, in words; `card` and `board` are keys, people P-ids."""

    id: str
    at: Moment
    by: str
    kind: str
    board: str
    card: str
    text: str
    undone: bool = False


class Identified(Struct, frozen=True):
    """A person who agreed to be known, by P-id and with what a card of theirs holds (vCard names).

    `uid` is the same in every copy, so that address books replace what they have of somebody.
    """

    pid: str
    fn: str
    family: str = ""
    given: str = ""
    additional: str = ""
    prefix: str = ""
    suffix: str = ""
    nickname: str = ""
    email: tuple[str, ...] = ()
    tel: tuple[str, ...] = ()
    org: str = ""
    title: str = ""
    url: tuple[str, ...] = ()
    adr: tuple[str, ...] = ()
    uid: str = ""


class Parcel(Struct, frozen=True, kw_only=True):
    """Everything a format may show; what is not in here does not leave.

    `at` is UTC, `today` the day of it in `timezone`, `stem` how its file is called without an ending. `about` are the
    participants (uids) it tells of, for remembering the copy alone: no format writes them. `style` is that of a report:
    in full, or as three answers of each person.
    """

    what: What
    profile: Profile
    at: datetime
    timezone: str
    stem: str
    sheet: Sheet = Sheet()
    include: Include = Include()
    board: BoardView | None = None
    cards: tuple[CardView, ...] = ()
    column: str = ""
    people: tuple[PersonView, ...] = ()
    contacts: tuple[Identified, ...] = ()
    cells: tuple[Cell, ...] = ()
    notes: tuple[NoteView, ...] = ()
    touchpoints: tuple[TouchpointView, ...] = ()
    events: tuple[EventView, ...] = ()
    insights: tuple[InsightView, ...] = ()
    themes: tuple[ThemeView, ...] = ()
    metrics: tuple[MetricView, ...] = ()
    flow: Flow | None = None
    report: StandupReport | None = None
    digest: Digest | None = None
    interview: InterviewView | None = None
    style: Style = "full"
    about: tuple[str, ...] = ()

    @property
    def zone(self) -> tzinfo:
        """The time zone in which its days are counted."""
        return zone_of(self.timezone)

    @property
    def today(self) -> date:
        """The day it was taken."""
        return local_day(self.at, self.zone)

    def in_column(self, column: str) -> list[CardView]:
        """Return the cards of a column that are on the board, in order."""
        return [card for card in self.cards if card.column == column and not card.archived]

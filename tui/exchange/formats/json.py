"""JSON, for scripts and for the next version of this program."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, get_args

import msgspec
from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import asdict

from tui import __version__
from tui.domain.evidence.small_cells import Cell
from tui.domain.learned.digest_views import Answered, Decided, DigestBoard, Told, Trend
from tui.domain.learned.insight_views import InsightView, ThemeView
from tui.domain.learned.interview_views import InterviewView
from tui.domain.learned.metric_views import MetricView
from tui.domain.privacy.profiles import Profile
from tui.domain.privacy.sheet import Changed, LeakCheck, LeftOut, Sheet
from tui.domain.records.vocabulary import Discipline
from tui.domain.standup.report import StandupReport
from tui.domain.views import BoardView, CardView, Moment, NoteView, PersonView, TouchpointView
from tui.exchange.formats import Format
from tui.exchange.parcel import EventView, Flow, Identified, Parcel, What
from tui.exchange.pieces import json_pieces

SCHEMA: Literal[1] = 1
"""The version of both shapes: what is added keeps it, what is taken away or means something else does not."""

_GENERATOR = f"custdev {__version__}"
_OF_A_KIND = ("column", "contacts", "notes", "touchpoints", "events", "flow", "insights", "themes", "metrics")
"""What is only in some parcels; where a parcel is one of it, it is there even if there is nothing of it."""


Kind = Literal["board", "column", "card", "flow", "notes", "touchpoints", "events", "contacts", "insights", "metrics"]


class Head(Struct, frozen=True, kw_only=True):
    """What everything that leaves says of itself: what it is, and what was changed and left out before it left.

    `not_checked` is what no program can look for. `generator` is the program that wrote it.
    """

    schema: Literal[1] = SCHEMA
    kind: str
    generator: str
    changed: tuple[Changed, ...]
    left_out: tuple[LeftOut, ...]
    not_checked: tuple[str, ...]
    check: LeakCheck


class Snapshot(Head, frozen=True, kw_only=True):
    """A board or a part of it at a moment, for the readers of a profile.

    `people` are all who took part and may be seen, by P-id; `counts` are there for the public in their place, and
    `contacts` for readers who may know names. Days are those of the time zone of the board, times are UTC.
    """

    kind: Kind
    profile: Profile
    exported_at: Moment
    board: BoardView
    cards: tuple[CardView, ...]
    people: tuple[PersonView, ...]
    column: str | UnsetType = UNSET
    contacts: tuple[Identified, ...] | UnsetType = UNSET
    counts: tuple[Cell, ...] | UnsetType = UNSET
    notes: tuple[NoteView, ...] | UnsetType = UNSET
    touchpoints: tuple[TouchpointView, ...] | UnsetType = UNSET
    events: tuple[EventView, ...] | UnsetType = UNSET
    flow: Flow | UnsetType = UNSET
    insights: tuple[InsightView, ...] | UnsetType = UNSET
    themes: tuple[ThemeView, ...] | UnsetType = UNSET
    metrics: tuple[MetricView, ...] | UnsetType = UNSET


class InterviewData(Head, frozen=True, kw_only=True):
    """One conversation on a page, for the readers of a profile."""

    kind: Literal["interview"]
    profile: Profile
    exported_at: Moment
    interview: InterviewView


class DigestData(Head, frozen=True, kw_only=True):
    """What a discipline should know of what was learned since a time, for the readers of a profile."""

    kind: Literal["digest"]
    profile: Profile
    exported_at: Moment
    discipline: Discipline
    since: Moment
    days: int
    boards: tuple[DigestBoard, ...]
    insights: tuple[Told, ...]
    themes: tuple[Trend, ...]
    quotes: tuple[NoteView, ...]
    decisions: tuple[Decided, ...]
    verdicts: tuple[Answered, ...]


def write(parcel: Parcel) -> Iterator[str]:
    """Yield a parcel as indented JSON with sorted keys, ending in a newline; times are ISO 8601 in UTC."""
    data = _data(parcel)
    between = "{"
    for name in sorted(name for name, value in data.items() if value is not UNSET):
        value = data[name]
        label = f'{between}\n  "{name}": '
        is_list = isinstance(value, tuple | list)
        for piece in json_pieces(value, _indented) if is_list else (_indented(value),):
            yield label + piece.replace(b"\n", b"\n  ").decode()
            label = ""
        between = ","
    yield "\n}\n"


def _indented(data: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(data, order="sorted"), indent=2)


def _data(parcel: Parcel) -> dict[str, Any]:
    if parcel.report is not None:
        return _report(parcel.report)
    if parcel.digest is not None:
        return asdict(_digest(parcel, asdict(parcel.digest)))
    if parcel.interview is not None:
        head = _head(parcel.sheet, parcel.profile)
        page = InterviewData(
            kind="interview", profile=parcel.profile, exported_at=parcel.at, interview=parcel.interview, **head
        )
        return asdict(page)
    return asdict(_snapshot(parcel))


def _digest(parcel: Parcel, parts: dict[str, Any]) -> DigestData:
    head = _head(parcel.sheet, parcel.profile)
    return DigestData(kind="digest", profile=parcel.profile, exported_at=parcel.at, **parts, **head)


def _snapshot(parcel: Parcel) -> Snapshot:
    assert parcel.board is not None
    assert parcel.what != "report"
    assert parcel.what != "digest"
    assert parcel.what != "interview"
    its_own = {name: getattr(parcel, name) for name in _OF_A_KIND if getattr(parcel, name) or parcel.what == name}
    return Snapshot(
        kind=parcel.what,
        profile=parcel.profile,
        exported_at=parcel.at,
        board=parcel.board,
        cards=parcel.cards,
        people=parcel.people,
        counts=parcel.cells or UNSET,
        **its_own,
        **_head(parcel.sheet, parcel.profile),
    )


def _report(report: StandupReport) -> dict[str, Any]:
    """Return a report; its boards are told once, and named by their keys elsewhere."""
    data = {
        name: [*map(_entry, value)] if isinstance(value, tuple) else value for name, value in asdict(report).items()
    }
    del data["sheet"]
    return data | _head(report.sheet, report.profile) | {"schema": SCHEMA, "kind": "standup"}


def _entry(entry: Any) -> Any:
    return asdict(entry) | {"board": entry.board.key} if hasattr(entry, "board") else entry


def _head(sheet: Sheet, profile: Profile) -> dict[str, Any]:
    """Return what everything that leaves says of how it came to be; to the public no reasons are told."""
    changed, left_out = sheet.without_places(public=profile == "public")
    return {
        "generator": _GENERATOR,
        "changed": changed,
        "left_out": left_out,
        "not_checked": sheet.unchecked,
        "check": sheet.check,
    }


FORMAT = Format("json", "JSON", "json", get_args(What), write)

"""What the JSON of a parcel holds."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from tui.domain.evidence.small_cells import Cell
from tui.domain.privacy.profiles import Profile
from tui.domain.privacy.sheet import Changed, LeakCheck, LeftOut
from tui.domain.views import BoardView, CardView, NoteView, PersonView, TouchpointView
from tui.exchange.identified import Identified
from tui.exchange.parcel import EventView, Flow

SCHEMA: Literal[1] = 1
"""The version of both shapes: what is added keeps it, what is taken away or means something else does not."""

Kind = Literal["board", "column", "card", "flow", "notes", "touchpoints", "events", "contacts"]


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
    exported_at: datetime
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

"""What a reader sees of one conversation on a page. As in all views, people are P-ids and texts without names."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from tui.domain.records.vocabulary import Channel, Method, Surroundings
from tui.domain.views import NoteView, PersonView, TouchpointView


class HappenedView(Struct, frozen=True):
    """A step of what happened: its number, how it felt from -2 to +2 where that was noted, and the notes that tell it.

    Several notes of one number are one step: what was done, and what was said about it.
    """

    number: int
    felt: int | None
    notes: tuple[NoteView, ...]


class AroundView(Struct, frozen=True):
    """What there was to be seen around, by the word of AEIOU it belongs under."""

    aeiou: Surroundings
    notes: tuple[NoteView, ...]


class OpportunityView(Struct, frozen=True):
    """What somebody needs, suffers from or asks for; `card` is the key of the card that was made of it, or empty."""

    note: NoteView
    card: str = ""


class ShiftView(Struct, frozen=True):
    """What the conversation says of something: of a hypothesis by the key of its board, an assumption, an insight.

    `supports` and `refutes` count notes of this conversation.
    """

    about: str
    text: str
    supports: int
    refutes: int


class HeardView(Struct, frozen=True):
    """A theme, and how many notes of the conversation are in it."""

    name: str
    notes: int


class GuideView(Struct, frozen=True):
    """A question of the guide: whether it is answered here, and by how many `of` so many it was meant for."""

    question: str
    here: bool
    answered: int
    of: int


class EarlierView(Struct, frozen=True):
    """A conversation with somebody of this one that was had before it."""

    id: str
    day: date
    method: Method
    minutes: int | None
    channel: Channel | None
    cards: tuple[str, ...]


class InterviewView(Struct, frozen=True):
    """One conversation: what was expected and found, what happened, what was around and said, and what came of it.

    `by` is who wrote it down, `talk` its number among those `of` so many with whoever took part, where that is one
    person. `lead` is a quote that may be shown. `loose` counts its notes in no theme, `untold` those that may not be
    told, of `count` in all. `guide` are the questions of the card it was for.
    """

    met: TouchpointView
    by: str
    people: tuple[PersonView, ...]
    talk: int | None
    of: int | None
    lead: NoteView | None
    surprises: tuple[NoteView, ...]
    happened: tuple[HappenedView, ...]
    around: tuple[AroundView, ...]
    facts: tuple[NoteView, ...]
    opportunities: tuple[OpportunityView, ...]
    shifts: tuple[ShiftView, ...]
    themes: tuple[HeardView, ...]
    loose: int
    promises: tuple[NoteView, ...]
    earlier: tuple[EarlierView, ...]
    untold: int
    count: int
    guide: tuple[GuideView, ...] = ()

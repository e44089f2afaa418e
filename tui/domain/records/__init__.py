"""The records of a workspace. All are immutable; a change makes new ones."""

from __future__ import annotations

from tui.domain.records.answer import Answer, Respondents
from tui.domain.records.assumption import Assumption
from tui.domain.records.event import Counter, Event, Export
from tui.domain.records.experiment import Action, Block, Blocked, Card, ChecklistItem, Experiment, Learning, Series
from tui.domain.records.insight import Insight, Sharing, Theme
from tui.domain.records.meaning import Record
from tui.domain.records.measurement import Measurement
from tui.domain.records.note import Note, Promise, Request, Scene, Standup, StandupDecision, StandupItem
from tui.domain.records.person import (
    Cadence,
    Consent,
    Contact,
    Incentive,
    Invitation,
    Link,
    Name,
    Participant,
    Segment,
    Touchpoint,
)

__all__ = ["IDENTITY_TABLES", "RECORD_TYPES", "Action", "Answer", "Assumption", "Block", "Blocked", "Cadence", "Card"]
__all__ += ["ChecklistItem", "Respondents"]
__all__ += ["Consent", "Contact", "Counter", "Event", "Experiment", "Export", "Incentive", "Invitation", "Learning"]
__all__ += [
    "Insight",
    "Link",
    "Measurement",
    "Name",
    "Note",
    "Participant",
    "Promise",
    "Record",
    "Request",
    "Scene",
    "Segment",
    "Series",
    "Sharing",
    "Standup",
]
__all__ += ["StandupDecision", "StandupItem", "Theme", "Touchpoint"]

_OF_PEOPLE = (Participant, Consent, Touchpoint, Invitation, Incentive, Contact)
_LEARNED = (Measurement, Answer, Respondents, Theme, Insight, Assumption)
_TYPES: tuple[type[Record], ...] = (Experiment, Card, Note, *_OF_PEOPLE, *_LEARNED, Export, Standup, Counter)
RECORD_TYPES: dict[str, type[Record]] = {record_type.table: record_type for record_type in _TYPES}
"""Every kind of record by its table: the one place where a new one is made known."""

IDENTITY_TABLES = frozenset({Contact.table, Respondents.table})
"""Tables that name people; events about them are kept beside them."""

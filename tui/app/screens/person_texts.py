"""A person as the texts that their form is filled with."""

from __future__ import annotations

from tui.domain.operations.about_people import AVAILABILITIES, RELATIONSHIPS
from tui.domain.records import Contact, Participant, Segment
from tui.domain.records.workspace import Workspace
from tui.domain.time.durations import short_duration

TEXT_FIELDS = ("name", "email", "org", "segments", "guardian", "ideal", "at-most", "keep-until")
RELATIONS = ("none", *RELATIONSHIPS)
YES = ("no", "yes")
_AVAILABLE = {"free": "may be approached", "opted_out": "opted out", "blocklisted": "do not contact"}
AVAILABLE = tuple(_AVAILABLE[each] for each in AVAILABILITIES)


def identity_texts(contact: Contact | None) -> dict[str, str]:
    """Return what names somebody, by field; empty texts where nobody is named."""
    if contact is None:
        return {"name": "", "email": "", "org": ""}
    return {"name": contact.fn, "email": ", ".join(contact.email), "org": contact.org}


def person_texts(person: Participant | None, workspace: Workspace) -> dict[str, str]:
    """Return what is said of somebody besides, by field."""
    if person is None:
        return {"segments": "", "guardian": "", "ideal": "", "at-most": "", "keep-until": ""}
    guardian = workspace.participants.get(person.guardian or "")
    return {
        "segments": ", ".join(_segment_text(segment) for segment in person.segments),
        "guardian": guardian.pid if guardian else "",
        "ideal": short_duration(person.cadence.ideal or ""),
        "at-most": short_duration(person.cadence.max or ""),
        "keep-until": person.retention_until.isoformat() if person.retention_until else "",
    }


def _segment_text(segment: Segment) -> str:
    return segment.value if segment.dimension == "custom" else f"{segment.dimension.replace('_', ' ')}: {segment.value}"

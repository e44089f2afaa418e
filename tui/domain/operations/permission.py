"""What may be kept of people at all: of minors only with their guardian's consent, and no recording without it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tui.domain.errors import NotAllowed
from tui.domain.people.consent import allows, refuses_notes, unwilling
from tui.domain.records import Participant, Touchpoint
from tui.domain.records.workspace import Workspace

RECORDED = frozenset({"recording", "transcript"})


def check_may_keep(workspace: Workspace, people: Iterable[str], today: date) -> None:
    """Refuse to keep what people (uids) said or did where they said no, or are minors whose guardian did not agree."""
    for uid in people:
        person = workspace.participants.get(uid)
        if person is None:
            continue
        check_guardian(workspace, person, today)
        if refuses_notes(workspace, person, today):
            raise NotAllowed(f"{person.pid} does not want notes kept about them. Nothing was changed.")


def check_guardians(workspace: Workspace, people: Iterable[str], today: date) -> None:
    """Refuse to ask or to meet minors among people (uids) before their guardian agreed."""
    for uid in people:
        person = workspace.participants.get(uid)
        if person is not None:
            check_guardian(workspace, person, today)


def check_guardian(workspace: Workspace, person: Participant, today: date) -> None:
    """Refuse anything about a minor whose guardian did not agree that they take part."""
    if person.is_minor and not allows(workspace, person, "take_part", today):
        raise NotAllowed(
            f"{person.pid} is a minor; nothing is kept of them until the guardian agrees that they take part. "
            "Nothing was changed."
        )


def check_may_record(workspace: Workspace, touchpoint: Touchpoint, today: date) -> None:
    """Refuse a recording or transcript of people who did not agree to be recorded."""
    if not any(link.kind in RECORDED for link in touchpoint.links):
        return
    audio = {person.uid for person in unwilling(workspace, touchpoint.people, "record_audio", today)}
    neither = [
        person.pid for person in unwilling(workspace, touchpoint.people, "record_video", today) if person.uid in audio
    ]
    if neither:
        raise NotAllowed(
            f"{', '.join(neither)} {'have' if len(neither) > 1 else 'has'} not agreed to be recorded, "
            "so no recording or transcript is linked. Nothing was changed."
        )

"""A few people who stand in every way one can: overdue, due, in touch, and not to be approached."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.app.sample import NOW, Sample
from tui.domain import operations
from tui.domain.records import Cadence, Participant
from tui.domain.records.change import Change, Context, Edit
from tui.domain.records.workspace import Workspace

NAMED = ("Wilhelmina Ottersby", "Bartholomew Quill", "Zhou Mingxia", "Ngozi Adeyemi-Lund", "Øystein Brå")
SECRETS = [*(word for name in NAMED for word in name.split()), "example.org", "Kestrel Freight", "5550142"]
"""Pieces of text that must not be on the screen while names are hidden."""
MET = {"P01": 2, "P02": 9, "P03": 4, "P04": 0, "P05": 12}
RHYTHMS = {"P02": Cadence("P3D", "P5D"), "P03": Cadence("P3D", "P30D")}


def write_crowd(folder: Path) -> Path:
    """Write a board whose five people are spoken with, and two more who are left alone; return the folder."""
    sample = Sample(folder)
    sample.fill()
    for pid, days in MET.items():
        at = NOW - timedelta(days=days, hours=1)
        sample.run(operations.log_touchpoint, "interview", [uid_of(sample, pid)], at=at, duration=25, channel="video")
    for number, (pid, word) in enumerate((("P01", "customer"), ("P02", "churned"), ("P04", "partner")), 1):
        tel = [f"+1 555 555014{number + 1}"]
        about: dict[str, Any] = {"relationship": word, "segments": ["need: export", "Quill fans"], "tel": tel}
        sample.run(operations.edit_contact, uid_of(sample, pid), org="Kestrel Freight", **about)
    for pid, rhythm in RHYTHMS.items():
        sample.run(operations.edit_person, uid_of(sample, pid), cadence=rhythm)
    for name, status in (("Opted Outman", "opted_out"), ("Blocked Listerson", "blocklisted")):
        sample.run(operations.make_contact, name, contact_status=status)
    sample.run(
        operations.give_consent, uid_of(sample, "P01"), "quote", method="signed_form", expires_at=date(2027, 2, 3)
    )
    assert sample.session.close() == 0
    return folder


def uid_of(sample: Any, pid: str) -> str:
    """Return the uid of a person."""
    people: Mapping[str, Participant] = sample.session.workspace.participants
    return next(uid for uid, person in people.items() if person.pid == pid)


def erase(workspace: Workspace, context: Context, uid: str) -> Change:
    """Leave nothing of a person but their number."""
    edit = Edit(workspace, context)
    edit.update(workspace.participants[uid], erased_at=context.now)
    return edit.change("contact_erased")

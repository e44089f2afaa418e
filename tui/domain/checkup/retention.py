"""People who are kept longer than was said: worth knowing, and never purged unasked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tui.domain.checkup.finding import Finding
from tui.domain.people.consent import is_past_retention
from tui.domain.records.workspace import Workspace


def check_retention(workspace: Workspace, today: date) -> Iterator[Finding]:
    """Yield those whose time to be kept is over."""
    for person in workspace.participants.values():
        if person.erased_at is None and is_past_retention(person, today):
            words = f"{person.pid} was to be kept until {person.retention_until}; custdev contact purge erases them."
            yield Finding("retention", words, "participants", person.uid, person.pid, note=True)

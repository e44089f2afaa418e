"""Hiding everybody of a workspace in what is shown to others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tui.domain.privacy import Scrubber, identity_of
from tui.domain.workspace import Workspace


def scrubber_of(workspace: Workspace, teammates: Iterable[str]) -> Scrubber:
    """Return a scrubber that knows everybody whose name is at hand; the words of teammates stay readable."""
    people = workspace.participants
    known = (
        identity_of(contact, people[contact.participant].pid)
        for contact in workspace.contacts.values()
        if contact.participant in people
    )
    owners = (card.assignee for card in workspace.cards.values() if card.assignee)
    return Scrubber(known, keep={*teammates, *owners})


def scrubbed(value: Any, scrubber: Scrubber) -> Any:
    """Return data as JSON has it with every text in it scrubbed; names of fields stay."""
    if isinstance(value, str):
        return scrubber.scrub(value)
    if isinstance(value, list | tuple):
        return [scrubbed(each, scrubber) for each in value]
    if isinstance(value, dict):
        return {name: scrubbed(each, scrubber) for name, each in value.items()}
    return value

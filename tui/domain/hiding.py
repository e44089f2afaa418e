"""Hiding everybody of a workspace in what is shown to others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from tui.domain.merged import current_of
from tui.domain.privacy import Identity, Scrubber, identity_of
from tui.domain.workspace import Workspace


def scrubber_of(workspace: Workspace, teammates: Iterable[str], also: Workspace | None = None) -> Scrubber:
    """Return a scrubber that knows everybody whose name is at hand; the words of teammates stay readable.

    It knows who is in the workspace `also`, the one of another time, under the names they have there.
    """
    known = [*_known(workspace), *(_known(also) if also is not None and also is not workspace else ())]
    owners = (card.assignee for card in workspace.cards.values() if card.assignee)
    return Scrubber(known, keep={*teammates, *owners})


def _known(workspace: Workspace) -> Iterator[Identity]:
    for contact in workspace.contacts.values():
        if (person := current_of(workspace, contact.participant)) is not None:
            yield identity_of(contact, person.pid)


def scrubbed(value: Any, scrubber: Scrubber) -> Any:
    """Return data as JSON has it with every text in it scrubbed; names of fields stay."""
    if isinstance(value, str):
        return scrubber.scrub(value)
    if isinstance(value, list | tuple):
        return [scrubbed(each, scrubber) for each in value]
    if isinstance(value, dict):
        return {name: scrubbed(each, scrubber) for name, each in value.items()}
    return value

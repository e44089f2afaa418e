"""A card as the texts that its form is filled with."""

from __future__ import annotations

from tui.domain.records import Card
from tui.domain.records.workspace import Workspace

TEXT_FIELDS = ("title", "people", "due", "owner", "tags")


def texts_of(card: Card | None, workspace: Workspace) -> dict[str, str]:
    """Return what the fields of text begin with; empty ones for a new card."""
    if card is None:
        return dict.fromkeys((*TEXT_FIELDS, "description"), "")
    people = (workspace.participants.get(uid) for uid in card.people)
    return {
        "title": card.title,
        "people": " ".join(person.pid for person in people if person),
        "due": card.due.isoformat() if card.due else "",
        "owner": f"@{card.assignee}" if card.assignee else "",
        "tags": " ".join(f"#{tag}" for tag in card.tags),
        "description": card.description,
    }

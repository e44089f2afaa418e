"""How sure an insight is: from how many people its notes come, by how many methods, and what contradicts it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tui.domain.evidence.ledger import Ledger, ledger_between, pieces_of
from tui.domain.evidence.witnesses import Witnesses
from tui.domain.people.policy import Policy
from tui.domain.records import Insight, Note
from tui.domain.records.workspace import Workspace
from tui.domain.text import plural


def confidence_of(
    workspace: Workspace, insight: Insight, witnesses: Witnesses, policy: Policy, now: datetime
) -> Ledger:
    """Return how sure an insight is at a moment, counted as evidence is; it is never typed."""
    sides = (live_notes(workspace, insight.notes), live_notes(workspace, insight.against))
    first, second = ([*pieces_of(workspace, notes, witnesses)] for notes in sides)
    return ledger_between(first, second, policy, now)


def live_notes(workspace: Workspace, uids: Iterable[str]) -> list[Note]:
    """Return the notes of some uids that are there and not archived."""
    notes = (workspace.notes.get(uid) for uid in uids)
    return [note for note in notes if note is not None and note.archived_at is None]


def erased_words(insight: Insight) -> str:
    """Return that an insight lost notes with whoever said them; empty where it did not."""
    if not insight.erased:
        return ""
    one = insight.erased == 1
    was, them = ("was", "it") if one else ("were", "them")
    return f"{plural(insight.erased, 'note')} it rested on {was} erased with whoever said {them}"

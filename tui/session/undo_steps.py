"""What this session did, in order, and what of it can be undone and done again."""

from __future__ import annotations

from tui.domain.history import undoable
from tui.domain.records import Event
from tui.session.pending import Pending


class History:
    """The operations of one session; undoing is itself an operation in it."""

    def __init__(self) -> None:
        self._entries: list[Pending] = []

    def add(self, pending: Pending) -> None:
        """Append an operation."""
        self._entries.append(pending)

    def drop(self, pending: Pending) -> None:
        """Take out an operation that in the end was not done."""
        self._entries = [entry for entry in self._entries if entry is not pending]

    def to_undo(self) -> Pending | None:
        """Return the newest operation that is not undone, or None."""
        event = undoable.to_undo(map(event_of, reversed(self._entries)))
        return None if event is None else self._entry(event.uid)

    def to_redo(self) -> tuple[Pending, Pending] | None:
        """Return what was undone last with the undo of it, or None where something new was done since."""
        undoing = undoable.to_redo(map(event_of, reversed(self._entries)))
        original = None if undoing is None else self._entry(undoing.undoes)
        undo = None if undoing is None else self._entry(undoing.uid)
        return (original, undo) if original and undo else None

    def _entry(self, uid: str | None) -> Pending | None:
        return next((entry for entry in reversed(self._entries) if event_of(entry).uid == uid), None)


def event_of(pending: Pending) -> Event:
    """Return the event of an operation that was evaluated."""
    assert pending.change is not None, "an operation enters the history after it was evaluated"
    return pending.change.event

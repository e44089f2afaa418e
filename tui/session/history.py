"""What this session did, in order, and what of it can be undone and done again."""

from __future__ import annotations

from collections.abc import Iterable

from tui.domain.operations.undo import NOT_UNDOABLE
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
        undoable, _ = self._stacks()
        return undoable[-1] if undoable else None

    def to_redo(self) -> tuple[Pending, Pending] | None:
        """Return what was undone last with the undo of it, or None where something new was done since."""
        _, undone = self._stacks()
        return undone[-1] if undone else None

    def _stacks(self) -> tuple[list[Pending], list[tuple[Pending, Pending]]]:
        undoable: list[Pending] = []
        undone: list[tuple[Pending, Pending]] = []
        for entry in self._entries:
            event = event_of(entry)
            if event.kind in NOT_UNDOABLE or not event.changes:
                continue
            if event.kind == "undone" and (original := _named(undoable, event.undoes)) is not None:
                undoable.remove(original)
                undone.append((original, entry))
            elif event.kind == "redone" and (pair := _undone(undone, event.undoes)) is not None:
                undone.remove(pair)
                undoable.append(pair[0])
            else:
                undoable.append(entry)
                undone.clear()
        return undoable, undone


def _named(entries: Iterable[Pending], uid: str | None) -> Pending | None:
    """Return the entry with this event: others may have been dropped, so their order does not tell."""
    return next((entry for entry in entries if event_of(entry).uid == uid), None)


def _undone(pairs: Iterable[tuple[Pending, Pending]], uid: str | None) -> tuple[Pending, Pending] | None:
    return next((pair for pair in pairs if event_of(pair[0]).uid == uid), None)


def event_of(pending: Pending) -> Event:
    """Return the event of an operation that was evaluated."""
    assert pending.change is not None, "an operation enters the history after it was evaluated"
    return pending.change.event

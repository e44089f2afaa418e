"""What of a history can be undone, and what can be done again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tui.domain.operations.kinds import is_undoable
from tui.domain.records import Event

if TYPE_CHECKING:
    from tui.domain.flow.passages import Movement

UNDOING = frozenset({"undone", "redone"})


def to_undo(newest_first: Iterable[Event]) -> Event | None:
    """Return the newest event that is not undone, or None.

    The events are somebody's own; only as many are looked at as are needed.
    """
    last_word: dict[str, str] = {}
    for event in newest_first:
        if event.kind in UNDOING and event.undoes:
            last_word.setdefault(event.undoes, event.kind)
        elif _counts(event) and last_word.get(event.uid) != "undone":
            return event
    return None


def to_redo(newest_first: Iterable[Event]) -> Event | None:
    """Return the undoing that is to be taken back: the last one, unless something new was done since."""
    redone: set[str] = set()
    for event in newest_first:
        if event.kind == "redone" and event.undoes:
            redone.add(event.undoes)
        elif event.kind == "undone" and event.undoes:
            if event.undoes not in redone:
                return event
            redone.discard(event.undoes)
        elif _counts(event):
            return None
    return None


def undone_among(newest_first: Iterable[Event | Movement]) -> frozenset[str]:
    """Return the uids of what is undone and was not done again since."""
    last_word: dict[str, str] = {}
    for event in newest_first:
        if event.kind in UNDOING and event.undoes:
            last_word.setdefault(event.undoes, event.kind)
    return frozenset(uid for uid, kind in last_word.items() if kind == "undone")


def _counts(event: Event) -> bool:
    return event.kind not in UNDOING and is_undoable(event) and bool(event.changes)

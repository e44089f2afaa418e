"""What is declared of a kind of event, loaded or not, and by that what of a history can be undone and done again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tui.domain.operations import declaration, index
from tui.domain.operations.declaration import Kind
from tui.domain.records import Event

if TYPE_CHECKING:
    from tui.domain.flow.passages import Movement

UNDOING = frozenset({"undone", "redone"})
_INDEXED = {kind.name: kind for kind in index.KINDS}
STILL = frozenset(kind.name for kind in index.KINDS if not kind.moves)
"""The kinds of events that never change where a card is, or what a column means."""


def kind_named(name: str) -> Kind:
    """Return a kind of event; of one that a newer version wrote it is only said that something was changed."""
    kind = declaration.KINDS.get(name) or _INDEXED.get(name)
    # What it is about is in its name, as in those of all kinds.
    rest = "{experiment}" if name.startswith(("experiment_", "definition_")) else "{card}"
    return kind or Kind(name, "Changed", "change", (rest,), moves=True)


def kinds_in(event: Event) -> list[str]:
    """Return the kinds of what an event did: its own, or those of its parts."""
    return [part.kind for part in event.parts] or [event.kind]


def is_undoable(event: Event) -> bool:
    """Return whether an event can be set back; one of several things only where each of them can."""
    return all(kind_named(kind).undoable for kind in kinds_in(event))


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

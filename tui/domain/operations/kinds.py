"""What is declared of a kind of event, whether or not the operation that writes it is loaded."""

from __future__ import annotations

from tui.domain.operations import declaration, index
from tui.domain.operations.declaration import Kind
from tui.domain.records import Event

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

"""Several operations done as one: one change, one event, and one step to undo."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from tui.domain.operations.declaration import writes
from tui.domain.records.change import Change, Context
from tui.domain.records.edit import Edit
from tui.domain.records.event import Event, Part
from tui.domain.records.workspace import Workspace

Step = Callable[[Workspace, Context], Change]
"""An operation with its arguments."""


@writes("done_together", "Changed", "change", "several things", moves=True)
def together(workspace: Workspace, context: Context, *steps: Step) -> Change:
    """Do operations one after another, each on what the one before it left; none is done where one is not possible.

    What changes nothing in the end leaves no trace. Where but one does something, it is told as if done alone. None may
    be one that erases: that leaves no past to go back to.

    Raises:
        DomainError: What the first says that is not possible.
    """
    edit, state = Edit(workspace, context), workspace
    events: list[Event] = []
    for step in steps:
        change = step(state, context)
        if change.rewrites:
            raise ValueError("what erases is done alone")
        for table, rows in change.records.items():
            for uid, record in rows.items():
                if record is not None:
                    edit.restore(record)
                elif (gone := state.find(table, uid)) is not None:
                    edit.remove(gone)
        state = state.apply(change)
        if not change.is_empty:
            events.append(change.event)
    return _told_as(edit.change("done_together"), events)


def _told_as(change: Change, events: list[Event]) -> Change:
    """Return the change of a group, with an event that tells of its parts."""
    parts = tuple(part for event in events for part in event.parts or (_part_of(event),))
    alone = len(parts) == 1
    event = replace(
        change.event,
        kind=parts[0].kind if alone else change.event.kind,
        experiment=_common(event.experiment for event in events),
        card=_common(event.card for event in events),
        reason="; ".join(dict.fromkeys(event.reason for event in events if event.reason)),
        parts=() if alone else parts,
    )
    return replace(change, event=event)


def _part_of(event: Event) -> Part:
    touched = tuple(uid for rows in event.changes.values() for uid in rows)
    return Part(event.kind, event.experiment, event.card, touched)


def _common(values: Iterator[str | None]) -> str | None:
    """Return what all say; None where they differ."""
    different = set(values)
    return different.pop() if len(different) == 1 else None

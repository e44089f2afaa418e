"""Operations made of others: several done as one, and an edit from what was seen, which overwrites nothing newer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from tui.domain.errors import Conflict
from tui.domain.operations.declaration import operation, writes
from tui.domain.records import Card, Note, Record
from tui.domain.records.change import Change, Context, Edit
from tui.domain.records.event import Event, Part
from tui.domain.records.workspace import Workspace

_WRITTEN = ("title", "text", "description", "column", "kind", "assignee", "due", "blocked", "stance", "tags", "people")
_SETS = ("tags", "people")


class Versions(NamedTuple):
    """A field that two people changed: as both saw it, as it is typed here, and as it is stored now."""

    seen: Any
    mine: Any
    theirs: Any


class Contested(Conflict):
    """The same fields were changed by somebody else since; `fields` has both versions.

    `others` are the fields of the same edit that nobody else changed.
    """

    def __init__(self, record: Card | Note, fields: Mapping[str, Versions], others: Mapping[str, Any]) -> None:
        names = " and ".join(fields)
        what = f"{record.number} {record.title}" if isinstance(record, Card) else "the note"
        super().__init__(f"Somebody else changed the {names} of {what} since. Nothing was overwritten.")
        self.table = record.table
        self.uid = record.uid
        self.fields = fields
        self.others = others


@operation
def edit_from(
    workspace: Workspace,
    context: Context,
    operation: Callable[..., Change],
    seen: Card | Note,
    *args: object,
    **kwargs: object,
) -> Change:
    """Do an operation on a record as somebody saw it when they began.

    What only they changed is set, what only others changed stays, tags and people are put together.

    Raises:
        Contested: Where both changed the same field in different ways.
    """
    change = operation(workspace, context, seen.uid, *args, **kwargs)
    table = seen.table
    stored, mine = workspace.find(table, seen.uid), change.records.get(table, {}).get(seen.uid)
    if stored is None or mine is None:
        return change
    set_here = [name for name in change.event.changes[table][seen.uid] if name in _WRITTEN]
    doubly = [name for name in set_here if getattr(stored, name) != getattr(seen, name)]
    contested = {name: _versions(name, seen, mine, stored) for name in doubly if name not in _SETS}
    if contested:
        others = {name: getattr(mine, name) for name in set_here if name not in contested}
        raise Contested(seen, contested, others)
    merged = {name: _together(*_versions(name, seen, mine, stored)) for name in doubly}
    return _with(workspace, context, change, msgspec.structs.replace(mine, **merged)) if merged else change


def _versions(name: str, seen: Record, mine: Record, theirs: Record) -> Versions:
    return Versions(getattr(seen, name), getattr(mine, name), getattr(theirs, name))


def _together(seen: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    """Return what both leave of a set of words, with what each added."""
    gone = set(seen) - (set(mine) & set(theirs))
    return tuple(dict.fromkeys(word for word in (*theirs, *mine) if word not in gone))


def _with(workspace: Workspace, context: Context, change: Change, record: Record) -> Change:
    """Return a change with one of its records replaced; its event keeps its uid, by which it is known."""
    edit = Edit(workspace, context)
    for rows in change.records.values():
        for row in rows.values():
            if row is not None:
                edit.put(record if row.uid == record.uid else row)
    event = change.event
    merged = edit.change(event.kind, event)
    return Change(msgspec.structs.replace(merged.event, uid=event.uid), merged.records)


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
                    edit.put(record)
                elif (gone := state.find(table, uid)) is not None:
                    edit.remove(gone)
        state = state.apply(change)
        if not change.is_empty:
            events.append(change.event)
    return _told_as(edit.change("done_together"), events)


def combined(context: Context, changes: Iterable[Change]) -> Change | None:
    """Return changes that were each made of the same workspace as one; None where two of them touch one record.

    It says what `together` says of them, and costs what they touch, however many they are.
    """
    touched: dict[str, dict[str, Any]] = {}
    records: dict[str, dict[str, Record | None]] = {}
    events: list[Event] = []
    for change in changes:
        for table, rows in change.event.changes.items():
            if not touched.setdefault(table, {}).keys().isdisjoint(rows):
                return None
            touched[table] |= rows
            records.setdefault(table, {}).update(change.records[table])
        if not change.is_empty:
            events.append(change.event)
    return _told_as(Change(context.event("done_together", changes=touched), records), events)


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

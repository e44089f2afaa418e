"""A Change: what one operation does, ready to be stored, shown, sent to other windows, and undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import msgspec
from msgspec import Struct

from tui.domain.errors import NotAllowed
from tui.domain.patch import Patch
from tui.domain.people.policy import Policy
from tui.domain.records import IDENTITY_TABLES, RECORD_TYPES, Event, Record

FieldChanges = dict[str, list[Any]]


class Context(Struct, frozen=True):
    """What an operation needs from outside: the time (UTC), who acts, in which session, and where ids come from.

    `policy` is what the team agreed on about its customers.
    """

    now: datetime
    actor: str
    session: str
    ids: Callable[[], str]
    policy: Policy = Policy()

    @property
    def today(self) -> date:
        """The day it is where the team is."""
        return self.policy.day(self.now)

    def event(self, kind: str, **fields: Any) -> Event:
        """Return a new event of a kind, done now by who acts; `fields` are its further ones."""
        return Event(self.ids(), self.now, self.actor, self.session, kind, **fields)


class Change(Struct, frozen=True):
    """The records after an operation (None: removed) by table and uid, and the event that tells of it.

    Where somebody is erased, `rewrites` does to the stored documents what the event must not tell, past events
    included, and `erases` has every older copy of them removed.
    """

    event: Event
    records: Mapping[str, Mapping[str, Record | None]]
    rewrites: tuple[Patch, ...] = ()
    erases: bool = False

    @property
    def is_empty(self) -> bool:
        """Return whether nothing differs from before; such a change is not stored."""
        return not self.event.changes and not self.rewrites


def field_changes(before: Record | None, after: Record | None) -> FieldChanges:
    """Return the fields that differ as `[before, after]`, in stored form; a side that is absent counts as null."""
    record = after if after is not None else before
    if record is None:
        return {}
    changes: FieldChanges = {}
    for field in msgspec.structs.fields(type(record)):
        old, new = getattr(before, field.name, None), getattr(after, field.name, None)
        if old != new and not (before is None and new == field.default):
            changes[field.name] = [msgspec.to_builtins(old), msgspec.to_builtins(new)]
    return changes


def as_read_back(value: object) -> Any:
    """Return a value as JSON gives it back, so that one from the disk compares equal to one still at hand."""
    return msgspec.json.decode(msgspec.json.encode(value))


def with_fields(table: str, record: Record | None, fields: Mapping[str, Any]) -> Record:
    """Return the record with fields replaced by values in stored form; without a record, a new one of them."""
    data: dict[str, Any] = msgspec.to_builtins(record) if record is not None else {}
    data.update(fields)
    try:
        return msgspec.convert(data, RECORD_TYPES[table])
    except msgspec.ValidationError as error:
        raise NotAllowed(f"That record of {table} cannot be put back: {error}.") from error


def patches(change: Change) -> list[Patch]:
    """Return a change as the store takes it, its event included.

    The event is split where it touches identities: what names people goes to `people_events`, the rest to `events`,
    be it only that something happened: the order of `events` is that in which everything was saved.
    """
    event = change.event
    changed = [
        Patch(table, uid, _stored(fields)) for table, rows in event.changes.items() for uid, fields in rows.items()
    ]
    for table, of_identity in (("events", False), ("people_events", True)):
        part = {name: rows for name, rows in event.changes.items() if (name in IDENTITY_TABLES) is of_identity}
        if part or not of_identity:
            half = msgspec.structs.replace(event, changes=part)
            changed.append(Patch(table, event.uid, msgspec.to_builtins(half), fresh=True))
    return [*changed, *change.rewrites]


def merge_events(event: Event, identity: Event | None) -> Event:
    """Return an event with the changes that were kept apart because they name people."""
    if identity is None or identity is event:
        return event
    return msgspec.structs.replace(event, changes={**event.changes, **identity.changes})


def _stored(fields: FieldChanges) -> dict[str, Any] | None:
    if "uid" in fields and fields["uid"][1] is None:
        return None
    return {name: after for name, (_, after) in fields.items()}

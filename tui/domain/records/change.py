"""A Change: what one operation does, ready to be stored, shown, sent to other windows, and undone. An Edit makes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from tui.domain.errors import NotAllowed
from tui.domain.patch import Patch
from tui.domain.people.policy import Policy
from tui.domain.records import (
    IDENTITY_TABLES,
    RECORD_TYPES,
    Card,
    Counter,
    Event,
    Experiment,
    Note,
    Participant,
    Record,
    StandupDecision,
    Touchpoint,
)
from tui.domain.records.meaning import GROWING, having
from tui.domain.records.numbering import PARTICIPANT_SERIES, mark_of, next_person
from tui.domain.records.workspace import Workspace

RecordT = TypeVar("RecordT", bound=Record)
Subject = Record | StandupDecision | Event
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
    for name, default in _defaults(type(record)):
        old, new = getattr(before, name, None), getattr(after, name, None)
        if old != new and not (before is None and new == default):
            changes[name] = [msgspec.to_builtins(old), msgspec.to_builtins(new)]
    return changes


@cache
def _defaults(record_type: type[Record]) -> tuple[tuple[str, Any], ...]:
    """Return the fields of a record, each with its default."""
    return tuple((field.name, field.default) for field in msgspec.structs.fields(record_type))


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
    changed = [Patch(table, uid, _stored(row)) for table, rows in event.changes.items() for uid, row in rows.items()]
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


class Edit:
    """Collects what an operation does to a workspace and turns it into one Change."""

    def __init__(self, workspace: Workspace, context: Context) -> None:
        self.workspace = workspace
        self.context = context
        self._before: dict[tuple[str, str], Record | None] = {}
        self._after: dict[tuple[str, str], Record | None] = {}

    def put(self, record: RecordT) -> RecordT:
        """Add a record, or replace the one of the same uid; what counts is never set back."""
        key = (record.table, record.uid)
        before = self._before.setdefault(key, self.workspace.find(*key))
        now = self._after.get(key, before)
        counted = having(type(record), GROWING) if now is not None else ()
        ahead = {name: getattr(now, name) for name in counted if getattr(now, name) > getattr(record, name)}
        self._after[key] = msgspec.structs.replace(record, **ahead) if ahead else record
        return record

    def update(self, record: RecordT, **fields: object) -> RecordT:
        """Replace fields of a record and return it as it is then."""
        return self.put(msgspec.structs.replace(record, **fields))

    def remove(self, record: Record) -> None:
        """Remove a record altogether; its number stays given, also where a merge left what counts behind."""
        match record:
            case Experiment():
                self.put(mark_of(self.workspace, record))
            case Participant():
                self.put(Counter(PARTICIPANT_SERIES, record.number + 1))
            case Card():
                self._keep_number(record)
        key = (record.table, record.uid)
        self._before.setdefault(key, self.workspace.find(*key))
        self._after[key] = None

    def _keep_number(self, card: Card) -> None:
        key = ("experiments", card.experiment)
        experiment = self._after[key] if key in self._after else self.workspace.find(*key)
        if isinstance(experiment, Experiment) and experiment.next_number <= card.number:
            self.update(experiment, next_number=card.number + 1)

    def number_person(self) -> int:
        """Return the number of the next participant and move the counter on."""
        counter = self._after.get(("counters", PARTICIPANT_SERIES))
        number = counter.next if isinstance(counter, Counter) else next_person(self.workspace)
        self.put(Counter(PARTICIPANT_SERIES, number + 1))
        return number

    def change(self, kind: str, about: Subject | None = None, *, reason: str = "", undoes: str | None = None) -> Change:
        """Return what was collected as a Change, with an event that says what it is about and which one it `undoes`."""
        changes: dict[str, dict[str, FieldChanges]] = {}
        records: dict[str, dict[str, Record | None]] = {}
        for (table, uid), after in self._after.items():
            fields = field_changes(self._before[table, uid], after)
            if fields:
                changes.setdefault(table, {})[uid] = fields
                records.setdefault(table, {})[uid] = after
        experiment, card = _subject(self.workspace, about)
        event = self.context.event(
            kind, experiment=experiment, card=card, changes=changes, reason=reason, undoes=undoes
        )
        return Change(event, records)


def changed(workspace: Workspace, context: Context, kind: str, record: Record, /, **fields: object) -> Change:
    """Return the change of fields of one record, which it is about."""
    edit = Edit(workspace, context)
    edit.update(record, **fields)
    return edit.change(kind, record)


def _subject(workspace: Workspace, about: Subject | None) -> tuple[str | None, str | None]:
    """Return the uids of the experiment and the card that something is about, None for what it is not."""
    match about:
        case Experiment():
            return about.uid, None
        case Card():
            return about.experiment, about.uid
        case Note():
            return _subject(workspace, workspace.cards.get(about.card or ""))
        case Touchpoint():
            return _subject(workspace, workspace.cards.get(about.cards[0]) if about.cards else None)
        case Event() | StandupDecision():
            return about.experiment, about.card
        case _:
            return None, None

"""Changes that a window began before somebody was erased, or by heart since: they must not bring the person back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec
from msgspec.structs import replace

from tui.domain.errors import NotAllowed
from tui.domain.privacy.erasing.traces import Parting, Traces, are_alike, called_of
from tui.domain.records import Contact, Participant, Record
from tui.domain.records.change import Change, FieldChanges, with_fields
from tui.domain.records.meaning import people_of
from tui.domain.records.workspace import Workspace

Records = Mapping[str, Mapping[str, Record | None]]


class Forgotten:
    """Somebody who was erased while a window knew them by name; only its memory does, and only while it is open."""

    def __init__(self, person: Participant, contacts: list[Contact]) -> None:
        self.person = person
        self._contacts = contacts
        self._others: Mapping[str, Contact] | None = None
        self._traces: Traces | None = None

    def without(self, change: Change, workspace: Workspace, *, begun_before: bool) -> Change:
        """Return a change of a workspace with the P-id where it names the person, and without links to them.

        What was `begun_before` the window heard of it makes nobody known who may be the same person. Raises NotAllowed
        where the change is about the person rather than naming them.
        """
        if change.erases:
            return change
        for table, rows in change.records.items():
            for uid, record in rows.items():
                if record is not None and self._is_about(record, workspace.find(table, uid), begun_before):
                    raise NotAllowed(
                        f"{self.person.pid} was erased meanwhile, and this would bring them back, so it was not done. "
                        "All other changes are safe."
                    )
        parting = Parting(self._traces_in(workspace.apply(change) if "contacts" in change.records else workspace))
        return _parted(change, parting)

    def _is_about(self, record: Record, current: Record | None, begun_before: bool) -> bool:
        uid, people = self.person.uid, people_of(type(record))
        named = isinstance(record, Contact) and begun_before and any(are_alike(record, one) for one in self._contacts)
        if named or record.uid == uid or any(field.owned and uid in field.targets(record) for field in people):
            return True
        return current is None and any(set(field.targets(record)) == {uid} for field in people)

    def _traces_in(self, workspace: Workspace) -> Traces:
        """Return what tells of the person among those who are known now: a namesake is not them."""
        if self._traces is None or self._others is not workspace.contacts:
            self._others = workspace.contacts
            self._traces = Traces(workspace, self.person, self._contacts)
        return self._traces


def forgotten_in(before: Workspace, records: Records, changes: Iterable[Change]) -> Iterator[Forgotten]:
    """Yield who is erased by records that come in; `changes` at hand may tell what they were called before."""
    events = [msgspec.to_builtins(change.event) for change in changes] if records.get("participants") else []
    for uid, record in records.get("participants", {}).items():
        person = before.participants.get(uid)
        erased = isinstance(record, Participant) and record.erased_at is not None
        if erased and person is not None and person.erased_at is None:
            yield Forgotten(person, called_of(before, person, events))


def _parted(change: Change, parting: Parting) -> Change:
    """Return a change without the person; fields that are then as they were before are not changed at all."""
    event = change.event
    changes: dict[str, dict[str, FieldChanges]] = {}
    records: dict[str, dict[str, Record | None]] = {}
    for table, rows in event.changes.items():
        for uid, fields in rows.items():
            clean = {name: parting.field(table, name, after) for name, (_, after) in fields.items()}
            differing = {name: after for name, after in clean.items() if after != fields[name][1]}
            left = {name: [fields[name][0], after] for name, after in clean.items() if after != fields[name][0]}
            if left:
                changes.setdefault(table, {})[uid] = left
                record = change.records[table][uid]
                is_told = record is not None and differing
                records.setdefault(table, {})[uid] = with_fields(table, record, differing) if is_told else record
    reason = parting.value(event.reason)
    if (changes, reason) == (event.changes, event.reason):
        return change
    return replace(change, event=replace(event, changes=changes, reason=reason), records=records)

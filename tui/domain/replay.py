"""A workspace as it stood, made again from its events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

import msgspec

from tui.domain.records import RECORD_TYPES, Event, Record
from tui.domain.workspace import Workspace

Documents = dict[str, dict[str, dict[str, Any]]]


def rebuilt(events: Iterable[Event], until: datetime | None = None) -> Workspace:
    """Return the workspace that events lead to, given in the order they were saved, what they tell of identities too.

    Those that happened after `until` are left out. Tables and fields of later versions are passed over, and so is a
    record that cannot be read, as it is where it is stored.
    """
    documents: Documents = {table: {} for table in RECORD_TYPES}
    for event in events:
        if until is None or event.at <= until:
            _follow(documents, event)
    return Workspace.of(_records(documents))


def _follow(documents: Documents, event: Event) -> None:
    for table, rows in event.changes.items():
        known = documents.get(table)
        if known is None:
            continue
        for uid, fields in rows.items():
            before, after = fields.get("uid", ("", ""))
            if after is None:
                known.pop(uid, None)
                continue
            if before is None:
                known[uid] = _begun(table, event)
            document = known.setdefault(uid, {})
            for name, sides in fields.items():
                document[name] = sides[1]


def _begun(table: str, event: Event) -> dict[str, Any]:
    """Return what a record begins with: of an erased person the events tell no more than the number."""
    return {"created_at": msgspec.to_builtins(event.at)} if table == "participants" else {}


def _records(documents: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Iterator[Record]:
    for table, rows in documents.items():
        record_type = RECORD_TYPES[table]
        for document in rows.values():
            try:
                yield msgspec.convert(document, record_type)
            except msgspec.ValidationError:
                continue

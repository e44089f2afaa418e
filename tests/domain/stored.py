"""The documents of a workspace in memory, as a store would have them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec.structs import replace

from tui.domain.records import IDENTITY_TABLES, RECORD_TYPES, Event
from tui.domain.records.workspace import Workspace


def documents_of(workspace: Workspace, events: Iterable[Event] = ()) -> dict[str, list[dict[str, Any]]]:
    """Return every record and event by table; what events tell of identities is apart."""
    rows: dict[str, list[dict[str, Any]]] = {
        table: [msgspec.to_builtins(each) for each in workspace.table(table).values()] for table in RECORD_TYPES
    }
    rows |= {"events": [], "people_events": []}
    for event in events:
        for table, wanted in (("events", False), ("people_events", True)):
            part = {name: fields for name, fields in event.changes.items() if (name in IDENTITY_TABLES) is wanted}
            if part or not wanted:
                rows[table].append(msgspec.to_builtins(replace(event, changes=part)))
    return rows

"""What production code reads from the disk, event by event, made again from events at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

import msgspec

from tui.domain.records import RECORD_TYPES, Event, Record
from tui.domain.records.workspace import Workspace
from tui.session.time_travel import Replay


def rebuilt(events: Iterable[Event], until: datetime | None = None) -> Workspace:
    """Return the workspace that events lead to, given in the order they were saved, what they tell of identities too.

    Those that happened after `until` are left out. Fields of later versions are passed over, and so is a record that
    cannot be read, as it is where it is stored.
    """
    replay = Replay()
    for event in events:
        if until is None or event.at <= until:
            replay.follow(msgspec.to_builtins(event.at), event.changes)
    return Workspace.of(_readable(replay.documents()))


def _readable(documents: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[Record]:
    for table, document in documents:
        try:
            yield msgspec.convert(document, RECORD_TYPES[table])
        except msgspec.ValidationError:
            continue

"""A workspace as it stood at an earlier time, made again from the events up to then."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

import msgspec
from msgspec import Raw

from tui.domain.records import Record
from tui.domain.records.replay import Replay
from tui.domain.records.workspace import Workspace
from tui.session.reader import readable, record_from
from tui.store.port import StoredEvent


class _Step(msgspec.Struct):
    """What of an event is needed here. Its values are left unread: of a hundred thousand most are changed again."""

    at: Raw
    changes: dict[str, dict[str, dict[str, tuple[Raw, Raw]]]] = {}


_STEP = msgspec.json.Decoder(_Step)


def workspace_of(past: Iterable[StoredEvent]) -> Workspace:
    """Return the workspace that events make, in the order in which they were saved."""
    replay = Replay()
    for step in readable(filter(None, chain.from_iterable(past)), _STEP.decode):
        replay.follow(step.at, step.changes)
    return Workspace.of(readable(replay.documents(), _record))


def _record(stored: tuple[str, dict[str, Any]]) -> Record:
    table, document = stored
    return record_from(table, msgspec.json.encode(document))

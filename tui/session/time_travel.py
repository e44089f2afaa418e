"""A workspace as it stood at an earlier time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Raw

from tui.domain.records import Record
from tui.domain.replay import Replay
from tui.domain.workspace import Workspace
from tui.session.past import rows_until
from tui.session.reading import record_from
from tui.store import Store


class _Told(msgspec.Struct):
    """What of an event is needed here. Its values are left unread: of a hundred thousand most are changed again."""

    at: Raw
    changes: dict[str, dict[str, dict[str, tuple[Raw, Raw]]]] = {}


_TOLD = msgspec.json.Decoder(_Told)


def workspace_at(store: Store, present: Workspace, at: datetime) -> Workspace:
    """Return the workspace as it stood at a time; where nothing happened since, the `present` one."""
    rows = rows_until(store, at)
    if rows is None:
        return present
    replay = Replay()
    for row in rows:
        # An event that cannot be read is passed over, as wherever events are told.
        with suppress(msgspec.MsgspecError):
            told = _TOLD.decode(row)
            replay.follow(told.at, told.changes)
    return Workspace.of(_records(replay.documents()))


def _records(documents: Iterable[tuple[str, dict[str, Any]]]) -> Iterator[Record]:
    for table, document in documents:
        with suppress(msgspec.MsgspecError):
            yield record_from(table, msgspec.json.encode(document))

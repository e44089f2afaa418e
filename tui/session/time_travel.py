"""A workspace as it stood at an earlier time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Raw

from tui.domain.records import Record
from tui.domain.records.replay import Replay
from tui.domain.records.workspace import Workspace
from tui.session.past import rows_until
from tui.session.reader import record_from
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
    for told in _readable(rows):
        replay.follow(told.at, told.changes)
    return Workspace.of(_records(replay.documents()))


def _readable(rows: Iterable[bytes]) -> Iterator[_Told]:
    """Yield what can be read; the rest is passed over, as wherever events are told."""
    for row in rows:
        try:
            yield _TOLD.decode(row)
        except msgspec.MsgspecError:
            continue


def _records(documents: Iterable[tuple[str, dict[str, Any]]]) -> Iterator[Record]:
    for table, document in documents:
        try:
            yield record_from(table, msgspec.json.encode(document))
        except msgspec.MsgspecError:
            continue

"""The events of a workspace, newest first, read only as far as somebody looks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import msgspec

from tui.domain.change import merge_events
from tui.domain.records import Event
from tui.session.reading import event_from
from tui.store import Store

_UID = b'{"uid": "'
_AT = b'"at": "'


def events_of(store: Store) -> Iterator[Event]:
    """Yield all events, newest first; what an event says of identities is put together with the rest of it."""
    identities = {_text_after(_UID, row): row for row in store.rows("people_events")}
    rows = list(store.rows("events"))
    known = {_text_after(_UID, row) for row in rows} if identities else set()
    rows += [row for uid, row in identities.items() if uid not in known]
    for row in _newest_first(rows):
        with suppress(msgspec.MsgspecError):
            event = event_from(row)
            identity = identities.get(_text_after(_UID, row))
            yield event if identity is None or identity is row else merge_events(event, event_from(identity))


def event_named(store: Store, uid: str) -> Event | None:
    """Return an event by its uid, without what it says of identities; None where there is none."""
    begin = _UID + uid.encode() + b'"'
    row = next((row for row in store.rows("events") if row.startswith(begin)), None)
    with suppress(msgspec.MsgspecError):
        return None if row is None else event_from(row)
    return None


def _newest_first(rows: list[bytes]) -> list[bytes]:
    """Sort by time; rows of one time stay in the order they came. Nearly always they are in order already."""
    times = [_text_after(_AT, row).rstrip(b"Z") for row in rows]
    order = sorted(range(len(rows)), key=times.__getitem__)
    return [rows[place] for place in reversed(order)]


def _text_after(mark: bytes, row: bytes) -> bytes:
    start = row.find(mark) + len(mark)
    return row[start : row.find(b'"', start)]

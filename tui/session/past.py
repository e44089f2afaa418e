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


def events_of(store: Store, *, by_time: bool = False) -> Iterator[Event]:
    """Yield all events, the one saved last first; what an event says of identities is put together with the rest of it.

    `by_time` goes by when things were done: a change that waited for the disk is saved after later ones of others.
    """
    identities = {_text_after(_UID, row): row for row in store.rows("people_events")}
    rows = list(store.rows("events"))
    if identities:
        known = {_text_after(_UID, row) for row in rows}
        apart = [row for uid, row in identities.items() if uid not in known]
        # Only the first versions told of identities alone; where such an event belongs, its time must say.
        rows, by_time = rows + apart, by_time or bool(apart)
    for row in _by_time(rows) if by_time else reversed(rows):
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


def _by_time(rows: list[bytes]) -> list[bytes]:
    """Return rows newest first; those of one time in the order they were saved."""
    times = [_text_after(_AT, row).rstrip(b"Z") for row in rows]
    order = sorted(range(len(rows)), key=times.__getitem__)
    return [rows[place] for place in reversed(order)]


def _text_after(mark: bytes, row: bytes) -> bytes:
    start = row.find(mark) + len(mark)
    return row[start : row.find(b'"', start)]

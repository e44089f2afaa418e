"""The events of a workspace, newest first, read only as far as somebody looks."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress

import msgspec

from tui.domain.change import merge_events
from tui.domain.history import undone_among
from tui.domain.records import Event
from tui.session.reading import event_from
from tui.store import Store

_UID = b'{"uid": "'
_AT = b'"at": "'
_UNDOES = b'"undoes": "'


def events_of(store: Store, *, by: str | None = None, by_time: bool = False) -> Iterator[Event]:
    """Yield the events of an actor, or all; the one saved last first.

    What an event says of identities is put together with the rest of it. `by_time` goes by when things were done: a
    change that waited for the disk is saved after later ones of others.
    """
    mark = msgspec.json.encode(by) if by is not None and by.isascii() else b""
    return (event for event in _events(store, by_time=by_time, mark=mark) if by is None or event.by == by)


def undone_in(store: Store) -> frozenset[str]:
    """Return the uids of what is undone. Only the events that undo or redo something are read."""
    return undone_among(_events(store, mark=_UNDOES))


def events_named(store: Store, uids: Collection[str]) -> dict[str, Event]:
    """Return the events of these uids; those that are not there are left out."""
    wanted = {uid.encode() for uid in uids}
    found: dict[str, Event] = {}
    for table in ("events", "people_events") if wanted else ():
        for row in store.rows(table):
            if _text_after(_UID, row) in wanted:
                with suppress(msgspec.MsgspecError):
                    event = event_from(row)
                    found[event.uid] = merge_events(found[event.uid], event) if event.uid in found else event
    return found


def _events(store: Store, *, by_time: bool = False, mark: bytes = b"") -> Iterator[Event]:
    """Yield the events whose documents hold a mark, newest first."""
    identities = {_text_after(_UID, row): row for row in store.rows("people_events")}
    rows = list(store.rows("events"))
    if identities:
        known = {_text_after(_UID, row) for row in rows}
        apart = [row for uid, row in identities.items() if uid not in known]
        # Only the first versions told of identities alone; where such an event belongs, its time must say.
        rows, by_time = rows + apart, by_time or bool(apart)
    for row in _by_time(rows) if by_time else reversed(rows):
        if mark in row:
            with suppress(msgspec.MsgspecError):
                event = event_from(row)
                identity = identities.get(_text_after(_UID, row))
                yield event if identity is None or identity is row else merge_events(event, event_from(identity))


def _by_time(rows: list[bytes]) -> list[bytes]:
    """Return rows newest first; those of one time in the order they were saved."""
    times = [_text_after(_AT, row).rstrip(b"Z") for row in rows]
    order = sorted(range(len(rows)), key=times.__getitem__)
    return [rows[place] for place in reversed(order)]


def _text_after(mark: bytes, row: bytes) -> bytes:
    start = row.find(mark) + len(mark)
    return row[start : row.find(b'"', start)]

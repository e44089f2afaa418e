"""The events of a workspace, newest first, read only as far as somebody looks."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from itertools import repeat

import msgspec

from tui.domain.records import Event
from tui.domain.records.change import merge_events
from tui.domain.records.undoable import undone_among
from tui.session.reader import event_from
from tui.store import Store

Saved = tuple[bytes, bytes | None]
"""The document of an event, and the one that tells what the event says of identities."""

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


def rows_until(store: Store, at: datetime) -> Iterator[bytes] | None:
    """Return the documents of what happened up to a time, in the order it was saved; None where that is everything.

    What an event tells of identities follows the rest of it.
    """
    saved, ordered = _saved(store)
    mark = _stamp(msgspec.json.encode(at.astimezone(UTC)).strip(b'"'))
    past = [each for each in saved if not _is_later(each[0], mark, at)]
    if len(past) == len(saved):
        return None
    found = past if ordered else reversed(_by_time(past))
    return (row for each in found for row in each if row is not None)


def _events(store: Store, *, by_time: bool = False, mark: bytes = b"") -> Iterator[Event]:
    """Yield the events whose documents hold a mark, newest first."""
    saved, ordered = _saved(store)
    for row, identity in _by_time(saved) if by_time or not ordered else reversed(saved):
        if mark in row:
            with suppress(msgspec.MsgspecError):
                event = event_from(row)
                yield event if identity is None else merge_events(event, event_from(identity))


def _saved(store: Store) -> tuple[list[Saved], bool]:
    """Return the documents of all events, and whether they are in the order in which they were saved.

    They are, but where events tell of identities alone, which only the first versions wrote: where such an event
    belongs, its time must say.
    """
    identities = {_text_after(_UID, row): row for row in store.rows("people_events")}
    if not identities:
        return list(zip(store.rows("events"), repeat(None))), True
    saved = [(row, identities.get(_text_after(_UID, row))) for row in store.rows("events")]
    told = {identity for _, identity in saved if identity is not None}
    apart = [(row, None) for row in identities.values() if row not in told]
    return saved + apart, not apart


def _by_time(saved: list[Saved]) -> list[Saved]:
    """Return documents newest first; those of one time in the order they were saved."""
    times = [_stamp(_text_after(_AT, row)) for row, _ in saved]
    order = sorted(range(len(saved)), key=times.__getitem__)
    return [saved[place] for place in reversed(order)]


def _is_later(row: bytes, mark: bytes, at: datetime) -> bool:
    """Return whether an event is after a time, of which `mark` is the stamp; nearly all tell it by their bytes."""
    text = _text_after(_AT, row)
    if text.endswith(b"Z"):
        return _stamp(text) > mark
    with suppress(msgspec.MsgspecError):
        return event_from(row).at > at
    return False


def _stamp(at: bytes) -> bytes:
    """Return a time in UTC as it is stored, in a form that sorts by time."""
    return at.rstrip(b"Z")


def _text_after(mark: bytes, row: bytes) -> bytes:
    start = row.find(mark) + len(mark)
    return row[start : row.find(b'"', start)]

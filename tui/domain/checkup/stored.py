"""What is stored, document by document: whether it can be read, and whether it is there once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from tui.domain.checkup.finding import Finding
from tui.domain.records import RECORD_TYPES, Event

Stored = Mapping[str, Iterable[bytes]]
"""Table -> the documents in it as JSON, in the order they are stored."""

_TYPES = {**RECORD_TYPES, "events": Event, "people_events": Event}


class _Named(msgspec.Struct):
    uid: str


def check_stored(stored: Stored) -> Iterator[Finding]:
    """Yield the documents that cannot be read, and those that hide another one because they share its uid."""
    for table, rows in stored.items():
        if table in _TYPES:
            yield from _check_table(table, rows)
        else:
            sentence = f"The table {table} is not one of custdev's; it is left alone."
            yield Finding("unreadable", sentence, table, name=table, note=True)


def events_in(stored: Stored) -> Iterator[Event]:
    """Yield the events that can be read, in the order they are stored."""
    decoder = msgspec.json.Decoder(Event)
    for row in stored.get("events", ()):
        try:
            yield decoder.decode(row)
        except msgspec.MsgspecError:
            continue


def _check_table(table: str, rows: Iterable[bytes]) -> Iterator[Finding]:
    decoder = msgspec.json.Decoder(_TYPES[table])
    uids: set[str] = set()
    for row in rows:
        uid = _uid_of(row)
        record = f"A record of {table} ({uid or 'without a uid'})"
        try:
            decoder.decode(row)
        except msgspec.MsgspecError as error:
            why = f"{record} cannot be read: {error}. It is left as it is; perhaps a newer custdev wrote it."
            yield Finding("unreadable", why, table, uid, uid)
        if uid and uid in uids:
            twice = f"{record} is stored twice, and the later line counts; take the other one out with an editor."
            yield Finding("double", twice, table, uid, uid)
        uids.add(uid)


def _uid_of(row: bytes) -> str:
    try:
        return msgspec.json.decode(row, type=_Named).uid
    except msgspec.MsgspecError:
        return ""

"""Events found by a few of their bytes: of a hundred thousand, hardly any is parsed that nobody asked about.

`encode` wrote every document that memory holds, also those that others changed on the disk, so a field stands in its
row exactly as below. Quotes inside texts are escaped: what looks like a field is one, though perhaps one of a record
that the event tells of.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from itertools import chain, repeat

import msgspec

from ..port import StoredEvent
from .documents import uid_of
from .tables import Rows

_UID = b'{"uid": "'
_UID_BEGINS = len(_UID)
_BEGIN = b": " + _UID
_AT = b'"at": "'
_KIND = b'"kind": "'
_UNDOES = b'"undoes": "'
_EXPERIMENT = b'"experiment": "'


class _Timed(msgspec.Struct):
    at: datetime


class EventRows:
    """The events among the documents of a workspace; what they say of identities rests in a table of its own."""

    def rows(self, table: str) -> Rows:
        """Return the documents of a table as JSON, oldest first, as they are at this moment."""
        raise NotImplementedError

    def events(
        self, *, by: str | None = None, since: datetime | None = None, by_time: bool = False
    ) -> Iterator[StoredEvent]:
        """Yield the events, the one saved last first, as the port has it."""
        mark = msgspec.json.encode(by) if by is not None and by.isascii() else b""
        return self._newest_first(mark, by_time=by_time, since=since)

    def events_undoing(self) -> Iterator[StoredEvent]:
        """Yield those that undo something or do it again, the one saved last first."""
        return self._newest_first(_UNDOES)

    def events_about(self, uid: str) -> Iterator[StoredEvent]:
        """Yield those that mention a record, oldest first."""
        mark = uid.encode()
        return _paired(*([row for row in self.rows(table) if mark in row] for table in ("events", "people_events")))

    def events_named(self, uids: Collection[str]) -> Iterator[StoredEvent]:
        """Yield those of these uids."""
        tables = ("events", "people_events") if uids else ()
        names = {uid.encode() for uid in uids}
        return _paired(*([row for row in self.rows(table) if _uid(row) in names] for table in tables))

    def events_until(self, at: datetime) -> Iterator[StoredEvent] | None:
        """Return what happened up to a time, in the order in which it was saved; None where that is everything."""
        saved, ordered = self._saved()
        mark = _stamp(at)
        past = [event for event in saved if not _is_later(event[0], mark, at)]
        if len(past) == len(saved):
            return None
        return iter(past) if ordered else reversed(_by_time(past))

    def movements(self, experiments: Sequence[str], still: Collection[str]) -> Iterator[bytes]:
        """Yield what may have moved cards of experiments, in the order in which it was saved."""
        newest, *others = [uid.encode() for uid in experiments]
        # What does not move is passed over a block at a time: of a million events that are two thirds and more.
        moving = re.compile(rb'"kind": "(?!(?:%b)")[^\n]*\}' % b"|".join(re.escape(kind.encode()) for kind in still))
        for block in self.rows("events").blocks():
            for match in moving.finditer(block):
                row = _row_with(block, *match.span())
                if row and (newest in row or _EXPERIMENT not in row or any(uid in row for uid in others)):
                    yield row

    def undoing(self, rows: Iterable[bytes]) -> Iterator[bytes]:
        """Yield those that undo something or do it again."""
        return (row for row in rows if _UNDOES in row)

    def _newest_first(
        self, mark: bytes, *, by_time: bool = False, since: datetime | None = None
    ) -> Iterator[StoredEvent]:
        """Yield the events whose documents hold a mark."""
        saved, ordered = self._saved()
        newest_first = reversed(saved) if ordered and not by_time and since is None else _by_time(saved, since)
        return (event for event in newest_first if mark in event[0])

    def _saved(self) -> tuple[list[StoredEvent], bool]:
        """Return all events, and whether they are in the order in which they were saved.

        They are, but where events tell of identities alone, which only the first versions wrote: where such an event
        belongs, its time must say.
        """
        events = list(self.rows("events"))
        saved = list(_paired(events, self.rows("people_events")))
        return saved, len(saved) == len(events)


def _row_with(block: bytes, at: int, end: int) -> bytes:
    """Return the document in a line of a block the kind of which is at a position; none where it is that of a part."""
    start = block.rfind(b"{", 0, at)
    if not block.startswith(_BEGIN, start - 2):  # written by another hand, or in the middle of a document
        start = block.index(b"{", block.rfind(b"\n", 0, at) + 1)
        if block.find(_KIND, start, at) >= 0:
            return b""
    return block[start:end]


def _paired(events: Iterable[bytes] = (), identities: Iterable[bytes] = ()) -> Iterator[StoredEvent]:
    """Yield events with what they say of identities; what none of them is followed by stands alone, last."""
    apart = {_uid(row): row for row in identities}
    if not apart:
        return zip(events, repeat(None))
    pairs = [(row, apart.pop(_uid(row), None)) for row in events]
    return chain(pairs, zip(apart.values(), repeat(None)))


def _by_time(saved: Sequence[StoredEvent], since: datetime | None = None) -> list[StoredEvent]:
    """Return events newest first, those of one time in the order they were saved; perhaps without what was earlier."""
    stamps = [_text_after(_AT, row).rstrip(b"Z") for row, _ in saved]
    order = sorted(range(len(saved)), key=stamps.__getitem__)
    if since is not None:
        first = _stamp(since)
        # A time with another offset, which only an edit by hand leaves, cannot be compared by its bytes.
        order = [
            place for place in order if stamps[place] >= first or not _text_after(_AT, saved[place][0]).endswith(b"Z")
        ]
    return [saved[place] for place in reversed(order)]


def _is_later(row: bytes, mark: bytes, at: datetime) -> bool:
    """Return whether an event is after a time, of which `mark` is the stamp; nearly all tell it by their bytes."""
    text = _text_after(_AT, row)
    if text.endswith(b"Z"):
        return text.rstrip(b"Z") > mark
    with suppress(msgspec.MsgspecError):
        moment = msgspec.json.decode(row, type=_Timed).at
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) > at
    return False


def _stamp(at: datetime) -> bytes:
    """Return a time in UTC as it is stored, in a form that sorts by time."""
    return msgspec.json.encode(at.astimezone(UTC)).strip(b'"').rstrip(b"Z")


def _uid(row: bytes) -> bytes:
    """Return the uid of an event; one that another hand wrote may have it anywhere."""
    if row.startswith(_UID):
        return row[_UID_BEGINS : row.find(b'"', _UID_BEGINS)]
    return (uid_of(row) or "").encode()


def _text_after(mark: bytes, row: bytes) -> bytes:
    start = row.find(mark) + len(mark)
    return row[start : row.find(b'"', start)]

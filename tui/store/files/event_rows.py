"""Events found by a few of their bytes: of a hundred thousand, hardly any is parsed that nobody asked about.

`encode` wrote every document that memory holds, also those that others changed on the disk, so a field stands in its
row exactly as below. Quotes inside texts are escaped: what looks like a field is one, though perhaps one of a record
that the event tells of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from datetime import UTC, datetime
from itertools import chain, repeat
from operator import eq

import msgspec

from ..port import MovementsApart, StoredEvent
from .documents import uid_of
from .regions import document_in
from .tables import Rows

MUCH = 1 << 20
"""So many bytes of events at rest are worth being remembered."""

_UID = b'{"uid": "'
_UID_BEGINS = len(_UID)
_FEW = 4
_AT = b'"at": "'
_AT_BEGINS = len(_AT)
_KIND = b'"kind": "'
_KIND_BEGINS = len(_KIND)
_UNDOES = b'"undoes": "'
_EXPERIMENT = b'"experiment": "'
_EXPERIMENT_BEGINS = len(_EXPERIMENT)


class _Timed(msgspec.Struct):
    at: datetime


class EventRows:
    """The events among the documents of a workspace; what they say of identities rests in a table of its own."""

    def rows(self, table: str) -> Rows:
        """Return the documents of a table as JSON, oldest first, as they are at this moment."""
        raise NotImplementedError

    def version_at_rest(self, table: str, rows: Rows) -> str | None:
        """Return the version of what rests in the files, where the documents of a table begin with that."""
        raise NotImplementedError

    def events(
        self,
        *,
        by: str | None = None,
        since: datetime | None = None,
        by_time: bool = False,
        without: Collection[str] = (),
    ) -> Iterator[StoredEvent]:
        """Yield the events, the one saved last first, as the port has it."""
        mark = msgspec.json.encode(by) if by is not None and by.isascii() else b""
        return self._saved(without).newest_first(mark, by_time=by_time, since=since)

    def events_undoing(self) -> Iterator[StoredEvent]:
        """Yield those that undo something or do it again, the one saved last first."""
        return self._saved().newest_first(_UNDOES)

    def events_about(self, uid: str) -> Iterator[StoredEvent]:
        """Yield those that mention a record, oldest first."""
        return _paired(*(self.rows(table).holding(uid.encode()) for table in ("events", "people_events")))

    def events_named(self, uids: Collection[str]) -> Iterator[StoredEvent]:
        """Yield those of these uids."""
        names = {uid.encode() for uid in uids}
        tables = [self.rows(table) for table in ("events", "people_events")] if names else []
        if len(names) <= _FEW:
            near = ([row for name in sorted(names) for row in rows.holding(name)] for rows in tables)
        else:
            near = (list(rows) for rows in tables)
        return _paired(*([row for row in rows if _uid(row) in names] for rows in near))

    def events_until(self, at: datetime) -> Iterator[StoredEvent] | None:
        """Return what happened up to a time, in the order in which it was saved; None where that is everything."""
        return self._saved().until(at)

    def movements(self, experiments: Sequence[str], still: Collection[str]) -> Iterator[bytes]:
        """Yield what may have moved cards of experiments, in the order in which it was saved."""
        return _movements(self.rows("events").lines(), experiments, still)

    def movements_apart(self, experiments: Sequence[str], still: Collection[str]) -> MovementsApart | None:
        """Return the same as what rests and what was saved since; None where that is not told apart, or is little."""
        rows = self.rows("events")
        added, version = rows.added(), self.version_at_rest("events", rows)
        if added is None or version is None or rows.base.size < MUCH:
            return None
        resting, since = (_movements(lines, experiments, still) for lines in (rows.base.lines(), added.lines()))
        return MovementsApart(version, resting, since)

    def undoing(self, rows: Iterable[bytes]) -> Iterator[bytes]:
        """Yield those that undo something or do it again."""
        return (row for row in rows if _UNDOES in row)

    def _saved(self, without: Collection[str] = ()) -> _Saved:
        """Return the events; those of the kinds `without` may be passed over, and what they say of identities is."""
        events, passed = self.rows("events"), frozenset(kind.encode() for kind in without)
        # Both halves of an event are of one kind.
        identities = [document_in(line) for line in self.rows("people_events").lines() if _kind(line) not in passed]
        if not identities:
            return _Saved(events, {}, passed)
        apart = {_uid(row): row for row in identities}
        if _are_in_order(events, apart):
            return _Saved(events, apart, passed)
        pairs = list(_paired(events, identities))
        # Only the first versions wrote events that tell of identities alone: where they belong, their time must say.
        return _Saved(events, apart, passed) if len(pairs) == len(events) else _Sorted(pairs)


def _movements(lines: Iterable[bytes], experiments: Sequence[str], still: Collection[str]) -> Iterator[bytes]:
    uids = [uid.encode() for uid in experiments]
    newest = uids[0]
    passed = {kind.encode() for kind in still}
    for line in lines:
        # A document is cut out only where its kind, the first one in its line, may move something.
        at = line.find(_KIND) + _KIND_BEGINS
        if line[at : line.find(b'"', at)] in passed:
            continue
        named = line.find(_EXPERIMENT, at)
        if line.startswith(newest, named + _EXPERIMENT_BEGINS) or named < 0 or any(uid in line for uid in uids):
            yield document_in(line)


class _Saved:
    """The events in the order in which they were saved, and what they say of identities by their uids.

    Those of the kinds that are `passed` are not told where they are found by their time.
    """

    def __init__(self, events: Rows, apart: Mapping[bytes, bytes], passed: Set[bytes] = frozenset()) -> None:
        self._events = events
        self._apart = apart
        self._passed = passed

    def newest_first(
        self, mark: bytes, *, by_time: bool = False, since: datetime | None = None
    ) -> Iterator[StoredEvent]:
        """Yield the events whose documents hold a mark."""
        rows: Iterator[bytes]
        if by_time or since is not None:
            rows = (row for row in _by_time(self._events, since, self._passed) if mark in row)
        else:
            rows = self._events.holding_backwards(mark) if mark else reversed(self._events)
        return self._with_identities(rows)

    def until(self, at: datetime) -> Iterator[StoredEvent] | None:
        """Return the events up to a time, None where that is all of them."""
        mark = _stamp(at)
        later = {place for place, line in enumerate(self._events.lines()) if _is_later(line, mark, at)}
        if not later:
            return None
        return self._with_identities(row for place, row in enumerate(self._events) if place not in later)

    def _with_identities(self, rows: Iterable[bytes]) -> Iterator[StoredEvent]:
        return ((row, self._apart.get(_uid(row))) for row in rows) if self._apart else zip(rows, repeat(None))


class _Sorted(_Saved):
    """The same where only the times of events say where they belong."""

    def __init__(self, pairs: Iterable[StoredEvent]) -> None:
        self._pairs = sorted(pairs, key=lambda event: _moment(event[0]))

    def newest_first(
        self, mark: bytes, *, by_time: bool = False, since: datetime | None = None
    ) -> Iterator[StoredEvent]:
        """Yield the events whose documents hold a mark."""
        return (event for event in reversed(self._pairs) if mark in event[0])

    def until(self, at: datetime) -> Iterator[StoredEvent] | None:
        """Return the events up to a time, None where that is all of them."""
        mark = _stamp(at)
        past = [event for event in self._pairs if not _is_later(event[0], mark, at)]
        return None if len(past) == len(self._pairs) else iter(past)


def _are_in_order(events: Rows, uids: Iterable[bytes]) -> bool:
    """Whether there is an event with each of these uids, in their order, as nearly always."""
    rest = iter(uids)
    uid = next(rest, None)
    for block in events.blocks():
        position = 0
        while uid is not None and (position := block.find(b'%s%s"' % (_UID, uid), position)) >= 0:
            uid = next(rest, None)
    return uid is None


def _paired(events: Iterable[bytes] = (), identities: Iterable[bytes] = ()) -> Iterator[StoredEvent]:
    """Yield events with what they say of identities; what none of them is followed by stands alone, last."""
    apart = {_uid(row): row for row in identities}
    if not apart:
        return zip(events, repeat(None))
    pairs = [(row, apart.pop(_uid(row), None)) for row in events]
    return chain(pairs, zip(apart.values(), repeat(None)))


def _by_time(events: Rows, since: datetime | None, passed: Set[bytes]) -> Iterator[bytes]:
    """Return events newest first, those of one time in the order they were saved; perhaps without what was earlier."""
    if since is not None:
        first = _stamp(since)
        # A time with another offset, which only an edit by hand leaves, cannot be compared by its bytes.
        later = []
        for line in events.lines():  # a call for each of a million would be felt
            begin = line.find(_AT) + _AT_BEGINS
            at = line[begin : line.find(b'"', begin)]
            if at >= first or not at.endswith(b"Z"):
                later.append(line)
        recent = sorted((line for line in later if _kind(line) not in passed), key=_moment)
        return map(document_in, reversed(recent))
    moments = [_moment(line) for line in events.lines()]
    order = sorted(range(len(moments)), key=moments.__getitem__)
    if all(map(eq, order, range(len(order)))):
        return reversed(events)
    return map(events.__getitem__, reversed(order))


def _kind(line: bytes) -> bytes:
    """Return the kind of an event: the first one in its line."""
    at = line.find(_KIND) + _KIND_BEGINS
    return line[at : line.find(b'"', at)]


def _moment(row: bytes) -> bytes:
    """Return the time of an event in a form that sorts by time."""
    return _text_after(_AT, row).rstrip(b"Z")


def _is_later(row: bytes, mark: bytes, at: datetime) -> bool:
    """Return whether an event is after a time, of which `mark` is the stamp; nearly all tell it by their bytes."""
    text = _text_after(_AT, row)
    if text.endswith(b"Z"):
        return text > mark and text.rstrip(b"Z") > mark
    with suppress(msgspec.MsgspecError):
        moment = msgspec.json.decode(document_in(row), type=_Timed).at
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

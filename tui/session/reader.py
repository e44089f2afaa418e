"""Reads stored documents as records and events; what cannot be read is named and left as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache, partial
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from msgspec.structs import replace

from tui.domain.errors import NotAllowed
from tui.domain.records import RECORD_TYPES, Event, Record
from tui.domain.records.change import Change
from tui.domain.records.intake import Intake
from tui.domain.records.layers import Unread
from tui.domain.records.lookups import Indexes
from tui.domain.records.workspace import Workspace
from tui.domain.text import clean_text, is_clean, is_plain
from tui.store import AtRest, Commit, Store

if TYPE_CHECKING:
    from tui.session.movements import Movements

T = TypeVar("T")
R = TypeVar("R")

_EVENT = msgspec.json.Decoder(Event)
_BOTH_SIDES = 2
_BATCH = 500
_APART = 6
"""How far rows may lie apart, on the whole, so that all that lies between them is read with them."""
_ESCAPED = re.compile(rb"\\[ubfr]")


class Reader:
    """Reads one store; `problems` collects a sentence for each record that could not be read."""

    def __init__(self, store: Store) -> None:
        self.problems: list[str] = []
        self._store = store
        self._new: tuple[AtRest, Workspace] | None = None
        self._movements: Movements | None = None

    def workspace(self) -> Workspace:
        """Return every record; each is read once to see that it can be read, and again when it is asked for.

        What rests as it did when somebody read all of it is not read again.
        """
        rest = self._store.at_rest(RECORD_TYPES)
        workspace = None if rest is None else self._resting(rest)
        if workspace is None:
            workspace = self._read({table: self._store.rows(table) for table in RECORD_TYPES})
        return workspace

    def remember(self) -> None:
        """Have the store keep, for the next opening, what reading all that rests has told; once, and where it pays."""
        if self._movements is not None:
            self._movements.remember()
        new, self._new = self._new, None
        if new is None or self._store.read_only:
            return
        from tui.session.packing import packed  # as below: a small workspace does without

        rest, workspace = new
        if (data := packed(workspace, rest.rows)) is not None:
            self._store.remember(rest.version, data)

    def _resting(self, rest: AtRest) -> Workspace | None:
        """Return what rests with what was done since on top; None where only looking at everything tells."""
        from tui.session.packing import unpacked

        data = self._store.remembered(rest.version)
        workspace = None if data is None else unpacked(data, rest.rows, _at_row, _at_rows)
        if workspace is None:
            workspace = self._read(rest.rows)
            self._new = None if self.problems else (rest, workspace)
        change = self.change(rest.since)
        if not self.problems and all(map(_has_uid, change.records.values())):
            now = workspace.apply(change) if rest.since else workspace
            if all(len(now.table(table)) == len(self._store.rows(table)) for table in rest.since):
                return now
        self.problems.clear()
        return None

    def _read(self, rows: Mapping[str, Sequence[bytes]]) -> Workspace:
        tables: dict[str, Unread[Record]] = {}
        indexes: Indexes = {}
        for table in RECORD_TYPES:
            tables[table], lookups = self._table(table, rows[table])
            indexes |= lookups
        return Workspace(tables, indexes)

    def _table(self, table: str, rows: Sequence[bytes]) -> tuple[Unread[Record], Indexes]:
        intake = Intake(RECORD_TYPES[table])
        waiting, start = iter(rows), 0
        while batch := [*islice(waiting, _BATCH)]:
            intake.add(*self._batch(table, start, batch))
            start += len(batch)
        return intake.table(partial(_at_row, table, rows), partial(_at_rows, table, rows))

    def _batch(self, table: str, start: int, batch: list[bytes]) -> tuple[Sequence[int], list[Record]]:
        """Return the records of some rows with the numbers of their rows; all at once where nothing is wrong."""
        numbers = range(start, start + len(batch))
        with suppress(msgspec.MsgspecError):
            if _are_harmless(batch):
                return numbers, [*map(_decoder(table).decode, batch)]
        records = [*map(partial(self._record, table), batch)]
        pairs = [(number, record) for number, record in zip(numbers, records, strict=True) if record is not None]
        return [number for number, _ in pairs], [record for _, record in pairs]

    def backup(self, name: str) -> dict[str, dict[str, Record]]:
        """Return the records of a backup by table and uid.

        Raises:
            StoreError: The backup is not there or has lost a part of its bytes.
            NotAllowed: It holds a record that cannot be read, which going back to it would lose.
        """
        rows = self._store.backup_rows(name)
        told_before = len(self.problems)
        records = {table: list(self._readable(table, rows.get(table, ()))) for table in RECORD_TYPES}
        if unreadable := self.problems[told_before:]:
            raise NotAllowed(f"{unreadable[0]} Nothing was changed: going back to {name} would lose it.")
        return {table: {record.uid: record for record in rows} for table, rows in records.items()}

    def change(self, commit: Commit) -> Change:
        """Return what another process committed; a record of it that cannot be read stays as it was known."""
        records: dict[str, dict[str, Record | None]] = {}
        for table in commit.keys() & RECORD_TYPES.keys():
            rows = records.setdefault(table, {})
            for uid, row in commit[table].items():
                record = self._record(table, row) if row is not None else None
                if record is not None or row is None:
                    rows[uid] = record
        return Change(_event_in(commit), records)

    @property
    def movements(self) -> Movements:
        """What of the events matters for flow."""
        if self._movements is None:
            from tui.session.movements import Movements  # few commands are about flow

            self._movements = Movements(self._store)
        return self._movements

    def newest_time(self) -> datetime | None:
        """Return when the newest event was, by its place among them; None where there is none."""
        row = self._store.last("events")
        with suppress(msgspec.MsgspecError):
            return None if row is None else event_from(row).at
        return None

    def _readable(self, table: str, rows: Iterable[bytes]) -> Iterator[Record]:
        return (record for row in rows if (record := self._record(table, row)) is not None)

    def _record(self, table: str, row: bytes) -> Record | None:
        try:
            return record_from(table, row)
        except msgspec.MsgspecError as error:
            self.problems.append(f"A record of {table} could not be read and is left as it is: {error}.")
            return None


def _has_uid(rows: Mapping[str, Record | None]) -> bool:
    """Return whether records are those of the uids they were stored under, as nearly always."""
    return all(record is None or record.uid == uid for uid, record in rows.items())


def readable(rows: Iterable[T], read: Callable[[T], R]) -> Iterator[R]:
    """Yield what can be read; the rest is passed over, as wherever events are told."""
    for row in rows:
        try:
            yield read(row)
        except msgspec.MsgspecError:
            continue


def record_from(table: str, row: bytes) -> Record:
    """Return the record of a stored document; raises MsgspecError where it cannot be read."""
    return _decoder(table).decode(_harmless(row))


def _at_row(table: str, rows: Sequence[bytes], number: int) -> Record:
    return record_from(table, rows[number])


def _at_rows(table: str, rows: Sequence[bytes], numbers: Sequence[int]) -> Iterator[Record]:
    """Return the records of some rows; what cannot be read raises as one by one, when it is its turn."""
    first, end = min(numbers), max(numbers) + 1
    if end - first <= _APART * len(numbers):
        # Each look into a file costs more than a few rows that stand between.
        lying = rows[first:end]
        batch = [lying[number - first] for number in numbers]
    else:
        batch = [*map(rows.__getitem__, numbers)]
    read = _decoder(table).decode if _are_harmless(batch) else partial(record_from, table)
    return map(read, batch)


@cache
def _decoder(table: str) -> msgspec.json.Decoder[Record]:
    """Return what reads a table; made where a table holds something, for most hold nothing in a small workspace."""
    return msgspec.json.Decoder(RECORD_TYPES[table])


def event_from(row: bytes) -> Event:
    """Return the event of a stored document; raises MsgspecError where it cannot be read."""
    event = _EVENT.decode(_harmless(row))
    for rows in event.changes.values():
        if any(len(sides) != _BOTH_SIDES for fields in rows.values() for sides in fields.values()):
            raise msgspec.ValidationError("A field is not told as what it was before and after")
    # All that is written has its offset; what an edit by hand left without one cannot be compared.
    return event if event.at.tzinfo else replace(event, at=event.at.replace(tzinfo=UTC))


def _harmless(row: bytes) -> bytes:
    """Return a document without signs that drive a terminal: other programs and other clones write these files too."""
    return row if _are_harmless([row]) else msgspec.json.encode(_cleaned(msgspec.json.decode(row)))


def _are_harmless(rows: Sequence[bytes]) -> bool:
    """Return whether documents hold no signs that drive a terminal.

    Nearly all show that by their bytes alone, or by their text as a whole.
    """
    joined = b"".join(rows)
    if b"\x7f" in joined or (b"\\" in joined and _ESCAPED.search(joined)):
        return False
    return is_plain(joined) or all(map(_is_harmless, rows))


def _is_harmless(row: bytes) -> bool:
    return is_plain(row) or is_clean(row.decode(errors="surrogateescape"))


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() and value.isprintable() else clean_text(value)
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    if isinstance(value, dict):
        return {clean_text(name): _cleaned(item) for name, item in value.items()}
    return value


def _event_in(commit: Commit) -> Event:
    """Return the event another process told of its commit, or a nameless one."""
    for table in ("events", "people_events"):
        # The event of a commit is the newest in it: it may have told others anew.
        for _, row in sorted(commit.get(table, {}).items(), reverse=True):
            if row is not None:
                with suppress(msgspec.MsgspecError):
                    return event_from(row)
    return Event(uid="", at=datetime.min.replace(tzinfo=UTC), by="", session="", kind="changed")

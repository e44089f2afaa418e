"""Bringing the journal's commits onto the snapshots that were read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from .documents import uid_of
from .holding import Held
from .journal import Record, checksum_of
from .tables import EMPTY

Reached = Mapping[str, int]
"""Name of a data file -> the commit it reaches."""


class Replayed(NamedTuple):
    """How many commits are missing between those of the journal, and which ones did not fit and were left out."""

    missing: int
    left_out: list[Record]


def replay(held: Held, records: Collection[Record], reached: Reached) -> Replayed:
    """Bring commits into memory, each into the files that do not reach it yet.

    On files of our own they fit by construction. Where somebody else wrote a file, a commit counts only if every
    document of it is in the state it started from, or holds it already; otherwise it is left out as a whole.
    """
    fitting = Fitting(held, records) if held.foreign else None
    missing, last = 0, min(reached.values(), default=held.sequence)
    left_out = []
    for record in records:
        missing += max(record.sequence - last - 1, 0)
        last = max(last, record.sequence)
        behind = {t for t in record.changes if reached[held.layout.snapshot_of(t).name] < record.sequence}
        placed = record if fitting is None else fitting.place(record, behind)
        if placed is None:
            left_out.append(record)
        else:
            held.take(placed, behind)
    held.sequence = max(held.sequence, last, *reached.values())
    return Replayed(missing, left_out)


class Fitting:
    """Compares each commit of a journal with what is held of the snapshots."""

    def __init__(self, held: Held, records: Collection[Record]) -> None:
        self._held = held
        self._moved: dict[tuple[str, int], int] = {}
        self._ids: dict[str, dict[str, int]] = {}
        self._afters: dict[tuple[str, int], dict[int | None, int]] = {}
        for record in records:
            for table, changes in record.changes.items():
                for doc_id, raw in changes.items():
                    self._afters.setdefault((table, doc_id), {})[checksum_of(raw)] = record.sequence

    def place(self, record: Record, tables: set[str]) -> Record | None:
        """Return the commit for the documents as they are numbered here; None when it does not fit."""
        changes: dict[str, dict[int, bytes | None]] = {}
        for table in record.changes:
            placed = changes[table] = {}
            for doc_id, raw in record.changes[table].items() if table in tables else ():
                at = self._place_of(record, table, doc_id, raw)
                if at is None:
                    return None
                placed[at] = raw
        for table, placed in changes.items():
            for at, raw in placed.items():
                if raw is not None and (uid := uid_of(raw)) is not None:
                    self._index(table)[uid] = at
        return record._replace(changes=changes)

    def _place_of(self, record: Record, table: str, doc_id: int, raw: bytes | None) -> int | None:
        """Return the id under which a document belongs here, None when it is not in the state it should be in."""
        at = self._moved.get((table, doc_id), doc_id)
        uid = None if raw is None else uid_of(raw)
        if uid is not None:
            at = self._index(table).get(uid, at)
        there = self._held.tables.get(table, EMPTY).get(at)
        before = None if record.before is None else record.before[table][doc_id]
        if record.before is None or checksum_of(there) == before:
            return at
        if self._afters[table, doc_id].get(checksum_of(there), 0) >= record.sequence:
            return at
        if before is None and uid is not None and there is not None and uid_of(there) != uid:
            return self._elsewhere(table, doc_id)
        return None

    def _elsewhere(self, table: str, doc_id: int) -> int:
        """Return a fresh id for a new document whose own was given to another one in the other copy."""
        marks = self._held.next_ids
        at = self._moved[table, doc_id] = max(marks.get(table, 1), self._held.tables[table].last_id + 1)
        marks[table] = at + 1
        return at

    def _index(self, table: str) -> dict[str, int]:
        if table not in self._ids:
            rows = self._held.tables.get(table, EMPTY)
            self._ids[table] = {uid: doc_id for doc_id, raw in rows.items() if (uid := uid_of(raw)) is not None}
        return self._ids[table]

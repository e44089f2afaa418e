"""The commits a window made or saw, so that what was acknowledged can be told and brought back where it is missing."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from .journal import Record

MOST_BYTES = 8 << 20


class Log:
    """The newest commits, as many as fit into a few megabytes; the documents in them are those memory holds anyway."""

    def __init__(self) -> None:
        self._records: deque[Record] = deque()
        self._bytes = 0

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records)

    def add(self, record: Record) -> None:
        """Add a commit, and forget the oldest ones where it gets too much."""
        self._records.append(record)
        self._bytes += _size(record)
        while self._bytes > MOST_BYTES and len(self._records) > 1:
            self._bytes -= _size(self._records.popleft())


def _size(record: Record) -> int:
    return sum(len(raw) for rows in record.changes.values() for raw in rows.values() if raw is not None)

"""Transactions over the engine: what is changed inside one is a single commit, whoever asks for it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..port import LOCK_TIMEOUT
from .engine import Engine
from .holding import Seen, raise_marks
from .layout import META_TABLE, Layout


class _Layer:
    """What a transaction has put aside until it commits."""

    def __init__(self) -> None:
        self.changes: dict[str, dict[int, bytes | None]] = {}
        self.next_ids: dict[str, int] = {}
        self.dropped: set[str] = set()

    def merge(self, inner: _Layer) -> None:
        """Take over what a transaction inside this one did."""
        for table, rows in inner.changes.items():
            self.changes.setdefault(table, {}).update(rows)
        raise_marks(self.next_ids, inner.next_ids)
        self.dropped = (self.dropped - inner.changes.keys()) | inner.dropped


class Transactions:
    """Keeps the tables of a workspace; every writing happens in a `transaction`.

    The thread that is inside a transaction reads what it has changed so far, all others what is committed.
    """

    def __init__(self, path: Path | str, lock_timeout: float = LOCK_TIMEOUT) -> None:
        self.engine = Engine(Layout(Path(path)), lock_timeout)
        self._layers: list[_Layer] = []
        self._owner: int | None = None
        self._others_committed = False

    @property
    def last_recovery(self) -> tuple[str, ...]:
        """What opening found that was not as it should be, in words; empty when all was well."""
        return self.engine.recovery

    @contextmanager
    def writing(self) -> Iterator[list[Seen]]:
        """Take the right to write; gives what others committed since we last looked."""
        with self.engine.lock() as seen:
            self._others_committed |= bool(seen)
            yield seen

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make all changes inside one commit, or none of them when an exception leaves the block.

        A transaction inside another joins it: its changes become part of the outer one, or, when an
        exception leaves the inner block, are forgotten.
        """
        with self.writing():
            layer = _Layer()
            self._layers.append(layer)
            self._owner = threading.get_ident()
            try:
                yield
                self._layers.pop()
                if self._layers:
                    self._layers[-1].merge(layer)
                elif layer.changes:
                    self.engine.commit(layer.changes, layer.next_ids, layer.dropped)
            finally:
                if layer in self._layers:
                    self._layers.remove(layer)
                if not self._layers:
                    self._owner = None

    def refresh(self) -> None:
        """Bring in what others committed, unless this thread is in the middle of a transaction."""
        if not self._open_layers() and self.engine.poll():
            self._others_committed = True

    def changed(self) -> bool:
        """Say whether another process committed since this was last asked."""
        self.refresh()
        changed, self._others_committed = self._others_committed, False
        return changed

    def tables(self) -> set[str]:
        """Return the names of the tables."""
        names = self.engine.tables()
        for layer in self._open_layers():
            names = (names | layer.changes.keys()) - layer.dropped
        return names

    def documents(self, table: str) -> list[tuple[int, bytes]]:
        """Return the ids and bytes of a table's documents, in the order of their ids."""
        layers = [layer.changes[table] for layer in self._open_layers() if table in layer.changes]
        rows = self.engine.documents(table)
        if not layers:
            return rows
        merged: dict[int, bytes | None] = dict(rows)
        for changes in layers:
            merged.update(changes)
        return sorted((doc_id, raw) for doc_id, raw in merged.items() if raw is not None)

    def count(self, table: str) -> int:
        """Return how many documents a table has."""
        return len(self.documents(table)) if self._open_layers() else self.engine.count(table)

    def document(self, table: str, doc_id: int) -> bytes | None:
        """Return the bytes of a document, None where there is none."""
        for layer in reversed(self._open_layers()):
            if doc_id in (changes := layer.changes.get(table, {})):
                return changes[doc_id]
        return self.engine.document(table, doc_id)

    def take_id(self, table: str) -> int:
        """Return an id for a new document; inside a transaction."""
        doc_id = max(self.engine.next_id(table), *(layer.next_ids.get(table, 1) for layer in self._layers))
        self._layers[-1].next_ids[table] = doc_id + 1
        return doc_id

    def put(self, table: str, doc_id: int, raw: bytes | None) -> None:
        """Set the bytes of a document, None to remove it; inside a transaction."""
        self.make(table)
        layer = self._layers[-1]
        layer.changes[table][doc_id] = raw
        raise_marks(layer.next_ids, {table: doc_id + 1})

    def make(self, table: str) -> None:
        """Create a table if it is not there; inside a transaction."""
        if table == META_TABLE:
            raise ValueError(f"The table {META_TABLE} is the store's own; choose another name.")
        layer = self._layers[-1]
        layer.changes.setdefault(table, {})
        layer.dropped.discard(table)

    def drop(self, table: str) -> None:
        """Remove a table with all its documents; inside a transaction."""
        for doc_id, _ in self.documents(table):
            self.put(table, doc_id, None)
        self.make(table)
        self._layers[-1].dropped.add(table)

    def close(self, fold: bool | None = True) -> None:
        """Close the workspace, with its files at rest unless `fold` says otherwise; None where that is cheap."""
        self.engine.close(fold)

    def _open_layers(self) -> list[_Layer]:
        return self._layers if self._owner == threading.get_ident() else []

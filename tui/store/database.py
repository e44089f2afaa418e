"""TinyDB over the journal: the same calls, durable, shared between processes, with transactions."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from tinydb import TinyDB
from tinydb.table import Table

from .storage import LOCK_TIMEOUT, JournalStorage
from .table import JournalTable


class Database(TinyDB):
    """A TinyDB whose acknowledged changes are on the disk, whatever happens next."""

    table_class: type[Table] = JournalTable
    _storage: JournalStorage

    def __init__(self, path: Path | str, *, lock_timeout: float = LOCK_TIMEOUT) -> None:
        super().__init__(path, lock_timeout, storage=JournalStorage)

    @property
    def storage(self) -> JournalStorage:
        """The storage; its `last_recovery` says in words what opening found."""
        return self._storage

    def transaction(self) -> AbstractContextManager[None]:
        """Make all changes inside the block one commit, over several tables; none when an exception leaves it."""
        return self._storage.transaction()

    def changed(self) -> bool:
        """Say whether another process committed since this was last asked; its changes are then in memory."""
        return self._storage.changed()

    def tables(self) -> set[str]:
        """Return the names of the tables."""
        self._storage.refresh()
        return self._storage.tables()

    def drop_table(self, name: str) -> None:
        """Remove a table with its documents."""
        self._tables.pop(name, None)
        with self._storage.transaction():
            if name in self._storage.tables():
                self._storage.drop(name)

    def drop_tables(self) -> None:
        """Remove all tables, in one commit."""
        with self._storage.transaction():
            for name in self._storage.tables():
                self._storage.drop(name)
        self._tables.clear()


def open_database(path: Path | str, *, lock_timeout: float = LOCK_TIMEOUT) -> Database:
    """Open the data file at `path`, usually `research.json`; nothing is written before the first change.

    Raises:
        StoreError: One of its kinds, when the files cannot be read or understood.
    """
    return Database(path, lock_timeout=lock_timeout)

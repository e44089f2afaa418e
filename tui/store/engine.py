"""The engine: a workspace in memory, the journal that makes its commits durable, and the fold.

Everything above it speaks of tables of bytes; an engine over a server would offer the same few methods.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress

from tui.domain.errors import StoreError

from .errors import NoPermission, ReadOnly, Vanished
from .folding import fold, versions_on_disk
from .following import follow
from .held import Held, Seen, difference
from .journal import Changes, Journal, Record
from .layout import Layout
from .loading import load
from .lock import WorkspaceLock

CHEAP_BYTES = 1 << 20


class Engine:
    """An open workspace. Reading needs no lock; `commit` happens inside `lock`."""

    def __init__(self, layout: Layout, lock_timeout: float) -> None:
        self.layout = layout
        self._closed = False
        self._lock = WorkspaceLock(layout, lock_timeout)
        self._memory = threading.Lock()
        self._pending: list[Seen] = []
        self._fold_at = CHEAP_BYTES
        self._glance = self._look()
        self._held = self._load()

    @property
    def recovery(self) -> tuple[str, ...]:
        """What was found on opening that was not as it should be, in words."""
        return tuple(self._held.recovery)

    def tables(self) -> set[str]:
        """Return the names of the tables."""
        with self._memory:
            return set(self._held.tables)

    def documents(self, table: str) -> list[tuple[int, bytes]]:
        """Return the ids and bytes of a table's documents, in the order of their ids."""
        with self._memory:
            return list(self._held.tables.get(table, {}).items())

    def count(self, table: str) -> int:
        """Return how many documents a table has."""
        return len(self._held.tables.get(table, ()))

    def document(self, table: str, doc_id: int) -> bytes | None:
        """Return the bytes of a document, None where there is none."""
        return self._held.tables.get(table, {}).get(doc_id)

    def next_id(self, table: str) -> int:
        """Return the id that the next document of a table gets."""
        return self._held.next_ids.get(table, 1)

    @property
    def locked(self) -> bool:
        """Whether the calling thread has the right to write."""
        return self._lock.mine

    @contextmanager
    def lock(self) -> Iterator[list[Seen]]:
        """Take the right to write; gives what others committed since we last looked, oldest first."""
        if self._closed:
            raise ValueError("The workspace is closed.")
        self._check_presence()
        with self._lock.hold() as outermost:
            yield self._news() if outermost else []

    def poll(self) -> list[Seen]:
        """Return what others committed since we last looked; nothing as well while somebody is writing."""
        glance = self._look()
        if self._closed or not (self._pending or (glance and glance != self._glance)):
            return []
        if not self.layout.writable():
            return self._news()
        with self._lock.try_hold() as taken:
            return self._news() if taken else []

    def commit(self, changes: Changes, next_ids: Mapping[str, int], dropped: Collection[str] = ()) -> None:
        """Make changes durable, then visible; on failure nothing has changed. The caller is inside `lock`."""
        journal = self._journal_to_write()
        record = Record(self._held.sequence + 1, changes, next_ids, frozenset(dropped))
        line = record.line()
        journal.append(line)
        with self._memory:
            self._held.take(record)
        journal.accept(line)
        self._glance = self._look()
        if journal.length > max(self._fold_at, self._held.snapshot_bytes):
            self._fold_at = 2 * journal.length
            # The commit is safe already; what cannot be folded now is tried again after as much more.
            with suppress(StoreError):
                self.fold()

    def fold(self) -> None:
        """Write the snapshots anew and begin an empty journal, if there is anything to fold."""
        with self.lock() as seen:
            self._pending += seen
            journal = self._held.journal
            if journal is not None and not (journal.empty and not self._held.foreign):
                self._fold()

    def close(self, fold: bool | None = None) -> None:
        """Close the workspace; None folds only where that is cheap, or where the journal has grown long.

        The journal holds everything, so a workspace that cannot be folded now is closed all the same.
        """
        if self._closed:
            return
        journal = self._held.journal
        if journal is not None and not journal.empty and fold is not False and self.layout.writable():
            overgrown = journal.length > max(CHEAP_BYTES, self._held.snapshot_bytes)
            with suppress(StoreError):
                if fold or overgrown or self.cheap_to_fold:
                    self.fold()
        self._closed = True
        if self._held.journal is not None:
            self._held.journal.close()

    @property
    def cheap_to_fold(self) -> bool:
        """Whether the workspace is small enough to be written anew without anybody noticing."""
        journal = self._held.journal
        return self._held.snapshot_bytes + (journal.length if journal else 0) < CHEAP_BYTES

    def _check_presence(self) -> None:
        """Refuse to build a workspace anew where the one we opened was taken away."""
        begun = self._held.journal is not None
        there = begun or any(version is not None for version in self._held.versions.values())
        if there and not (self.layout.private if begun else self.layout.folder).exists():
            raise Vanished(self.layout.folder)

    def _load(self) -> Held:
        for _ in range(2):
            if (loaded := load(self.layout, settled=False)) is not None:
                return loaded
        try:
            with self._lock.hold():
                return self._load_settled()
        except (ReadOnly, NoPermission):
            return self._load_settled()

    def _load_settled(self) -> Held:
        loaded = load(self.layout, settled=True)
        assert loaded is not None
        return loaded

    def _reload(self) -> list[Seen]:
        before, loaded = self._held, self._load_settled()
        loaded.recovery[:0] = before.recovery
        with self._memory:
            self._held = loaded
        if before.journal is not None:
            before.journal.close()
        seen = difference(before.tables, loaded.tables)
        return [seen] if seen else []

    def _news(self) -> list[Seen]:
        """Bring in what others committed; the caller has the lock, or cannot have it."""
        self._glance = self._look()
        with self._memory:
            incomplete = follow(self._held, self._pending)
        if incomplete:
            self._pending += self._reload()
        seen, self._pending = self._pending, []
        return seen

    def _fold(self) -> None:
        on_disk = versions_on_disk(self.layout)
        if not self._held.knows(on_disk):
            self._pending += self._reload()
        try:
            fold(self._held, on_disk)
        finally:
            self._glance = self._look()
        self._fold_at = CHEAP_BYTES

    def _journal_to_write(self) -> Journal:
        """Return the journal at the path; it is begun first where there is none, or where a file is not ours yet."""
        if self._held.journal is None or self._held.foreign:
            self._fold()
        elif self._held.journal.torn or self._held.journal.replaced:
            self._pending = self._news()
        assert self._held.journal is not None
        return self._held.journal

    def _look(self) -> tuple[int, int, int] | None:
        """Return what tells at a glance whether the journal changed: a hint for when to look, never more."""
        try:
            status = self.layout.journal.stat()
        except OSError:
            return None
        return status.st_ino, status.st_size, status.st_mtime_ns

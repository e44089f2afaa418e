"""An open workspace as it is read: from memory, without the lock."""

from __future__ import annotations

import threading

from tui.domain.errors import StoreError

from .holding import Held
from .layout import Layout

CHEAP_BYTES = 1 << 20


class Memory:
    """What is held of a workspace, for whoever reads it in any thread."""

    def __init__(self, layout: Layout, held: Held) -> None:
        self.layout = layout
        self._memory = threading.Lock()
        self._held = held

    @property
    def recovery(self) -> tuple[str, ...]:
        """What was found on opening, or since, that was not as it should be, in words."""
        return tuple(self._held.recovery)

    @property
    def refusal(self) -> StoreError | None:
        """Why nothing may be written, though the folder could be; None when all is well."""
        return self._held.refusal

    @property
    def epoch(self) -> int:
        """A number that is raised when somebody is erased: what was remembered before must be forgotten."""
        return 0 if self._held.journal is None else self._held.journal.epoch

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

    def last(self, table: str) -> bytes | None:
        """Return the bytes of the document with the highest id, None where there is none."""
        rows = self._held.tables.get(table)
        return rows[next(reversed(rows))] if rows else None

    def next_id(self, table: str) -> int:
        """Return the id that the next document of a table gets."""
        return self._held.next_ids.get(table, 1)

    @property
    def cheap_to_fold(self) -> bool:
        """Whether the workspace is small enough to be written anew without anybody noticing."""
        journal = self._held.journal
        return self._held.snapshot_bytes + (journal.length if journal else 0) < CHEAP_BYTES

    @property
    def _at_rest(self) -> bool:
        """Whether the snapshots are as memory is, and nothing is left to be erased."""
        journal = self._held.journal
        return journal is not None and journal.empty and self._held.settled and not self.layout.erasing.exists()

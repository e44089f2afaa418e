"""The store as a session uses it, in files: records by uid, and each commit as the documents it touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tui.domain.errors import StoreError
from tui.domain.patch import Patch

from ..port import LOCK_TIMEOUT, AtRest, Backup, Commit, Remembered
from .documents import decode, encode, uid_of
from .event_rows import EventRows
from .holding import Seen
from .resting import remembered
from .tables import Rows
from .transactions import Transactions


class FileStore(EventRows):
    """A workspace in a folder; one that is not there yet is created by the first commit.

    Raises:
        StoreError: One of its kinds, when the files cannot be read or understood.
    """

    def __init__(self, path: Path, lock_timeout: float = LOCK_TIMEOUT) -> None:
        self.path = path
        self._storage = Transactions(path / "research.json", lock_timeout)

    @property
    def recovery(self) -> tuple[str, ...]:
        """What was found, on opening or since, that was not as it should be, in words."""
        return self._storage.last_recovery

    @property
    def refusal(self) -> StoreError | None:
        """Why nothing may be written though the folder could be, such as conflict markers; None when all is well."""
        return self._storage.engine.refusal

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written now: the folder does not let us, or there is a `refusal`."""
        return self.refusal is not None or not self._storage.engine.layout.writable()

    @property
    def epoch(self) -> int:
        """A number that is raised when somebody is erased: undo steps from before must be forgotten."""
        return self._storage.engine.epoch

    def rows(self, table: str) -> Rows:
        """Return the documents of a table as JSON, oldest first, as they are at this moment."""
        return self._storage.engine.rows(table)

    def at_rest(self, tables: Iterable[str]) -> AtRest | None:
        """Return what rests of tables in the files, and what was done since; None where that is not told apart."""
        return self._storage.engine.at_rest(tables)

    def version_at_rest(self, table: str, rows: Rows) -> str | None:
        """Return the version of what rests in the files, where the documents of a table begin with that."""
        return self._storage.engine.version_at_rest(table, rows)

    def remembered(self, version: str, name: Remembered = "glances") -> bytes | None:
        """Return what was given to `remember` for what rests in this version, as far as that is there and whole."""
        return remembered(self._storage.engine.layout, version, name)

    def remember(self, version: str, data: bytes, name: Remembered = "glances") -> None:
        """Keep something beside what rests in a version, for as long as that rests, and where that is done at once."""
        self._storage.engine.remember(version, data, name)

    def documents(self) -> dict[str, Sequence[bytes]]:
        """Return the documents of every table, as `rows` does."""
        return {table: self.rows(table) for table in sorted(self._storage.engine.tables())}

    def last(self, table: str) -> bytes | None:
        """Return the document of a table that was made last, None where there is none."""
        return self._storage.engine.last(table)

    @contextmanager
    def writing(self) -> Iterator[list[Commit]]:
        """Take the right to write; gives the commits others made since we last looked, oldest first.

        Raises:
            StoreError: `Locked` when somebody else kept it for too long, or whatever the disk says.
        """
        with self._storage.writing() as seen:
            yield [commit for commit in map(self._commit_of, seen) if commit]

    def commit(self, patches: Iterable[Patch]) -> None:
        """Make all patches one durable commit; on failure nothing has changed. Only inside `writing`.

        Raises:
            StoreError: The disk refused, or a field holds what JSON cannot keep.
        """
        if not self._storage.engine.locked:
            raise RuntimeError("commit() belongs inside writing()")
        staged: dict[str, dict[str, int | None]] = {}
        with self._storage.transaction():
            for patch in patches:
                self._stage(patch, staged.setdefault(patch.table, {}))

    def poll(self) -> list[Commit]:
        """Return the commits others made since we last looked; costs one look at the journal when there are none."""
        return [commit for commit in map(self._commit_of, self._storage.engine.poll()) if commit]

    def fold(self) -> None:
        """Write the snapshots anew, so that the files at rest show the state."""
        self._storage.engine.fold()

    def tidy(self) -> None:
        """Write the snapshots anew where that is cheap; for idle moments, so that version control sees the state."""
        if self._storage.engine.cheap_to_fold:
            self.fold()
        else:
            self._storage.engine.mark()

    def backups(self) -> list[Backup]:
        """Return the points in time one can go back to, newest first. Reads all their bytes."""
        from .backups import backups  # as below: few commands are about backups

        return backups(self._storage.engine.layout)

    def back_up(self, reason: str) -> Backup:
        """Keep the state of this moment as a backup with a label."""
        from .backups import backup_of

        return backup_of(self._storage.engine.back_up(reason))

    def backup_rows(self, name: str) -> dict[str, Sequence[bytes]]:
        """Return the documents of a backup as JSON, by table, oldest first; raises StoreError."""
        from .backups import backup_tables

        tables = backup_tables(self._storage.engine.layout, name)
        return {table: rows.rows() for table, rows in tables.items()}

    def begin_to_erase(self) -> None:
        """Note that older copies must go; before the commit that erases somebody. Only inside `writing`."""
        self._storage.engine.begin_to_erase()

    def purge(self) -> None:
        """Remove every older copy of the documents: backups, journals, damaged bytes. For when somebody is erased."""
        self._storage.engine.purge()

    def accept_damage(self) -> None:
        """Go on with what could be read of a damaged file that no backup can mend; its bytes are set aside."""
        self._storage.engine.accept_damage()

    def close(self, fold: bool | None = None) -> None:
        """Close the workspace; None folds only where that is cheap or the journal has grown long."""
        self._storage.close(fold)

    def _stage(self, patch: Patch, staged: dict[str, int | None]) -> None:
        table, uid, fields, fresh = patch
        if uid in staged or (fresh and fields is not None):
            doc_id = staged.get(uid)
        else:
            doc_id = self._storage.engine.id_of(table, uid)
        if fields is None:
            if doc_id is not None:
                self._storage.put(table, doc_id, None)
                staged[uid] = None
            return
        stored = None if doc_id is None else self._storage.document(table, doc_id)
        if doc_id is None:
            doc_id = self._storage.take_id(table)
        document = {"uid": uid} | (decode(stored) if stored else {}) | dict(fields) | {"uid": uid}
        self._storage.put(table, doc_id, encode(document, table))
        staged[uid] = doc_id

    def _commit_of(self, seen: Seen) -> Commit:
        """Return what others did by uid."""
        commit: dict[str, dict[str, bytes | None]] = {}
        for table, effects in seen.items():
            for before, after in effects.values():
                old = None if before is None else uid_of(before)
                new = None if after is None else uid_of(after)
                if old is not None and old != new:
                    commit.setdefault(table, {})[old] = None
                if new is not None and before != after:
                    commit.setdefault(table, {})[new] = after
        return commit

"""A store that keeps workspaces in memory, behind the port that the files stand behind.

It is as plain as can be: documents are dictionaries, every question parses or compares them, and its JSON is spaced as
the files' is not. What passes on both knows nothing of how either of them works.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import Any

from tui.domain.errors import StoreError
from tui.domain.patch import Patch
from tui.store import Backup, Commit, NotStorable
from tui.store.errors import Missing
from tui.store.port import LOCK_TIMEOUT, Remembered, StoredEvent

Document = dict[str, Any]
Tables = dict[str, dict[str, Document]]


class Shelf:
    """What all windows on one workspace share; a commit is remembered with the store that made it."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.tables: Tables = {}
        self.commits: list[tuple[MemoryStore, Commit]] = []
        self.backups: list[tuple[Backup, Tables]] = []
        self.epoch = 0


class MemoryStore:
    """One window on a shelf."""

    shelves: dict[Path, Shelf] = {}  # noqa: RUF012 - workspaces are known by their paths, as files are

    recovery: tuple[str, ...] = ()
    refusal: StoreError | None = None
    read_only = False

    def __init__(self, path: Path, lock_timeout: float = LOCK_TIMEOUT) -> None:
        self.path = path
        self._shelf = self.shelves.setdefault(path, Shelf())
        self._closed = False
        self._look()

    @property
    def epoch(self) -> int:
        return self._shelf.epoch

    def rows(self, table: str) -> Sequence[bytes]:
        return tuple(map(_written, self._tables.get(table, {}).values()))

    def at_rest(self, tables: Iterable[str]) -> None:
        """Return None: nothing is ever at rest here."""

    def remembered(self, version: str, name: Remembered = "glances") -> None:
        """Return None, as `at_rest` does."""

    def remember(self, version: str, data: bytes, name: Remembered = "glances") -> None:
        """Do nothing: what was seen is seen again."""

    def documents(self) -> dict[str, Sequence[bytes]]:
        return {table: self.rows(table) for table in sorted(self._tables)}

    def last(self, table: str) -> bytes | None:
        return next(reversed(list(self.rows(table))), None)

    def events(
        self,
        *,
        by: str | None = None,
        since: datetime | None = None,
        by_time: bool = False,
        without: Collection[str] = (),
    ) -> Iterator[StoredEvent]:
        events = self._events()
        if by_time or since is not None:
            events.sort(key=_time)
        others = (event for event in reversed(events) if event["kind"] not in without)
        asked = (event for event in others if by is None or event["by"] == by)
        return (self._stored(event) for event in asked if since is None or _time(event) >= since)

    def events_undoing(self) -> Iterator[StoredEvent]:
        return (self._stored(event) for event in reversed(self._events()) if event.get("undoes"))

    def events_about(self, uid: str) -> Iterator[StoredEvent]:
        return (self._stored(event) for event in self._events() if uid.encode() in _written(event))

    def events_named(self, uids: Collection[str]) -> Iterator[StoredEvent]:
        return (self._stored(event) for event in self._events() if event["uid"] in uids)

    def events_until(self, at: datetime) -> Iterator[StoredEvent] | None:
        events = self._events()
        past = [self._stored(event) for event in events if _time(event) <= at]
        return None if len(past) == len(events) else iter(past)

    def movements(self, experiments: Sequence[str], still: Collection[str]) -> Iterator[bytes]:
        for event in self._events():
            row = _written(event)
            named = any(uid.encode() in row for uid in experiments)
            if event["kind"] not in still and (named or event.get("experiment") is None):
                yield row

    def movements_apart(self, experiments: Sequence[str], still: Collection[str]) -> None:
        """Return None, as `at_rest` does."""

    def undoing(self, rows: Iterable[bytes]) -> Iterator[bytes]:
        return (row for row in rows if json.loads(row).get("undoes"))

    @contextmanager
    def writing(self) -> Iterator[list[Commit]]:
        if self._closed:
            raise ValueError("The workspace is closed.")
        with self._shelf.lock:
            yield self.poll()

    def commit(self, patches: Iterable[Patch]) -> None:
        tables, commit = deepcopy(self._shelf.tables), dict[str, dict[str, bytes | None]]()
        for table, uid, fields, _ in patches:
            rows, effects = tables.setdefault(table, {}), commit.setdefault(table, {})
            if fields is None:
                rows.pop(uid, None)
                effects[uid] = None
                continue
            rows[uid] = {**rows.get(uid, {}), **fields, "uid": uid}
            try:
                effects[uid] = _written(rows[uid])
            except UnicodeEncodeError:
                raise NotStorable(table, "a text holds half a character") from None
        self.path.mkdir(parents=True, exist_ok=True)  # boards and snapshots are files all the same
        self._shelf.tables = tables
        self._shelf.commits.append((self, commit))
        self._look()

    def poll(self) -> list[Commit]:
        if self._closed:
            return []
        with self._shelf.lock:
            new = self._shelf.commits[self._seen :]
            self._look()
        return [commit for writer, commit in new if writer is not self]

    def fold(self) -> None:
        """Do nothing: nothing is ever at rest here."""

    def tidy(self) -> None:
        self.fold()

    def backups(self) -> list[Backup]:
        return [backup for backup, _ in reversed(self._shelf.backups)]

    def back_up(self, reason: str) -> Backup:
        number = len(self._shelf.commits)
        backup = Backup(f"{number:08d}", "2026-11-23T09:00:00Z", reason, number, 0, readable=True)
        self._shelf.backups.append((backup, self._tables))
        return backup

    def backup_rows(self, name: str) -> dict[str, Sequence[bytes]]:
        for backup, tables in self._shelf.backups:
            if backup.name == name:
                return {table: list(map(_written, rows.values())) for table, rows in tables.items()}
        raise Missing(name)

    def begin_to_erase(self) -> None:
        """Do nothing: what `purge` removes does not outlive the program."""

    def purge(self) -> None:
        self._shelf.backups.clear()
        self._shelf.epoch += 1

    def accept_damage(self) -> None:
        """Do nothing: nothing is ever damaged here."""

    def close(self, fold: bool | None = None) -> None:
        self._closed = True

    def _look(self) -> None:
        """Go on to what all windows share: until then this one reads what it saw when it looked last."""
        self._tables, self._seen = self._shelf.tables, len(self._shelf.commits)

    def _events(self) -> list[Document]:
        return list(self._tables.get("events", {}).values())

    def _stored(self, event: Document) -> StoredEvent:
        identity = self._tables.get("people_events", {}).get(event["uid"])
        return _written(event), None if identity is None else _written(identity)


def _written(document: Document) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _time(event: Document) -> datetime:
    return datetime.fromisoformat(event["at"])

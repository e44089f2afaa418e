"""Where a workspace is kept. Others know this face, `port`, `checkup` and `stray_files`; never what is in `files`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .errors import NotStorable
from .opening import open_store
from .port import LOCK_TIMEOUT, AtRest, Backup, Commit, Store

if TYPE_CHECKING:
    from .tinydb import Database

__all__ = ["AtRest", "Backup", "Commit", "NotStorable", "Store", "open_database", "open_store"]


def open_database(path: Path | str, *, lock_timeout: float = LOCK_TIMEOUT) -> Database:
    """Open the data file at `path`, usually `research.json`, as TinyDB; nothing is written before the first change.

    Raises:
        StoreError: One of its kinds, when the files cannot be read or understood.
    """
    from .tinydb import Database  # a session does without TinyDB's own classes

    return Database(path, lock_timeout=lock_timeout)

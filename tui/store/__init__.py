"""Where a workspace is kept: TinyDB's documents, made durable and shared by a journal."""

from __future__ import annotations

from tui.domain.errors import StoreError

from .backup import Backup
from .database import Database, open_database
from .errors import (
    Busy,
    Damaged,
    DeadLink,
    DiskFull,
    LinkLoop,
    Locked,
    MergeConflict,
    Missing,
    NewerFormat,
    NoPermission,
    NotStorable,
    ReadOnly,
    Vanished,
)
from .records import Commit, Patch, Store, open_store

__all__ = [
    "Backup",
    "Busy",
    "Commit",
    "Damaged",
    "Database",
    "DeadLink",
    "DiskFull",
    "LinkLoop",
    "Locked",
    "MergeConflict",
    "Missing",
    "NewerFormat",
    "NoPermission",
    "NotStorable",
    "Patch",
    "ReadOnly",
    "Store",
    "StoreError",
    "Vanished",
    "open_database",
    "open_store",
]

"""A look at the files from outside: a hint for when to read them, never more."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from .layout import Layout

Sight = tuple[int, int, int] | None
"""Inode, size and time of a file; None where there is none."""


class Glance(NamedTuple):
    """What the files looked like at one moment."""

    journal: Sight
    files: tuple[Sight, ...]


def glance_at(layout: Layout) -> Glance:
    """Look at the journal and the data files."""
    return Glance(see(layout.journal), tuple(see(path) for path in layout.snapshots))


def see(path: Path) -> Sight:
    """Look at one file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns

"""What the files look like from outside at one moment, and which versions of the data files these are.

A look is a hint for when to read them, never more: only the version, of which every byte is read, decides.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ..errors import explained
from .layout import Layout
from .snapshot import blocks_of, open_snapshot, version_of

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


class EditedMeanwhileError(Exception):
    """Somebody else wrote a data file while we were about to take its place."""


class OnDisk(dict[str, str | None]):
    """The versions of the snapshots as they are on the disk, by file name."""

    def __init__(self, layout: Layout) -> None:
        self.sights = {path: see(path) for path in layout.snapshots}
        super().__init__({path.name: _version_at(path) for path in layout.snapshots})

    @property
    def still(self) -> bool:
        """Whether nobody wrote the files since."""
        return all(see(path) == sight for path, sight in self.sights.items())


def _version_at(path: Path) -> str | None:
    file = open_snapshot(path)
    if file is None:
        return None
    with file, explained(path):
        return version_of(blocks_of(file))

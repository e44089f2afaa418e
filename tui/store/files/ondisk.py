"""Which versions of the data files are on the disk at one moment."""

from __future__ import annotations

from pathlib import Path

from ..errors import explained
from .glance import see
from .layout import Layout
from .snapshot import blocks_of, open_snapshot, version_of


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

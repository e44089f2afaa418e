"""Where a workspace keeps its files. Links are followed: the link stays, and what it leads to is read and written."""

from __future__ import annotations

import os
from pathlib import Path

from ..errors import DeadLink, LinkLoop
from ..port import REMEMBERED
from .durable import make_folder

PEOPLE_TABLES = frozenset({"contacts", "respondents", "people_events"})
PEOPLE_FILE = "people.json"
META_TABLE = "_meta"


class Layout:
    """The files that belong to one data file, such as `research.json`.

    Journal, state, lock, what is remembered and damaged bytes live in a private folder; a data file of another name
    has its own inside, so that two of them can share a folder.
    """

    def __init__(self, data: Path) -> None:
        if data.name == PEOPLE_FILE:
            raise ValueError(f"{PEOPLE_FILE} is kept beside a data file; open that one, usually research.json.")
        # One workspace has one lock and one journal, by whichever path it is reached.
        self._named = data.parent
        self.folder = _followed(data.parent)
        self.data = self.folder / data.name
        self.people = self.folder / PEOPLE_FILE
        self.snapshots = (self.data, self.people)
        self._hidden = self.folder / ".custdev"
        self.private = self._hidden if data.name == "research.json" else self._hidden / data.name
        self.journal = self.private / "journal"
        self.state = self.private / "state.json"
        self.lock = self.private / "lock"
        self.remembered = {name: self.private / name for name in REMEMBERED}
        self.backups = self.private / "backups"
        self.erasing = self.private / "erasing"
        self.damaged = self.private / "damaged"

    def snapshot_of(self, table: str) -> Path:
        """Return the file a table rests in."""
        return self.people if table in PEOPLE_TABLES else self.data

    def target(self, path: Path) -> Path:
        """Return the file that a data file is, or leads to where it is a link."""
        return _followed(path)

    def aside(self, path: Path) -> Path:
        """Return where a new version of a data file is written before it takes the place of the one before it.

        That has to be on the same disk, so for a link it is beside the file it leads to.
        """
        target = self.target(path)
        return self.private / f"{path.name}.new" if target == path else target.with_name(f"{target.name}.new")

    def writable(self) -> bool:
        """Say whether the workspace, or the folder it would be created in, accepts writing."""
        place = self.private if self.private.exists() else self.folder.absolute()
        while not place.exists():
            place = place.parent
        linked = [self.target(path).parent for path in self.snapshots if path.is_symlink()]
        return all(os.access(folder, os.W_OK | os.X_OK) for folder in (place, *linked))

    def check_links(self) -> None:
        """Refuse a workspace in which a link leads nowhere: nothing is made in its place.

        Raises:
            DeadLink, LinkLoop: In words.
        """
        for path in (*self._named.parents, self._named, self._hidden, self.private, *self.snapshots):
            check_link(path)

    def make_private(self) -> None:
        """Create the private folder, for the user alone."""
        make_folder(self.folder)
        make_folder(self._hidden, 0o700)
        make_folder(self.private, 0o700)


def check_link(path: Path) -> None:
    """Refuse a link that leads nowhere, or back to itself."""
    if path.is_symlink() and not path.exists():
        target = Path(os.path.realpath(path))
        raise LinkLoop(path) if target.is_symlink() else DeadLink(path, str(target))


def _followed(path: Path) -> Path:
    """Return what a path leads to, the path itself where no link is on its way."""
    followed = Path(os.path.realpath(path))
    return path if followed == path.absolute() else followed

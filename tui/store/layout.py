"""Where a workspace keeps its files."""

from __future__ import annotations

import os
from pathlib import Path

from .durable import make_folder

PEOPLE_TABLES = frozenset({"contacts", "people_events"})
PEOPLE_FILE = "people.json"
META_TABLE = "_meta"


class Layout:
    """The files that belong to one data file, such as `research.json`.

    Journal, state, lock and damaged bytes live in a private folder; a data file of another name has its own
    inside, so that two of them can share a folder.
    """

    def __init__(self, data: Path) -> None:
        if data.name == PEOPLE_FILE:
            raise ValueError(f"{PEOPLE_FILE} is kept beside a data file; open that one, usually research.json.")
        self.data = data
        self.folder = data.parent
        self.people = self.folder / PEOPLE_FILE
        self.snapshots = (self.data, self.people)
        self._hidden = self.folder / ".custdev"
        self.private = self._hidden if data.name == "research.json" else self._hidden / data.name
        self.journal = self.private / "journal"
        self.state = self.private / "state.json"
        self.lock = self.private / "lock"
        self.backups = self.private / "backups"
        self.erasing = self.private / "erasing"
        self.damaged = self.private / "damaged"

    def snapshot_of(self, table: str) -> Path:
        """Return the file a table rests in."""
        return self.people if table in PEOPLE_TABLES else self.data

    def writable(self) -> bool:
        """Say whether the workspace, or the folder it would be created in, accepts writing."""
        place = self.private if self.private.exists() else self.folder.absolute()
        while not place.exists():
            place = place.parent
        return os.access(place, os.W_OK | os.X_OK)

    def make_private(self) -> None:
        """Create the private folder, for the user alone."""
        make_folder(self.folder)
        make_folder(self._hidden, 0o700)
        make_folder(self.private, 0o700)

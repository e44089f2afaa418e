"""Writes a file whole or not at all, whoever else writes beside it at the same time."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path


def write_whole(path: Path, pieces: Iterable[bytes], *, mode: int = 0o600, force: bool = False) -> None:
    """Write a file, given in pieces, that has its name only once all of it is on the disk.

    Raises:
        FileExistsError: There is something of that name; `force` replaces it.
        OSError: The disk said no; nothing is left behind.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".custdev-", suffix=".tmp")
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        aside.chmod(mode)
        if force:
            aside.replace(path)
        else:
            _name(aside, path)
    finally:
        aside.unlink(missing_ok=True)


def _name(aside: Path, path: Path) -> None:
    """Give a file its name. A hard link, unlike a rename, never takes the place of what came there meanwhile."""
    try:
        path.hardlink_to(aside)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems know no hard links.
        if path.exists():
            raise FileExistsError(path) from None
        aside.replace(path)

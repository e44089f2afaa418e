"""Writes what leaves the workspace: for its owner only, whole or not at all, and never over another file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tui.definitions.whole_file import write_whole
from tui.domain.errors import Conflict, NotFound

SNAPSHOTS = "snapshots"


def write_snapshot(folder: Path, pieces: Sequence[bytes], name: str) -> Path:
    """Write a text, which comes in pieces, among the snapshots of a workspace and return where it is.

    Where the name is taken by another text, `-2`, `-3`… is added.
    """
    (folder / SNAPSHOTS).mkdir(parents=True, exist_ok=True)
    while True:
        path, is_there = snapshot_path(folder, pieces, name)
        try:
            return path if is_there else write_file(path, pieces)
        except Conflict:  # somebody else took the name just now
            continue


def snapshot_path(folder: Path, pieces: Sequence[bytes], name: str) -> tuple[Path, bool]:
    """Return where a text would be written among the snapshots, and whether it is there already."""
    first = folder / SNAPSHOTS / name
    path, number = first, 1
    while path.exists() or path.is_symlink():
        if _holds(path, pieces):
            return path, True
        number += 1
        path = first.with_stem(f"{first.stem}-{number}")
    return path, False


def _holds(path: Path, pieces: Sequence[bytes]) -> bool:
    try:
        if not path.is_file() or path.stat().st_size != sum(map(len, pieces)):
            return False
        with path.open("rb") as file:
            return all(file.read(len(piece)) == piece for piece in pieces)
    except OSError:
        return False


def write_file(path: Path, pieces: Sequence[bytes], *, force: bool = False) -> Path:
    """Write a text, which comes in pieces, to a file of mode 0600, and return its path.

    Raises:
        Conflict: The file is there already; `force` replaces it.
        NotFound: Its folder is not there.
        OSError: The disk said no; nothing is left behind.
    """
    check_target(path, force=force)
    try:
        write_whole(path, pieces, force=force)
    except FileExistsError:
        raise _in_the_way(path) from None
    return path


def check_target(path: Path, *, force: bool = False) -> None:
    """Raise what `write_file` would where a file is in the way or its folder is not there; nothing is touched.

    Raises:
        Conflict, NotFound: As `write_file` does.
    """
    if not path.parent.is_dir():
        raise NotFound(f"There is no folder {path.parent}. Nothing was written.")
    if path.exists() and not force:
        raise _in_the_way(path)


def _in_the_way(path: Path) -> Conflict:
    return Conflict(f"{path} is there already and was left alone; --force replaces it.")

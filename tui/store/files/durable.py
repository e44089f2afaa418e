"""Writing that a power cut cannot take back."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

try:
    from fcntl import F_FULLFSYNC, fcntl  # type: ignore[attr-defined,unused-ignore]
except ImportError:
    F_FULLFSYNC = None


def write_all(fd: int, data: bytes) -> None:
    """Write all bytes; a disk that is nearly full accepts only a part at a time before it says so."""
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


def sync_data(fd: int) -> None:
    """Wait until the bytes of a file are on the disk itself."""
    if F_FULLFSYNC is not None:
        fcntl(fd, F_FULLFSYNC)
    elif hasattr(os, "fdatasync"):
        os.fdatasync(fd)
    else:
        os.fsync(fd)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def write_aside(path: Path, blocks: Iterable[bytes], mode: int) -> None:
    """Write a file that nobody reads yet, durably; what is left of an earlier attempt is replaced."""
    with suppress(FileNotFoundError):
        path.unlink()
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(fd, "wb") as file:
            file.writelines(blocks)
            file.flush()
            os.fsync(fd)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def usual_mode(folder: Path) -> int:
    """Return the permissions that the user's files get; asking for them directly would set them for all threads."""
    probe = folder / "mode.new"
    probe.unlink(missing_ok=True)
    fd = os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        return os.fstat(fd).st_mode & 0o777
    finally:
        os.close(fd)
        probe.unlink()


def replace_file(path: Path, data: bytes, mode: int = 0o600) -> None:
    """Put a file in place of `path` at once: readers see the old bytes or the new ones."""
    aside = path.with_name(path.name + ".new")
    write_aside(aside, [data], mode)
    try:
        aside.replace(path)
    except BaseException:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def make_folder(folder: Path, mode: int = 0o777) -> None:
    """Create a folder and its parents durably; one that is there stays as it is."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(mode=mode, exist_ok=True)
    sync_folder(folder.parent)


def remove_folder(folder: Path) -> None:
    """Remove a folder with everything in it; one that is not there is removed already. A link stays, and is emptied."""
    if not folder.exists():
        return
    from shutil import rmtree  # it imports libraries for compression, and there is rarely anything to remove

    if not folder.is_symlink():
        rmtree(folder)
        return
    for path in folder.iterdir():
        if path.is_dir():
            remove_folder(path)
        else:
            path.unlink()

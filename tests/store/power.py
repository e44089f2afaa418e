"""A disk that can lose its power: what was not waited for may be there, in part, or not at all."""

from __future__ import annotations

import os
import random
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

Names = dict[str, int]


class Power:
    """Follows what is certainly on the disk: the bytes of each file, and the names in each folder, as last synced.

    Files and folders are known by their inodes; each new one is held open, so that its number is not given again.
    `around` is for `standing_between`.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._bytes: dict[int, bytes] = {}
        self._names: dict[int, Names] = {}
        self._open: list[int] = []
        for folder in (root, *(path for path in root.rglob("*") if path.is_dir())):
            self._names[folder.stat().st_ino] = _names(folder)
        for path in root.rglob("*"):
            if path.is_file():
                self._bytes[path.stat().st_ino] = path.read_bytes()

    def __enter__(self) -> Power:
        return self

    def __exit__(self, *_: object) -> None:
        for fd in self._open:
            os.close(fd)

    def around(self, name: str, call: Callable[[], Any], args: tuple[Any, ...]) -> Any:
        """Do a call, and note what it makes certain."""
        result = call()
        if name in ("fsync", "fdatasync"):
            self._note(args[0])
        elif name == "open":
            self._open.append(_again(result))
        elif name == "mkdir":
            self._open.append(os.open(args[0], os.O_RDONLY))
            self._names[os.fstat(self._open[-1]).st_ino] = {}
        return result

    def cut(self, to: Path, rng: random.Random, certain: float) -> None:
        """Lay out what a power cut at this moment may leave.

        Of what is not certain each name and each file is as it was before with a probability of `certain`.
        """
        folders = [self._root, *(path for path in self._root.rglob("*") if path.is_dir())]
        files = [path for path in self._root.rglob("*") if path.is_file()]
        now = {folder.stat().st_ino: _names(folder) for folder in folders}
        bytes_now = {path.stat().st_ino: path.read_bytes() for path in files}

        def lay(inode: int, at: Path) -> None:
            before, after = self._names.get(inode, {}), now.get(inode, {})
            at.mkdir()
            for name in sorted(before.keys() | after.keys()):
                found = (before if rng.random() < certain else after).get(name)
                if found in self._names:
                    lay(found, at / name)
                elif found is not None:
                    (at / name).write_bytes(content(found))

        def content(inode: int) -> bytes:
            before = self._bytes.get(inode, b"")
            after = bytes_now.get(inode, before)
            if rng.random() < certain:
                return before
            if after.startswith(before):
                return after[: rng.randint(len(before), len(after))]
            return after

        lay(self._root.stat().st_ino, to)

    def _note(self, fd: int) -> None:
        status = os.fstat(fd)
        if stat.S_ISDIR(status.st_mode):
            self._names[status.st_ino] = {name: os.stat(name, dir_fd=fd).st_ino for name in os.listdir(fd)}
            return
        reading = _again(fd)
        self._bytes[status.st_ino] = os.pread(reading, status.st_size, 0)
        os.close(reading)


def _again(fd: int) -> int:
    """Open a file once more, by itself: a copy of the descriptor would share its locks."""
    return os.open(f"/proc/self/fd/{fd}", os.O_RDONLY)


def _names(folder: Path) -> Names:
    return {path.name: path.stat().st_ino for path in folder.iterdir()}

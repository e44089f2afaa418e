"""A file that one process at a time may have, until it ends or lets go: locked as the filelock library does it."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

POLL_SECONDS = 0.001
"""So short that who waits gets a turn between two changes of somebody who writes without a pause."""
# A link is not followed, and what is no file does not keep us waiting; Windows has neither.
_HOW = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)

if sys.platform == "win32":
    import msvcrt

    def _lock(fd: int) -> None:
        msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)

    def _unlock(fd: int) -> None:
        msvcrt.locking(fd, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_UN)


class LockFile:
    """The lock on a file, which is made where it is not there, readable by its owner alone, and stays.

    Every one of these locks for itself, also in one thread. Errors are those of the disk.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._fd: int | None = None

    def take(self, timeout: float) -> bool:
        """Take the lock; return False where somebody else has it for all of `timeout` seconds."""
        end = time.monotonic() + timeout
        while not self._take_now():
            if time.monotonic() >= end:
                return False
            time.sleep(POLL_SECONDS)
        return True

    def release(self) -> None:
        """Give back the lock, for a child of this process, too, that was born with the open file."""
        if self._fd is None:
            return
        fd, self._fd = self._fd, None
        try:
            _unlock(fd)
        finally:
            os.close(fd)

    def _take_now(self) -> bool:
        fd = os.open(self._path, _HOW, 0o600)
        try:
            if _is_locked(fd) and self._is_at_its_path(fd):
                self._fd = fd
        finally:
            if self._fd is None:
                os.close(fd)
        return self._fd is not None

    def _is_at_its_path(self, fd: int) -> bool:
        """Return whether the next one who opens the path meets this lock: somebody may have put another file there."""
        try:
            return os.path.samestat(os.fstat(fd), self._path.stat(follow_symlinks=False))
        except FileNotFoundError:
            return False


def _is_locked(fd: int) -> bool:
    """Lock an open file; return False where somebody else has it, of which systems tell in two ways."""
    try:
        _lock(fd)
    except (BlockingIOError, PermissionError):
        return False
    return True

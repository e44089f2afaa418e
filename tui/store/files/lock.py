"""One writer at a time: a lock between threads, and a file lock between processes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from ..errors import Locked, explained
from .layout import Layout
from .lock_file import LockFile


class WorkspaceLock:
    """The right to write in a workspace; the thread that has it may take it again."""

    def __init__(self, layout: Layout, timeout: float) -> None:
        self._layout = layout
        self._timeout = timeout
        self._threads = threading.RLock()
        self._file = LockFile(layout.lock)
        self._owner: int | None = None
        self._depth = 0

    @property
    def mine(self) -> bool:
        """Whether the calling thread has it."""
        return self._owner == threading.get_ident()

    @contextmanager
    def hold(self, timeout: float | None = None) -> Iterator[bool]:
        """Take the lock, waiting as long as agreed, or `timeout` seconds; gives whether this is the outermost taking.

        Raises:
            Locked: When somebody else kept it for too long.
        """
        timeout = self._timeout if timeout is None else timeout
        if not self._take(timeout):
            raise Locked(self._layout.folder, f"{timeout:g}")
        try:
            yield self._depth == 1
        finally:
            self._release()

    @contextmanager
    def try_hold(self) -> Iterator[bool]:
        """Take the lock if it is free at this moment; gives whether it was."""
        taken = self._take(0)
        try:
            yield taken
        finally:
            if taken:
                self._release()

    def _take(self, timeout: float) -> bool:
        if not self._threads.acquire(timeout=timeout):
            return False
        try:
            if self._depth == 0 and not self._take_file(timeout):
                self._threads.release()
                return False
        except BaseException:
            self._threads.release()
            raise
        self._depth += 1
        self._owner = threading.get_ident()
        return True

    def _take_file(self, timeout: float) -> bool:
        with explained(self._layout.folder):
            self._layout.make_private()
            return self._file.take(timeout)

    def _release(self) -> None:
        self._depth -= 1
        if self._depth == 0:
            self._owner = None
            self._file.release()
        self._threads.release()

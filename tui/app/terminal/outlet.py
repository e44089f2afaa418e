"""Where the app draws: the terminal itself, whatever became of the streams, and nowhere once it is gone."""

from __future__ import annotations

import os
import select
from collections.abc import Callable


class Outlet:
    """Writes to a terminal; `lost` is called, on whatever thread that is, where it cannot be written to any more."""

    def __init__(self, fileno: int, encoding: str, lost: Callable[[], None]) -> None:
        self._fileno = fileno
        self._encoding = encoding
        self._lost = lost
        self._waiting: list[str] = []
        self._is_there = True

    def write(self, text: str) -> None:
        """Take a text, which is written by the next flush."""
        self._waiting.append(text)

    def flush(self) -> None:
        """Write what waits."""
        data = "".join(self._waiting).encode(self._encoding, "replace")
        self._waiting.clear()
        try:
            while data and self._is_there:
                data = data[self._write(data) :]
        except OSError:
            self._is_there = False
            self._lost()

    def _write(self, data: bytes) -> int:
        try:
            return os.write(self._fileno, data)
        except BlockingIOError:  # another program with the same terminal wished not to wait
            select.select([], [self._fileno], [])
            return 0

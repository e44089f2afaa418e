"""New ids, by the clock and by chance."""

from __future__ import annotations

import os
from datetime import datetime
from threading import Lock

from tui.domain.records.ulid import CHANCE_BYTES, milliseconds_of, ulid


class Uids:
    """Draws ids; of two that are drawn one after the other in the same millisecond, the later one is greater."""

    def __init__(self) -> None:
        self._drawing = Lock()
        self._last = (-1, 0)

    def draw(self, at: datetime) -> str:
        """Return a new ULID of a time with its zone."""
        milliseconds = milliseconds_of(at)
        with self._drawing:
            before, chance = self._last
            chance = chance + 1 if milliseconds == before else int.from_bytes(os.urandom(CHANCE_BYTES))
            self._last = (milliseconds, chance)
        return ulid(milliseconds, chance)


new_uid = Uids().draw

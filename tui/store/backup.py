"""A point in time that one can go back to."""

from __future__ import annotations

from typing import NamedTuple


class Backup(NamedTuple):
    """The workspace as it was at rest at one time.

    `at` is ISO 8601 in UTC, `reason` why it was made on purpose, `size` in bytes with its journal; one that is not
    `readable` has lost a part of its bytes.
    """

    name: str
    at: str
    reason: str | None
    sequence: int
    size: int
    readable: bool

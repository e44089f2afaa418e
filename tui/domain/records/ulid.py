"""Identifiers that sort by the time they were made: ULIDs, 48 bits of milliseconds and 80 of chance."""

from __future__ import annotations

from datetime import datetime

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's, five bits each: without letters that are taken for a number."""
CHANCE_BYTES = 10


def milliseconds_of(at: datetime) -> int:
    """Return the milliseconds from 1970 until a time with its zone, as a ULID has them; none before 1970."""
    return max(0, int(at.timestamp() * 1000))


def ulid(milliseconds: int, chance: int) -> str:
    """Return the 26 characters of a moment and a number of 80 bits."""
    number = (milliseconds << 8 * CHANCE_BYTES) + chance
    return "".join([DIGITS[number >> shift & 31] for shift in range(125, -1, -5)])

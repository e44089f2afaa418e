"""Times of a recording: so long after its beginning."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.domain.errors import NotAllowed

CLOCK = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,]\d{1,3})?"
"""Hours, which may be missing, minutes and seconds; parts of a second are passed over."""


def clock_words(seconds: int | None) -> str:
    """Return a time of a recording as it is read there: `12:03`, `1:02:45`; empty where there is none."""
    if seconds is None:
        return ""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def parse_clock(text: str) -> int:
    """Return the seconds that a time of a recording is after its beginning.

    Raises:
        NotAllowed: It is none.
    """
    match = re.fullmatch(CLOCK, text.strip(), re.ASCII)
    if match is None:
        raise NotAllowed(f'"{text}" is no time of a recording: 12:03, or 1:02:45. Nothing was changed.')
    return seconds_of(match.groups())


def seconds_of(parts: Sequence[str | None]) -> int:
    """Return the seconds of what `CLOCK` finds: hours, which may be missing, minutes and seconds."""
    hours, minutes, seconds = parts
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)

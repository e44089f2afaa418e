"""The time zone in which a new experiment counts its days."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def choose_timezone(shared: str | None = None, *, environ: Mapping[str, str] = os.environ) -> str:
    """Return the IANA time zone of new experiments: the one the workspace sets, else this machine's, else UTC."""
    return shared or local_timezone(environ=environ) or "UTC"


def local_timezone(*, environ: Mapping[str, str] = os.environ, etc: Path = Path("/etc")) -> str | None:
    """Return the IANA name of this machine's time zone, or None where it cannot be told."""
    candidates = [environ.get("TZ", "").removeprefix(":")]
    with suppress(OSError, ValueError):
        candidates.append((etc / "timezone").read_text(encoding="utf-8").strip())
    candidates.append(os.path.realpath(etc / "localtime").partition("zoneinfo/")[2])
    return next((name for name in candidates if name and is_timezone(name)), None)


def is_timezone(name: str) -> bool:
    """Return whether this machine knows a time zone of that name."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # only where a zone is set or chosen

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True

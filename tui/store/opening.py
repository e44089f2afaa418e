"""Opening a workspace by where it is: the scheme of a URL says what kind of store keeps it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from .errors import UnknownPlace
from .port import LOCK_TIMEOUT, Store

# A single letter before a colon is a drive. Made ready when a place is a text: nearly always it is a path.
_URL = r"(?i)([a-z][a-z0-9+.-]+):"


def open_store(place: Path | str, *, lock_timeout: float = LOCK_TIMEOUT) -> Store:
    """Open the workspace in a folder, by its path or a `file:` URL; the first commit makes it where there is none.

    Writing waits up to `lock_timeout` seconds for somebody else who writes.

    Raises:
        StoreError: One of its kinds: no such kind of place is known, or what is there cannot be read or understood.
    """
    url = re.match(_URL, place) if isinstance(place, str) else None
    scheme = url[1].lower() if url else "file"
    if scheme not in STORES:
        raise UnknownPlace(f"{scheme}:")  # what follows may hold a password
    return STORES[scheme](place, lock_timeout)


def _in_files(place: Path | str, lock_timeout: float) -> Store:
    from .files.file_store import FileStore

    return FileStore(_folder(place), lock_timeout)


def _folder(place: Path | str) -> Path:
    if isinstance(place, Path) or not re.match(_URL, place):
        return Path(place)
    from urllib.parse import unquote, urlsplit

    parts = urlsplit(place)
    if parts.netloc not in ("", "localhost"):
        raise UnknownPlace(f"file://{parts.netloc}")
    return Path(unquote(parts.path))


STORES: dict[str, Callable[[Path | str, float], Store]] = {"file": _in_files}
"""The kinds of places in which a workspace can be kept, by the scheme of their URLs."""

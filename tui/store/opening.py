"""Opening a workspace by where it is: the scheme of a URL says what kind of store keeps it."""

from __future__ import annotations

import re
from pathlib import Path

from .errors import UnknownPlace
from .port import LOCK_TIMEOUT, Store

# A single letter before a colon is a drive.
_URL = re.compile(r"([a-z][a-z0-9+.-]+):(.*)", re.IGNORECASE | re.DOTALL)


def open_store(place: Path | str, *, lock_timeout: float = LOCK_TIMEOUT) -> Store:
    """Open the workspace in a folder, by its path or a `file:` URL; the first commit makes it where there is none.

    Writing waits up to `lock_timeout` seconds for somebody else who writes.

    Raises:
        StoreError: One of its kinds: no such kind of place is known, or what is there cannot be read or understood.
    """
    from .files.file_store import FileStore

    return FileStore(_folder(place), lock_timeout)


def _folder(place: Path | str) -> Path:
    url = None if isinstance(place, Path) else _URL.fullmatch(place)
    if url is None:
        return Path(place)
    from urllib.parse import unquote, urlsplit

    parts = urlsplit(str(place))
    # Only the scheme is named: the rest of an address may hold a password.
    if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
        raise UnknownPlace(f"{parts.scheme}:{'//' + parts.netloc if parts.scheme == 'file' else ''}")
    return Path(unquote(parts.path))

"""The documents as they rest in the data files, apart from what the journal holds, and what is remembered of them.

What is remembered lies in files of its own, each of which fits exactly the data files it was made from. It can be made
again from them at any time: whatever is wrong with it, it counts as not there.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping

from msgspec import Struct

from ..errors import explained
from ..port import AtRest, Remembered
from .durable import replace_file
from .layout import Layout
from .regions import Region
from .tables import EMPTY, Rows, Tables

_LONG = 1 << 12
"""No first line of what is remembered is so long."""
_FEW = 64
_SHARE = 32
"""So many documents of a table may differ, or one in so many of all: with more it is cheaper to look at all of them."""


class Resting(Struct, frozen=True):
    """The lines of each table in the data files as they were read, and what tells these files from all others."""

    version: str
    lines: Mapping[str, Region]

    def apart(self, tables: Tables, names: Iterable[str]) -> AtRest | None:
        """Return what rests in some tables, and what was done since; None where that is not told apart, or is much."""
        here = {name: tables.get(name, EMPTY) for name in names}
        if any(self.lines.get(name, table.base) is not table.base for name, table in here.items()):
            return None
        rows = {name: Rows(table.base, {}, ()) for name, table in here.items()}
        most = max(_FEW, sum(map(len, rows.values())) // _SHARE)
        since: dict[str, Mapping[str, bytes | None]] = {}
        for name, table in here.items():
            done = table.since(most)
            if done is None:
                return None
            if done:
                since[name] = done
        return AtRest(self.version, rows, since)


def version_of_files(versions: Mapping[str, str | None]) -> str:
    """Return what tells data files, by name and version, from all others."""
    return " ".join(f"{name}:{version}" for name, version in sorted(versions.items()))


def remembered(layout: Layout, version: str, name: Remembered) -> bytes | None:
    """Return what was remembered of data files in this version, None where that is nothing, or is damaged."""
    try:
        with layout.remembered[name].open("rb") as file:
            head, body = file.readline(_LONG), file.read()
    except OSError:
        return None
    return body if head == _head(version, body) else None


def remember(layout: Layout, version: str, data: bytes, name: Remembered) -> None:
    """Keep what is to be remembered of data files in this version; the caller has the lock. Raises StoreError."""
    path = layout.remembered[name]
    with explained(path):
        replace_file(path, _head(version, data) + data)


def forget(layout: Layout) -> None:
    """Remove what is remembered: the data files are others now. Raises OSError."""
    for path in layout.remembered.values():
        for either in (path, path.with_name(f"{path.name}.new")):
            either.unlink(missing_ok=True)


def _head(version: str, body: bytes) -> bytes:
    name = version.encode()
    return b"%08x %s\n" % (zlib.crc32(body, zlib.crc32(name)), name)

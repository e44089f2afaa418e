"""The documents as they rest in the data files, apart from what the journal holds, and what is remembered of them.

What is remembered lies in a file of its own, which fits exactly the data files it was made from. It can be made again
from them at any time: whatever is wrong with it, it counts as not there.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping

from msgspec import Struct

from ..errors import explained
from ..port import AtRest
from .durable import replace_file
from .layout import Layout
from .regions import Region
from .tables import EMPTY, Rows, Tables

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


def remembered(layout: Layout, version: str) -> bytes | None:
    """Return what was remembered of data files in this version, None where that is nothing, or is damaged."""
    try:
        data = layout.glances.read_bytes()
    except OSError:
        return None
    head, _, body = data.partition(b"\n")
    return body if head == _head(version, body) else None


def remember(layout: Layout, version: str, data: bytes) -> None:
    """Keep what is to be remembered of data files in this version; the caller has the lock. Raises StoreError."""
    with explained(layout.glances):
        replace_file(layout.glances, b"%s\n%s" % (_head(version, data), data))


def forget(layout: Layout) -> None:
    """Remove what is remembered: the data files are others now. Raises OSError."""
    for path in (layout.glances, layout.glances.with_name(f"{layout.glances.name}.new")):
        path.unlink(missing_ok=True)


def _head(version: str, body: bytes) -> bytes:
    name = version.encode()
    return b"%08x %s" % (zlib.crc32(body, zlib.crc32(name)), name)

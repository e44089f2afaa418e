"""Reading what is left of a damaged snapshot, line by line."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from ..errors import NotStorable
from .documents import Tables, encode
from .layout import META_TABLE
from .snapshot import format_of

_FRAME = (b"", b"{", b"}", b"},")


class Salvaged(NamedTuple):
    """The records that can be read, and how many lines cannot."""

    tables: Tables
    unreadable: int
    format: int | None

    @property
    def records(self) -> int:
        """How many records there are."""
        return sum(map(len, self.tables.values()))


def salvage(data: bytes) -> Salvaged:
    """Return every record of a snapshot that stands whole on its line, under the name of a table."""
    tables: Tables = {}
    rows: dict[int, bytes] | None = None
    unreadable = 0
    for line in map(bytes.strip, data.splitlines()):
        if line in _FRAME:
            rows = rows if line in _FRAME[:2] else None
        elif (name := _table_name(line)) is not None:
            rows = tables.setdefault(name, {})
        elif rows is not None and (record := _record(line)) is not None:
            _add(rows, *record)
        else:
            unreadable += 1
    written = format_of(map(json.loads, tables.pop(META_TABLE, {}).values()))
    whole = {name: dict(sorted(rows.items())) for name, rows in tables.items() if rows}
    return Salvaged(whole, unreadable, written)


def _add(rows: dict[int, bytes], doc_id: int, raw: bytes) -> None:
    """Add a record, under another id where a different one has it: both sides of a conflict may be there."""
    rows[doc_id if rows.get(doc_id, raw) == raw else max(rows) + 1] = raw


def mended(data: bytes) -> bytes | None:
    """Return a snapshot with the commas between its lines put right, as a merge by hand often leaves them out.

    None where more than that is wrong: a line that is no record, or a brace that is not closed.
    """
    depth, rows, tables = 0, list[bytes](), list[bytes]()
    for line in filter(None, map(bytes.strip, data.splitlines())):
        bare = line.removesuffix(b",")
        if bare == b"{" and depth == 0:
            depth = 1
        elif bare == b"}" and depth == 2:
            depth = 1
            tables[-1] += b",\n".join(rows) + b"\n}"
            rows.clear()
        elif bare == b"}" and depth == 1:
            depth = 3
        elif depth == 1 and _table_name(line) is not None:
            depth = 1 if bare.endswith(b"}") else 2
            tables.append(bare + b"\n" if depth == 2 else bare)
        elif depth == 2 and _record(line) is not None:
            rows.append(bare)
        else:
            return None
    return b"{\n" + b",\n".join(tables) + b"\n}\n" if depth == 3 else None


def _table_name(line: bytes) -> str | None:
    if not line.endswith((b": {", b": {}", b": {},")):
        return None
    try:
        name = json.loads(line.rpartition(b": ")[0])
    except ValueError:
        return None
    return name if isinstance(name, str) else None


def _record(line: bytes) -> tuple[int, bytes] | None:
    key, _, text = line.partition(b": ")
    try:
        doc_id = int(json.loads(key))
        document: Any = json.loads(text.removesuffix(b","))
        return (doc_id, encode(document, "")) if isinstance(document, dict) else None
    except (ValueError, TypeError, RecursionError, NotStorable):
        return None

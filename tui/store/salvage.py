"""Reading what is left of a damaged snapshot, line by line."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from .documents import encode
from .errors import NotStorable
from .layout import META_TABLE
from .snapshot import Tables, format_of

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
            rows[record[0]] = record[1]
        else:
            unreadable += 1
    written = format_of(map(json.loads, tables.pop(META_TABLE, {}).values()))
    whole = {name: dict(sorted(rows.items())) for name, rows in tables.items() if rows}
    return Salvaged(whole, unreadable, written)


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

"""Putting the records of a file where they belong that somebody merged by hand.

Who keeps both sides of a conflict may leave a table, an id or a uid twice, and lines of one table below the name of
another. What is right is taken in, and the rest is named, so that nothing becomes something else without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from typing import Any, NamedTuple

from .documents import uid_of
from .snapshot import Place
from .tables import Table, Tables

# The conflict markers that version control leaves in a file.
_OURS, _BASE, _THEIRS, _END = b"<<<<<<< ", b"||||||| ", b"=======", b">>>>>>> "


class Row(NamedTuple):
    """A record as it stands in a file."""

    table: str
    doc_id: int
    document: Mapping[str, Any]
    raw: bytes


class Sorter:
    """Fills tables record by record. Of two with the same uid the first one stays."""

    def __init__(self, next_ids: Mapping[str, int]) -> None:
        self.tables: dict[str, dict[int, bytes]] = {}
        self.doubled: list[Place] = []
        self._next_ids = next_ids
        self._uids: dict[str, dict[str, bytes]] = {}
        self._late: list[tuple[str, bytes]] = []

    def add(self, table: str, doc_id: int, raw: bytes, *, at_home: bool = True) -> None:
        """Take a record in, under an id of its own where another has it or it comes from another table."""
        rows = self.tables.setdefault(table, {})
        if rows.get(doc_id) == raw:
            return
        if (uid := uid_of(raw)) is not None:
            first = self._uids.setdefault(table, {}).setdefault(uid, raw)
            if first is not raw:
                if first != raw:
                    self.doubled.append((table, doc_id, raw))
                return
        if at_home and doc_id not in rows:
            rows[doc_id] = raw
        else:
            self._late.append((table, raw))

    def sorted(self) -> Tables:
        """Return the tables with their records in the order of their ids."""
        for table, raw in self._late:
            rows = self.tables[table]
            rows[max(self._next_ids.get(table, 1), max(rows, default=0) + 1)] = raw
        self._late.clear()
        return {name: Table(rows=rows) for name, rows in self.tables.items()}


def sort_rows(rows: Iterable[Row], sorter: Sorter) -> tuple[Place, ...]:
    """Take the records of a file in, those at home before the others; return which stood in another table."""
    away = []
    for row in rows:
        home = home_of(row)
        if home == row.table:
            sorter.add(row.table, row.doc_id, row.raw)
        else:
            away.append((home, row.doc_id, row.raw))
    for table, doc_id, raw in away:
        sorter.add(table, doc_id, raw, at_home=False)
    return tuple(away)


def home_of(row: Row) -> str:
    """Return the table a record belongs in: another one than its own only where that is beyond doubt."""
    shapes, own = _shapes(), shape_of(row.table)
    if own is None or (own.fits(row.document) and own.holds(row.document)):
        return row.table
    alike = {table: shape for table, shape in shapes.items() if shape.fits(row.document)}
    fitting = [table for table, shape in alike.items() if shape.holds(row.document) and shape.readable(row.raw)]
    return fitting[0] if len(fitting) == 1 else row.table


def shape_of(table: str) -> Shape | None:
    """Return what the records of a table look like; None for a table that we do not know."""
    return _shapes().get(table)


class Shape(NamedTuple):
    """What the records of a table look like."""

    fields: frozenset[str]
    required: frozenset[str]
    readable: Callable[[bytes], bool]
    holds: Callable[[Mapping[str, Any]], bool]

    def fits(self, document: Mapping[str, Any]) -> bool:
        """Whether a document has all fields that it needs, and no others."""
        return self.fields.issuperset(document) and self.required.issubset(document)


@cache
def _shapes() -> dict[str, Shape]:
    # Most files are as we wrote them: what records look like is asked only where somebody else did.
    from tui.domain.records import IDENTITY_TABLES, RECORD_TYPES, Event

    identities = frozenset(IDENTITY_TABLES)
    shapes = {table: _shape(record_type, _anything) for table, record_type in RECORD_TYPES.items()}
    return shapes | {
        "events": _shape(Event, partial(_of_research, identities=identities)),
        "people_events": _shape(Event, partial(_of_people, identities=identities)),
    }


def _shape(record_type: type, holds: Callable[[Mapping[str, Any]], bool]) -> Shape:
    import msgspec

    decoder: msgspec.json.Decoder[object] = msgspec.json.Decoder(record_type)

    def readable(raw: bytes) -> bool:
        try:
            decoder.decode(raw)
        except msgspec.MsgspecError:
            return False
        return True

    fields = msgspec.structs.fields(record_type)
    required = frozenset(field.name for field in fields if field.required)
    return Shape(frozenset(field.name for field in fields), required, readable, holds)


def _anything(document: Mapping[str, Any]) -> bool:
    return True


def _of_people(document: Mapping[str, Any], identities: frozenset[str]) -> bool:
    """Whether an event tells of identities, which stand apart from the rest."""
    changes = document.get("changes", {})
    return isinstance(changes, dict) and identities.issuperset(changes)


def _of_research(document: Mapping[str, Any], identities: frozenset[str]) -> bool:
    changes = document.get("changes", {})
    return isinstance(changes, dict) and identities.isdisjoint(changes)


def first_marker(data: bytes) -> int | None:
    """Return the line (from 1) of the first conflict in a file; None when there is none."""
    if not all(mark in data for mark in (_OURS, _THEIRS, _END)):
        return None
    lines = data.splitlines()
    if not all(any(line.startswith(mark) for line in lines) for mark in (_OURS, _THEIRS, _END)):
        return None
    return next(number for number, line in enumerate(lines, 1) if line.startswith(_OURS))


def our_side(data: bytes) -> bytes:
    """Return the file as it would be if every conflict were resolved for the copy that was here before."""
    lines, ours = [], True
    for line in data.splitlines(keepends=True):
        if line.startswith((_OURS, _END)):
            ours = True
        elif line.startswith((_BASE, _THEIRS)):
            ours = False
        elif ours:
            lines.append(line)
    return b"".join(lines)

"""Rebuilding a data file that is damaged or gone from its generations."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from .documents import Tables
from .generations import generations
from .journal import Record
from .layout import Layout
from .migrations import migrate
from .snapshot import Content


class Rebuilt(NamedTuple):
    """The tables of a data file, and how many commits on the way to them are missing."""

    tables: Tables
    missing: int


def rebuild(layout: Layout, path: Path, until: int, to_format: int, standing: Iterable[Record]) -> Rebuilt | None:
    """Return what a data file held at commit `until`; None when no generation has a snapshot that can be read.

    It is the newest such snapshot with the commits of all journals since; `standing` are those of the current one.
    """
    records: dict[int, tuple[Record, int]] = {record.sequence: (record, to_format) for record in standing}
    for generation in generations(layout):
        for record in generation.records():
            records.setdefault(record.sequence, (record, generation.format))
        if (content := generation.content(path.name)) is not None:
            numbers = [number for number in sorted(records) if generation.sequence < number <= until]
            tables = _replay(layout, path, Content(content.tables, generation.format), [records[n] for n in numbers])
            return Rebuilt(migrate(*tables, to_format, path), max(until - generation.sequence, 0) - len(numbers))
    return None


def _replay(layout: Layout, path: Path, content: Content, records: list[tuple[Record, int]]) -> tuple[Tables, int]:
    tables, written = content.tables, content.format or 0
    for record, written_in in records:
        if written_in > written:
            tables, written = migrate(tables, written, written_in, path), written_in
        _apply(tables, record, {table for table in record.changes if layout.snapshot_of(table) == path})
    return {table: dict(sorted(rows.items())) for table, rows in tables.items()}, written


def _apply(tables: Tables, record: Record, ours: set[str]) -> None:
    for table in ours:
        rows = tables.setdefault(table, {})
        for doc_id, raw in record.changes[table].items():
            if raw is None:
                rows.pop(doc_id, None)
            else:
                rows[doc_id] = raw
        if table in record.dropped:
            del tables[table]

"""What is done about a snapshot that is not what it should be: it is mended, salvaged, or rebuilt from a generation."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from tui.domain.errors import StoreError

from ..errors import Damaged, MergeConflict, NotStorable
from . import recovery_words
from .damaged import keep_bytes, readable, set_aside_json
from .documents import encode
from .foreign import load_any
from .generations import generations
from .holding import Held, difference
from .journal import Record
from .layout import META_TABLE, Layout
from .migrations import migrate, newest_format
from .snapshot import Content, Faults, format_of
from .sorting import Sorter, our_side
from .state import State
from .tables import EMPTY, Table, Tables

_FRAME = (b"", b"{", b"}", b"},")


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
    there, written = Held(layout, State(), None, content.tables), content.format or 0
    for record, written_in in records:
        if written_in > written:
            there.tables, written = migrate(there.tables, written, written_in, path), written_in
        there.take(record, {table for table in record.changes if layout.snapshot_of(table) == path})
    return there.tables, written


def recover(held: Held, path: Path, data: bytes | None, standing: list[Record], damage: Damaged) -> Content:
    """Return the content of a file that is missing (`data` None) or cannot be understood.

    Where only commas are wrong it is read all the same. Else it is rebuilt from the newest generation and the
    journals. What somebody wrote into the damaged file, and what no generation has, must not be lost: then nothing is
    written until the file is repaired.

    Raises:
        Damaged: When nothing of it can be read.
    """
    rebuilt, written = _rebuilt(held, path, standing), _format_to_be(held)
    if data is None:
        if rebuilt is None:
            raise damage
        held.recovery.append(recovery_words.of_missing(path, rebuilt.missing))
        return Content(rebuilt.tables, written)
    if (content := _mended(held, path, data)) is not None:
        held.recovery.append(f"{recovery_words.of_mended(path, damage)} {_copied(held, path, data)}")
        if any(content.faults):
            tell_faults(held, path, data, content.faults)
        return content
    salvaged = salvage(data)
    if rebuilt is not None:
        copied = _copied(held, path, data)
        if others := _differing(salvaged.tables, rebuilt.tables):
            _refuse(held, path, recovery_words.of_differing(damage, others))
        else:
            held.recovery.append(f"{recovery_words.of_damage(path, damage, rebuilt.missing)} {copied}")
        return Content(rebuilt.tables, written)
    if not salvaged.records:
        raise damage
    _copied(held, path, data)
    _refuse(held, path, recovery_words.of_salvage(damage, salvaged.records, salvaged.unreadable))
    return Content(salvaged.tables, salvaged.format)


def tell_faults(held: Held, path: Path, data: bytes, faults: Faults) -> None:
    """Tell what of a file was not as a merge should leave it; its bytes are kept where not all of it is shown."""
    words = recovery_words.of_faults(path, faults)
    held.recovery.append(f"{words} {_copied(held, path, data)}" if faults.lossy else words)


def joined(held: Held, contents: Mapping[Path, Content]) -> Tables:
    """Return the tables of both data files put together, where a table stands in the file of the other ones."""
    sorter = Sorter(held.next_ids)
    astray: list[tuple[Path, str]] = []
    for path, content in contents.items():
        for name, rows in content.tables.items():
            sorter.tables.setdefault(name, {})
            if held.layout.snapshot_of(name) == path:
                for doc_id, raw in rows.items():
                    sorter.add(name, doc_id, raw)
            else:
                astray.append((path, name))
    for path, name in astray:
        doubled = len(sorter.doubled)
        for doc_id, raw in contents[path].tables[name].items():
            sorter.add(name, doc_id, raw)
        faults = Faults(doubled=tuple(sorter.doubled[doubled:]))
        held.recovery.append(recovery_words.of_table_astray(path, name, held.layout.snapshot_of(name)))
        if faults.lossy:
            tell_faults(held, path, path.read_bytes(), faults)
    return sorter.sorted()


def _mended(held: Held, path: Path, data: bytes) -> Content | None:
    whole = mended(data)
    with suppress(Damaged):
        return None if whole is None else load_any(whole, path, held.next_ids)
    return None


def _copied(held: Held, path: Path, data: bytes) -> str:
    """Set the bytes of a file that is not what it should be aside, and tell where."""
    held.unreadable[path.name] = data
    copy = None
    with suppress(StoreError):
        copy = keep_bytes(held.layout, path.name, data)
    return recovery_words.kept_as(held, copy)


def _refuse(held: Held, path: Path, detail: str) -> None:
    held.refusal = Damaged(path, detail)
    held.recovery.append(str(held.refusal))


def our_side_of(held: Held, path: Path, data: bytes, standing: list[Record], conflict: MergeConflict) -> Content:
    """Return what to show of a file with conflict markers; nothing may be written until they are resolved.

    Raises:
        MergeConflict: When no side of it can be understood.
    """
    held.refusal = conflict
    held.recovery.append(str(conflict))
    with suppress(Damaged, MergeConflict):
        return load_any(our_side(data), path, held.next_ids)
    rebuilt = _rebuilt(held, path, standing)
    if rebuilt is None:
        raise conflict
    return Content(rebuilt.tables, _format_to_be(held))


def changed_outside(held: Held, path: Path, standing: list[Record]) -> None:
    """Tell that somebody else wrote a file, and what is different in it as far as that can be known."""
    if held.refusal is not None:
        return
    if held.versions[path.name] is None:
        if path == held.layout.people:
            held.recovery.append(recovery_words.of_absent_people(path))
        return
    rebuilt = _rebuilt(held, path, standing)
    if rebuilt is None or rebuilt.missing:
        held.recovery.append(recovery_words.of_change_outside(path, None))
        return
    now = {table: rows for table, rows in held.tables.items() if held.layout.snapshot_of(table) == path}
    if differing := difference(rebuilt.tables, now):
        held.recovery.append(recovery_words.of_change_outside(path, differing))


def keep_left_out(held: Held, left_out: list[Record]) -> None:
    """Set the commits that did not fit aside, and tell which records they concern."""
    changes = [{"sequence": record.sequence, "documents": readable(record.changes)} for record in left_out]
    copy = None
    if held.refusal is None:
        copy = set_aside_json(held.layout, f"changes-{left_out[0].sequence}", {"changes": changes})
    held.recovery.append(recovery_words.of_left_out(held, left_out, copy))


def _rebuilt(held: Held, path: Path, standing: list[Record]) -> Rebuilt | None:
    return rebuild(held.layout, path, held.sequence, _format_to_be(held), standing)


def _format_to_be(held: Held) -> int:
    """Return the format that the journal's commits are made for."""
    return newest_format() if held.journal is None else held.journal.format


def _differing(salvaged: Tables, expected: Tables) -> int:
    """Count the records of a damaged file that can be read and are not what was expected."""
    return sum(
        raw != expected.get(table, EMPTY).get(doc_id)
        for table, rows in salvaged.items()
        for doc_id, raw in rows.items()
    )


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
    tables: dict[str, dict[int, bytes]] = {}
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
    whole = {name: Table(rows=rows) for name, rows in tables.items() if rows}
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

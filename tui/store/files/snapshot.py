"""Snapshots at rest: TinyDB's JSON, one document a line, tables and documents in a stable order.

A look at the files from outside is a hint for when to read them, never more: only the version, of which every byte is
read, decides.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, NoReturn

from ..errors import Damaged, MergeConflict, NotStorable, explained
from .documents import Tables, encode
from .layout import META_TABLE, Layout, check_link
from .migrations import check_format, newest_format
from .sorting import Faults, Row, Sorter, first_marker, sort_rows

_BLOCK = 1 << 18
Sight = tuple[int, int, int] | None
"""Inode, size and time of a file; None where there is none."""


class Content(NamedTuple):
    """What a snapshot holds, the format it names (None when it names none), and what was not as it should be."""

    tables: Tables
    format: int | None = None
    faults: Faults = Faults()


def open_snapshot(path: Path) -> BinaryIO | None:
    """Open a snapshot for reading; None where there is none, which a link that leads nowhere does not count for."""
    check_link(path)
    with explained(path):
        try:
            return path.open("rb")
        except FileNotFoundError:
            return None


def blocks_of(file: BinaryIO) -> Iterator[bytes]:
    """Return the bytes of an open file in blocks, so that a large one is never in memory as a whole."""
    return iter(lambda: file.read(_BLOCK), b"")


def version_of(blocks: Iterable[bytes]) -> str:
    """Return what tells a file of these bytes from other versions of it."""
    checksum = size = 0
    for block in blocks:
        checksum = zlib.crc32(block, checksum)
        size += len(block)
    return f"{checksum:08x}-{size}"


def dump(tables: Mapping[str, Mapping[int, bytes]], *, with_format: bool) -> Iterator[bytes]:
    """Return the bytes of a snapshot, document by document; `with_format` adds the record that names the format."""
    meta = b'{"format": %d}' % newest_format()
    named: dict[str, Mapping[int, bytes]] = {META_TABLE: {1: meta}} if with_format else {}
    named.update(sorted(tables.items()))
    between = b"{\n"
    for name, rows in named.items():
        yield b"%s%s: {\n" % (between, json.dumps(name, ensure_ascii=False).encode())
        between = b""
        for doc_id, raw in rows.items():
            yield b'%s"%d": %s' % (between, doc_id, raw)
            between = b",\n"
        yield b"\n}" if rows else b"}"
        between = b",\n"
    yield b"\n}\n"


def load_own(lines: Iterable[bytes]) -> Content:
    """Return the content of a file that `dump` wrote, by splitting lines.

    Only for bytes whose fingerprint is known; `load_any` reads everything else.
    """
    tables: Tables = {}
    rows: dict[int, bytes] = {}
    for line in lines:
        key, _, rest = line.partition(b": ")
        if rest == b"{\n":
            rows = tables[json.loads(key)] = {}
        elif rest:
            rows[int(key[1:-1])] = rest[:-2] if rest.endswith(b",\n") else rest[:-1]
    meta = tables.pop(META_TABLE, {})
    return Content(tables, format_of([json.loads(raw) for raw in meta.values()]))


class _Repeated(dict[str, Any]):
    """An object whose text names a key twice, with different values; all its pairs are kept."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.pairs = pairs


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    plain = dict(pairs)
    if len(plain) == len(pairs):
        return plain
    same = all(plain[name] == value and not isinstance(value, _Repeated) for name, value in pairs)
    return plain if same else _Repeated(pairs)


def _pairs(mapping: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    return mapping.pairs if isinstance(mapping, _Repeated) else mapping.items()


def load_any(data: bytes, path: Path, next_ids: Mapping[str, int]) -> Content:
    """Return the content of a file that people or other programs wrote, every document checked.

    A merge may have left a document id twice; the later document then gets a fresh id (from `next_ids` on),
    since records know each other by uid. Of a uid that is there twice the first record counts.

    Raises:
        MergeConflict, NewerFormat, Damaged: In words; the file is left alone.
    """
    if (line := first_marker(data)) is not None:
        raise MergeConflict(path.name, str(line))
    parsed, repeats = _parse(data, path)
    meta = parsed.pop(META_TABLE, None)
    written = format_of(meta.values() if isinstance(meta, dict) else ())
    check_format(written or 0, path)
    sorter, rows, names = Sorter(next_ids), list[Row](), list[str]()
    for name, table in _pairs(parsed):
        if name != META_TABLE:
            names.append(name)
            sorter.tables.setdefault(name, {})
            rows += _rows(name, table, path)
    moved = sort_rows(rows, sorter)
    repeated = tuple((row.table, row.doc_id, row.raw) for row in rows if repeats and _repeats(row.document))
    twice = tuple(dict.fromkeys(name for name in names if names.count(name) > 1))
    return Content(sorter.sorted(), written, Faults(moved, tuple(sorter.doubled), repeated, twice))


def _parse(data: bytes, path: Path) -> tuple[dict[str, Any], bool]:
    """Return the tables of a file, and whether anything in it is named twice."""
    repeats = False

    def as_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeats
        read = _object(pairs)
        repeats = repeats or isinstance(read, _Repeated)
        return read

    def refuse(constant: str) -> NoReturn:
        raise ValueError(f"{constant} is not a number that JSON knows")

    try:
        parsed = json.loads(data, object_pairs_hook=as_object, parse_constant=refuse)
    except (ValueError, RecursionError) as error:
        raise Damaged(path, str(error)) from error
    if not isinstance(parsed, dict):
        raise Damaged(path, "it does not hold tables")
    return parsed, repeats


def format_of(rows: Iterable[object]) -> int | None:
    """Return the format that the documents of the metadata table name; None when they name none."""
    named = [row["format"] for row in rows if isinstance(row, dict) and isinstance(row.get("format"), int)]
    return max(named, default=None)


def _rows(table: str, rows: object, path: Path) -> Iterator[Row]:
    if not isinstance(rows, dict):
        raise Damaged(path, f"the table {table!r} is not an object")
    for key, document in _pairs(rows):
        if not isinstance(document, dict):
            raise Damaged(path, f"record {key!r} of {table!r} is not an object")
        try:
            yield Row(table, int(key), document, encode(document, table))
        except NotStorable as error:
            raise Damaged(path, f"record {key!r} of {table!r}: {error.detail}") from error
        except ValueError:
            raise Damaged(path, f"{key!r} in {table!r} is not the number of a record") from None


def _repeats(value: object) -> bool:
    """Whether an object, or one in it, names a field twice."""
    if isinstance(value, _Repeated):
        return True
    if isinstance(value, dict):
        return any(map(_repeats, value.values()))
    return isinstance(value, list) and any(map(_repeats, value))


class Glance(NamedTuple):
    """What the files looked like at one moment."""

    journal: Sight
    files: tuple[Sight, ...]


def glance_at(layout: Layout) -> Glance:
    """Look at the journal and the data files."""
    return Glance(see(layout.journal), tuple(see(path) for path in layout.snapshots))


def see(path: Path) -> Sight:
    """Look at one file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


class EditedMeanwhileError(Exception):
    """Somebody else wrote a data file while we were about to take its place."""


class OnDisk(dict[str, str | None]):
    """The versions of the snapshots as they are on the disk, by file name."""

    def __init__(self, layout: Layout) -> None:
        self.sights = {path: see(path) for path in layout.snapshots}
        super().__init__({path.name: _version_at(path) for path in layout.snapshots})

    @property
    def still(self) -> bool:
        """Whether nobody wrote the files since."""
        return all(see(path) == sight for path, sight in self.sights.items())


def _version_at(path: Path) -> str | None:
    file = open_snapshot(path)
    if file is None:
        return None
    with file, explained(path):
        return version_of(blocks_of(file))

"""Snapshots at rest: TinyDB's JSON, one document a line, tables and documents in a stable order."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, NoReturn

from ..errors import Damaged, MergeConflict, NotStorable, explained
from .documents import Tables, encode
from .layout import META_TABLE, check_link
from .migrations import check_format, newest_format
from .sorting import Faults, Row, Sorter, first_marker, sort_rows

_BLOCK = 1 << 18


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

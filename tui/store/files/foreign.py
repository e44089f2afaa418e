"""Reading a data file that people or other programs wrote: every document is checked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

from ..errors import Damaged, MergeConflict, NotStorable
from .documents import encode
from .layout import META_TABLE
from .line_by_line import read_lines
from .migrations import check_format
from .snapshot import Content, Faults, format_of
from .sorting import Row, Sorter, first_marker, sort_rows
from .tables import Tables


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


def load_any(data: bytes, path: Path, next_ids: Mapping[str, int], ours: Tables | None = None) -> Content:
    """Return the content of a file that people or other programs wrote, every document checked.

    A merge may have left a document id twice; the later document then gets a fresh id (from `next_ids` on),
    since records know each other by uid. Of a uid that is there twice the first record counts. What we wrote into an
    earlier version of the file (`ours`) spares looking at most of it.

    Raises:
        MergeConflict, NewerFormat, Damaged: In words; the file is left alone.
    """
    if (line := first_marker(data)) is not None:
        raise MergeConflict(path.name, str(line))
    if (content := read_lines(data, path, _document, ours or {})) is not None:
        return content
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


def _document(text: bytes) -> dict[str, Any] | None:
    """Return the document of a text; None where it is none, or anything in it is named twice."""
    try:
        read = json.loads(text, object_pairs_hook=_object, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None
    return read if isinstance(read, dict) and not _repeats(read) else None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a number that JSON knows")


def _parse(data: bytes, path: Path) -> tuple[dict[str, Any], bool]:
    """Return the tables of a file, and whether anything in it is named twice."""
    repeats = False

    def as_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeats
        read = _object(pairs)
        repeats = repeats or isinstance(read, _Repeated)
        return read

    try:
        parsed = json.loads(data, object_pairs_hook=as_object, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise Damaged(path, str(error)) from error
    if not isinstance(parsed, dict):
        raise Damaged(path, "it does not hold tables")
    return parsed, repeats


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

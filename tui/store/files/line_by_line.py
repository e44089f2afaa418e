"""Checking a data file that somebody else wrote line by line, where it has a line a document as ours do.

Nearly every line of such a file is one of ours, which its own text proves: encoded again, it is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec

from ..errors import NotStorable
from .documents import encode, uid_of
from .migrations import check_format
from .regions import Places, Region, id_in
from .snapshot import FILE_FOOT, Content, find_places, table_foot, table_head, take_format
from .sorting import Row, home_of, shape_of
from .tables import EMPTY, Table, Tables

Parse = Callable[[bytes], dict[str, Any] | None]
"""Returns the document of a text that is not as we write it; None where it is none, or names a field twice."""

_MOST_DIGITS = 18
_DOCUMENT = msgspec.json.Decoder(dict[str, Any])
_ENCODE = msgspec.json.Encoder().encode


def read_lines(data: bytes, path: Path, parse: Parse, ours: Tables) -> Content | None:
    """Return the content of a file with a line a document; None where anything in it asks for a closer look.

    That is so where lines or commas are not where we put them, ids are not in order, something is there twice, or a
    document stands in another table than its own. Lines that an earlier version of the file has too, which we wrote
    (`ours`), need no look.

    Raises:
        NewerFormat: A later version wrote it.
    """
    places = find_places(BytesIO(data))
    if not _framed(data, places):
        return None
    tables, as_ours = Tables(), True
    for name, (start, end) in places.items():
        region = Region(data[start:end])
        changes = _changes(name, region, parse, ours.get(name, EMPTY).base)
        if changes is None:
            return None
        tables[name] = Table(region)
        tables[name].apply(changes)
        as_ours = as_ours and not changes
    written = take_format(tables)
    check_format(written or 0, path)
    return Content(tables, written, places=places if as_ours else None)


def _framed(data: bytes, places: Places) -> bool:
    """Whether nothing but the names of tables stands around their lines."""
    position = 0
    for name, (start, end) in places.items():
        if data[position:start] != table_head(name, first=position == 0):
            return False
        position = end + len(table_foot(start, end))
        if data[end:position] != table_foot(start, end):
            return False
    return position > 0 and data[position:] == FILE_FOOT


def _changes(table: str, region: Region, parse: Parse, ours: Region) -> dict[int, bytes] | None:
    """Return the documents that are not as we write them as they would be; None where more than that is odd."""
    changes: dict[int, bytes] = {}
    at_home, before, all_ours = _at_home(table), b"", True
    others = ours.lines()
    other = next(others, b"")
    for line in region.lines():
        if line == other:
            other = next(others, b"")
        else:
            head, _, rest = line.partition(b'": ')
            text = rest.removesuffix(b",\n")
            doc_id = int(head[1:]) if head[1:].isdigit() and len(head) <= _MOST_DIGITS else 0
            if doc_id <= (id_in(before) if before else 0) or head != b'"%d' % doc_id or text.endswith(b"\n"):
                return None
            document = _own(text)
            if document is None:
                try:
                    document = parse(text)
                    changes[doc_id] = encode(document or {}, table)
                except NotStorable:
                    return None
            if not document or not at_home(document, text):
                return None
            while other and id_in(other) <= doc_id:
                other = next(others, b"")
            all_ours = False
        before = line
    return changes if all_ours or not _doubled(region) else None


def _doubled(region: Region) -> bool:
    """Whether two documents have the same uid."""
    uids = [uid for raw in region.documents() if (uid := uid_of(raw)) is not None]
    return len(uids) > len(set(uids))


def _own(text: bytes) -> dict[str, Any] | None:
    """Return the document of a text that is as we write it, None where it is not."""
    try:
        document: dict[str, Any] = _DOCUMENT.decode(text)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    return document if msgspec.json.format(_ENCODE(document), indent=0) == text else None


def _at_home(table: str) -> Callable[[Mapping[str, Any], bytes], bool]:
    """Return what says whether a document stands in its own table; most have the same fields as one before them."""
    shape, fitting = shape_of(table), set[tuple[str, ...]]()

    def at_home(document: Mapping[str, Any], text: bytes) -> bool:
        fields = tuple(document)
        if shape is not None and fields not in fitting:
            if not shape.fits(document):
                return home_of(Row(table, 0, document, text)) == table
            fitting.add(fields)
        return shape is None or shape.holds(document) or home_of(Row(table, 0, document, text)) == table

    return at_home

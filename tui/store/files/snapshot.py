"""Snapshots at rest: TinyDB's JSON, one document a line, tables and documents in a stable order.

A look at the files from outside is a hint for when to read them, never more: only the version, of which every byte is
read, decides.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, NamedTuple

from ..errors import explained
from .layout import META_TABLE, Layout, check_link
from .migrations import newest_format
from .regions import CheckedFile, Places, Region, RegionOnDisk, id_in, read_blocks, read_range, version_of, version_text
from .tables import Table, Tables

IN_MEMORY = 8 << 20
"""How many bytes of a table of events are kept in memory; those of larger ones are read from the file."""

FILE_FOOT = b"\n}\n"

EVENT_TABLES = frozenset({"events", "people_events"})

Sight = tuple[int, int, int] | None
"""Inode, size and time of a file; None where there is none."""

Place = tuple[str, int, bytes]
"""Table, document id and bytes of a record."""


class Faults(NamedTuple):
    """What was not as it should be in a file.

    `moved` records stood in another table than their own, `doubled` ones have the uid of another record that is shown
    instead, `repeated` ones name a field twice. Of `tables` the name stood more than once.
    """

    moved: tuple[Place, ...] = ()
    doubled: tuple[Place, ...] = ()
    repeated: tuple[Place, ...] = ()
    tables: tuple[str, ...] = ()

    @property
    def lossy(self) -> bool:
        """Whether not all that the file says is shown."""
        return bool(self.doubled or self.repeated)


class Content(NamedTuple):
    """What a snapshot holds, the format it names (None when it names none), and what was not as it should be.

    `places` say where its tables stand in the file, where the file is as we would have written it.
    """

    tables: Tables
    format: int | None = None
    faults: Faults = Faults()
    places: Places | None = None


def open_snapshot(path: Path) -> BinaryIO | None:
    """Open a snapshot for reading; None where there is none, which a link that leads nowhere does not count for."""
    check_link(path)
    with explained(path):
        try:
            return path.open("rb")
        except FileNotFoundError:
            return None


class Image:
    """The bytes of a snapshot of some tables; `with_format` adds the record that names the format."""

    def __init__(self, tables: Tables, *, with_format: bool) -> None:
        meta = b'{"format": %d}' % newest_format()
        named = {META_TABLE: Table(rows={1: meta})} if with_format else {}
        self._tables = named | dict(sorted(tables.items()))
        self.places: Places = {}

    def __iter__(self) -> Iterator[bytes]:
        position = 0
        for name, table in self._tables.items():
            head = table_head(name, first=position == 0)
            yield head
            start = position = position + len(head)
            for block in table.image():
                yield block
                position += len(block)
            self.places[name] = (start, position)
            foot = table_foot(start, position)
            yield foot
            position += len(foot)
        yield FILE_FOOT if self._tables else b"{" + FILE_FOOT

    def left_in(self, path: Path, fd: int) -> Tables:
        """Return the tables that were not in memory, as they stand in the file into which these bytes were written."""
        file = CheckedFile(path, os.dup(fd), self.version)
        staying = {name: table for name, table in self._tables.items() if table.on_disk}
        return {name: Table(RegionOnDisk(file, *self.places[name], table.last_id)) for name, table in staying.items()}

    @property
    def on_disk(self) -> bool:
        """Whether any of the tables is not in memory."""
        return any(table.on_disk for table in self._tables.values())

    @cached_property
    def version(self) -> str:
        """The version of these bytes; `places` say after this where each table stands in them."""
        return version_of(self)


def table_head(name: str, *, first: bool) -> bytes:
    """Return what stands before the lines of a table."""
    return b"%s%s: {\n" % (b"{\n" if first else b",\n", json.dumps(name, ensure_ascii=False).encode())


def table_foot(start: int, end: int) -> bytes:
    """Return what stands after the lines of a table, which are from one position to another."""
    return b"\n}" if end > start else b"}"


def read_own(path: Path, fd: int, version: str, places: Places) -> Content | None:
    """Return the content of a file whose tables stand at these places; None where it is not in this version."""
    file = CheckedFile(path, os.dup(fd), version)
    tables: Tables = {}
    last_lines: dict[str, bytes] = {}
    checksum = position = 0
    for name, (start, end) in places.items():
        checksum = zlib.crc32(read_range(fd, position, start), checksum)
        if name in EVENT_TABLES and end - start > IN_MEMORY:
            last_line = b""
            for block in read_blocks(fd, start, end):
                checksum = zlib.crc32(block, checksum)
                begin = block.rfind(b"\n") + 1
                last_line = block[begin:] if begin else last_line + block
            last_lines[name] = last_line
        else:
            data = read_range(fd, start, end)
            checksum = zlib.crc32(data, checksum)
            tables[name] = Table(Region(data))
        position = end
    rest = read_range(fd, position, os.fstat(fd).st_size)
    if version_text(zlib.crc32(rest, checksum), position + len(rest)) != version:
        return None
    file.accept()
    # Only now it is certain that they are lines of ours, and can be understood.
    for name, last_line in last_lines.items():
        tables[name] = Table(RegionOnDisk(file, *places[name], id_in(last_line)))
    return Content(tables, take_format(tables), places=places)


def take_format(tables: Tables) -> int | None:
    """Take the metadata out of the tables of a file and return the format it names, None where it names none."""
    meta = tables.pop(META_TABLE, None)
    return format_of([json.loads(raw) for _, raw in meta.items()] if meta else ())


def find_places(lines: Iterable[bytes]) -> Places:
    """Return where each table stands in a file that we wrote; of any other file it may say anything."""
    places: Places = {}
    name, start, position = None, 0, 0
    for line in lines:
        if line.endswith(b": {\n"):
            name, start = _name_in(line[:-4]), position + len(line)
        elif line.startswith(b"}") and name is not None:
            places[name] = (start, max(start, position - 1))
            name = None
        position += len(line)
    return places


def _name_in(text: bytes) -> str | None:
    try:
        name = json.loads(text)
    except ValueError:
        return None
    return name if isinstance(name, str) else None


def format_of(rows: Iterable[object]) -> int | None:
    """Return the format that the documents of the metadata table name; None when they name none."""
    named = [row["format"] for row in rows if isinstance(row, dict) and isinstance(row.get("format"), int)]
    return max(named, default=None)


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
        return version_of(read_blocks(file.fileno()))

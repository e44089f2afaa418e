"""The documents of a table as they stand in a data file: a line each, in the order of their ids.

Those of large tables stay in the file, which is kept open. Nothing is mapped into memory: a file that is cut off in
place would end the program.
"""

from __future__ import annotations

import os
import sys
import time
import weakref
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from io import BytesIO
from itertools import accumulate, chain
from pathlib import Path

from ..errors import ChangedInPlace, explain, explained
from .documents import UID, uid_of

BLOCK = 1 << 20
_HEAD = 24
_TAIL = 1 << 12
_SECOND = 1_000_000_000

Places = dict[str, tuple[int, int]]
"""Table -> where its lines begin and end in a file, in the order of the file."""


def places_from(read: object) -> Places | None:
    """Return places as JSON gives them; None for what cannot be any."""
    if not isinstance(read, dict):
        return None
    places, last = Places(), 0
    for table, sides in read.items():
        match sides:
            case [int(start), int(end)] if last <= start <= end:
                places[table] = (start, end)
                last = end
            case _:
                return None
    return places


class Region:
    """Lines of documents in memory. The last one has neither a comma nor an end of line after it."""

    on_disk = False

    def __init__(self, data: bytes = b"") -> None:
        self._data = data
        self.size = len(data)

    def __len__(self) -> int:
        return len(self._starts) - 1

    def read(self, start: int, end: int) -> bytes:
        """Return the bytes from one position to another."""
        return self._data[start:end]

    def check(self) -> None:
        """Raise ChangedInPlace where the bytes are not what they were any more."""

    def blocks(self) -> Iterator[bytes]:
        """Yield all bytes in blocks of whole lines."""
        yield self._data

    def blocks_backwards(self, size: int = BLOCK) -> Iterator[bytes]:
        """Yield all bytes in blocks of whole lines, each of about a size, the last block first."""
        end, length = self.size, size
        while end:
            start = max(end - length, 0)
            block = self.read(start, end)
            # The block may begin in the middle of a line.
            cut = block.find(b"\n", 0, -1) + 1 if start else 0
            if start and not cut:
                length *= 2
                continue
            yield block[cut:]
            end, length = start + cut, size

    def part(self, first: int, last: int) -> Iterator[bytes]:
        """Yield the bytes of the lines at places from `first` to before `last`, without what follows them."""
        start, end = self._starts[first], self._starts[last]
        end -= 2 if last < len(self) else 0
        for position in range(start, end, BLOCK):
            yield self.read(position, min(position + BLOCK, end))

    def document(self, place: int) -> bytes:
        """Return the document at a place, from 0."""
        return document_in(self.read(self._starts[place], self._starts[place + 1]))

    def lines(self) -> Iterator[bytes]:
        """Yield all lines with their ends, in their order."""
        return chain.from_iterable(map(BytesIO, self.blocks()))

    def documents(self) -> Iterator[bytes]:
        """Yield all documents in their order."""
        return map(document_in, self.lines())

    def items(self) -> Iterator[tuple[int, bytes]]:
        """Yield all documents with their ids."""
        return ((id_in(line), document_in(line)) for line in self.lines())

    def id_at(self, place: int) -> int:
        """Return the id of the document at a place."""
        start = self._starts[place]
        return id_in(self.read(start, min(start + _HEAD, self.size)))

    def place_of(self, doc_id: int) -> int | None:
        """Return the place of a document, None where there is none with this id."""
        if not self.size or doc_id > self.last_id:
            return None
        place = bisect_left(range(len(self)), doc_id, key=self.id_at)
        return place if self.id_at(place) == doc_id else None

    def place_with(self, uid: str) -> int | None:
        """Return the place of the document with a uid, None where there is none.

        Documents are nearly always in the order in which their uids were given.
        """
        name = uid.encode()
        place = bisect_left(range(len(self)), name, key=self._uid_at)
        return place if place < len(self) and self._uid_at(place) == name else self._places.get(name)

    def _uid_at(self, place: int) -> bytes:
        start = self._starts[place]
        line = self.read(start, min(start + 4 * _HEAD, self._starts[place + 1]))
        begin = line.find(UID)
        end = line.find(b'"', begin + len(UID))
        if 0 <= begin < end and b"\\" not in line[begin:end]:
            return line[begin + len(UID) : end]
        return (uid_of(self.document(place)) or "").encode()

    @cached_property
    def _places(self) -> dict[bytes, int]:
        """Places by uid, for a uid that is not where it should be."""
        return {self._uid_at(place): place for place in range(len(self))}

    @cached_property
    def last_id(self) -> int:
        """The id of the last document, 0 where there is none."""
        for block in self.blocks_backwards(_TAIL):
            return id_in(block[block.rfind(b"\n") + 1 :])
        return 0

    def same(self, other: Region) -> bool:
        """Whether another region holds the same bytes."""
        if self is other:
            return True
        starts = range(0, self.size, BLOCK) if self.size == other.size else ()
        return self.size == other.size and all(
            self.read(start, start + BLOCK) == other.read(start, start + BLOCK) for start in starts
        )

    @cached_property
    def _starts(self) -> array[int]:
        """Where each line begins, and where the last one ends; found when first asked for."""
        starts = array("q", [0])
        for block in self.blocks():
            starts.extend(accumulate(map(len, BytesIO(block)), initial=starts.pop()))
        return starts


class CheckedFile:
    """A data file that stays open. Its bytes are those that were checked, or whoever reads is told that they are not.

    Where another file takes its place, this one stays whole. Its times and size say whether somebody wrote into it, but
    for a moment in which a clock does not tell two times apart; then, and where they are others, all of it is read
    again.
    """

    def __init__(self, path: Path, fd: int, version: str) -> None:
        self.path = path
        self._fd = fd
        self._version = version
        self._sight: tuple[int, int, int] | None = None
        self._close = weakref.finalize(self, os.close, fd)
        self._opened = self._look()

    def read(self, start: int, end: int) -> bytes:
        """Return the bytes from one position to another; raises ChangedInPlace or another StoreError."""
        try:
            data = read_range(self._fd, start, end)
            unchanged = self._look() == self._sight
        except OSError as error:
            raise explain(error, self.path) from error
        if not unchanged:
            self.check()
        return data

    def check(self) -> None:
        """Raise ChangedInPlace where the file does not hold any more what it held."""
        with explained(self.path):
            begun = self._look()
            if begun != self._sight:
                if version_of(read_blocks(self._fd)) != self._version:
                    raise ChangedInPlace(self.path)
                self._accept(begun)

    def accept(self) -> None:
        """Count as checked what was read since the file was opened."""
        self._accept(self._opened)

    def _accept(self, begun: tuple[int, int, int]) -> None:
        # As it looked before the very reading that is accepted: other threads may be reading as well.
        changed_at = begun[2]
        tick = _SECOND // 20 if changed_at % _SECOND else 2 * _SECOND
        settled = abs(time.time_ns() - changed_at) > tick
        self._sight = begun if settled and self._look() == begun else None

    def _look(self) -> tuple[int, int, int]:
        status = os.fstat(self._fd)
        return status.st_size, status.st_mtime_ns, status.st_ctime_ns


class RegionOnDisk(Region):
    """Lines of documents that are read from the file when they are asked for."""

    on_disk = True

    def __init__(self, file: CheckedFile, start: int, end: int, last_id: int) -> None:
        super().__init__()
        self.last_id = last_id
        self.size = end - start
        self._file = file
        self._begin = start

    def read(self, start: int, end: int) -> bytes:
        """Return the bytes from one position to another; raises StoreError."""
        return self._file.read(self._begin + start, self._begin + min(end, self.size))

    def check(self) -> None:
        """Raise ChangedInPlace where the bytes are not what they were any more."""
        self._file.check()

    def blocks(self) -> Iterator[bytes]:
        """Yield all bytes in blocks of whole lines."""
        start, length = 0, BLOCK
        while start < self.size:
            block = self.read(start, start + length)
            end = len(block) if start + length >= self.size else block.rfind(b"\n") + 1
            length = BLOCK if end else 2 * length
            if end:
                yield block[:end]
            start += end


def document_in(line: bytes) -> bytes:
    """Return the document of a line."""
    return line[line.index(b"{") : line.rindex(b"}") + 1]


def id_in(line: bytes) -> int:
    """Return the id of the document of a line."""
    return int(line[1 : line.index(b'"', 1)])


def version_of(blocks: Iterable[bytes]) -> str:
    """Return what tells a file of these bytes from other versions of it."""
    checksum = size = 0
    for block in blocks:
        checksum = zlib.crc32(block, checksum)
        size += len(block)
    return version_text(checksum, size)


def version_text(checksum: int, size: int) -> str:
    """Return the version of a file with this checksum and size."""
    return f"{checksum:08x}-{size}"


def read_blocks(fd: int, start: int = 0, end: int = sys.maxsize) -> Iterator[bytes]:
    """Return the bytes of an open file in blocks, so that a large one is never in memory as a whole."""
    while start < end and (block := os.pread(fd, min(BLOCK // 4, end - start), start)):
        yield block
        start += len(block)


def read_range(fd: int, start: int, end: int) -> bytes:
    """Return the bytes of an open file from one position to another, or to where it ends."""
    blocks = []
    while start < end and (block := os.pread(fd, end - start, start)):
        blocks.append(block)
        start += len(block)
    return blocks[0] if len(blocks) == 1 else b"".join(blocks)

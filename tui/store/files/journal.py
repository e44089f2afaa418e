"""The journal: one checksummed line a commit, and the single point at which a change becomes true.

A line holds cells between tabs: checksum, header, then each document as it is kept in memory. JSON escapes
tabs and line ends inside texts, so a line is read back by splitting it, without decoding the documents.
Of each document the header has the checksum it had before, so that a commit can be told from one that does not
fit: a snapshot may have been changed by hand meanwhile. The first line says after which commit the journal
begins, the format of its documents, the epoch, which is raised when a person is erased, and where the journals before
it ended: so a window tells one that goes on from its own from one that somebody put in its place.
"""

from __future__ import annotations

import errno
import json
import os
import weakref
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ..errors import NoPermission, explain, explained
from .durable import replace_file, sync_data, sync_folder, write_all
from .migrations import check_format, newest_format
from .regions import read_range

Changes = Mapping[str, Mapping[int, bytes | None]]
"""Table -> document id -> the document after a commit, None where it was removed."""

Checksums = Mapping[str, Mapping[int, int | None]]
"""Table -> document id -> the checksum of the document before a commit, None where it was not there."""

End = tuple[int, str]
"""The number of a journal's last commit, and the checksum of its last line."""

_GONE = b"null"
_REMEMBERED_ENDS = 48
_CHECKSUM = 8


class Record(NamedTuple):
    """One commit, with the next document id of each table; `before` is None where it was written without."""

    sequence: int
    changes: Changes
    next_ids: Mapping[str, int]
    dropped: frozenset[str]
    before: Checksums | None = None

    def line(self) -> bytes:
        """Return the record as its line."""
        header = {
            "sequence": self.sequence,
            "documents": {table: list(documents) for table, documents in self.changes.items()},
            "before": {table: list(checksums.values()) for table, checksums in (self.before or {}).items()},
            "next": dict(self.next_ids),
            "dropped": sorted(self.dropped),
        }
        cells = [_GONE if raw is None else raw for documents in self.changes.values() for raw in documents.values()]
        return _line([json.dumps(header, ensure_ascii=False).encode(), *cells])

    @property
    def checksum(self) -> str:
        """The checksum of its line."""
        return self.line()[:_CHECKSUM].decode("ascii")

    @classmethod
    def parse(cls, line: bytes) -> Record | None:
        """Return the record of a line without its end, or None when the line is damaged."""
        cells = _cells(line)
        if cells is None:
            return None
        header = json.loads(cells[0])
        rest = iter(cells[1:])
        changes = {
            table: {doc_id: None if (raw := next(rest)) == _GONE else raw for doc_id in doc_ids}
            for table, doc_ids in header["documents"].items()
        }
        before = {
            table: dict(zip(header["documents"][table], checksums, strict=True))
            for table, checksums in header.get("before", {}).items()
        }
        return cls(header["sequence"], changes, header["next"], frozenset(header["dropped"]), before or None)


def checksum_of(raw: bytes | None) -> int | None:
    """Return the checksum of a document, None for one that is not there."""
    return None if raw is None else zlib.crc32(raw)


def _line(cells: list[bytes]) -> bytes:
    body = b"\t".join(cells)
    return b"%08x\t%s\n" % (zlib.crc32(body), body)


def _cells(line: bytes) -> list[bytes] | None:
    checksum, _, body = line.partition(b"\t")
    return body.split(b"\t") if checksum == b"%08x" % zlib.crc32(body) else None


class Journal:
    """An open journal file.

    `length` is how many of its bytes are whole lines we have read or written; `damaged` how many of them could
    not be understood, and `copy` in which file that many of them were set aside. One that is not `sound` lacks its
    first line: it is read, and never written to.
    """

    def __init__(self, path: Path, fd: int, *, writable: bool) -> None:
        self.path = path
        self.after = 0
        self.format = newest_format()
        self.epoch = 0
        self.trail: tuple[End, ...] = ()
        self.sound = True
        self.length = 0
        self.damaged = 0
        self.copy: tuple[int, Path] | None = None
        self._fd = fd
        # A workspace that is dropped without being closed gives its file back, as any other file object does.
        self._close = weakref.finalize(self, os.close, fd)
        self._writable = writable
        self._anchored = False
        self._refused = b""
        self._begin = 0
        self._last = (0, b"")
        self._identity = _identity(os.fstat(fd))
        self._read_first_line()

    @classmethod
    def open(cls, path: Path) -> Journal | None:
        """Open the journal at `path`; None when there is none."""
        with explained(path):
            try:
                return cls(path, os.open(path, os.O_RDWR | os.O_APPEND), writable=True)
            except FileNotFoundError:
                return None
            except OSError as error:
                if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
                    raise
                return cls(path, os.open(path, os.O_RDONLY), writable=False)

    @classmethod
    def create(cls, path: Path, after: int, epoch: int = 0, before: Journal | None = None) -> Journal:
        """Put an empty journal in place, which begins after commit number `after` and takes the place of `before`."""
        trail = [] if before is None else [*before.trail, before.end(after)][-_REMEMBERED_ENDS:]
        header = json.dumps({"journal": newest_format(), "after": after, "epoch": epoch, "trail": trail}).encode()
        with explained(path):
            replace_file(path, _line([header]))
        journal = cls.open(path)
        assert journal is not None
        return journal

    def _read_first_line(self) -> None:
        try:
            line, end, _ = os.pread(self._fd, 4096, 0).partition(b"\n")
            cells = _cells(line) if end else None
            if cells is None:
                self.sound = False
                return
            header = json.loads(cells[0])
            check_format(header["journal"], self.path)
        except BaseException:
            self.close()
            raise
        self.format, self.after, self.epoch = header["journal"], header["after"], header.get("epoch", 0)
        self.trail = tuple((sequence, checksum) for sequence, checksum in header.get("trail", ()))
        self.accept(line + end)
        self._begin = self.length

    def accept(self, line: bytes) -> None:
        """Count a line as known: the next reading or writing begins after it."""
        self._last = (self.length, line[:_CHECKSUM])
        self.length += len(line)

    def end(self, sequence: int) -> End:
        """Return where the journal ends, for who has read it up to commit `sequence`."""
        return sequence, self.last_line[1]

    @property
    def last_line(self) -> tuple[int, str]:
        """Where the last line that we know begins, and its checksum."""
        return self._last[0], self._last[1].decode("ascii", "replace")

    def has(self, offset: int, checksum: str) -> bool:
        """Whether a line with this checksum begins at an offset."""
        return os.pread(self._fd, _CHECKSUM, offset) == checksum.encode()

    @property
    def empty(self) -> bool:
        """Whether it holds no commit."""
        return self.length == self._begin

    @property
    def replaced(self) -> bool:
        """Whether another file is at the path now. Ours stays open, so its inode cannot be given again."""
        with explained(self.path):
            return _identity(self.path.stat()) != self._identity

    @property
    def intact(self) -> bool:
        """Whether the last line we know is still there: a commit that failed is taken back."""
        offset, checksum = self._last
        return os.fstat(self._fd).st_size >= self.length and os.pread(self._fd, len(checksum), offset) == checksum

    @property
    def torn(self) -> bool:
        """Whether bytes follow the last whole line: a commit that was never acknowledged."""
        return os.fstat(self._fd).st_size > self.length

    def read(self) -> list[Record]:
        """Return the commits after `length`, oldest first; an unfinished last line is left alone."""
        with explained(self.path):
            size = os.fstat(self._fd).st_size
            data = b"" if size <= self.length else read_range(self._fd, self.length, size)
            if self._refused:
                data = self._without_refused(data)
        records = []
        *lines, _unfinished = data.split(b"\n")
        for line in lines:
            self.accept(line + b"\n")
            record = Record.parse(line)
            if record is None:
                self.damaged += 1
            else:
                records.append(record)
        return records

    def append(self, line: bytes) -> None:
        """Add the line of a commit durably; on failure the journal is as it was, and trying again is safe.

        The caller holds the lock between processes, and calls `accept` once the commit is in memory too: an
        interrupt between the two then leaves a whole line to be read, not one that memory lacks.
        """
        if not self._writable:
            raise NoPermission(self.path)
        try:
            if self.torn:
                self._cut()
            write_all(self._fd, line)
            sync_data(self._fd)
            if not self._anchored:
                sync_folder(self.path.parent)
                self._anchored = True
        except BaseException as error:
            self._refused = line
            with suppress(OSError):
                self._cut()
            if isinstance(error, OSError):
                raise explain(error, self.path) from error
            raise

    def _without_refused(self, data: bytes) -> bytes:
        """Cut off what a failed commit left behind, unless others wrote since: what they acknowledged must stay."""
        if self._refused.startswith(data):
            self._cut()
            return b""
        self._refused = b""
        return data

    def _cut(self) -> None:
        os.ftruncate(self._fd, self.length)
        self._refused = b""

    def rewound(self) -> Journal:
        """Return the same file to be read from its beginning again, also where no name leads to it any more."""
        return Journal(self.path, os.dup(self._fd), writable=self._writable)

    def content(self) -> bytes:
        """Return the bytes of the file."""
        return read_range(self._fd, 0, os.fstat(self._fd).st_size)

    def close(self) -> None:
        """Close the file."""
        self._close()


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino

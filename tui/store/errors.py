"""What can go wrong on the disk, each kind with its sentence: what happened, what is safe, what to do."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tui.domain.errors import Remedy, StoreError


class StoreProblem(StoreError):
    """A failure of the store; `sentence` is filled with the path it concerns and a detail."""

    sentence = "{path} could not be read or written: {detail}. What was saved before is safe; try again."

    def __init__(self, path: Path | str, detail: str = "") -> None:
        super().__init__(self.sentence.format(path=path, detail=detail), self.remedy)
        self.path = str(path)
        self.detail = detail


class DiskFull(StoreProblem):
    """There is no room left for the change."""

    kind = "disk_full"
    sentence = (
        "The disk that holds {path} is full, so the last change was not saved. "
        "Everything saved before it is safe; make room and try again."
    )


class ReadOnly(StoreProblem):
    """The disk does not accept writing."""

    kind = "read_only"
    sentence = (
        "{path} is on a disk that can only be read, so the change was not saved. "
        "What is there is safe; make the disk writable or copy the workspace, then try again."
    )


class NoPermission(StoreProblem):
    """The user may not read or write the file."""

    kind = "no_permission"
    sentence = (
        "You do not have the permission for {path}, so nothing was changed. "
        "What is there is safe; ask its owner for access, or open another workspace."
    )


class Locked(StoreProblem):
    """Somebody else held the workspace for longer than we wait."""

    kind = "locked"
    sentence = (
        "Another program has been writing in {path} for more than {detail} seconds, so the change was not saved. "
        "Everything saved before is safe; close the other program or try again."
    )


class Busy(StoreProblem):
    """Somebody else wrote the data files at the very moment we did."""

    kind = "busy"
    sentence = (
        "Another program changed the files in {path} at the same moment, so the change was not saved. "
        "Everything saved before is safe; try again."
    )


class ChangedInPlace(StoreProblem):
    """Somebody else wrote into a data file that we read from."""

    kind = "changed_in_place"
    sentence = (
        "Another program wrote into {path} while it was being read, so what was asked for was not shown. "
        "What was saved before is safe; the file is read anew, try again."
    )


class Vanished(StoreProblem):
    """The workspace was there and is not any more."""

    kind = "vanished"
    sentence = (
        "{path} is not there any more, so the change was not saved. Was the folder moved, or the disk taken away? "
        "What this window shows is still in memory; put the folder back and try again."
    )


class DeadLink(StoreProblem):
    """A link leads to what is not there."""

    kind = "dead_link"
    sentence = (
        "{path} is a link to {detail}, which is not there, so nothing was read and nothing was made. "
        "Is a disk missing? Put back what it leads to, or remove the link."
    )


class LinkLoop(StoreProblem):
    """A link leads back to itself."""

    kind = "link_loop"
    sentence = (
        "{path} is a link that leads back to itself, so nothing was read and nothing was made. "
        "Put a link to the right place there, or remove it."
    )


class Damaged(StoreProblem):
    """A file does not hold what it should, and nothing was changed in it."""

    kind = "damaged"
    sentence = (
        "{path} cannot be understood: {detail}. It was left exactly as it is; repair it, or put back an earlier copy."
    )


class Missing(StoreProblem):
    """There is no backup of that name."""

    kind = "missing"
    sentence = "There is no backup named {path}. Nothing was changed;"
    remedy = Remedy("backup.list", "shows those there are.")


class MergeConflict(StoreProblem):
    """Version control left its conflict markers in a file."""

    kind = "merge_conflict"
    sentence = "{path} holds merge conflict markers (line {detail}). Opened read-only until they are resolved."


class NewerFormat(StoreProblem):
    """A later version of the program wrote the file."""

    kind = "newer_format"
    sentence = (
        "{path} was written by a newer custdev (format {detail}), so it was not touched. "
        "Your data is safe; update custdev to open it."
    )


class UnknownPlace(StoreProblem):
    """A URL leads to a kind of place in which no workspace can be kept."""

    kind = "unknown_place"
    sentence = (
        "A workspace cannot be kept in {path} yet: name a folder, by its path or as a file: URL. "
        "Nothing was read and nothing was made."
    )


class NotStorable(StoreProblem, TypeError, ValueError):
    """A document holds something JSON cannot keep; also the two errors TinyDB's users expect."""

    kind = "not_storable"
    sentence = "A record of {path} cannot be saved as it is: {detail}. Nothing was changed."


_KINDS: dict[int, type[StoreProblem]] = {
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EFBIG: DiskFull,
    errno.EROFS: ReadOnly,
    errno.EACCES: NoPermission,
    errno.EPERM: NoPermission,
    errno.ENOENT: Vanished,
    errno.ENOTDIR: Vanished,
    errno.ESTALE: Vanished,
    errno.ENODEV: Vanished,
}


def explain(error: OSError, path: Path | str) -> StoreProblem:
    """Return the kind of store error that an error of the operating system means for `path`."""
    kind = _KINDS.get(error.errno or 0, StoreProblem)
    return kind(path, error.strerror or type(error).__name__)


@contextmanager
def explained(path: Path | str) -> Iterator[None]:
    """Turn whatever the operating system raises inside into a store error about `path`."""
    try:
        yield
    except OSError as error:
        raise explain(error, path) from error

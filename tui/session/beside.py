"""Files in a workspace's folder that tell of somebody, found by what is in them and not only by their names.

Copies that editors and syncing programs leave may go with a person; what people wrote themselves is only named. What
the store keeps for itself is not looked at: erasing rewrites that.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import gettempdir
from typing import Literal

from msgspec import Struct

from tui.domain.privacy.erasing.traces import Search
from tui.store.stray_files import (
    DATA_FILES,
    NOT_SHARED,
    STORE_FILES,
    STORE_FOLDERS,
    BesideKind,
    besides,
    is_private,
    kind_of,
)

Standing = Literal["copy", "own", "elsewhere", "unread"]
"""A copy that a program left; a file of the team's; a link that leads out of the folder, which was not followed; what
could not be looked into."""

SNAPSHOTS = "snapshots"
CHUNK = 1 << 20
OVERLAP = 1 << 12
MOST_BYTES = 64 << 20
_OWN_FOLDERS = ("boards",)
_VERSION_CONTROL = frozenset({".git", ".hg", ".svn", ".jj", ".bzr", "CVS", "_darcs"})
_CLOSED = (
    *(b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x28\xb5\x2f\xfd", b"%PDF"),
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"ID3", b"\xff\xfb", b"OggS", b"fLaC", b"\x1aE\xdf\xa3"),
)
_FILM = b"ftyp"
_IN_EDITOR = re.compile(r"\.?custdev-\w+\.md.*")
_BOMS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_MOSTLY = 0.6
_PRINTABLE = re.compile(
    rb"(?:[\t\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}){5,}"
)


class Beside(Struct, frozen=True):
    """A file that tells of somebody, or that nobody can say it of; `lines` are those that do, from 1."""

    path: Path
    name: str
    standing: Standing
    lines: tuple[int, ...] = ()
    why: str = ""

    @property
    def is_ours(self) -> bool:
        """Whether we left it ourselves, when a program of ours was stopped while it wrote."""
        is_new = self.name.startswith((".custdev/", "boards/.")) and self.path.suffix == ".new"
        return is_new or (self.path.name.startswith(".custdev-") and self.path.suffix == ".tmp")


def names_not_to_share() -> tuple[str, ...]:
    """Return the files and folders of a workspace that stay out of version control."""
    return NOT_SHARED


def beside(folder: Path, search: Search) -> list[Beside]:
    """Return the files in a workspace's folder, snapshots apart, that tell of somebody. Reads files."""
    copies = {os.path.realpath(copy.path): copy.kind for copy in besides(folder)}
    looked = [_looked_at(folder, path, search, copies) for path in _files(folder, copies)]
    looked += [_shut(folder, path) for path in _snapshots(folder)]
    return sorted((file for file in looked if file is not None), key=lambda file: file.name)


def snapshots_of(folder: Path, search: Search) -> list[Path]:
    """Return the snapshots in a workspace's folder that tell of somebody. Reads files."""
    return [path for path in _snapshots(folder) if _tells(path, search)]


def remove(path: Path) -> str:
    """Remove a file, and what it links to; return why it is still there, empty when it is not."""
    try:
        for place in dict.fromkeys((Path(os.path.realpath(path)), path)):
            place.unlink(missing_ok=True)
    except OSError as error:
        return error.strerror or "the system refused"
    return ""


def _snapshots(folder: Path) -> list[Path]:
    paths = (Path(parent) / name for parent, _, names in os.walk(folder / SNAPSHOTS) for name in names)
    return sorted(path for path in paths if path.is_file())


def _files(folder: Path, copies: dict[str, BesideKind]) -> Iterator[Path]:
    """Yield the files of a folder that are not the store's, and links that lead out of it; each once."""
    yield from _below(folder, folder)
    for name in _OWN_FOLDERS:
        if (folder / name).is_symlink():
            yield from _below(folder / name, folder)
    inside = os.path.realpath(folder) + os.sep
    yield from (Path(path) for path in copies if not path.startswith(inside))
    yield from (path for path in Path(gettempdir()).glob("*custdev-*") if _is_in_editor(path))


def _is_in_editor(path: Path) -> bool:
    """Return whether a file is a text that was opened in an editor, or the editor's copy of one."""
    return bool(_IN_EDITOR.fullmatch(path.name)) and path.parent == Path(gettempdir()) and path.is_file()


def _below(top: Path, folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(top):
        base = Path(parent)
        private = is_private(base)
        links = [name for name in folders if (base / name).is_symlink()]
        skipped = {*_VERSION_CONTROL, *links, *(STORE_FOLDERS if private else ())}
        skipped |= {SNAPSHOTS} if base == folder else set()
        folders[:] = sorted(name for name in folders if name not in skipped)
        passed_over = STORE_FILES if private else DATA_FILES if base == folder else ()
        ours = {SNAPSHOTS, *_OWN_FOLDERS} if base == folder else set()
        yield from (base / name for name in sorted(names) if name not in passed_over)
        yield from (base / name for name in sorted(links) if name not in ours)


def _looked_at(folder: Path, path: Path, search: Search, copies: dict[str, BesideKind]) -> Beside | None:
    name = _name(path, folder)
    real = os.path.realpath(path)
    if path.is_symlink() and name != "custdev.yaml":
        inside = real.startswith(os.path.realpath(folder) + os.sep)
        return None if inside else Beside(path, name, "elsewhere", why="a link that leads out of the folder")
    if not path.is_file():
        return None
    kind = copies.get(real) or _kind_anywhere(path)
    if shut := _shut(folder, path):
        return shut
    try:
        if not (search.tells(path.name) or any(search.tells(text) for _, text in _texts(path))):
            return None
        # Anybody may have called a file `people 2.json`; records in it say that it is a copy.
        if kind is not None and (kind != "second" or any(search.holds_uid(text) for _, text in _texts(path))):
            return Beside(path, name, "copy")
        lines = (first + line for first, text in _texts(path) for line in search.lines(text))
        return Beside(path, name, "own", tuple(dict.fromkeys(lines)))
    except OSError as error:
        return Beside(path, name, "unread", why=error.strerror or "it cannot be read")


def _kind_anywhere(path: Path) -> BesideKind | None:
    """Return what a file away from ours is a copy of; a name such as `draft.new` may be somebody's own there."""
    kind = kind_of(path.name)
    if kind == "leftover":
        return kind if path.name.startswith(".custdev-") else None
    return "editor" if _is_in_editor(path) else None if kind == "lock" else kind


def _shut(folder: Path, path: Path) -> Beside | None:
    """Return a file that nobody can look through, None for others."""
    try:
        why = _closed(path)
    except OSError as error:
        why = error.strerror or "it cannot be read"
    return Beside(path, _name(path, folder), "unread", why=why) if why else None


def _closed(path: Path) -> str:
    """Return why a file cannot be looked through; empty where it can."""
    if path.stat().st_size > MOST_BYTES:
        return f"it is larger than {MOST_BYTES >> 20} MB"
    with path.open("rb") as file:
        head = file.read(8)
    return "it is packed, a picture or a recording" if head.startswith(_CLOSED) or head[4:] == _FILM else ""


def _tells(path: Path, search: Search) -> bool:
    try:
        return search.tells(path.name) or any(search.tells(text) for _, text in _texts(path))
    except OSError:
        return False


def _texts(path: Path) -> Iterator[tuple[int, str]]:
    """Yield a file as texts that overlap a little, each with the number of its first line."""
    line, carried = 1, b""
    decode: Callable[[bytes], list[str]] = _plain
    with path.open("rb") as file:
        while data := file.read(CHUNK):
            if not carried:
                decode = _decoder_of(data)
            block = carried + data
            for text in decode(block):
                yield line, text
            carried = block[-OVERLAP:]
            line += block[: len(block) - len(carried)].count(b"\n")


def _decoder_of(data: bytes) -> Callable[[bytes], list[str]]:
    wide = next((name for bom, name in _BOMS.items() if data.startswith(bom)), None)
    for at, name in enumerate(("utf-16-be", "utf-16-le")):
        if wide is None and data[at::2].count(0) > len(data) / 2 * _MOSTLY and not data[1 - at :: 2].count(0):
            wide = name
    if wide is not None:
        return lambda block: [block.decode(wide, errors="replace")]
    return _printable if b"\0" in data[:OVERLAP] else _plain


def _plain(block: bytes) -> list[str]:
    """Return the text of UTF-8; also as what was written before that, where it is not UTF-8 throughout."""
    text = block.decode(errors="replace")
    return [text, block.decode("cp1252", errors="replace")] if "\ufffd" in text else [text]


def _printable(block: bytes) -> list[str]:
    """Return the texts in a file that is none, such as what an editor keeps to undo with."""
    return ["\n".join(run.decode(errors="replace") for run in _PRINTABLE.findall(block))]


def _name(path: Path, folder: Path) -> str:
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)

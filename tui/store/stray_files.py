"""Copies beside the files of a workspace, which nobody means to keep there.

Editors leave them, programs that keep folders in step, version control, and programs that were stopped. They are
recognised by their names alone, so that whoever erases a person and whoever checks a workspace look at the same ones.
Nothing is opened and nothing is changed here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from .files.layout import PEOPLE_FILE
from .port import REMEMBERED

BesideKind = Literal["conflict", "second", "version", "editor", "lock", "leftover"]
"""What a syncing program or version control wrote when two had changed a file; one of a name that anybody may have
given, such as `people 2.json`; an older one that a syncing program keeps; an editor's backup; the mark of a program
that has a file open; what a stopped write left."""

DATA_FILES = ("research.json", PEOPLE_FILE)
_FOLDERS = ("boards", "snapshots")
_PRIVATE = ".custdev"
NOT_SHARED = (PEOPLE_FILE, f"{_PRIVATE}/", "snapshots/")
"""What stays out of version control: it names people, or is of this machine alone."""
STORE_FILES = frozenset({"journal", "state.json", "lock", "erasing", *REMEMBERED})
# A generation has its files under their own names, and the damaged bytes are named for what they are.
STORE_FOLDERS = frozenset({"backups", "damaged"})
_VERSIONS = (".stversions", ".sync/Archive", ".SyncArchive", ".dropbox.cache")

_PATTERNS: dict[BesideKind, str] = {
    "lock": r"\.~lock\..*#|\.#.*|~\$.*",
    "conflict": r".*\.sync-conflict-\d{8}-\d{6}.*"  # Syncthing
    r"|.*[(\[][^()\[\]]*(conflict|konflikt|conflit|conflicto|conflitto)[^()\[\]]*[)\]].*"  # Dropbox, Nextcloud, Seafile
    r"|.*_conflict-\d{8}-\d{6}.*"  # ownCloud
    r"|.*_(BACKUP|BASE|LOCAL|REMOTE)_\d+(\.\w+)?"  # git mergetool
    r"|.*\.(rej|mine|theirs|yours|r\d+)",  # patch, Subversion
    "editor": r".*(~|\.(bak|backup|orig|old|save|sav|sw[a-p]|un~|autosave))|#.*#|\._.*|.*\.(bak|orig|old)\.\w+",
    "leftover": r"[.~]+syncthing[.~].*\.tmp|.*\.(new|tmp|part|partial|!sync|crdownload)|\.goutputstream-\w+"
    r"|\.\w.*\.\w{2,5}\.[A-Za-z0-9]{6}",  # the last one: rsync
    "version": r".*~\d{8}-\d{6}(\.\w+)*",  # Syncthing, also where they were moved out of .stversions
}
_KINDS = {kind: re.compile(pattern, re.DOTALL | re.IGNORECASE) for kind, pattern in _PATTERNS.items()}
_BEFORE = r"([.#~_$]*|\.~lock\.|[.~]+syncthing[.~]|(copy of|kopie von|copie de|copia de) )"


class Beside(NamedTuple):
    """A copy beside the files of a workspace."""

    path: Path
    kind: BesideKind


def beside_files(folder: Path) -> list[Path]:
    """Return the copies beside the files of a workspace, also in its sub folders, by name.

    A data file that is a link has its copies where it leads to, so a path may be outside the folder.
    """
    return [file.path for file in besides(folder)]


def besides(folder: Path) -> list[Beside]:
    """Return the copies as `beside_files` does, each with what it seems to be."""
    return sorted({file.path: file for file in _all(folder)}.values())


def is_private(folder: Path) -> bool:
    """Return whether a folder is where the store keeps its own files, or has one for another data file inside."""
    return _PRIVATE in (folder.name, folder.parent.name)


def kind_of(name: str) -> BesideKind | None:
    """Return what the name of any file says; None where it does not look like that of a copy."""
    return next((kind for kind, pattern in _KINDS.items() if pattern.fullmatch(name)), None)


def kind_of_copy(name: str, originals: Collection[str]) -> BesideKind | None:
    """Return what the name of a file says of it as a copy of one of the `originals`; None for all other files."""
    if name in originals or not any(_copies_of(original).fullmatch(name) for original in originals):
        return None
    return kind_of(name) or "second"


@cache
def _copies_of(original: str) -> re.Pattern[str]:
    stem, dot, suffix = original.partition(".")
    pattern = rf"{_BEFORE}{re.escape(stem)}(\W.*|_.*)?{re.escape(dot + suffix)}([\W_].*)?"
    return re.compile(pattern, re.DOTALL | re.IGNORECASE)


def _all(folder: Path) -> Iterator[Beside]:
    yield from _copies(_entries(folder), _data_files(folder))
    for path in (folder / name for name in DATA_FILES):
        if path.is_symlink():
            target = Path(os.path.realpath(path))
            yield from _copies(_entries(target.parent), {target.name, *_data_files(target.parent)})
    for name in _FOLDERS:
        yield from _copies(_below(folder / name))
    for name in _VERSIONS:
        yield from (Beside(path, "version") for path in _below(folder / name))
    yield from _in_private(folder / _PRIVATE)


def _data_files(folder: Path) -> set[str]:
    """Return the names of the files that are ours; a data file of another name has a folder of its own."""
    private = folder / _PRIVATE
    own = {path.name for path in _entries(private) if path.suffix == ".json" and path.is_dir()}
    return {*DATA_FILES, "custdev.yaml", *own}


def _in_private(private: Path) -> Iterator[Beside]:
    entries = _entries(private)
    yield from (*_copies(entries), *_copies(entries, STORE_FILES))
    for path in entries:
        if path.suffix == ".json" and path.is_dir() and path.name not in STORE_FOLDERS:
            yield from _in_private(path)


def _copies(paths: Iterable[Path], originals: Collection[str] | None = None) -> Iterator[Beside]:
    """Yield which of some files are copies of the `originals`; without them, which look like a copy of anything."""
    for path in paths:
        kind = kind_of(path.name) if originals is None else kind_of_copy(path.name, originals)
        if kind is not None and not path.is_dir():
            yield Beside(path, kind)


def _below(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder; the folder itself may be a link, those in it are not followed."""
    for base, _, names in os.walk(folder):
        yield from (Path(base) / name for name in names)


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []

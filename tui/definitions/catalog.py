"""Finds the boards a workspace can use: its own first, then those that ship."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

import tui
from tui.domain.errors import NotAllowed, Problem, Remedy
from tui.domain.records.definition import BoardDefinition
from tui.domain.text import clean_line

Source = Literal["workspace", "shipped"]
Fingerprint = tuple[tuple[str, int, int], ...]

_LARGE = 500_000
"""From how many bytes on reading a file is felt."""
_SUFFIXES = (".yaml", ".yml")
_WHOLE_EXPERIMENTS = {"customer-development", "customer-experience-experiment", "customer-retention-experiment"}


class CatalogEntry(Struct, frozen=True):
    """A board file: its definition, or the problems that keep it from having one.

    `id` is the board's id, or the stem of the file where none can be read; `key` is empty where none can be.
    """

    id: str
    source: Source
    path: Path
    definition: BoardDefinition | None
    hash: str
    problems: tuple[Problem, ...] = ()
    key: str = ""

    @property
    def names(self) -> set[str]:
        """What it is called by exactly: its id, its key, and its file with the ending and without, casefolded."""
        return {name.casefold() for name in (self.id, self.key, self.path.stem, self.path.name) if name}

    @property
    def refusal(self) -> NotAllowed:
        """Why nothing is done with a file that has mistakes."""
        called = _called(self.source, self.path)
        return NotAllowed(f"{called} has mistakes;", Remedy("boards.check", "names them."), "Nothing was changed.")


def shipped_boards() -> Path:
    """Return the folder of the boards that ship: in the installed package, or beside it in a checkout."""
    package = Path(tui.__file__).parent
    installed = package / "boards"
    return installed if installed.is_dir() else package.parent / "boards"


class Catalog:
    """The boards of a workspace folder and the shipped ones; the nearer shadows the farther by id.

    A file is read again only when its time or size has changed, or when it could not be read. `tell` is given a
    sentence before one is read that takes long, in whatever thread that is.
    """

    def __init__(
        self,
        workspace_boards: Path | None,
        shipped: Path | None = None,
        tell: Callable[[str], object] = lambda sentence: None,
    ) -> None:
        self.tell = tell
        folders: list[tuple[Source, Path]] = [("shipped", shipped or shipped_boards())]
        if workspace_boards is not None:
            folders.insert(0, ("workspace", workspace_boards))
        self._folders = folders
        self._read: dict[Path, tuple[tuple[int, int], CatalogEntry]] = {}

    def entries(self) -> list[CatalogEntry]:
        """Return one entry for each id: those of the workspace first, each folder by file name.

        Of those that ship, the whole experiments come before the practices, as a newcomer begins with one of them.
        """
        by_id: dict[str, CatalogEntry] = {}
        for source, folder in self._folders:
            joined = _joined(self._entry(source, path, (changed, size)) for path, changed, size in _files(folder))
            for entry in sorted(joined, key=_is_a_practice):
                by_id.setdefault(entry.id, entry)
        return list(by_id.values())

    def entry(self, board_id: str) -> CatalogEntry | None:
        """Return the entry of that id, or None."""
        return next((entry for entry in self.entries() if entry.id == board_id), None)

    def definitions(self) -> list[BoardDefinition]:
        """Return the definitions of the files without mistakes."""
        return [entry.definition for entry in self.entries() if entry.definition]

    def refusals(self) -> dict[str, NotAllowed]:
        """Return why nothing is done with each file that has mistakes, by every name it has, casefolded."""
        return {name: entry.refusal for entry in self.entries() if not entry.definition for name in entry.names}

    def fingerprint(self) -> Fingerprint:
        """Return names, times and sizes of all board files: equal as long as nothing was edited."""
        return tuple(
            (str(path), changed, size) for _, folder in self._folders for path, changed, size in _files(folder)
        )

    def _entry(self, source: Source, path: Path, stamp: tuple[int, int]) -> CatalogEntry:
        read = self._read.get(path)
        if read is None or read[0] != stamp or not read[1].hash:
            if stamp[1] >= _LARGE:
                self.tell(f"Reading {_called(source, path)}, {stamp[1] / 1_000_000:.1f} MB.")
            read = self._read[path] = (stamp, _read_entry(source, path))
        return read[1]


def _is_a_practice(entry: CatalogEntry) -> bool:
    return entry.source == "shipped" and entry.id not in _WHOLE_EXPERIMENTS


def _files(folder: Path) -> list[tuple[Path, int, int]]:
    """Return each board file of a folder with its time in nanoseconds and its size; no folder has none."""
    with suppress(OSError), os.scandir(folder) as listing:
        items = [item for item in listing if item.name.endswith(_SUFFIXES) and not item.name.startswith(".")]
        return sorted((folder / item.name, *_stamp(item)) for item in items)
    return []


def _stamp(item: os.DirEntry[str]) -> tuple[int, int]:
    """Return time and size of a file, or zeros for a link to nothing, which is named when it is read."""
    with suppress(OSError):
        status = item.stat()
        return (status.st_mtime_ns, status.st_size)
    return (0, 0)


def _read_entry(source: Source, path: Path) -> CatalogEntry:
    from tui.definitions.loader import definition_hash, read_board
    from tui.definitions.source import MAX_BYTES

    name = _called(source, path)
    try:
        if not path.is_file():
            raise FileNotFoundError(2, "it is not a file, or a link to nothing")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        problem = Problem(name, 1, 1, "", f"this board cannot be read: {error.strerror or error}; nothing was changed")
        return CatalogEntry(path.stem, source, path, None, "", (problem,))
    reading = read_board(data, name)
    board_id = reading.board_id or path.stem
    read = (reading.definition, definition_hash(data), reading.problems, reading.key or "")
    return CatalogEntry(board_id, source, path, *read)


def _called(source: Source, path: Path) -> str:
    """Return how people call a board file: `boards/name.yaml` in their workspace, the whole path elsewhere."""
    return clean_line(f"{path.parent.name}/{path.name}" if source == "workspace" else str(path))


def _joined(entries: Iterable[CatalogEntry]) -> list[CatalogEntry]:
    """Return one entry for each id of a folder.

    Where two good files claim an id, neither is trusted. A broken file takes no id from a good one: it then goes by
    the name of its file.
    """
    claims: dict[str, list[CatalogEntry]] = {}
    for entry in entries:
        claims.setdefault(entry.id, []).append(entry)
    joined = []
    for claimants in claims.values():
        good = [entry for entry in claimants if entry.definition]
        broken = [entry for entry in claimants if not entry.definition]
        joined.append(_contested(good) if good else broken.pop(0))
        joined.extend(replace(entry, id=entry.path.name) for entry in broken)
    return joined


def _contested(entries: list[CatalogEntry]) -> CatalogEntry:
    first = entries[0]
    if len(entries) == 1:
        return first
    names = " and ".join(clean_line(entry.path.name) for entry in entries)
    sentence = f'{names} have the same id "{first.id}"; give each board an id of its own'
    problems = tuple(Problem(_called(entry.source, entry.path), 1, 1, "id", sentence) for entry in entries)
    return replace(first, definition=None, problems=problems)

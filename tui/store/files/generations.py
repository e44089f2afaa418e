"""Generations: the snapshots as they were before each fold, with the journal that leads on from them.

The newest ones follow each other without a gap, so that a damaged snapshot can be rebuilt from an older one and
the journals since. Older ones are points in time to go back to.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from tui.domain.errors import StoreError

from ..errors import Missing, explained
from .durable import make_folder, remove_folder, replace_file, sync_folder, write_aside
from .holding import Held
from .journal import Journal, Record
from .layout import Layout
from .migrations import newest_format
from .regions import Places, places_from, read_blocks, version_of
from .resting import forget
from .sealed import seal, unseal
from .snapshot import Content, read_own
from .tables import Tables

_NAME = re.compile(r"(\d{8,})(-\d+)?")
_ABOUT = "about.json"
_JOURNAL = "journal"

Files = Mapping[str, str | None]
"""Name of a data file -> its version, None for one that was not there."""


class Generation(Struct, frozen=True):
    """A folder with the snapshots that reach commit `sequence`, and the journal of the commits that followed.

    A snapshot that was damaged is missing in `files`. `format` is that of the documents, `at` when the snapshots
    were written (UTC), `described` whether the folder could be asked all this; `places` are those of its tables in the
    files of which they are known.
    """

    folder: Path
    sequence: int
    at: datetime
    reason: str | None
    files: Files
    format: int
    described: bool = True
    places: Mapping[str, Places] = MappingProxyType({})

    def content(self, name: str) -> Content | None:
        """Return what a snapshot held; None when it is not here, or is not what it was."""
        version = self.files.get(name)
        if version is None:
            return Content({}, self.format) if name in self.files else None
        try:
            return self._read(self.folder / name, version)
        except (OSError, StoreError):
            return None

    def _read(self, path: Path, version: str) -> Content | None:
        if (places := self.places.get(path.name)) is not None:
            with path.open("rb") as file:
                return read_own(path, file.fileno(), version, places)
        from .foreign import load_any  # only where another hand wrote it, or an older version

        data = path.read_bytes()
        return load_any(data, path, {}) if version_of([data]) == version else None

    def records(self) -> list[Record]:
        """Return the commits that followed, as far as they can be read."""
        try:
            journal = Journal.open(self.folder / _JOURNAL)
            if journal is None:
                return []
            try:
                return journal.read()
            finally:
                journal.close()
        except StoreError:
            return []

    @property
    def size(self) -> int:
        """How many bytes it takes."""
        return sum(path.stat().st_size for path in self.folder.iterdir())

    @property
    def whole(self) -> bool:
        """Whether all snapshots in it have the bytes they had."""
        return self.described and all(
            version is None or _version_at(self.folder / name) == version for name, version in self.files.items()
        )


def generations(layout: Layout) -> list[Generation]:
    """Return the generations of a workspace, newest first."""
    try:
        folders = [folder for folder in layout.backups.iterdir() if _NAME.fullmatch(folder.name)]
    except OSError:
        return []
    read = (_read(layout, folder) for folder in folders)
    return sorted(read, key=attrgetter("sequence", "at", "folder.name"), reverse=True)


def newest_of_ours(layout: Layout, name: str) -> Tables:
    """Return the tables of a data file as we last wrote it, as far as that is kept and is quickly read."""
    for generation in generations(layout):
        if name in generation.places:
            content = generation.content(name)
            return {} if content is None else content.tables
    return {}


def readable_generations(layout: Layout) -> list[Generation]:
    """Return the generations of a workspace, newest first; raises NoPermission where nobody can say which there are."""
    with explained(layout.backups), suppress(FileNotFoundError):
        os.scandir(layout.backups).close()
    return generations(layout)


def generation_named(layout: Layout, name: str) -> Generation:
    """Return the generation of that name.

    Raises:
        Missing: When there is none.
        NoPermission: When nobody can say.
    """
    for generation in readable_generations(layout):
        if generation.folder.name == name:
            return generation
    raise Missing(name)


def _version_at(path: Path) -> str | None:
    with suppress(OSError), path.open("rb") as file:
        return version_of(read_blocks(file.fileno()))
    return None


def _read(layout: Layout, folder: Path) -> Generation:
    sequence = int(folder.name.partition("-")[0])
    about = None
    with suppress(OSError):
        about = unseal((folder / _ABOUT).read_bytes())
    try:
        if about is not None:
            files = {path.name: about["files"][path.name] for path in layout.snapshots if path.name in about["files"]}
            at = datetime.fromisoformat(about["at"])
            places = {name: places_from(read) for name, read in about.get("places", {}).items()}
            return Generation(
                folder,
                sequence,
                at,
                about["reason"],
                files,
                int(about["format"]),
                places={name: tables for name, tables in places.items() if tables is not None},
            )
    except (AttributeError, KeyError, TypeError, ValueError):
        pass
    return _undescribed(layout, folder, sequence)


def _undescribed(layout: Layout, folder: Path, sequence: int) -> Generation:
    """Return a generation that lost what it says of itself; the files that can be read are still of use."""
    there = [path.name for path in layout.snapshots if (folder / path.name).exists()]
    files = {name: _version_at(folder / name) for name in there}
    at = datetime.fromtimestamp(0, UTC)
    with suppress(OSError):
        at = datetime.fromtimestamp(int(folder.stat().st_mtime), UTC)
    return Generation(folder, sequence, at, None, files, newest_format(), described=False)


def keep(
    layout: Layout,
    journal: Journal | None,
    made_of: Generation,
    leaving: Collection[Path],
) -> None:
    """Keep the snapshots as they are on the disk, with the journal that follows them, as `made_of` describes.

    Snapshots that are `leaving`, because others take their place, are linked; the rest is copied, since programs
    may write into a file that stays.
    """
    make_folder(layout.backups, 0o700)
    building = layout.backups / ".new"
    remove_folder(building)
    building.mkdir(mode=0o700)
    try:
        for path in layout.snapshots:
            if made_of.files.get(path.name) is not None:
                _bring(layout.target(path), building / path.name, link=path in leaving)
        if journal is not None:
            _bring_journal(journal, building / _JOURNAL)
        write_aside(building / _ABOUT, [_about(made_of)], 0o600)
        sync_folder(building)
        remove_folder(made_of.folder)
        building.rename(made_of.folder)
    finally:
        with suppress(OSError):
            remove_folder(building)
    sync_folder(layout.backups)


def describe(held: Held, sequence: int, files: Files, reason: str | None) -> Generation:
    """Return what a generation of the snapshots on the disk would be, without keeping it.

    One of the same snapshots that is there already is taken up again: only its journal is longer now.
    """
    layout, places = held.layout, held.state.places_in(files)
    times = [path.stat().st_mtime for path in layout.snapshots if files.get(path.name) is not None]
    at = datetime.fromtimestamp(int(max(times, default=0)), UTC)
    number = 1
    while True:
        name = f"{sequence:08d}" if number == 1 else f"{sequence:08d}-{number}"
        folder = layout.backups / name
        if not folder.exists():
            return Generation(folder, sequence, at, reason, files, held.format, places=places)
        there = _read(layout, folder)
        if there.described and there.files == files:
            reason = reason or there.reason
            return Generation(folder, sequence, there.at, reason, files, held.format, places=places)
        number += 1


def _about(generation: Generation) -> bytes:
    return seal(
        {
            "format": generation.format,
            "at": generation.at.isoformat(),
            "reason": generation.reason,
            "files": dict(generation.files),
            "places": dict(generation.places),
        }
    )


def _bring(path: Path, to: Path, *, link: bool) -> None:
    if link:
        with suppress(OSError):
            os.link(path, to)
            return
    write_aside(to, [path.read_bytes()], 0o600)


def _bring_journal(journal: Journal, to: Path) -> None:
    with suppress(StoreError, OSError):
        if not journal.replaced:
            os.link(journal.path, to)
            return
    write_aside(to, [journal.content()], 0o600)


def protect(layout: Layout) -> None:
    """Keep other users from all generations, once their files are no longer those of the workspace."""
    for path in layout.backups.rglob("*"):
        if path.stat().st_mode & 0o077:
            path.chmod(0o700 if path.is_dir() else 0o600)


def begin_to_erase(layout: Layout) -> None:
    """Note that older copies must go, for whoever folds next should this program be stopped."""
    with explained(layout.erasing):
        replace_file(layout.erasing, b"")


def erase(layout: Layout) -> None:
    """Remove all generations and all damaged bytes, because somebody's words must not stay in them."""
    with explained(layout.private):
        forget(layout)
        for folder in (layout.backups, layout.damaged):
            remove_folder(folder)
        sync_folder(layout.private)
        layout.erasing.unlink(missing_ok=True)

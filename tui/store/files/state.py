"""What we know of the snapshots: which versions of a file we accepted, and up to which commit each reaches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import Struct, field

from ..errors import explained
from .durable import replace_file
from .migrations import check_format, newest_format
from .regions import Places, places_from
from .sealed import seal, unseal

Versions = dict[str | None, int]
"""Fingerprint of a file (None: the file was not there) -> the commit it reaches."""


class Mark(NamedTuple):
    """How far a journal that begins `after` a commit had come when somebody last looked: to the commit `sequence`.

    Its last line then, with this checksum, begins at `offset`.
    """

    after: int
    sequence: int
    offset: int = 0
    checksum: str = ""


class State(Struct):
    """The accepted versions by file name, the next document id of each table, and where the journal ended.

    `places` say by file name and version where tables stand in it: in files of ours, and in those of others that were
    checked and are as we would have written them. Without them a file is looked through again.
    While a fold is under way a file has two versions, the one before and the one after: whichever a crash
    leaves in place, the journal's commits up to its number are in it and are skipped.
    """

    accepted: dict[str, Versions] = field(default_factory=dict)
    next_ids: dict[str, int] = field(default_factory=dict)
    mark: Mark | None = None
    places: dict[str, dict[str, Places]] = field(default_factory=dict)

    def reach(self, name: str, version: str | None, after: int) -> int | None:
        """Return the commit that a file in this version reaches; None when we do not know the version.

        A version older than the beginning of the journal counts as unknown: the commits between are gone.
        """
        reached = self.accepted.get(name, {}).get(version)
        return None if reached is None or reached < after else reached

    def places_of(self, accepted: Mapping[str, Versions]) -> dict[str, dict[str, Places]]:
        """Return the places in files of these versions."""
        return {
            name: {version: places for version, places in versions.items() if version in accepted.get(name, ())}
            for name, versions in self.places.items()
        }

    def places_in(self, files: Mapping[str, str | None]) -> dict[str, Places]:
        """Return where tables stand in those of some files, by name and version, of which that is standing."""
        standing = {name: self.places.get(name, {}).get(version or "") for name, version in files.items()}
        return {name: places for name, places in standing.items() if places is not None}

    @property
    def newest(self) -> int:
        """The newest commit that any accepted version reaches."""
        return max((reached for versions in self.accepted.values() for reached in versions.values()), default=0)

    def write(self, path: Path) -> None:
        """Write the state durably."""
        files = {
            name: [{"version": version, "sequence": reached} for version, reached in versions.items()]
            for name, versions in self.accepted.items()
        }
        content: dict[str, Any] = {"format": newest_format(), "files": files, "next": self.next_ids}
        if self.mark is not None:
            content["end"] = self.mark._asdict()
        content["places"] = self.places
        with explained(path):
            replace_file(path, seal(content))


def read_state(path: Path) -> State | None:
    """Return the state at `path`; None when it is not there or cannot be understood.

    Losing it loses nothing but the speed of the next opening and the memory of removed document ids.
    """
    with explained(path):
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None
    plain = unseal(data)
    if plain is None:
        return None
    try:
        check_format(plain["format"], path)
        accepted = {name: _versions(versions) for name, versions in plain["files"].items()}
        mark = Mark(**plain["end"]) if "end" in plain else None
        next_ids = {table: int(doc_id) for table, doc_id in plain["next"].items()}
        places = {name: _places(versions) for name, versions in plain.get("places", {}).items()}
        return State(accepted, next_ids, mark, places)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _places(versions: Mapping[str, object]) -> dict[str, Places]:
    read = ((version, places_from(places)) for version, places in versions.items())
    return {version: places for version, places in read if places is not None}


def _versions(entries: Iterable[Mapping[str, object]]) -> Versions:
    versions: Versions = {}
    for entry in entries:
        version, reached = entry["version"], entry["sequence"]
        if (version is None or isinstance(version, str)) and isinstance(reached, int):
            versions[version] = reached
    return versions

"""What a look at the files of a workspace comes upon."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct

from .layout import Layout

Kind = Literal["permissions", "leftover", "state", "backup", "kept", "unknown", "content", "beside"]


class FileFinding(Struct, frozen=True):
    """Something about a file, `path` relative to the workspace. A `note` is worth knowing and no fault."""

    kind: Kind
    path: str
    sentence: str
    fixable: bool = False
    note: bool = False

    @classmethod
    def of(
        cls, layout: Layout, path: Path, kind: Kind, words: str, *, fixable: bool = False, note: bool = False
    ) -> FileFinding:
        """Return what is to be said of a file; `{name}` in the words is how it is named to people."""
        name = name_in(layout, path)
        return cls(kind, name, words.format(name=name), fixable, note)


def name_in(layout: Layout, path: Path) -> str:
    """Return the path of a file as it is named to people: from the workspace on where it is in there."""
    if path == layout.folder:
        return path.name
    return str(path.relative_to(layout.folder) if path.is_relative_to(layout.folder) else path)

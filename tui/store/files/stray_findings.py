"""What is to be said of files, and of the copies beside those of a workspace: what they are and hold, what to do."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from msgspec import Struct

from tui.domain.errors import StoreError
from tui.domain.text import plural

from ..stray_files import Beside, BesideKind, besides, kind_of_copy
from .documents import uid_of
from .foreign import load_any
from .journal import Journal
from .layout import META_TABLE, PEOPLE_TABLES, Layout
from .loading import load

Kind = Literal["permissions", "leftover", "state", "backup", "kept", "unknown", "content", "beside"]
_IS: dict[BesideKind, str] = {
    "conflict": "is a second copy that another program wrote when two had changed the file",
    "second": "looks like a second copy",
    "version": "is an older copy that a program which keeps folders in step holds",
    "editor": "is what an editor keeps for itself",
    "lock": "says that another program has the file open",
    "leftover": "was left behind by a program that was stopped",
}
_DO: dict[BesideKind, str] = {
    "version": "Remove it in that program's settings, or by hand, when you do not need it.",
    "lock": "Close the file there before you work here; if nobody has it open, remove this one.",
}


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


class _Holds(NamedTuple):
    """What a copy holds: records, of which some are not in the workspace like that, or saved changes of a journal."""

    records: int = 0
    others: int = 0
    changes: int = 0


def check_beside(layout: Layout, others: Collection[Path]) -> Iterator[FileFinding]:
    """Yield what is beside the files of a workspace, but for `others`, which are told of already."""
    reading = _Reading(layout)
    for beside in besides(layout.folder):
        if beside.path in others or not beside.path.is_file():
            continue
        holds = reading.of(beside)
        # Anybody may have given such a name to a file of their own.
        if beside.kind == "second" and not (holds.records or holds.changes):
            continue
        name = name_in(layout, beside.path)
        differs = beside.kind in ("conflict", "second") and bool(holds.others or holds.changes)
        yield FileFinding(
            "beside", name, f"{name} {_IS[beside.kind]}{_words(holds)}. {_advice(beside.kind, holds)}", note=not differs
        )


def _words(holds: _Holds) -> str:
    if holds.changes:
        return f"; {plural(holds.changes, 'saved change')} can be read in it"
    if not holds.records:
        return "; it holds no records that can be read"
    if not holds.others:
        return f"; it holds {plural(holds.records, 'record')}, all of them as in the workspace"
    return f"; it holds {plural(holds.records, 'record')}, {holds.others} of them not as in the workspace"


def _advice(kind: BesideKind, holds: _Holds) -> str:
    if kind in _DO:
        return _DO[kind]
    if holds.others or holds.changes:
        return "Look for what you miss, make it again here, then remove it."
    return "Remove it when you do not need it."


class _Reading:
    """Reads copies, and compares them with what the workspace holds."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def of(self, beside: Beside) -> _Holds:
        """Return what a copy holds, as far as it can be read."""
        try:
            if kind_of_copy(beside.path.name, ("journal",)) is not None:
                return _Holds(changes=_changes_in(beside.path))
            tables = load_any(beside.path.read_bytes(), beside.path, {}).tables
        except (OSError, StoreError):
            return _Holds()
        rows = [(table, raw) for table, documents in tables.items() if table in _ours() for _, raw in documents.items()]
        return _Holds(len(rows), sum(raw != self._present.get((table, uid_of(raw))) for table, raw in rows))

    @cached_property
    def _present(self) -> dict[tuple[str, str | None], bytes]:
        try:
            held = load(self._layout, settled=False)
        except StoreError:
            held = None
        if held is None:
            return {}
        if held.journal is not None:
            held.journal.close()
        return {(table, uid_of(raw)): raw for table, rows in held.tables.items() for _, raw in rows.items()}


def _ours() -> frozenset[str]:
    from tui.domain.records import RECORD_TYPES

    return frozenset({*RECORD_TYPES, *PEOPLE_TABLES, "events"}) - {META_TABLE}


def _changes_in(path: Path) -> int:
    journal = Journal.open(path)
    if journal is None:
        return 0
    with closing(journal):
        return len(journal.read()) if journal.sound else 0

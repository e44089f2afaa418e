"""Looking at the files of a workspace from outside, also of one that cannot be opened. Nothing is written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .generations import generations
from .layout import Layout

_KNOWN = frozenset({"journal", "state.json", "lock", "backups", "damaged"})


@dataclass(frozen=True)
class FileFinding:
    """Something about a file, `path` relative to the workspace. A `note` is worth knowing and no fault."""

    path: str
    sentence: str
    fixable: bool = False
    note: bool = False


def check_files(folder: Path) -> Iterator[FileFinding]:
    """Yield what is not as it should be with the files of a workspace."""
    layout = Layout(folder / "research.json")
    if not layout.private.is_dir():
        return
    for path in _private_paths(layout):
        yield from _check_mode(folder, path)
    for path in _leftovers(layout):
        name = str(path.relative_to(folder))
        yield FileFinding(
            name, f"{name} was left behind by a program that was stopped; it is not needed.", fixable=True
        )
    for path in sorted(layout.private.iterdir()):
        if path.name not in _KNOWN and not path.name.endswith((".new", ".json")) and not path.is_dir():
            name = str(path.relative_to(folder))
            yield FileFinding(name, f"{name} is not a file of custdev's; it was left alone.", note=True)
    yield from _check_backups(layout)
    for path in sorted(layout.damaged.iterdir()) if layout.damaged.is_dir() else ():
        if not path.name.endswith(".new"):
            name = str(path.relative_to(folder))
            yield FileFinding(
                name, f"{name} holds bytes that could not be read; remove it when you do not need them.", note=True
            )


def repair_files(folder: Path) -> list[str]:
    """Close files to other users and remove what was left behind; return what was done, in words."""
    layout = Layout(folder / "research.json")
    done = []
    for path in _private_paths(layout):
        if (mode := _open_to_others(path)) is not None:
            path.chmod(mode)
            done.append(f"Closed {path.relative_to(folder)} to other users.")
    for path in _leftovers(layout):
        _remove(path)
        done.append(f"Removed {path.relative_to(folder)}.")
    return done


def _private_paths(layout: Layout) -> Iterator[Path]:
    if layout.people.exists():
        yield layout.people
    if layout.private.is_dir():
        yield layout.private
        yield from sorted(layout.private.rglob("*"))


def _check_mode(folder: Path, path: Path) -> Iterator[FileFinding]:
    if _open_to_others(path) is not None:
        name = str(path.relative_to(folder))
        yield FileFinding(name, f"{name} can be read by other users of this computer; it must not be.", fixable=True)


def _open_to_others(path: Path) -> int | None:
    """Return the permissions a path should have where it lets others in; None where it does not."""
    if os.name != "posix":
        return None
    with suppress(OSError):
        if path.stat().st_mode & 0o077:
            return 0o700 if path.is_dir() else 0o600
    return None


def _leftovers(layout: Layout) -> list[Path]:
    found = [*layout.private.glob("*.new"), *layout.damaged.glob("*.new"), layout.backups / ".new"]
    return sorted(path for path in found if path.exists())


def _check_backups(layout: Layout) -> Iterator[FileFinding]:
    for generation in generations(layout):
        if not generation.whole:
            name = str(generation.folder.relative_to(layout.folder))
            yield FileFinding(
                name, f"The backup {generation.folder.name} is damaged; others are not touched by that.", note=True
            )


def _remove(path: Path) -> None:
    if path.is_dir():
        for inner in path.iterdir():
            inner.unlink()
        path.rmdir()
    else:
        path.unlink()

"""Looking at the files of a workspace from outside, also of one that cannot be opened. Nothing is written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from tui.domain.errors import StoreError
from tui.domain.text import plural

from .errors import explain
from .files.durable import remove_folder
from .files.foreign import load_any
from .files.generations import generations
from .files.journal import Journal
from .files.layout import Layout
from .files.lock import WorkspaceLock
from .files.state import read_state
from .files.stray_findings import FileFinding, check_beside, name_in
from .stray_files import STORE_FILES, STORE_FOLDERS, beside_files

__all__ = ["FileFinding", "check_contents", "check_files", "close_to_others", "remove_leftovers"]

PATIENCE = 10.0


def check_files(folder: Path) -> Iterator[FileFinding]:
    """Yield what is not as it should be around the data files of a workspace."""
    layout = Layout(folder / "research.json")
    for path in _open_to_others(layout):
        words = "{name} can be read by other users of this computer; it must not be."
        yield FileFinding.of(layout, path, "permissions", words, fixable=True)
    if closed := list(_closed_to_us(layout)):
        words = "You do not have the permission for {name}, so it was not checked; ask its owner for access."
        yield from (FileFinding.of(layout, path, "permissions", words) for path in closed)
        return
    if not layout.private.is_dir():
        yield from check_beside(layout, set())
        return
    words = "{name} was left behind by a program that was stopped."
    for path in [] if _being_written(layout) else _leftovers(layout):
        yield FileFinding.of(layout, path, "leftover", words, fixable=True)
    if layout.erasing.exists():
        words = "Somebody was erased, and older copies of the files are still there; the next change removes them."
        yield FileFinding.of(layout, layout.erasing, "leftover", words, fixable=True)
    yield from _check_state(layout)
    yield from _check_backups(layout)
    yield from _kept_and_unknown(layout)
    yield from check_beside(layout, set(_leftovers(layout)))


def check_contents(folder: Path) -> Iterator[FileFinding]:
    """Yield what is wrong inside the data files and the journal; for a workspace that cannot be opened."""
    layout = Layout(folder / "research.json")
    try:
        layout.check_links()
    except StoreError:
        return  # that is why it cannot be opened, and there is nothing in it
    for path in layout.snapshots:
        try:
            load_any(path.read_bytes(), path, {})
        except FileNotFoundError:
            continue
        except StoreError as error:
            yield FileFinding("content", path.name, str(error))
        except PermissionError:
            words = f"You do not have the permission to read {path.name}; ask its owner for access."
            yield FileFinding("content", path.name, words)
        except OSError as error:
            yield FileFinding("content", path.name, str(explain(error, path.name)))
    yield from _check_journal(layout)


def close_to_others(folder: Path) -> list[str]:
    """Close what is private to other users; return what was done, in words."""
    layout = Layout(folder / "research.json")
    done = []
    for path in _open_to_others(layout):
        with suppress(OSError):
            path.chmod(0o700 if path.is_dir() else 0o600)
            done.append(f"Closed {name_in(layout, path)} to other users.")
    return done


def remove_leftovers(folder: Path) -> list[str]:
    """Remove what programs that were stopped left behind; return what was done, in words.

    Raises:
        StoreError: Somebody is writing, so what is there is in use.
    """
    layout = Layout(folder / "research.json")
    done = []
    with WorkspaceLock(layout, PATIENCE).hold():
        for path in _leftovers(layout):
            if path.is_dir():
                remove_folder(path)
            else:
                path.unlink()
            done.append(f"Removed {name_in(layout, path)}.")
    return done


def _open_to_others(layout: Layout) -> list[Path]:
    if os.name != "posix":
        return []
    inside = sorted(layout.private.rglob("*")) if _may_enter(layout.private) else []
    return [path for path in (layout.people, layout.private, *inside) if _mode(path) & 0o077]


def _closed_to_us(layout: Layout) -> Iterator[Path]:
    """Yield what the user may not look into, but for the files that opening the workspace names."""
    for folder in (layout.folder, layout.private):
        if not folder.is_dir():
            return
        if not _may_enter(folder):
            yield folder
            return
    yield from (folder for folder in (layout.backups, layout.damaged) if folder.is_dir() and not _may_enter(folder))
    if layout.lock.exists() and not os.access(layout.lock, os.R_OK):
        yield layout.lock


def _may_enter(folder: Path) -> bool:
    return os.access(folder, os.R_OK | os.X_OK)


def _mode(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_mode
    return 0


def _being_written(layout: Layout) -> bool:
    """Whether somebody has the right to write now, so that what looks left behind is in use."""
    if not layout.lock.exists():
        return False
    with suppress(StoreError), WorkspaceLock(layout, 0).try_hold() as free:
        return not free
    return False


def _leftovers(layout: Layout) -> list[Path]:
    aside = [layout.aside(path) for path in layout.snapshots]
    paths = {*layout.private.glob("*.new"), *layout.damaged.glob("*.new"), layout.backups / ".new", *aside}
    return sorted(path for path in paths if path.exists())


def _check_state(layout: Layout) -> Iterator[FileFinding]:
    try:
        if read_state(layout.state) is None and layout.journal.exists():
            fault = "cannot be read" if layout.state.exists() else "is missing"
            words = f"{{name}} {fault}; nothing is lost by that."
            yield FileFinding.of(layout, layout.state, "state", words, fixable=True)
    except StoreError as error:
        yield FileFinding("state", name_in(layout, layout.state), str(error))


def _check_backups(layout: Layout) -> Iterator[FileFinding]:
    for generation in generations(layout):
        if not generation.whole:
            backup = f"The backup {generation.folder.name} is damaged."
            words = f"{backup} Newer ones replace it in time; or remove {{name}}."
            yield FileFinding.of(layout, generation.folder, "backup", words)


def _kept_and_unknown(layout: Layout) -> Iterator[FileFinding]:
    for path in sorted(layout.damaged.iterdir()) if layout.damaged.is_dir() else ():
        if path.suffix != ".new":
            words = "{name} holds what could not be taken in; remove it when you do not need it."
            yield FileFinding.of(layout, path, "kept", words, note=True)
    beside = set(beside_files(layout.folder))
    for path in sorted(set(layout.private.iterdir()) - beside):
        # The folders are those of other data files beside this one.
        if (
            path.name not in STORE_FILES | STORE_FOLDERS
            and path.suffix != ".new"
            and not (path.is_dir() and path.suffix == ".json")
        ):
            words = "{name} is not a file of custdev's; it is left alone."
            yield FileFinding.of(layout, path, "unknown", words, note=True)


def _check_journal(layout: Layout) -> Iterator[FileFinding]:
    try:
        journal = Journal.open(layout.journal)
        changes = 0 if journal is None else len(journal.read())
    except StoreError as error:
        yield FileFinding("content", name_in(layout, layout.journal), str(error))
        return
    if journal is None:
        return
    with closing(journal):
        if not journal.sound:
            words = f"The beginning of {{name}} is damaged; {changes} changes in it can be read."
            yield FileFinding.of(layout, journal.path, "content", words)
        elif journal.damaged:
            words = f"{plural(journal.damaged, 'line')} of {{name}} cannot be read; {changes} changes in it can."
            yield FileFinding.of(layout, journal.path, "content", words)
        if journal.torn:
            words = "The last line of {name} was cut off; it was never said to be saved."
            yield FileFinding.of(layout, journal.path, "content", words, note=True)

"""Folding: new snapshots from memory, then an empty journal.

The order makes a crash at any instant harmless. First the new files are written aside, and what is there is kept
as a generation; then the state names both the new versions and the ones they replace; only then are they put in
place, and last the journal begins anew. Whatever a crash leaves, each file is a version the state knows, and the
journal holds what it lacks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from ..errors import explained
from .backups import thin
from .damaged import keep_bytes, keep_journal
from .durable import remove_folder, sync_folder, usual_mode, write_aside
from .generations import Generation, describe, keep, protect
from .holding import Held
from .journal import Journal
from .layout import Layout
from .migrations import newest_format
from .resting import forget
from .snapshot import EditedMeanwhileError, Image, OnDisk
from .state import Mark, State, Versions
from .tables import Tables


def fold(
    held: Held,
    on_disk: OnDisk,
    epoch: int | None = None,
) -> None:
    """Write what is held as snapshots and begin an empty journal; the caller has the lock.

    A file that would not change is left alone, and one that has nothing to say is not created. What was there is kept
    as a generation; with a new `epoch` it is not: somebody was erased, whose words it would hold.

    Raises:
        StoreError: What the disk says; the state is the one before.
        EditedMeanwhileError: A file is not what it was when it was looked at; nothing was overwritten.
    """
    layout = held.layout
    images = {path: image for path in layout.snapshots if (image := _image(held, path, on_disk)) is not None}
    versions = {path.name: images[path].version if path in images else None for path in layout.snapshots}
    changed = [path for path in layout.snapshots if versions[path.name] != on_disk[path.name]]
    state = State(next_ids=dict(held.next_ids), mark=Mark(held.sequence, held.sequence))
    for name, version in versions.items():
        state.accepted[name] = _accepted(held, name, on_disk[name], version)
    state.places = held.state.places_of(state.accepted)
    for path, image in images.items():
        state.places.setdefault(path.name, {})[image.version] = image.places
    with explained(layout.folder), _nothing_left_aside(layout):
        _keep_damaged(held)
        for path in changed:
            write_aside(layout.aside(path), images[path], 0o600)
        generation = _keep_generation(held, on_disk, changed) if epoch is None else None
        state.write(layout.state)
        held.state, held.noted = state, True
        if not on_disk.still:
            _forget(generation)
            raise EditedMeanwhileError
        opened = [_opened(layout, path, images[path]) for path in changed]
        for path in changed:
            _put_in_place(layout, path)
        _protect_people(layout)
        for folder in {layout.folder, *(layout.target(path).parent for path in changed)}:
            sync_folder(folder)
        forget(layout)
        _begin_journal(held, epoch)
    held.format = newest_format()
    held.foreign.clear()
    held.unreadable.clear()
    held.versions = versions
    held.resting = None
    for content in opened:
        held.tables.update(content)
    held.snapshot_bytes = sum(path.stat().st_size for path in layout.snapshots if path.exists())
    if generation is not None:
        _tidy_generations(held)


def _forget(generation: Generation | None) -> None:
    if generation is not None:
        remove_folder(generation.folder)


def back_up(held: Held, reason: str) -> Generation:
    """Keep what is at rest now as a generation; the caller has the lock and has folded."""
    layout = held.layout
    with explained(layout.backups):
        generation = describe(held, held.sequence, OnDisk(layout), reason)
        keep(layout, held.journal, generation, leaving=())
    _tidy_generations(held)
    return generation


def _keep_generation(held: Held, on_disk: Mapping[str, str | None], leaving: list[Path]) -> Generation | None:
    """Keep the snapshots on the disk with the journal that follows them, except bytes that are damaged."""
    files = {name: version for name, version in on_disk.items() if name not in held.unreadable}
    migrated = held.format < newest_format() and any(files.values())
    reason = f"before format {newest_format()}" if migrated else None
    sequence = held.sequence if held.journal is None else held.journal.after
    generation = describe(held, sequence, files, reason)
    keep(held.layout, held.journal, generation, leaving)
    return generation


def _tidy_generations(held: Held) -> None:
    # The fold is done and everything is safe; what cannot be tidied now is tidied after the next one.
    with suppress(OSError):
        protect(held.layout)
        thin(held.layout, held.snapshot_bytes)


def _image(held: Held, path: Path, on_disk: Mapping[str, str | None]) -> Image | None:
    """Return what a file will hold, None where it has nothing to say."""
    tables = {name: rows for name, rows in held.tables.items() if held.layout.snapshot_of(name) == path}
    worth_a_file = bool(tables) or on_disk[path.name] is not None
    return Image(tables, with_format=path == held.layout.data) if worth_a_file else None


def _opened(layout: Layout, path: Path, image: Image) -> Tables:
    """Return the tables of a file that was written aside which stay on the disk, to be read from it from now on."""
    if not image.on_disk:
        return {}
    with suppress(OSError), layout.aside(path).open("rb") as file:
        return image.left_in(path, file.fileno())
    return {}


def _accepted(held: Held, name: str, now: str | None, version: str | None) -> Versions:
    """Return the versions to accept: the one that is there, where we know what it reaches, and the new one."""
    reached = held.reaches(name, now)
    before: Versions = {} if reached is None else {now: reached}
    return {**before, version: held.sequence}


def _put_in_place(layout: Layout, path: Path) -> None:
    """Let a new snapshot take the place of the one before it, and its permissions, unless it is about identities."""
    new = layout.aside(path)
    if path != layout.people:
        new.chmod(path.stat().st_mode & 0o777 if path.exists() else usual_mode(layout.private))
    new.replace(layout.target(path))


@contextmanager
def _nothing_left_aside(layout: Layout) -> Iterator[None]:
    """Remove what did not come to its place, now or when a program was stopped: it may be open to others already."""
    try:
        yield
    finally:
        for path in layout.snapshots:
            with suppress(OSError):
                layout.aside(path).unlink(missing_ok=True)


def _protect_people(layout: Layout) -> None:
    """Keep identities from other users, also in a file that was copied here."""
    if layout.people.exists() and layout.people.stat().st_mode & 0o077:
        layout.people.chmod(0o600)


def _begin_journal(held: Held, epoch: int | None) -> None:
    old = held.journal
    if epoch is None:
        epoch = 0 if old is None else old.epoch
    held.journal = Journal.create(held.layout.journal, held.sequence, epoch, old)
    if old is not None:
        old.close()


def _keep_damaged(held: Held) -> None:
    """Set aside what could not be read before other bytes take its place."""
    for name, data in held.unreadable.items():
        keep_bytes(held.layout, name, data)
    keep_journal(held.layout, held.journal)

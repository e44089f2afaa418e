"""Reading a workspace from the disk: two snapshots, and the journal's commits on top of them."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from .errors import Damaged, explained
from .held import Held, raise_marks
from .journal import Journal, Record
from .layout import Layout
from .snapshot import Tables, blocks_of, load_any, load_own, open_snapshot, version_of
from .state import State, read_state


def load(layout: Layout, *, settled: bool) -> Held | None:
    """Read the workspace; None when only a reader who has the lock (`settled`) can tell what is there.

    Journal, state and snapshots are read in this order. Without the lock only snapshots we know are trusted,
    and the journal must still be the same afterwards: then nothing was folded in between.
    """
    journal = Journal.open(layout.journal)
    try:
        held = _read(layout, journal, settled=settled)
    except BaseException:
        if journal is not None:
            journal.close()
        raise
    if held is None and journal is not None:
        journal.close()
    return held


def _read(layout: Layout, journal: Journal | None, *, settled: bool) -> Held | None:
    records = [] if journal is None else journal.read()
    held = Held(layout, read_state(layout.state) or State(), journal)
    held.sequence = held.state.newest if journal is None else journal.after
    held.next_ids = dict(held.state.next_ids)
    for record in records:
        raise_marks(held.next_ids, record.next_ids)
    reached = {path: _read_snapshot(held, path) for path in layout.snapshots}
    if not settled and not _certain(held):
        return None
    for path in layout.snapshots:
        raise_marks(held.next_ids, {name: max(rows) + 1 for name, rows in held.tables.items() if rows})
        if path.name in held.foreign and held.state.accepted:
            held.recovery.append(_changed_outside(held, path))
    _replay(held, records, reached)
    _describe_journal(held, settled=settled)
    return held


def _read_snapshot(held: Held, path: Path) -> int:
    """Take in a snapshot and return the commit it reaches."""
    version, reached, file = None, None, open_snapshot(path)
    if file is not None:
        with file, explained(path):
            version = version_of(blocks_of(file))
            reached = held.state.reach(path.name, version, held.sequence)
            file.seek(0)
            _add_tables(held, path, load_own(file) if reached is not None else _load_foreign(held, path, file.read()))
            held.snapshot_bytes += file.tell()
    else:
        reached = held.state.reach(path.name, None, held.sequence)
    held.versions[path.name] = version
    if reached is None and (file is not None or path.name in held.state.accepted):
        held.foreign.add(path.name)
    return held.sequence if reached is None else reached


def _load_foreign(held: Held, path: Path, data: bytes) -> Tables:
    # An empty file that was never ours is somebody's `touch`; one that was ours has lost its contents.
    if not data and not held.state.accepted and held.journal is None:
        return {}
    return load_any(data, path, held.next_ids)


def _add_tables(held: Held, path: Path, tables: Tables) -> None:
    if doubled := held.tables.keys() & tables.keys():
        raise Damaged(path, f"the table {min(doubled)!r} is in the other data file as well")
    held.tables.update(tables)


def _certain(held: Held) -> bool:
    """Whether what was read without the lock belongs together."""
    journal = held.journal
    if held.foreign and held.state.accepted:
        return False
    try:
        return not held.layout.journal.exists() if journal is None else not (journal.replaced or journal.torn)
    except FileNotFoundError:
        return False


def _changed_outside(held: Held, path: Path) -> str:
    if held.versions[path.name] is not None:
        return f"{path.name} was changed outside custdev while it was closed; its contents were taken in."
    if path == held.layout.people:
        return f"{path.name} is not there any more; the people in it are known by their numbers only."
    raise Damaged(path, "it is missing, though it was here when the workspace was last used")


def _replay(held: Held, records: Collection[Record], reached: dict[Path, int]) -> None:
    missing = 0
    for record in records:
        missing += record.sequence - held.sequence - 1
        behind = {table for table in record.changes if reached[held.layout.snapshot_of(table)] < record.sequence}
        held.take(record, behind)
    held.sequence = max(held.sequence, *reached.values())
    if missing:
        held.recovery.append(f"{missing} saved changes are missing from the journal; the later ones were kept.")


def _describe_journal(held: Held, *, settled: bool) -> None:
    journal = held.journal
    if journal is None:
        if held.state.newest:
            held.recovery.append("The journal is missing; changes saved since the last clean closing may be lost.")
        return
    if journal.damaged:
        held.recovery.append(f"{journal.damaged} lines of the journal are damaged; all others were kept.")
    # Without the lock, what follows the last line may be a commit that is just being made.
    if settled and journal.torn:
        held.recovery.append("The last change was cut off before it was saved; everything before it is there.")

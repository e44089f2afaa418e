"""Reading a workspace from the disk: two snapshots, and the journal's commits on top of them."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from tui.domain.errors import StoreError

from ..errors import Damaged, MergeConflict, explained
from . import recovery_words
from .damaged import keep_journal
from .holding import Held, raise_marks
from .journal import Journal, Record
from .layout import Layout
from .migrations import migrate, newest_format
from .regions import read_blocks, version_of
from .replaying import replay
from .resting import Resting, version_of_files
from .snapshot import Content, find_places, open_snapshot, read_own
from .state import State, read_state

_GONE = "it is missing, though it was here when the workspace was last used"


class _Uncertain(Exception):
    """Only a reader who has the lock can tell what is there."""


def load(layout: Layout, *, settled: bool, last: Held | None = None) -> Held | None:
    """Read the workspace; None when only a reader who has the lock (`settled`) can tell what is there.

    Journal, state and snapshots are read in this order. Without the lock only snapshots we know are trusted,
    and the journal must still be the same afterwards: then nothing was folded in between. With `last`, journal
    and state are those that were open before, because somebody removed them.
    """
    layout.check_links()
    journal = Journal.open(layout.journal) if last is None else last.journal and last.journal.rewound()
    try:
        state = (read_state(layout.state) or State()) if last is None else last.state
        return _Loading(layout, state, journal, settled=settled).read()
    except _Uncertain:
        if journal is not None:
            journal.close()
        return None
    except BaseException:
        if journal is not None:
            journal.close()
        raise


def load_settled(layout: Layout, last: Held | None = None) -> Held:
    """Read the workspace as one who has the lock, or cannot have it."""
    loaded = load(layout, settled=True, last=last)
    assert loaded is not None
    return loaded


class _Loading:
    """One reading of a workspace."""

    def __init__(self, layout: Layout, state: State, journal: Journal | None, *, settled: bool) -> None:
        self._settled = settled
        self._layout = layout
        self._records: list[Record] = [] if journal is None else journal.read()
        self._held = Held(layout, state, journal)
        self._resting: set[str] = set()
        if journal is not None and not journal.sound:
            journal.after = _beginning(state, self._records)

    def read(self) -> Held:
        held, journal = self._held, self._held.journal
        held.sequence = held.state.newest if journal is None else journal.after
        held.next_ids = dict(held.state.next_ids)
        for record in self._records:
            raise_marks(held.next_ids, record.next_ids)
        contents = {path: self._content(path) for path in self._layout.snapshots}
        self._join(contents)
        if all(path.name in self._resting for path in contents):
            lines = {name: table.base for content in contents.values() for name, table in content.tables.items()}
            held.resting = Resting(version_of_files(held.versions), lines)
        if not self._settled:
            self._check_certain()
        for path in self._layout.snapshots:
            raise_marks(held.next_ids, {name: rows.last_id + 1 for name, rows in held.tables.items() if rows})
            if path.name in held.foreign - held.unreadable.keys() and held.state.accepted:
                from .recovering import changed_outside  # as below: only where something is not as it should be

                changed_outside(held, path, self._records)
        self._replay()
        return held

    def _content(self, path: Path) -> Content:
        """Return what a snapshot holds, and note which version of it that is."""
        held, file = self._held, open_snapshot(path)
        if file is None:
            return self._absent(path)
        with file, explained(path):
            if (content := self._own(path, file)) is not None:
                return content
            if held.state.accepted:
                self._only_settled()
            file.seek(0)
            data = file.read()
        held.versions[path.name] = version_of([data])
        held.snapshot_bytes += len(data)
        held.foreign.add(path.name)
        # An empty file that was never ours is somebody's `touch`; one that was ours has lost its contents.
        if not data and not held.state.accepted and held.journal is None:
            return Content({}, newest_format())
        return self._foreign(path, data)

    def _own(self, path: Path, file: BinaryIO) -> Content | None:
        """Return the content of a file that we wrote, or that is known to be as if we had; None for any other."""
        held, fd = self._held, file.fileno()
        size = os.fstat(fd).st_size
        content, version = None, ""
        for version, places in held.state.places.get(path.name, {}).items():
            if version.endswith(f"-{size}") and (content := read_own(path, fd, version, places)) is not None:
                break
        else:
            version = version_of(read_blocks(fd))
            if held.state.reach(path.name, version, held.sequence) is not None:
                content = read_own(path, fd, version, find_places(file))
        if content is None:
            return None
        held.versions[path.name] = version
        held.snapshot_bytes += size
        self._resting.add(path.name)
        if held.state.reach(path.name, version, held.sequence) is None:
            held.foreign.add(path.name)
        held.note(path.name, version, content.places)
        return content

    def _absent(self, path: Path) -> Content:
        held = self._held
        held.versions[path.name] = None
        if path.name in held.state.accepted and held.state.reach(path.name, None, held.sequence) is None:
            held.foreign.add(path.name)
            if path == self._layout.data:
                from .recovering import recover

                self._only_settled()
                return recover(held, path, None, self._records, Damaged(path, _GONE))
        self._resting.add(path.name)
        return Content({})

    def _foreign(self, path: Path, data: bytes) -> Content:
        from .foreign import load_any  # as below
        from .generations import newest_of_ours
        from .recovering import our_side_of, recover, tell_faults

        try:
            content = load_any(data, path, self._held.next_ids, newest_of_ours(self._layout, path.name))
            if any(content.faults):
                self._only_settled()
                tell_faults(self._held, path, data, content.faults)
            self._held.note(path.name, version_of([data]), content.places)
            return content
        except MergeConflict as conflict:
            self._only_settled()
            return our_side_of(self._held, path, data, self._records, conflict)
        except Damaged as damage:
            self._only_settled()
            return recover(self._held, path, data, self._records, damage)

    def _join(self, contents: dict[Path, Content]) -> None:
        """Put the tables of both files together, in the format of the journal."""
        held = self._held
        written = contents[self._layout.data].format
        held.format = written if written is not None else 0 if self._layout.data.exists() else newest_format()
        if any(self._layout.snapshot_of(name) != path for path, content in contents.items() for name in content.tables):
            from .recovering import joined

            self._only_settled()
            held.tables = joined(held, contents)
        else:
            for content in contents.values():
                held.tables.update(content.tables)
        if held.journal is not None and held.format < held.journal.format:
            held.tables = migrate(held.tables, held.format, held.journal.format, self._layout.data)

    def _check_certain(self) -> None:
        journal = self._held.journal
        if self._held.foreign and self._held.state.accepted:
            raise _Uncertain
        if journal is None:
            certain = not self._layout.journal.exists()
        else:
            certain = self._layout.journal.exists() and journal.sound and not journal.damaged
            certain = certain and not (journal.replaced or journal.torn)
        if not certain:
            raise _Uncertain

    def _only_settled(self) -> None:
        if not self._settled:
            raise _Uncertain

    def _replay(self) -> None:
        held, layout = self._held, self._layout
        reached = {path.name: self._reached(path) for path in layout.snapshots}
        replayed = replay(held, self._records, reached)
        copy = None
        with suppress(StoreError):
            copy = keep_journal(layout, held.journal)
        held.recovery += recovery_words.of_journal(held, replayed.missing, copy, settled=self._settled)
        if (lost := _lost_at_end(held)) is not None:
            held.recovery.append(recovery_words.of_lost_end(lost))
            held.state.mark, held.cut_off = None, True
        if replayed.left_out:
            from .recovering import keep_left_out

            keep_left_out(held, replayed.left_out)
        since = held.format if held.journal is None else max(held.format, held.journal.format)
        if since < newest_format():
            held.tables = migrate(held.tables, since, newest_format(), layout.data)
            held.foreign.update(name for name, version in held.versions.items() if version is not None)
            if since > 0:
                held.recovery.append(recovery_words.of_migration(since))

    def _reached(self, path: Path) -> int:
        held = self._held
        reached = held.state.reach(path.name, held.versions[path.name], held.sequence)
        return held.sequence if reached is None else reached


def _lost_at_end(held: Held) -> int | None:
    """Return how many commits the journal lacks that were in it before, 0 where that is unknown; None for none."""
    journal, mark = held.journal, held.state.mark
    if journal is None or mark is None or journal.after > mark.after:
        return None
    # What cannot be read in its lines is told already.
    if (missing := mark.sequence - held.sequence - journal.damaged) > 0:
        return missing
    other = journal.sound and not journal.damaged and journal.after == mark.after and bool(mark.checksum)
    return 0 if other and not journal.has(mark.offset, mark.checksum) else None


def _beginning(state: State, records: list[Record]) -> int:
    """Return after which commit a journal without its first line begins."""
    accepted = [reached for versions in state.accepted.values() for reached in versions.values()]
    return min([*accepted, *(record.sequence - 1 for record in records[:1])], default=0)

"""The engine: a workspace in memory, the journal that makes its commits durable, and the fold.

Everything above it speaks of tables of bytes; an engine over a server would offer the same few methods.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from tui.domain.errors import StoreError

from ..errors import Busy, ChangedInPlace, Damaged, NoPermission, ReadOnly, explained
from ..port import Remembered
from .following import Followed, absorb, check_presence, follow
from .holding import CHEAP_BYTES, Held, Memory, Seen, difference
from .journal import Changes, Journal, Record, checksum_of
from .layout import Layout
from .loading import load, load_settled
from .lock import WorkspaceLock
from .resting import remember
from .snapshot import EditedMeanwhileError, OnDisk, glance_at
from .state import Mark
from .tables import Rows

if TYPE_CHECKING:
    from .generations import Generation
    from .setback import Missing

CLOSING_SECONDS = 1.0
FOLD_ATTEMPTS = 5


class Engine(Memory):
    """An open workspace. Reading needs no lock; `commit` happens inside `lock`."""

    def __init__(self, layout: Layout, lock_timeout: float) -> None:
        self._closed = False
        self._lock = WorkspaceLock(layout, lock_timeout)
        self._pending: list[Seen] = []
        self._fold_at = CHEAP_BYTES
        self._owed: Held | None = None  # what we held when somebody put older files in place of ours
        self._read_at = self._sighted = glance_at(layout)
        super().__init__(layout, self._load(layout))

    @property
    def locked(self) -> bool:
        """Whether the calling thread has the right to write."""
        return self._lock.mine

    @contextmanager
    def lock(self, timeout: float | None = None) -> Iterator[list[Seen]]:
        """Take the right to write; gives what others committed since we last looked, oldest first."""
        if self._closed:
            raise ValueError("The workspace is closed.")
        check_presence(self._held)
        with self._lock.hold(timeout) as outermost:
            if outermost:
                self._bring_in()
            if self._held.refusal is not None:
                raise self._held.refusal
            yield self._take_pending()

    def poll(self) -> list[Seen]:
        """Return what others committed since we last looked; nothing as well while somebody is writing."""
        if self._closed:
            return []
        glance = glance_at(self.layout)
        if glance.journal is None:
            check_presence(self._held)
        # A file that somebody else is writing is read once it looks the same twice.
        edited = glance.files != self._read_at.files and glance.files == self._sighted.files
        self._sighted = glance
        if edited or self._owed is not None or (glance.journal is not None and glance.journal != self._read_at.journal):
            if self.layout.writable():
                with self._lock.try_hold() as taken:
                    if taken:
                        self._bring_in(edited=edited)
            else:
                self._bring_in(edited=edited)
        return self._take_pending()

    def rows(self, table: str) -> Rows:
        """Return the documents of a table as they are at this moment.

        Raises:
            StoreError: A large table that is read from its file was written over, and reading all anew did not help.
        """
        try:
            return super().rows(table)
        except ChangedInPlace:
            if self.layout.writable():
                with self._lock.hold():
                    self._take_edit(settled=False, anew=True)
            else:
                self._take_edit(settled=False, anew=True)
            return super().rows(table)

    def commit(self, changes: Changes, next_ids: Mapping[str, int], dropped: Collection[str] = ()) -> None:
        """Make changes durable, then visible; on failure nothing has changed. The caller is inside `lock`."""
        held, journal = self._held, self._journal_to_write()
        if self._held is not held:
            # The ids in `changes` were chosen for what was there before.
            raise Busy(self.layout.folder)
        # Whatever the disk has to say no to is asked of it before the commit is durable.
        outlook = held.look_up(changes)
        before = {
            table: {doc_id: checksum_of(old) for doc_id, (old, _) in effects.items()}
            for table, (effects, _) in outlook.items()
        }
        record = Record(self._held.sequence + 1, changes, next_ids, frozenset(dropped), before)
        line = record.line()
        journal.append(line)
        with self._memory:
            self._held.take(record, outlook=outlook)
        journal.accept(line)
        self._read_at = self._read_at._replace(journal=glance_at(self.layout).journal)
        if journal.length > max(self._fold_at, self._held.snapshot_bytes):
            self._fold_at = 2 * journal.length
            # The commit is safe already; what cannot be folded now is tried again after as much more.
            with suppress(StoreError):
                self.fold()

    def fold(self, timeout: float | None = None) -> None:
        """Write the snapshots anew and begin an empty journal, if there is anything to fold."""
        with self.lock(timeout) as seen:
            self._pending += seen
            if self._held.journal is not None and not self._at_rest:
                self._fold()

    def mark(self) -> None:
        """Note where the journal ends, so that one that is cut off is told, and what was checked of the data files.

        Not while somebody else writes, nor where others wrote what we have not read yet: a mark never goes back.
        """
        held, journal = self._held, self._held.journal
        if journal is None or held.cut_off or held.refusal is not None or self._owed is not None:
            return
        if not self.layout.writable():
            return
        mark = held.state.mark
        if held.settled and not journal.empty:
            mark = Mark(journal.after, held.sequence, *journal.last_line)
        # Who only looks at files whose changes meet those of the journal leaves everything as it is.
        if mark == held.state.mark and (held.noted or not journal.empty):
            return
        check_presence(held)
        with self._lock.try_hold() as taken, explained(self.layout.state):
            if taken and journal.intact and not journal.replaced and not journal.torn:
                held.state.mark = mark
                held.state.write(self.layout.state)
                held.noted = True

    def remember(self, version: str, data: bytes, name: Remembered) -> None:
        """Keep beside data files in a `version` what was seen in them; not where they are others, or soon will be."""
        held, journal = self._held, self._held.journal
        resting = held.resting is not None and held.resting.version == version
        if journal is None or not resting or held.refusal is not None or self.cheap_to_fold or self._overgrown:
            return
        # Who only looks does not make the private folder anew that somebody removed.
        if not self.layout.writable() or glance_at(self.layout).journal is None:
            return
        with self._lock.try_hold() as taken, explained(self.layout.remembered[name]):
            # Whoever folded meanwhile may have erased somebody.
            still = taken and journal.intact and not journal.replaced and not self.layout.erasing.exists()
            if still and glance_at(self.layout).files == self._read_at.files:
                remember(self.layout, version, data, name)

    def back_up(self, reason: str) -> Generation:
        """Keep the state of this moment as a generation of its own."""
        from .fold import back_up  # as wherever it is used: reading does without

        with self.lock() as seen:
            self._pending += seen
            if not self._at_rest:
                self._fold()
            return back_up(self._held, reason)

    def purge(self) -> None:
        """Write the snapshots anew and remove every older copy of them, because somebody was erased.

        Whatever stops it half way, the next fold of whoever comes finishes it.
        """
        from .generations import begin_to_erase

        with self.lock() as seen:
            self._pending += seen
            begin_to_erase(self.layout)
            self._fold()

    def begin_to_erase(self) -> None:
        """Have whoever folds next remove every older copy, also should this program be stopped before `purge`."""
        from .generations import begin_to_erase

        begin_to_erase(self.layout)

    def accept_damage(self) -> None:
        """Go on with what could be read of a damaged file for which there is no backup; its bytes are set aside."""
        if isinstance(self._held.refusal, Damaged):
            self._held.refusal = None
            with self._lock.hold():
                self._fold()

    def close(self, fold: bool | None = None) -> None:
        """Close the workspace; None folds only where that is cheap, or where the journal has grown long.

        The journal holds everything, so a workspace that cannot be folded now is closed all the same.
        """
        if self._closed:
            return
        journal = self._held.journal
        if journal is not None and not journal.empty and fold is not False and self.layout.writable():
            with suppress(StoreError):
                if fold or self._overgrown or self.cheap_to_fold:
                    self.fold(CLOSING_SECONDS)
        with suppress(StoreError):
            self.mark()
        self._closed = True
        if self._held.journal is not None:
            self._held.journal.close()

    @property
    def _overgrown(self) -> bool:
        journal = self._held.journal
        return journal is not None and journal.length > max(CHEAP_BYTES, self._held.snapshot_bytes)

    def _load(self, layout: Layout) -> Held:
        for _ in range(2):
            if (loaded := load(layout, settled=False)) is not None:
                return loaded
        try:
            with self._lock.hold():
                return load_settled(layout)
        except (ReadOnly, NoPermission):
            return load_settled(layout)

    def _reload(self, last: Held | None = None) -> None:
        self._adopt(load_settled(self.layout, last))

    def _adopt(self, loaded: Held) -> None:
        """Go on with another reading of the workspace; what differs counts as one commit of somebody else."""
        before = self._held
        new = [words for words in loaded.recovery if words not in before.recovery]
        loaded.recovery[:] = before.recovery + new
        seen = difference(before.tables, loaded.tables)
        loaded.log = before.log
        if seen:
            self._pending.append(seen)
            if self._owed is None:
                from .setback import tell_older  # rarely needed, as all that somebody else damaged

                tell_older(loaded)
        with self._memory:
            self._held = loaded
        if self._owed is None:
            loaded.remember(seen)
        if before.journal is not None:
            before.journal.close()

    def _take_pending(self) -> list[Seen]:
        seen, self._pending = self._pending, []
        return seen

    def _bring_in(self, *, edited: bool = False) -> None:
        """Bring in what others wrote; the caller has the lock, or cannot have it."""
        glance = glance_at(self.layout)
        if self._held.journal is not None and glance.journal is None and self.layout.writable():
            self._revive()
            return
        followed: Followed = "a part"
        with self._memory, suppress(ChangedInPlace):
            followed = follow(self._held, self._pending)
        if followed == "set back" and self.layout.writable():
            self._owed = self._owed or self._held
        if self._owed is not None:
            self._give_back(self._owed)
            return
        if followed != "all":
            self._reload()
        elif glance.files != self._read_at.files and not self._take_edit(settled=edited):
            glance = glance._replace(files=self._read_at.files)
        self._read_at = glance

    def _give_back(self, owed: Held) -> None:
        """Write again what older files lack that somebody put in place of those we had saved.

        Where the disk refuses, what is owed stays in memory and is tried again with the next look.
        """
        from .setback import go_on, missing_on_disk, tell

        shown, pending = self._held, len(self._pending)
        loaded = load_settled(self.layout)
        missing = missing_on_disk(owed, loaded)
        self._adopt(loaded)
        try:
            if loaded.refusal is None:
                if go_on(self._held, owed, missing):
                    self._write_missing(missing)
                tell(self._held, owed, missing)
                self._owed = None
                self._held.remember(difference(owed.tables, self._held.tables))
        finally:
            self._read_at = glance_at(self.layout)
            del self._pending[pending:]
            if seen := difference(shown.tables, self._held.tables):
                self._pending.append(seen)

    def _write_missing(self, missing: Missing) -> None:
        if missing.changes:
            self.commit(missing.changes, missing.next_ids)
        if missing.unerased:
            self.begin_to_erase()
        if missing.unerased or not missing.changes:
            self._fold()

    def _take_edit(self, *, settled: bool, anew: bool = False) -> bool:
        """Take in data files that somebody else wrote; not while they are half written, unless `settled`.

        What memory holds already is read only if it has to be `anew`.
        """
        if not anew and self._held.knows(OnDisk(self.layout)):
            return True
        loaded = load_settled(self.layout)
        if loaded.unreadable and not settled:
            if loaded.journal is not None:
                loaded.journal.close()
            return False
        self._adopt(loaded)
        return True

    def _revive(self) -> None:
        """Write the private folder anew that somebody removed: memory and our open journal hold everything."""
        # What cannot be taken any more is in the journal, which is read anew.
        with suppress(ChangedInPlace):
            absorb(self._held, self._pending)
        self._reload(last=self._held)
        self._fold()

    def _fold(self) -> None:
        """Fold what is held, after taking in what somebody else wrote into the files."""
        from .fold import fold
        from .generations import erase

        erasing = self.layout.erasing.exists()
        for _ in range(FOLD_ATTEMPTS):
            on_disk = OnDisk(self.layout)
            if not self._held.knows(on_disk):
                self._reload()
            if self._held.refusal is not None:
                raise self._held.refusal
            try:
                fold(self._held, on_disk, epoch=self.epoch + 1 if erasing else None)
            except EditedMeanwhileError:
                continue
            except ChangedInPlace:
                self._reload()
                continue
            finally:
                self._read_at = glance_at(self.layout)
            self._fold_at = CHEAP_BYTES
            if erasing:
                erase(self.layout)
            return
        raise Busy(self.layout.folder)

    def _journal_to_write(self) -> Journal:
        """Return the journal at the path; it is begun first where there is none, or where a file is not ours yet."""
        if not self._held.settled:
            self._fold()
        elif (journal := self._held.journal) is not None and (journal.torn or journal.replaced):
            self._bring_in()
        assert self._held.journal is not None
        if self._held.cut_off:
            # The end that was told to be missing is not missed any more once the journal goes on.
            self._held.state.write(self.layout.state)
            self._held.cut_off = False
        return self._held.journal

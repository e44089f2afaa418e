"""One open workspace, as the two front ends use it.

`run` tries an operation at once on what is shown, so that a rule is told immediately, and hands it to the writer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import cast

from msgspec import Struct

from tui.definitions.catalog import Catalog, CatalogEntry
from tui.domain import operations
from tui.domain.errors import Conflict, DomainError, NotAllowed, StoreError
from tui.domain.people.policy import Policy
from tui.domain.records import Event, Experiment
from tui.domain.records.change import Change, Context
from tui.domain.records.workspace import Workspace
from tui.session.pending import Listener, Notice, Pending, event_of, utc_now
from tui.session.place import Place
from tui.session.uids import new_uid
from tui.store import Backup, Store, open_store

Operation = Callable[..., Change]


class Draft(Struct, frozen=True):
    """A board that is not started: its experiment and cards as its first change would make them."""

    experiment: Experiment
    starting: Pending

    def over(self, workspace: Workspace) -> Workspace:
        """Return a workspace with the board in it as if it were started."""
        assert self.starting.change is not None, "a draft is evaluated when it is made"
        return workspace.apply(self.starting.change)


class Session(Place):
    """One open workspace. Its methods are for one thread, the interface's; listeners also hear the writer's."""

    def __init__(
        self,
        store: Store,
        catalog: Catalog,
        *,
        actor: str = "me",
        policy: Policy | None = None,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__(store, clock)
        self.catalog = catalog
        self.actor = actor
        self.installation = ""
        """What the name of this session ends with, by which one knows later where it was."""
        self.policy = policy or Policy()
        self._uid: str | None = None
        self._drafts: dict[str, Draft] = {}

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        actor: str = "me",
        policy: Policy | None = None,
        clock: Callable[[], datetime] = utc_now,
    ) -> Session:
        """Open the workspace in a folder; an empty or absent folder is a new one, and is not written to yet.

        `policy` is what the team agreed on about its customers; new experiments count their days in its time zone.
        """
        return cls(open_store(folder), Catalog(folder / "boards"), actor=actor, policy=policy, clock=clock)

    @property
    def workspace(self) -> Workspace:
        """The state to show: what is committed, with the waiting operations on top."""
        return self._shown

    @property
    def pending(self) -> int:
        """How many operations are not saved yet."""
        return len(self._pending)

    def now(self) -> datetime:
        """Return the time in UTC."""
        return self._clock()

    @property
    def today(self) -> date:
        """The day it is where the team is."""
        return self.policy.day(self._clock())

    def listen(self, listener: Listener) -> None:
        """Call `listener` with every notice from now on, and watch for what other processes write."""
        self._listeners.append(listener)
        self._ask("poll")

    def run(self, operation: Operation, *args: object, starting: Draft | None = None, **kwargs: object) -> Change:
        """Do an operation: shown at once, saved by the writer.

        With `starting`, it is the first change to that draft, whose experiment is started before it. Raises DomainError
        where a rule says no, and where nothing can be saved in this workspace anyway.
        """
        self.check_writable()
        pending = self._pend(operation, *args, **kwargs)
        if starting is not None and starting.experiment.uid not in self._shown.experiments:
            pending.evaluate(starting.over(self._shown))
            self.start(starting)
        self._submit(pending)
        return cast(Change, pending.change)

    def save(self, operation: Operation, *args: object, **kwargs: object) -> Change:
        """Do an operation and wait until it is durable. Raises DomainError or StoreError.

        After a StoreError it waits for `retry` or the next change. Closing gives it up: the caller was told that it is
        not saved, and would do it twice.
        """
        pending = self._pend(operation, *args, **kwargs)
        done = pending.done
        self._submit(pending)
        try:
            return done.result()
        except StoreError:
            pending.refused = True
            raise

    def current(self, board_id: str) -> Experiment | None:
        """Return the newest iteration of a board, or None where it is not started."""
        iterations = self.workspace.experiments_of(board_id)
        return iterations[0] if iterations else None

    def draft(self, entry: CatalogEntry) -> Draft:
        """Return a board that is not started as it would be; `start` makes the very same records real."""
        definition = entry.definition
        if definition is None:
            raise entry.refusal
        draft = self._drafts.get(entry.id)
        if draft is None or draft.experiment.definition_hash != entry.hash:
            start = operations.start_experiment
            starting = self._pend(start, definition, definition_hash=entry.hash, timezone=self.policy.timezone)
            change = starting.evaluate(self.workspace)
            if change.is_empty:
                raise NotAllowed(f"{definition.title} is started already.")
            experiment = next(iter(change.records["experiments"].values()))
            draft = self._drafts[entry.id] = Draft(cast(Experiment, experiment), starting)
        return draft

    @property
    def drafts(self) -> Collection[Draft]:
        """The boards that are not started and were looked at."""
        return self._drafts.values()

    def start(self, draft: Draft) -> None:
        """Start the experiment of a draft; done before the first change to it."""
        self._drafts.pop(draft.experiment.board_id, None)
        self._submit(draft.starting)

    def undo(self) -> Event:
        """Undo this session's newest change that is not undone, and return the event that it was."""
        pending = self._history.to_undo()
        if pending is None:
            raise NotAllowed("Nothing to undo.")
        self.run(_revert, pending)
        return event_of(pending)

    def redo(self) -> Event:
        """Do again what was undone last, and return the original event."""
        pair = self._history.to_redo()
        if pair is None:
            raise NotAllowed("Nothing to redo.")
        original, undoing = pair
        self.run(_revert, undoing, redo_of=event_of(original).uid)
        return event_of(original)

    def retry(self) -> None:
        """Try again to save what could not be saved."""
        self._ask("commit")

    def restore(self, name: str) -> tuple[Backup, Change]:
        """Go back to a backup, as a change that can be undone; returns the backup that was made of the state before.

        Raises:
            DomainError, StoreError: Nothing was changed then. Waits for the disk: not for the interface thread.
        """
        records = self._reader.backup(name)
        before = self.back_up(f"before going back to {name}")
        return before, self.save(operations.restore_backup, records)

    def close(self) -> int:
        """Save what waits, stop the writer and close the files; return how many changes could not be saved."""
        self._closed = True
        if self._writer is not None:
            self._jobs.put("commit")
            self._jobs.put("close")
            self._writer.join()
        with suppress(StoreError):
            self._reader.remember()
        with suppress(StoreError):
            # Who only read writes nothing, and need not wait for the lock of somebody who does.
            self._store.close(fold=None if self.saved_at is not None else False)
        return len(self._pending)

    def _tell_apart(self) -> None:
        from tui.domain.operations.repairs import renumber_doubles  # nearly never
        from tui.session.checkup import telling_apart

        words = telling_apart(self.workspace)
        with suppress(DomainError):
            change = self.run(renumber_doubles)
            for word in () if change.is_empty else words(self.workspace):
                self._tell(Notice(warning=word))

    def _pend(self, operation: Operation, *args: object, **kwargs: object) -> Pending:
        now = self._clock()
        if self._uid is None:
            uid = new_uid(now)
            self._uid = uid[: len(uid) - len(self.installation)] + self.installation

        def bound(workspace: Workspace, context: Context) -> Change:
            return operation(workspace, context, *args, **kwargs)

        return Pending(bound, now, self.actor, self._uid, self.policy)


def _revert(workspace: Workspace, context: Context, done: Pending, redo_of: str | None = None) -> Change:
    """Revert what an operation did in the end, which may differ from what it first seemed to do."""
    if not done.possible:
        raise Conflict("What was to be taken back was not done in the end. Nothing was changed.")
    return operations.revert(workspace, context, event_of(done), redo_of=redo_of)

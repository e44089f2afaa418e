"""The one thread that writes a workspace.

It takes the lock between processes, brings in what others wrote, runs each waiting operation on that, and commits.
What is shown is always the committed state with the waiting operations replayed on top.
"""

from __future__ import annotations

import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Literal

from tui.domain.errors import DomainError, NotAllowed, StoreError
from tui.domain.records import Participant
from tui.domain.records.change import Change, patches
from tui.domain.records.numbering import has_doubles, numbers_anew
from tui.domain.records.workspace import Workspace
from tui.session.pending import History, Listener, Notice, Pending, unfinished
from tui.session.reader import Reader
from tui.store import Commit, NotStorable, Store

if TYPE_CHECKING:
    from tui.domain.privacy.erasing.late_changes import Forgotten

Job = Literal["commit", "poll", "close"]

POLL_SECONDS = 0.2
IDLE_SECONDS = 2.0
SETTLED_SECONDS = 30.0
"""So long after opening even a slow machine shows its first screen: what spares the next opening must not delay it."""
RETRY_SECONDS = 5.0


class Writer:
    """Saves operations in the order they came; keeps, tells and retries what cannot be saved.

    `saved_at` is when something was saved last, `failure` why what waits is not, and `waiting_since` a moment of the
    monotonic clock: since when the oldest waiting operation is the next one.
    """

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self.saved_at: datetime | None = None
        self.failure: StoreError | None = None
        self.waiting_since: float | None = None
        self._store = store
        self._clock = clock
        self._state = threading.RLock()
        self._listeners: list[Listener] = []
        self._jobs: queue.SimpleQueue[Job] = queue.SimpleQueue()
        self._pending: deque[Pending] = deque()
        self._history = History()
        self._writer: threading.Thread | None = None
        self._opened = time.monotonic()
        self._unfolded_since: float | None = None
        self._failed_at = 0.0
        self._closed = False
        self._sentences = store.recovery
        self._refused = store.refusal is not None
        self._epoch = store.epoch
        self._forgotten: list[Forgotten] = []
        self._reader = Reader(store)
        self._committed = self._reader.workspace()
        self._shown = self._committed

    def _submit(self, pending: Pending) -> None:
        if self._closed:
            raise ValueError("The workspace is closed.")
        with self._state:
            pending.screen = partial(self._without_erased, len(self._forgotten))
            change, after = pending.over(self._shown)
            if change.is_empty:
                pending.forget()
                pending.done.set_result(change)
                return
            self._shown = after
            self._pending.append(pending)
            self._history.add(pending)
            self.waiting_since = self.waiting_since or time.monotonic()
        self._tell(Notice(change))
        self._ask("commit")

    def _ask(self, job: Job) -> None:
        if self._writer is None:
            self._writer = threading.Thread(target=self._work, name="custdev-writer", daemon=True)
            self._writer.start()
        self._jobs.put(job)

    def _work(self) -> None:
        while (job := self._next_job()) != "close":
            try:
                if job == "commit" or (self._pending and time.monotonic() - self._failed_at > RETRY_SECONDS):
                    self._commit_pending()
                elif self._listeners:
                    self._look_around()
            except StoreError as error:
                self._fail(error, asked=job == "commit")
            except Exception as error:  # the writer must outlive any mistake: whatever waits is kept and told
                words = f"something unexpected went wrong ({error!r}). Your change is kept in memory."
                self._fail(StoreError(words), asked=job == "commit")

    def _next_job(self) -> Job:
        try:
            return self._jobs.get(timeout=POLL_SECONDS)
        except queue.Empty:
            return "poll"

    def _look_around(self) -> None:
        """Bring in what others wrote, and when nothing is going on write the snapshots that people diff."""
        if self._pending:
            # Why they wait was told, and looking is no reason to say it in other words.
            with suppress(StoreError):
                commits = self._store.poll()
                self._absorb_all(commits)
                while self._pending and any(_holds(commit, self._pending[0]) for commit in commits):
                    self._settle(self._pending[0])
        else:
            self._absorb_all(self._store.poll())
            if self.failure is not None:
                self.failure = None
                self._tell(Notice())
            if self._unfolded_since is not None and time.monotonic() - self._unfolded_since > IDLE_SECONDS:
                self._unfolded_since = None
                # Everything is in the journal: what cannot be folded now is safe, and folded after the next commit.
                with suppress(StoreError):
                    self._store.tidy()
            if time.monotonic() - self._opened > SETTLED_SECONDS:
                with suppress(StoreError):
                    self._reader.remember()

    def _commit_pending(self) -> None:
        while self._pending:
            waiting = self._pending[0]
            if self._closed and waiting.refused:
                self._take_back(waiting)
            else:
                self._commit(waiting)
        if self._unfolded_since is not None or self.failure is not None:
            self.failure = None
            self._tell(Notice())

    def _commit(self, pending: Pending) -> None:
        with self._store.writing() as commits:
            self._absorb_all(commits)
            if any(_holds(commit, pending) for commit in commits):
                self._settle(pending)
                return
            try:
                change, after = _decided(pending, self._committed)
                if change.erases:
                    self._store.begin_to_erase()
                if not change.is_empty:
                    self._store.commit(patches(change))
            except (DomainError, NotStorable) as error:
                self._reject(pending, error)
                return
        self._settle(pending, change, after)

    def _settle(self, pending: Pending, change: Change | None = None, after: Workspace | None = None) -> None:
        """Count the oldest waiting operation as saved; without an `after` the committed state has it already."""
        with self._state:
            self._pending.popleft()
            pending.forget()
            if change is not None and after is not None:
                self._remember_erased(change)
                self._committed = after
            self.waiting_since = time.monotonic() if self._pending else None
            # With others still waiting, what is shown holds this change already.
            if not self._pending:
                self._shown = self._committed
            elif change is not None and change.erases:
                self._show()
            self.saved_at = self._clock()
            self._unfolded_since = time.monotonic()
        assert pending.change is not None, "what is saved was evaluated"
        pending.done.set_result(pending.change)

    def _reject(self, pending: Pending, error: DomainError | NotStorable) -> None:
        """Give up an operation that cannot be done: trying again would not help, and others wait behind it."""
        self._take_back(pending)
        pending.done.set_exception(error)
        assert pending.change is not None, "what waits was evaluated"
        self._tell(Notice(error=error, given_up=pending.change.event.uid))

    def _take_back(self, pending: Pending) -> None:
        with self._state:
            self._pending.popleft()
            self.waiting_since = time.monotonic() if self._pending else None
            self._history.drop(pending)
            self._show()

    def _fail(self, error: StoreError, *, asked: bool) -> None:
        """Keep everything that waits, and say why it does; again only when somebody asked to try again."""
        repeated = self.failure is not None and str(self.failure) == str(error)
        self.failure = error
        self._failed_at = time.monotonic()
        for pending in list(self._pending):
            waiting, pending.done = pending.done, unfinished()
            waiting.set_exception(error)
        if (asked and self._pending) or not repeated:
            self._tell(Notice(error=error))

    def _absorb_all(self, commits: list[Commit]) -> None:
        """Take over what other processes committed, and tell what the store found while it read that."""
        numbered = [self._absorb(commit) for commit in commits]
        if any(numbered) and not self._closed and has_doubles(self._committed):
            self._tell_apart()
        if self._store.epoch != self._epoch:
            self._epoch = self._store.epoch
            self._forget_history()
        sentences = self._store.recovery
        new, self._sentences = sentences[len(self._sentences) :], sentences
        for words in new:
            self._tell(Notice(warning=words))
        refused, self._refused = self._refused, self._store.refusal is not None
        if refused and not self._refused:
            self._tell(Notice(warning="The files are whole again; changes are saved as before."))

    def _forget_history(self) -> None:
        """Forget what could be undone, because somebody was erased: only what still waits is newer than that."""
        with self._state:
            self._history = History()
            for pending in self._pending:
                self._history.add(pending)

    def _remember_erased(self, change: Change) -> None:
        """Remember by what name we knew whoever a saved change erased, for what we go on doing with it in mind.

        What could be undone may name them, and is forgotten.
        """
        people = change.records.get("participants", {}).values()
        if not any(isinstance(person, Participant) and person.erased_at is not None for person in people):
            return
        from tui.domain.privacy.erasing.late_changes import forgotten_in  # few windows ever see it

        waiting = [pending.change for pending in self._pending if pending.change is not None]
        self._forgotten += forgotten_in(self._committed, change.records, waiting)
        self._forget_history()

    def _without_erased(self, heard: int, workspace: Workspace, change: Change) -> Change:
        """Return a change without whoever was erased; of the first of them the window had `heard` when it was begun."""
        for position, erased in enumerate(self._forgotten):
            change = erased.without(change, workspace, begun_before=position >= heard)
        return change

    def _tell_apart(self) -> None:
        """Give what has the same number since a merge numbers of its own; done by who makes operations."""

    def _absorb(self, commit: Commit) -> bool:
        """Take over a commit; return whether records got numbers by it."""
        change = self._reader.change(commit)
        numbered = numbers_anew(self._committed, change.records)
        with self._state:
            self._remember_erased(change)
            self._committed = self._committed.replace(change.records)
            self._show()
        self._tell(Notice(change, foreign=True))
        return numbered

    def _show(self) -> None:
        """Rebuild what is shown: the committed state with what is still waiting on top."""
        shown = self._committed
        for pending in self._pending:
            with suppress(DomainError):
                shown = _decided(pending, shown)[1]
        self._shown = shown

    def _tell(self, notice: Notice) -> None:
        for listener in self._listeners:
            listener(notice)


def _decided(pending: Pending, workspace: Workspace) -> tuple[Change, Workspace]:
    """Do an operation to a workspace; a mistake in it counts as a refusal: those behind it must not wait for ever."""
    try:
        return pending.over(workspace)
    except DomainError:
        raise
    except Exception as error:
        raise NotAllowed(
            f"Something unexpected went wrong ({error!r}). This change was not made; all others are safe."
        ) from error


def _holds(commit: Commit, pending: Pending) -> bool:
    """Whether a commit read from the disk is this operation: it was written whole, though the disk said no."""
    return pending.change is not None and pending.change.event.uid in commit.get("events", {})

"""What one session does: an operation on its way to the disk, what of all can be undone, and what listeners hear."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING

from msgspec import Struct, field

from tui.domain.errors import CustdevError, DomainError
from tui.domain.operations import kinds
from tui.domain.people.policy import Policy
from tui.domain.records import Event
from tui.domain.records.change import Change, Context
from tui.domain.records.workspace import Workspace
from tui.session.uids import new_uid

if TYPE_CHECKING:
    from concurrent.futures import Future


def _as_it_is(workspace: Workspace, change: Change) -> Change:
    return change


def unfinished() -> Future[Change]:
    """Return a future for an operation; its module is loaded only where something is written."""
    from concurrent.futures import Future

    return Future()


class Pending(Struct, eq=False):
    """An operation with its time and actor. Evaluated anew on a newer state, it draws the same ids again.

    `screen` has the last word on what it does to a workspace.
    """

    operation: Callable[[Workspace, Context], Change]
    now: datetime
    actor: str
    session: str
    policy: Policy
    done: Future[Change] = field(default_factory=unfinished)
    refused: bool = False
    change: Change | None = None
    possible: bool = True
    screen: Callable[[Workspace, Change], Change] = _as_it_is
    _drawn: list[str] = []
    _result: tuple[Workspace, Change, Workspace] | None = None

    def over(self, workspace: Workspace) -> tuple[Change, Workspace]:
        """Return what the operation does to a workspace, and the workspace after it.

        Where it does to the very same workspace what it did before, that is the very same, too. Raises DomainError
        where a rule says no.
        """
        change = self.evaluate(workspace)
        if self._result is None or self._result[0] is not workspace or self._result[1] != change:
            self._result = (workspace, change, workspace if change.is_empty else workspace.apply(change))
        return self._result[1:]

    def forget(self) -> None:
        """Let go of the workspaces before and after the operation."""
        self._result = None

    def evaluate(self, workspace: Workspace) -> Change:
        """Return what the operation does to a workspace and remember it; raises DomainError where a rule says no.

        `possible` tells which of the two it was the last time.
        """
        positions = count()

        def next_id() -> str:
            position = next(positions)
            if position == len(self._drawn):
                self._drawn.append(new_uid(self.now))
            return self._drawn[position]

        try:
            context = Context(self.now, self.actor, self.session, next_id, self.policy)
            self.change = self.screen(workspace, self.operation(workspace, context))
        except DomainError:
            self.possible = False
            raise
        self.possible = True
        return self.change


def utc_now() -> datetime:
    """Return the time in UTC, to the millisecond, as it is stored."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


class History:
    """The operations of one session; undoing is itself an operation in it."""

    def __init__(self) -> None:
        self._entries: list[Pending] = []

    def add(self, pending: Pending) -> None:
        """Append an operation."""
        self._entries.append(pending)

    def drop(self, pending: Pending) -> None:
        """Take out an operation that in the end was not done."""
        self._entries = [entry for entry in self._entries if entry is not pending]

    def to_undo(self) -> Pending | None:
        """Return the newest operation that is not undone, or None."""
        event = kinds.to_undo(map(event_of, reversed(self._entries)))
        return None if event is None else self._entry(event.uid)

    def to_redo(self) -> tuple[Pending, Pending] | None:
        """Return what was undone last with the undo of it, or None where something new was done since."""
        undoing = kinds.to_redo(map(event_of, reversed(self._entries)))
        original = None if undoing is None else self._entry(undoing.undoes)
        undo = None if undoing is None else self._entry(undoing.uid)
        return (original, undo) if original and undo else None

    def _entry(self, uid: str | None) -> Pending | None:
        return next((entry for entry in reversed(self._entries) if event_of(entry).uid == uid), None)


def event_of(pending: Pending) -> Event:
    """Return the event of an operation that was evaluated."""
    assert pending.change is not None, "an operation enters the history after it was evaluated"
    return pending.change.event


class Notice(Struct, frozen=True):
    """What happened to an open workspace; listeners hear it on the thread where it happened.

    `change` was applied to what is shown (`foreign`: by another process). `error` says why something was not saved, or
    in the end not done. `warning` is what the store found while it was open, such as a damaged line. A notice with
    none of them says that what is shown is saved.
    """

    change: Change | None = None
    foreign: bool = False
    error: CustdevError | None = None
    warning: str | None = None
    given_up: str | None = None

    @property
    def saved(self) -> bool:
        """Whether it says that everything shown is saved."""
        return self.change is None and self.error is None and self.warning is None


Listener = Callable[[Notice], None]

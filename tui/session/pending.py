"""An operation on its way to the disk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING

from tui.domain.errors import DomainError
from tui.domain.people.policy import Policy
from tui.domain.records.change import Change, Context
from tui.domain.records.workspace import Workspace

if TYPE_CHECKING:
    from concurrent.futures import Future


class Pending:
    """An operation with its time and actor. Evaluated anew on a newer state, it draws the same ids again.

    `screen` has the last word on what it does to a workspace.
    """

    def __init__(
        self,
        operation: Callable[[Workspace, Context], Change],
        now: datetime,
        actor: str,
        session: str,
        policy: Policy | None = None,
    ) -> None:
        self.operation = operation
        self.now = now
        self.actor = actor
        self.session = session
        self.policy = policy or Policy()
        self.done = unfinished()
        self.refused = False
        self.change: Change | None = None
        self.possible = True
        self.screen: Callable[[Workspace, Change], Change] = _as_it_is
        self._drawn: list[str] = []

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


def _as_it_is(workspace: Workspace, change: Change) -> Change:
    return change


def unfinished() -> Future[Change]:
    """Return a future for an operation; its module is loaded only where something is written."""
    from concurrent.futures import Future

    return Future()


def new_uid(at: datetime) -> str:
    """Return a new ULID of that time."""
    from ulid import ULID

    return str(ULID.from_datetime(at))


def utc_now() -> datetime:
    """Return the time in UTC, to the millisecond, as it is stored."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)

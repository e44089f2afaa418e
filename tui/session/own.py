"""Taking back what somebody did last, in whatever session: in another window, yesterday, or from the shell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from tui.domain import operations
from tui.domain.errors import Conflict, NotAllowed, Remedy
from tui.domain.history.phrases import phrase_of
from tui.domain.operations import kinds
from tui.domain.records import Event
from tui.domain.records.change import Change, Context
from tui.domain.records.workspace import Workspace
from tui.session.session import Session

Choice = Callable[[Iterable[Event]], Event | None]


class Reversal(NamedTuple):
    """An event that was undone or done again, and the event that tells of that."""

    original: Event
    written: Event


def undo_own(session: Session) -> Reversal:
    """Undo what the actor of a session did last; waits until it is saved.

    Raises:
        DomainError, StoreError: Nothing was changed then.
    """
    event = kinds.to_undo(session.events(by=session.actor))
    if event is None:
        raise NotAllowed(f"There is nothing of {session.actor} to undo.")
    with _named("Not undone", event, session):
        change = session.save(_revert, session, kinds.to_undo, event)
        if change.is_empty:
            raise Conflict("What it changed is not there any more. Nothing was changed.")
    return Reversal(event, change.event)


def redo_own(session: Session) -> Reversal:
    """Do again what the actor of a session undid last; waits until it is saved.

    Raises:
        DomainError, StoreError: Nothing was changed then.
    """
    undoing = kinds.to_redo(session.events(by=session.actor))
    if undoing is None or undoing.undoes is None:
        raise NotAllowed(f"There is nothing of {session.actor} to do again.")
    original = session.events_named({undoing.undoes}).get(undoing.undoes, undoing)
    with _named("Not done again", original, session):
        change = session.save(_revert, session, kinds.to_redo, undoing, redo_of=undoing.undoes)
    return Reversal(original, change.event)


@contextmanager
def _named(refused: str, event: Event, session: Session) -> Iterator[None]:
    """Say in a refusal what it was about: nobody sees beforehand what is chosen here."""
    try:
        yield
    except Conflict as error:
        sentence = f"{refused}: {phrase_of(event, session.workspace, keys=True).named}. {error.sentence}"
        raise Conflict(sentence, error.remedy, error.rest) from error


def _revert(
    workspace: Workspace,
    context: Context,
    session: Session,
    choose: Choice,
    event: Event,
    *,
    redo_of: str | None = None,
) -> Change:
    """Revert an event, unless it is not the one to revert any more: the choice was made before the lock was taken."""
    now = choose(session.events(by=session.actor))
    if now is None or now.uid != event.uid:
        raise Conflict(
            f"{session.actor} did or undid something else meanwhile, in another window or command. "
            "Nothing was changed;",
            Remedy("log", "shows it."),
        )
    return operations.revert(workspace, context, event, redo_of=redo_of)

"""Numbers that a merge of two copies gave twice: told apart by an event, or told of where nothing may be written."""

from __future__ import annotations

from collections.abc import Callable

from tui.domain.checkup.finding import name_of
from tui.domain.checkup.numbers import doubled_cards, doubled_people
from tui.domain.errors import DomainError, StoreError
from tui.domain.operations.repairs import renumber_doubles
from tui.domain.records import Card, Participant
from tui.domain.records.workspace import Workspace
from tui.session.session import Session

_TOLD = 5


def mend_numbers(session: Session) -> list[str]:
    """Give what was numbered twice a number of its own, waiting until that is saved; return it in words.

    Where it cannot be saved the numbers are told as they are; the next opening tries again.
    """
    words = telling_apart(session.workspace)
    if not session.workspace.has_doubles:
        return []
    try:
        session.check_writable()
        session.save(renumber_doubles)
    except (DomainError, StoreError):
        return doubles_told(session)
    return words(session.workspace)


def telling_apart(before: Workspace) -> Callable[[Workspace], list[str]]:
    """Return what tells, given the workspace afterwards, which numbers were given twice and what is called how now."""
    doubled = _doubled(before)
    return lambda after: _in_few([_now_called(before, after, record) for record in doubled])


def doubles_told(session: Session) -> list[str]:
    """Tell which numbers were given twice, for who only reads."""
    workspace = session.workspace
    names = dict.fromkeys(name_of(workspace, record) for record in _doubled(workspace))
    return _in_few(
        [
            f"{name} was given twice when two copies were merged; the next change gives one of the two another number."
            for name in names
        ]
    )


def _doubled(workspace: Workspace) -> list[Card | Participant]:
    return [*doubled_cards(workspace), *doubled_people(workspace)]


def _now_called(before: Workspace, after: Workspace, record: Card | Participant) -> str:
    now = after.find("cards", record.uid) or after.find("participants", record.uid) or record
    called = f"“{record.title}”" if isinstance(record, Card) else "the one made later"
    name = name_of(before, record)
    return f"{name} was given twice when two copies were merged; {called} is {name_of(after, now)} now."


def _in_few(sentences: list[str]) -> list[str]:
    rest = len(sentences) - _TOLD
    return sentences if rest <= 0 else [*sentences[:_TOLD], f"So it was with {rest} more numbers."]

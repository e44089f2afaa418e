"""Checking an open workspace, and mending what can be mended safely."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tui.domain.checkup import stored
from tui.domain.checkup.agreements import check_permission, check_retention
from tui.domain.checkup.events import check_history, check_times, differences
from tui.domain.checkup.finding import Finding, name_of
from tui.domain.errors import DomainError, StoreError
from tui.domain.history.phrases import phrase_of
from tui.domain.operations import repairs
from tui.domain.records import Card, Participant
from tui.domain.records.change import Change
from tui.domain.records.numbering import has_doubles
from tui.domain.records.workspace import Workspace
from tui.domain.text import plural
from tui.session.session import Session
from tui.store.checkup import FileFinding, check_contents, check_files, close_to_others, remove_leftovers

__all__ = ["FileFinding", "check_contents", "check_files", "close_to_others", "findings", "mend_numbers"]
__all__ += ["remove_leftovers", "repair", "telling_apart"]


def findings(session: Session) -> list[Finding]:
    """Return what is wrong with the records, and where the events tell something else. Reads every event."""
    workspace, documents = session.workspace, session.stored()
    of_documents = list(stored.check_stored(documents))
    unreadable = _uids(of_documents)
    return [
        *of_documents,
        *stored.check_numbers(workspace),
        *stored.check_references(workspace, unreadable),
        *check_times(workspace, stored.events_in(documents), session.now()),
        *check_retention(workspace, session.today),
        *check_permission(workspace, session.today),
        *check_history(workspace, differences(workspace, session.events(), unreadable)),
    ]


def repair(session: Session) -> Iterator[str]:
    """Mend records, each kind of fault by an event; yield what was done, in words. Waits for the disk.

    What is stored counts: where the events tell something else, an event tells how it came to be different. Records
    that cannot be read are left as they are, and so is what refers to them.

    Raises:
        DomainError, StoreError: What was yielded before is done all the same.
    """
    unreadable = _uids(stored.check_stored(session.stored()))
    yield from mend_numbers(session)
    if differing := differences(session.workspace, session.events(), unreadable):
        yield from _done(session, session.save(repairs.adopt_outside_changes, differing))
    for operation in (repairs.raise_counters, repairs.separate_keys, repairs.renew_ranks):
        yield from _done(session, session.save(operation))
    yield from _done(session, session.save(repairs.drop_dangling, unreadable))


def _uids(of_documents: list[Finding] | Iterator[Finding]) -> frozenset[str]:
    return frozenset(finding.uid for finding in of_documents if finding.kind == "unreadable")


def _done(session: Session, change: Change) -> Iterator[str]:
    if not change.is_empty:
        records = plural(sum(map(len, change.event.changes.values())), "record")
        yield f"{phrase_of(change.event, session.workspace).done}: {records}."


_TOLD = 5


def mend_numbers(session: Session) -> list[str]:
    """Give what was numbered twice a number of its own, waiting until that is saved; return it in words.

    Where it cannot be saved the numbers are told as they are; the next opening tries again.
    """
    words = telling_apart(session.workspace)
    if not has_doubles(session.workspace):
        return []
    try:
        session.check_writable()
        session.save(repairs.renumber_doubles)
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
    rest = "was given twice when two copies were merged; the next change gives one of the two another number."
    return _in_few([f"{name} {rest}" for name in names])


def _doubled(workspace: Workspace) -> list[Card | Participant]:
    return [*stored.doubled_cards(workspace), *stored.doubled_people(workspace)]


def _now_called(before: Workspace, after: Workspace, record: Card | Participant) -> str:
    now = after.find("cards", record.uid) or after.find("participants", record.uid) or record
    called = f"“{record.title}”" if isinstance(record, Card) else "the one made later"
    name = name_of(before, record)
    return f"{name} was given twice when two copies were merged; {called} is {name_of(after, now)} now."


def _in_few(sentences: list[str]) -> list[str]:
    rest = len(sentences) - _TOLD
    return sentences if rest <= 0 else [*sentences[:_TOLD], f"So it was with {rest} more numbers."]

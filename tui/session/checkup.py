"""Checking an open workspace, and mending what can be mended safely."""

from __future__ import annotations

from collections.abc import Iterator

from tui.domain.checkup.agreements import check_permission, check_retention
from tui.domain.checkup.events import check_history, check_times, differences
from tui.domain.checkup.finding import Finding
from tui.domain.checkup.numbers import check_numbers
from tui.domain.checkup.references import check_references
from tui.domain.checkup.stored import check_stored, events_in
from tui.domain.history.phrases import phrase_of, plural
from tui.domain.operations import repairs
from tui.domain.records.change import Change
from tui.session.numbers import mend_numbers
from tui.session.session import Session
from tui.store.checkup import FileFinding, check_contents, check_files, close_to_others, remove_leftovers

__all__ = ["FileFinding", "check_contents", "check_files", "close_to_others", "findings", "remove_leftovers", "repair"]


def findings(session: Session) -> list[Finding]:
    """Return what is wrong with the records, and where the events tell something else. Reads every event."""
    workspace, stored = session.workspace, session.stored()
    of_documents = list(check_stored(stored))
    unreadable = _uids(of_documents)
    return [
        *of_documents,
        *check_numbers(workspace),
        *check_references(workspace, unreadable),
        *check_times(workspace, events_in(stored), session.now()),
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
    unreadable = _uids(check_stored(session.stored()))
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

"""Checking an open workspace, and mending what can be mended safely."""

from __future__ import annotations

from tui.domain import checkup
from tui.domain.checkup import Finding
from tui.domain.operations import repairs
from tui.domain.phrases import phrase_of
from tui.domain.records import Card, Participant
from tui.session.session import Session
from tui.store.checkup import check_files, repair_files

__all__ = ["check_files", "findings", "mend_numbers", "repair", "repair_files"]


def findings(session: Session) -> list[Finding]:
    """Return what is wrong with the records, and where the events tell something else. Reads every event."""
    workspace = session.workspace
    newest = next(session.events(), None)
    return [
        *checkup.check_records(workspace),
        *checkup.check_times(workspace, newest, session.now()),
        *checkup.check_history(workspace, checkup.differences(workspace, session.events())),
    ]


def repair(session: Session) -> list[str]:
    """Mend records, each kind of fault by an event; return what was done, in words. Waits for the disk.

    What is stored counts: where the events tell something else, an event tells how it came to be different.
    """
    done = mend_numbers(session)
    differing = checkup.differences(session.workspace, session.events())
    if differing:
        change = session.save(repairs.adopt_outside_changes, differing)
        done.append(f"{phrase_of(change.event, session.workspace).done}: {sum(map(len, differing.values()))} records.")
    for operation in (repairs.raise_counters, repairs.drop_dangling):
        change = session.save(operation)
        if not change.is_empty:
            done.append(f"{phrase_of(change.event, session.workspace).done}.")
    return done


def mend_numbers(session: Session) -> list[str]:
    """Give what was numbered twice, when two copies were merged, a number of its own; return that in words."""
    before = session.workspace
    doubled: list[Card | Participant] = [*checkup.doubled_cards(before), *checkup.doubled_people(before)]
    if not doubled or session.read_only:
        return []
    session.save(repairs.renumber_doubles)
    after = session.workspace
    return [
        f"{checkup.name_of(before, record)} was given twice when two copies were merged; "
        f"{_called(record)} is {checkup.name_of(after, now)} now."
        for record in doubled
        if (now := after.find("cards", record.uid) or after.find("participants", record.uid)) is not None
    ]


def _called(record: Card | Participant) -> str:
    return f"“{record.title}”" if isinstance(record, Card) else "the one made later"

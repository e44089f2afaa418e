"""What the events tell, beside what is stored, and when they say it was."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import pairwise
from typing import Any

import msgspec

from tui.domain.checkup.finding import Finding, finding_of
from tui.domain.flow.figures import CLOCK_TOLERANCE
from tui.domain.records import IDENTITY_TABLES, RECORD_TYPES, Event, Record
from tui.domain.records.change import as_read_back
from tui.domain.records.meaning import counts_only
from tui.domain.records.workspace import Workspace

Differences = dict[str, dict[str, dict[str, list[Any]]]]
"""Table -> uid -> field -> what the events say, and what is stored."""


def check_times(workspace: Workspace, as_stored: Iterable[Event], now: datetime) -> Iterator[Finding]:
    """Yield what is dated in the future, and events that stand behind later ones."""
    times = [event.at for event in as_stored]
    to_come = [at for at in times if at - now > CLOCK_TOLERANCE]
    if to_come:
        sentence = (
            f"The history goes on to {max(to_come):%Y-%m-%d %H:%M} UTC, which is still to come "
            f"({len(to_come)} of {len(times)} events); a clock was wrong. Nothing is lost by it."
        )
        yield Finding("time", sentence)
    if behind := sum(before - after > CLOCK_TOLERANCE for before, after in pairwise(times)):
        sentence = (
            f"The events jump back in time {behind} times, as after a merge, or a clock that was set; "
            "custdev log shows them in order."
        )
        yield Finding("time", sentence, note=True)
    for card in workspace.cards.values():
        if max(filter(None, (card.created_at, card.started_at, card.finished_at))) - now > CLOCK_TOLERANCE:
            yield finding_of(workspace, card, "time", "was made, begun or finished at a time still to come")


def check_history(workspace: Workspace, differences: Differences) -> Iterator[Finding]:
    """Yield the records of which the events tell something else than what is stored."""
    for table, rows in differences.items():
        for uid, fields in rows.items():
            record = workspace.find(table, uid)
            if record is None:
                sentence = f"A record of {table} is gone, and no event tells of that."
                yield Finding("history", sentence, table, uid, fixable=True)
            else:
                untold = "is there, and no event tells how it came to be"
                words = untold if "uid" in fields else f"is not as the events tell: {', '.join(sorted(fields))}"
                yield finding_of(workspace, record, "history", words, fixable=True)


def differences(workspace: Workspace, newest_first: Iterable[Event], unreadable: Collection[str] = ()) -> Differences:
    """Return where the events, all of them, would lead to other records than those that are stored.

    Nothing is said of the records of `unreadable` uids: they are there, though nobody knows what they hold.
    """
    leading = _led_to(newest_first)
    # What only counts is looked at by the numbers that were given.
    compared = [table for table, record_type in RECORD_TYPES.items() if not counts_only(record_type)]
    differing: Differences = {}
    for table in compared:
        for uid, record in workspace.table(table).items():
            if fields := _different(record, leading.pop((table, uid), {})):
                differing.setdefault(table, {})[uid] = fields
    for (table, uid), fields in leading.items():
        # Identities are not at hand in a copy without `people.json`.
        hidden = table in IDENTITY_TABLES and not workspace.table(table)
        if table not in compared or uid in unreadable or hidden:
            continue
        if fields.get("uid") is not None:
            differing.setdefault(table, {})[uid] = {name: [after, None] for name, after in fields.items()}
    return differing


def _led_to(newest_first: Iterable[Event]) -> dict[tuple[str, str], dict[str, Any]]:
    """Return each record as the events lead to it, field by field; what was before it was last new does not count."""
    records: dict[tuple[str, str], dict[str, Any]] = {}
    begun: set[tuple[str, str]] = set()
    for event in newest_first:
        for table, rows in event.changes.items():
            for uid, fields in rows.items():
                if (table, uid) in begun:
                    continue
                record = records.setdefault((table, uid), {})
                for name, (_, after) in fields.items():
                    record.setdefault(name, after)
                if "uid" in fields and fields["uid"][0] is None:
                    begun.add((table, uid))
    return records


def _different(record: Record, by_events: Mapping[str, Any]) -> dict[str, list[Any]]:
    fields = {}
    for field in msgspec.structs.fields(type(record)):
        stored = as_read_back(getattr(record, field.name))
        if field.name in by_events:
            if by_events[field.name] != stored:
                fields[field.name] = [by_events[field.name], stored]
        elif getattr(record, field.name) != field.default:
            fields[field.name] = [None, stored]
    return fields

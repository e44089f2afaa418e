"""What the events tell, beside what is stored, and when they say it was."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import pairwise
from typing import Any

import msgspec

from tui.domain.checkup.finding import Finding, found
from tui.domain.flow.figures import CLOCK_TOLERANCE
from tui.domain.records import RECORD_TYPES, Event, Record
from tui.domain.records.workspace import Workspace

Differences = dict[str, dict[str, dict[str, list[Any]]]]
"""Table -> uid -> field -> what the events say, and what is stored."""

_COMPARED = tuple(table for table in RECORD_TYPES if table != "counters")
"""Counters only ever grow; whether they lag behind is looked at by the numbers that were given."""


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
            yield found(workspace, card, "time", "was made, begun or finished at a time still to come")


def check_history(workspace: Workspace, differences: Differences) -> Iterator[Finding]:
    """Yield the records of which the events tell something else than what is stored."""
    for table, rows in differences.items():
        for uid, fields in rows.items():
            record = workspace.find(table, uid)
            if record is None:
                sentence = f"A record of {table} is gone, and no event tells of that."
                yield Finding("history", sentence, table, uid, fixable=True)
            elif "uid" in fields:
                yield found(
                    workspace, record, "history", "is there, and no event tells how it came to be", fixable=True
                )
            else:
                what = ", ".join(sorted(fields))
                yield found(workspace, record, "history", f"is not as the events tell: {what}", fixable=True)


def differences(workspace: Workspace, newest_first: Iterable[Event], unreadable: Collection[str] = ()) -> Differences:
    """Return where the events, all of them, would lead to other records than those that are stored.

    Nothing is said of the records of `unreadable` uids: they are there, though nobody knows what they hold.
    """
    told = _told(newest_first)
    differing: Differences = {}
    for table in _COMPARED:
        for uid, record in workspace.table(table).items():
            if fields := _different(record, told.pop((table, uid), {})):
                differing.setdefault(table, {})[uid] = fields
    for (table, uid), fields in told.items():
        if table not in _COMPARED or uid in unreadable or _hidden(workspace, table):
            continue
        if fields.get("uid") is not None:
            differing.setdefault(table, {})[uid] = {name: [after, None] for name, after in fields.items()}
    return differing


def _told(newest_first: Iterable[Event]) -> dict[tuple[str, str], dict[str, Any]]:
    """Return each record as the events lead to it, field by field; what was before it was last made does not count."""
    told: dict[tuple[str, str], dict[str, Any]] = {}
    made: set[tuple[str, str]] = set()
    for event in newest_first:
        for table, rows in event.changes.items():
            for uid, fields in rows.items():
                if (table, uid) in made:
                    continue
                known = told.setdefault((table, uid), {})
                for name, (_, after) in fields.items():
                    known.setdefault(name, after)
                if "uid" in fields and fields["uid"][0] is None:
                    made.add((table, uid))
    return told


def _hidden(workspace: Workspace, table: str) -> bool:
    """Whether identities are not at hand here, as in a copy without `people.json`."""
    return table == "contacts" and not workspace.contacts


def _different(record: Record, told: Mapping[str, Any]) -> dict[str, list[Any]]:
    fields = {}
    for field in msgspec.structs.fields(type(record)):
        stored = msgspec.json.decode(msgspec.json.encode(getattr(record, field.name)))
        if field.name in told:
            if told[field.name] != stored:
                fields[field.name] = [told[field.name], stored]
        elif getattr(record, field.name) != field.default:
            fields[field.name] = [None, stored]
    return fields

"""Events as data. They name nobody: people are known by P-id."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tui.domain.history.phrases import experiment_of, key_of, told_of
from tui.domain.privacy.hiding import scrubbed
from tui.domain.privacy.seen import SeenWorkspace
from tui.domain.records import IDENTITY_TABLES, Event

WORDS = {"notes": ("text", "tags"), "touchpoints": ("summary", "expectation", "links")}
"""What people said there, which takes their consent to be shown."""


def event_shape(event: Event, seen: SeenWorkspace, originals: Mapping[str, Event], *, undone: bool) -> dict[str, Any]:
    """Return an event for scripts; `board` and `card` are keys, `changes` leaves out what identifies people."""
    experiment, lens = experiment_of(event, seen), seen.lens
    changes = {name: _private(seen, name, rows) for name, rows in event.changes.items() if name not in IDENTITY_TABLES}
    return {
        "uid": event.uid,
        "at": event.at,
        "by": lens.teammate(event.by),
        "kind": event.kind,
        "board": experiment.key if experiment else None,
        "card": key_of(event, seen) or None,
        "text": lens.line(told_of(event, seen, originals)),
        "undone": undone,
        "undoes": event.undoes,
        "reason": lens.line(event.reason),
        "changes": scrubbed(changes, lens.text),
    }


def _private(seen: SeenWorkspace, table: str, rows: dict[str, Any]) -> dict[str, Any]:
    """Return the changes of a table without the words that may not be seen, and those of what is not there any more.

    Of people who may not be seen only the record (uid) is told.
    """
    if table == "participants":
        return {uid: row if uid in seen.participants else _uid_of(row) for uid, row in rows.items()}
    fields = WORDS.get(table, ())
    if not fields:
        return rows
    here = seen.table(table)
    hidden = {uid for uid in rows if uid not in here or seen.withheld(uid)}
    return {
        uid: {name: sides for name, sides in row.items() if uid not in hidden or name not in fields}
        for uid, row in rows.items()
    }


def _uid_of(row: dict[str, Any]) -> dict[str, Any]:
    return {name: sides for name, sides in row.items() if name == "uid"}

"""What happened, and what changed between two moments, as data. It names nobody: people are known by P-id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from tui.domain.facts import pids
from tui.domain.history.comparing import HAPPENINGS, BoardDifference, Sides
from tui.domain.history.phrases import experiment_of, key_of, told_of
from tui.domain.privacy.hiding import scrubbed
from tui.domain.privacy.seen import SeenWorkspace
from tui.domain.records import IDENTITY_TABLES, Card, Event
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key
from tui.service.board_shapes import fields_of

WORDS = {"notes": ("text", "tags"), "touchpoints": ("summary", "expectation", "links")}
"""What people said there, which takes their consent to be shown."""


def diff_shape(
    before: Workspace, after: Workspace, difference: BoardDifference, hidden: Callable[[Any], Any]
) -> dict[str, Any]:
    """Return what changed for scripts: a list of cards for each thing that happens, fields as `[before, after]`.

    The experiment of a card that was carried is told as the iteration it is. `hidden` takes people out
    of what was written.
    """

    def card_shape(card: Card) -> dict[str, Any]:
        return {"key": card_key(after, card), "title": hidden(card.title), "column": after.handle(card.column)}

    def changes(fields: Mapping[str, Sides]) -> Any:
        return hidden({name: _sides(before, after, name, *sides) for name, sides in fields.items()})

    shapes: dict[str, Any] = {
        happening: [card_shape(row.card) | {"changes": changes(row.fields)} for row in difference.of(happening)]
        for happening in HAPPENINGS
    }
    notes = [
        card_shape(note.card) | fields_of(note, "written", "edited", "gone", "supports", "refutes")
        for note in difference.notes
    ]
    experiment = difference.experiment
    return {
        "board": after.handle(experiment.board_id),
        "key": experiment.key,
        "iteration": experiment.iteration,
        "started": difference.started,
        "experiment": changes(difference.fields),
        **shapes,
        "notes": notes,
    }


def _sides(before: Workspace, after: Workspace, name: str, old: Any, new: Any) -> Any:
    if name == "people":
        return [pids(before, old), pids(after, new)]
    if name == "experiment":
        experiments = (after.experiments.get(uid) for uid in (old, new))
        return [experiment.iteration if experiment else None for experiment in experiments]
    return msgspec.to_builtins([old, new])


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

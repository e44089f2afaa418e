"""What changed on a board between two moments as data. It names nobody: people are known by P-id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from tui.domain.facts import pids
from tui.domain.history.comparing import HAPPENINGS, BoardDifference, Sides
from tui.domain.records import Card
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key
from tui.service.board_shapes import fields_of


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

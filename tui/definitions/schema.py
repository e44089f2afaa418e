"""The fields of a board file: which exist, which must be there, and what each may hold."""

from __future__ import annotations

from tui.definitions import values
from tui.definitions.shapes import ListOf, Shape
from tui.domain.records.definition import CONSENT_SCOPES

COLUMN = Shape(
    "a column",
    {
        "id": values.identifier,
        "title": values.label,
        "role": values.one_of("waiting", "active", "finished"),
        "wip": values.whole(1),
    },
    required=("id", "role", "title"),
)

CARD = Shape(
    "a card",
    {
        "id": values.identifier,
        "title": values.label,
        "group": values.line,
        "description": values.text,
        "kind": values.one_of("task", "recurring", "cycle"),
        "every": values.duration,
        "column": values.identifier,
        "tags": ListOf(values.label, "tag"),
        "due": values.day,
        "checklist": ListOf(values.label, "step"),
        "needs": ListOf(values.one_of(*CONSENT_SCOPES), "consent"),
        "wish": ListOf(values.one_of(*CONSENT_SCOPES), "consent"),
    },
    required=("title",),
)

TEST = Shape(
    "a test",
    {"metric": values.label, "criterion": values.label, "min_n": values.whole(1)},
    required=("metric", "criterion"),
)

SERVICE_LEVEL = Shape("a service level", {"days": values.whole(1), "percent": values.whole(1, 100)})

BOARD = Shape(
    "a board",
    {
        "id": values.identifier,
        "key": values.board_key,
        "title": values.label,
        "tags": ListOf(values.label, "tag"),
        "goals": ListOf(values.label, "goal"),
        "hypothesis": values.text,
        "related": ListOf(values.label, "related item"),
        "test": TEST,
        "columns": ListOf(COLUMN, "column"),
        "sle": SERVICE_LEVEL,
        "cards": ListOf(CARD, "card"),
        "expected_outcome": values.text,
        "notes": ListOf(values.text, "note"),
    },
    required=("id", "key", "title"),
)

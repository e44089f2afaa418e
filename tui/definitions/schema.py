"""The JSON Schema of board files, which editors complete and check them by: the shapes they are read by, in its words.

It lets through what the reader lets through; what fields say to each other is checked by the reader alone.
"""

from __future__ import annotations

import json
from typing import Any

from tui.definitions import values
from tui.definitions.loader import BOARD
from tui.definitions.shape_reader import Check, ListOf, Shape

SCHEMA_FILE = "board.schema.json"
_ID = "urn:custdev:schema:board:1"
_WRITTEN: dict[str, Any] = {"type": ["string", "number"]}
"""A number is the text that it was written as."""
_LINE: dict[str, Any] = {**_WRITTEN, "minLength": 1}
_WORD: dict[str, Any] = {"type": "string", "pattern": r"^[^\sA-Z_]+$"}
_OF_CHECKS: dict[object, dict[str, Any]] = {
    values.text: _WRITTEN,
    values.line: _WRITTEN,
    values.label: _LINE,
    values.identifier: _WORD,
    values.board_key: {"type": "string", "pattern": "^[A-Z][A-Z0-9]{1,2}$"},
    values.day: {"type": "string", "pattern": f"^{values.DATE}$"},
    values.duration: {"type": "string", "pattern": "^P[0-9YMWDTHS]+$"},
}
_MEANINGS = {
    "id": "Stable: what is running is tied to it. Lower-case words joined by hyphens.",
    "key": "Two or three capitals, which the cards are named by: CD-3.",
    "goals": "One to three is usual.",
    "hypothesis": "If we do this, that will follow, because of this.",
    "related": "Texts, links, or ids of boards.",
    "test": "What would make us right, decided before we look.",
    "test.metric": "people, interviews, touchpoints, finished, surprises and returned are counted by custdev.",
    "test.criterion": "Such as >= 5, in quotes.",
    "test.min_n": "With fewer there is not enough data.",
    "test.planned_n": "How many are planned; to look before is to peek, which is said.",
    "columns": "TODO, DOING with a limit of 3, and DONE, unless they are said. One waits, one is finished at least.",
    "columns.role": "waiting: work waits. active: its age counts. finished: it is done.",
    "columns.wip": "How many cards are in progress there at most; more are warned of, never stopped.",
    "sle": "So many percent of the cards should be finished within so many days; 85 within 10 unless it is said.",
    "cards.id": "With it a card may be renamed here while the experiment runs; by default it comes of the title.",
    "cards.kind": "task, recurring (with every), or cycle, whose end offers the next iteration.",
    "cards.every": "P1D is every day, P1W every week, P1M every month.",
    "cards.column": "Where it starts: the id of a column.",
    "cards.due": "Year-month-day.",
    "cards.needs": "What the work asks of the people linked to it.",
    "cards.wish": "What would help; who says no is not asked again.",
    "notes": "Whatever else there is to say.",
}


def board_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a board file."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": _ID, "title": "A board of custdev"}
    return head | _schema(BOARD, "")


def schema_text() -> str:
    """Return it as the text of a file."""
    return f"{json.dumps(board_schema(), indent=2)}\n"


def is_schema(data: bytes) -> bool:
    """Whether a file holds the schema of this or another version, so that it may be written anew."""
    return f'"{_ID.rpartition(":")[0]}:'.encode() in data


def _schema(kind: Check | ListOf | Shape, path: str) -> dict[str, Any]:
    meaning = {"description": _MEANINGS[path]} if path in _MEANINGS else {}
    if isinstance(kind, Shape):
        fields = {name: _schema(field, f"{path}.{name}".lstrip(".")) for name, field in kind.fields.items()}
        required = {"required": list(kind.required)} if kind.required else {}
        return meaning | {"type": "object", "properties": fields, **required, "additionalProperties": False}
    if isinstance(kind, ListOf):
        items = {key: value for key, value in _schema(kind.check, path).items() if key != "description"}
        return meaning | {"type": ["array", "null"], "items": items}
    if isinstance(kind, values.OneOf):
        return meaning | {"enum": list(kind.choices)}
    if isinstance(kind, values.Whole):
        most = {"maximum": kind.most} if kind.most is not None else {}
        return meaning | {"type": "integer", "minimum": kind.least, **most}
    return meaning | _OF_CHECKS[kind]

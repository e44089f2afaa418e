"""From the text of a board file to its definition, or to everything that is wrong with it.

The shapes say which fields exist, which must be there, and what each may hold; what they say to each other is checked
after them.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import Any, NamedTuple

import msgspec

from tui.definitions import values
from tui.definitions.problems import Mapping, Node, Refused, Report, Scalar, meant, shown
from tui.definitions.shape_reader import Group, ListOf, Reader, Shape
from tui.definitions.slugs import Slugs
from tui.definitions.source import tree_of
from tui.domain.errors import DefinitionError, Problem
from tui.domain.records.definition import DEFAULT_COLUMNS, BoardDefinition
from tui.domain.records.vocabulary import CONSENT_SCOPES

COLUMN = Shape(
    "a column",
    {
        "id": values.identifier,
        "title": values.label,
        "role": values.OneOf("waiting", "active", "finished"),
        "wip": values.Whole(1),
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
        "kind": values.OneOf("task", "recurring", "cycle"),
        "every": values.duration,
        "column": values.identifier,
        "tags": ListOf(values.label, "tag"),
        "due": values.day,
        "checklist": ListOf(values.label, "step"),
        "needs": ListOf(values.OneOf(*CONSENT_SCOPES), "consent"),
        "wish": ListOf(values.OneOf(*CONSENT_SCOPES), "consent"),
    },
    required=("title",),
)

TEST = Shape(
    "a test",
    {"metric": values.label, "criterion": values.label, "min_n": values.Whole(1), "planned_n": values.Whole(1)},
    required=("metric", "criterion"),
)

SERVICE_LEVEL = Shape("a service level", {"days": values.Whole(1), "percent": values.Whole(1, 100)})

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
_ROLES_NEEDED = {
    "waiting": "where work waits to be started",
    "finished": "where work is finished",
}


def check_board(board: Group, report: Report) -> None:
    """Report what does not fit together in a board that was read field by field."""
    columns: list[Group] = board.values.get("columns", [])
    cards: list[Group] = board.values.get("cards", [])
    _check_ids(columns, "column", report)
    _check_ids(cards, "card", report)
    if "columns" in board.values:
        _check_roles(board, columns, report)
    _check_columns_of_cards(board, cards, columns, report)
    for card in cards:
        _check_rhythm(card, report)
        _check_wishes(card, report)


def _check_ids(group: list[Group], name: str, report: Report) -> None:
    first: dict[str, int] = {}
    for member in group:
        if "id" not in member.values:
            continue
        place = member.places["id"]
        earlier = first.get(member.values["id"])
        if earlier is None:
            first[member.values["id"]] = place.line
        else:
            sentence = f"the {name} on line {earlier} has the id {shown(member.values['id'])} already; choose another"
            report.add_at(place, f"{member.path}.id", sentence)


def _check_roles(board: Group, columns: list[Group], report: Report) -> None:
    """Judge the roles only when every column has one, as a misspelt role would be reported twice otherwise."""
    if report.incomplete or any("role" not in column.values for column in columns):
        return
    roles = {column.values["role"] for column in columns}
    for role, meaning in _ROLES_NEEDED.items():
        if role not in roles:
            sentence = f'no column is {role}; give the column {meaning} "role: {role}", or leave columns out'
            report.add_at(board.keys["columns"], "columns", sentence)


def _check_columns_of_cards(board: Group, cards: list[Group], columns: list[Group], report: Report) -> None:
    ids = [column.values["id"] for column in columns if "id" in column.values]
    if "columns" not in board.places:
        ids = [column.id for column in DEFAULT_COLUMNS]
    elif len(ids) < len(columns) or not ids:
        return
    for card in cards:
        column = card.values.get("column")
        if column is not None and column not in ids:
            sentence = f"this board has no column {shown(column)}{meant(column, ids)}"
            report.add_at(card.places["column"], f"{card.path}.column", sentence)


def _check_rhythm(card: Group, report: Report) -> None:
    recurring = card.values.get("kind") == "recurring"
    if recurring and "every" not in card.places and not report.incomplete:
        sentence = 'a recurring card needs a rhythm; add "every: P1W" for every week'
        report.add_at(card.places["kind"], f"{card.path}.kind", sentence)
    if "every" in card.values and not recurring and ("kind" in card.values or "kind" not in card.places):
        sentence = 'only a recurring card has a rhythm; add "kind: recurring", or take "every" out'
        report.add_at(card.places["every"], f"{card.path}.every", sentence)


def _check_wishes(card: Group, report: Report) -> None:
    needed = set(card.values.get("needs", ())).intersection(card.values.get("wish", ()))
    for scope in sorted(needed):
        sentence = f"{shown(scope)} is needed and wished for; keep it in one of needs and wish"
        report.add_at(card.places["wish"], f"{card.path}.wish", sentence)


class Reading(NamedTuple):
    """What a file gave: a definition or problems, and in both cases its id and key where they could be read."""

    definition: BoardDefinition | None
    board_id: str | None
    problems: tuple[Problem, ...]
    key: str | None = None


def load_board(text: str | bytes, file: str) -> BoardDefinition:
    """Return the board a YAML text defines.

    Args:
        text: The content of the file; bytes have to be UTF-8.
        file: The name to call the file by in problems.

    Raises:
        DefinitionError: With every problem of the file, in the order of its lines. A path such as
            `cards[2].due` names the second card; like lines and columns it counts from 1.
    """
    reading = read_board(text, file)
    if reading.definition is None:
        raise DefinitionError(list(reading.problems))
    return reading.definition


def read_board(text: str | bytes, file: str) -> Reading:
    """Return what can be read of a board file, without raising."""
    report = Report(file)
    board = None
    with suppress(Refused):
        board = _board(tree_of(text, report), report)
    board_id, key = (board.values.get("id"), board.values.get("key")) if board else (None, None)
    if board is None or report.problems:
        return Reading(None, board_id, tuple(report.problems), key)
    return Reading(_definition(board), board_id, (), key)


def definition_hash(text: str | bytes) -> str:
    """Return a short fingerprint of a board file, to notice that it changed."""
    data = text.encode("utf-8", errors="surrogatepass") if isinstance(text, str) else text
    return hashlib.sha256(data).hexdigest()[:16]


def _board(root: Node | None, report: Report) -> Group | None:
    if root is None:
        if not report.problems:
            report.add(1, 1, "", 'this file is empty; a board needs at least "id: …", "key: …" and "title: …"')
        return None
    if not isinstance(root, Mapping):
        if not (isinstance(root, Scalar) and root.unreadable):
            report.add_at(root, "", 'a board file holds fields such as "title: …", one a line, and this one does not')
        return None
    board: Group = Reader(report).read(root, BOARD)
    check_board(board, report)
    return board


def _definition(board: Group) -> BoardDefinition:
    """Build the definition; written ids are taken first, so that they never depend on the cards before them."""
    cards = board.values.get("cards", [])
    slugs = Slugs(card.values["id"] for card in cards if "id" in card.values)
    for card in cards:
        if "id" not in card.values:
            card.values["id"] = slugs.free(card.values["title"])
    return msgspec.convert(_plain(board), BoardDefinition)


def _plain(value: Any) -> Any:
    if isinstance(value, Group):
        return {name: _plain(part) for name, part in value.values.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value

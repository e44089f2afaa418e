"""The fields of a board file: which exist, which must be there, what each may hold, and what they say to each other."""

from __future__ import annotations

from tui.definitions import values
from tui.definitions.problems import Report, meant, shown
from tui.definitions.shape_reader import Group, ListOf, Shape
from tui.domain.records.definition import DEFAULT_COLUMNS
from tui.domain.records.vocabulary import CONSENT_SCOPES

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

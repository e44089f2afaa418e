"""What the fields of a board have to say to each other, beyond what each may hold alone."""

from __future__ import annotations

from tui.definitions.report import Report, meant, shown
from tui.definitions.shapes import Found
from tui.domain.records.definition import DEFAULT_COLUMNS

_ROLES_NEEDED = {
    "waiting": "where work waits to be started",
    "finished": "where work is finished",
}


def check_board(board: Found, report: Report) -> None:
    """Report what does not fit together in a board that was read field by field."""
    columns: list[Found] = board.values.get("columns", [])
    cards: list[Found] = board.values.get("cards", [])
    _check_ids(columns, "column", report)
    _check_ids(cards, "card", report)
    if "columns" in board.values:
        _check_roles(board, columns, report)
    _check_columns_of_cards(board, cards, columns, report)
    for card in cards:
        _check_rhythm(card, report)
        _check_wishes(card, report)


def _check_ids(group: list[Found], name: str, report: Report) -> None:
    first: dict[str, int] = {}
    for found in group:
        if "id" not in found.values:
            continue
        place = found.places["id"]
        earlier = first.get(found.values["id"])
        if earlier is None:
            first[found.values["id"]] = place.line
        else:
            sentence = f"the {name} on line {earlier} has the id {shown(found.values['id'])} already; choose another"
            report.add_at(place, f"{found.path}.id", sentence)


def _check_roles(board: Found, columns: list[Found], report: Report) -> None:
    """Judge the roles only when every column has one, as a misspelt role would be reported twice otherwise."""
    if report.incomplete or any("role" not in column.values for column in columns):
        return
    roles = {column.values["role"] for column in columns}
    for role, meaning in _ROLES_NEEDED.items():
        if role not in roles:
            sentence = f'no column is {role}; give the column {meaning} "role: {role}", or leave columns out'
            report.add_at(board.keys["columns"], "columns", sentence)


def _check_columns_of_cards(board: Found, cards: list[Found], columns: list[Found], report: Report) -> None:
    ids = [column.values["id"] for column in columns if "id" in column.values]
    if "columns" not in board.places:
        ids = [column.id for column in DEFAULT_COLUMNS]
    elif len(ids) < len(columns) or not ids:
        return
    for card in cards:
        wanted = card.values.get("column")
        if wanted is not None and wanted not in ids:
            sentence = f"this board has no column {shown(wanted)}{meant(wanted, ids)}"
            report.add_at(card.places["column"], f"{card.path}.column", sentence)


def _check_rhythm(card: Found, report: Report) -> None:
    recurring = card.values.get("kind") == "recurring"
    if recurring and "every" not in card.places and not report.incomplete:
        sentence = 'a recurring card needs a rhythm; add "every: P1W" for every week'
        report.add_at(card.places["kind"], f"{card.path}.kind", sentence)
    if "every" in card.values and not recurring and ("kind" in card.values or "kind" not in card.places):
        sentence = 'only a recurring card has a rhythm; add "kind: recurring", or take "every" out'
        report.add_at(card.places["every"], f"{card.path}.every", sentence)


def _check_wishes(card: Found, report: Report) -> None:
    needed = set(card.values.get("needs", ())).intersection(card.values.get("wish", ()))
    for scope in sorted(needed):
        sentence = f"{shown(scope)} is needed and wished for; keep it in one of needs and wish"
        report.add_at(card.places["wish"], f"{card.path}.wish", sentence)

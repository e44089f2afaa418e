"""Every kind of edit of a board file, and what becomes of a card that nobody touched, was moved, edited, or archived.

`custdev boards diff` foretells it, the next command does it, in one event.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from unittest.mock import ANY

import msgspec
import pytest
from msgspec.structs import replace

from tests.cli.command import Command
from tui.definitions.board_writer import board_text
from tui.domain import operations
from tui.domain.history.comparing import board_differences
from tui.domain.records import Card, Experiment
from tui.domain.records.definition import BoardDefinition, CardDefinition, ColumnDefinition, Criterion, ServiceLevel
from tui.domain.records.workspace import Workspace
from tui.service.board_shapes import diff_shape
from tui.session import Session
from tui.session.board_files import follow_definition

Edit = Callable[[BoardDefinition], BoardDefinition]
STATES = ("untouched", "moved", "edited", "archived", "finished")
FIELDS: dict[str, Any] = {
    "group": "Work",
    "description": "By mail.",
    "kind": "recurring",
    "every": "P1W",
    "tags": ("spring",),
    "due": date(2031, 3, 3),
    "checklist": ("Write", "Send"),
    "needs": ("observe",),
    "wish": ("record_audio",),
}
BOARD = BoardDefinition(
    "talks",
    "TA",
    "Talks",
    columns=(
        ColumnDefinition("todo", "TODO", "waiting"),
        ColumnDefinition("doing", "DOING", "active", wip=3),
        ColumnDefinition("review", "REVIEW", "active"),
        ColumnDefinition("done", "DONE", "finished"),
    ),
    cards=tuple(CardDefinition(state, f"Talk, {state}", **FIELDS) for state in STATES),
)
OURS: dict[str, Any] = {
    "title": "Ours",
    "description": "By phone.",
    "every": "P2W",
    "due": date(2031, 4, 4),
    "tags": ("ours",),
}


def cards(**fields: Any) -> Edit:
    """Return the edit that gives every card of the file other fields."""
    return lambda board: replace(board, cards=tuple(replace(card, **fields) for card in board.cards))


def columns(*wanted_columns: ColumnDefinition) -> Edit:
    return lambda board: replace(board, columns=wanted_columns)


def board(**fields: Any) -> Edit:
    return lambda board: replace(board, **fields)


TODO, DOING, REVIEW, DONE = BOARD.columns
BACKLOG = ColumnDefinition("backlog", "BACKLOG", "waiting")
ALL, NONE = frozenset(STATES), frozenset[str]()
UNEDITED = ALL - {"edited"}

DUE = (("TA-3", "due"), ("TA-5", "due"))
"""The series of the finished card moved on to its next date, which stays."""


def ours(field: str) -> tuple[tuple[str, str], ...]:
    return (("TA-3", field),)


Row = tuple[Edit, Mapping[str, Any], frozenset[str], tuple[tuple[str, str], ...]]
TEXTS: dict[str, Row] = {
    # the edit; the fields of the cards that follow it, which cards those are; and the fields that others keep
    "title": (cards(title="Theirs"), {"title": "Theirs"}, UNEDITED, ours("title")),
    "description": (cards(description="In person."), {"description": "In person."}, UNEDITED, ours("description")),
    "rhythm": (cards(every="P1M"), {"every": "P1M"}, UNEDITED, ours("kind")),
    "kind": (cards(kind="task", every=None), {"kind": "task", "every": None, "series": None}, UNEDITED, ours("kind")),
    "due": (cards(due=date(2031, 5, 5)), {"due": date(2031, 5, 5)}, UNEDITED - {"finished"}, DUE),
    "due taken out": (cards(due=None), {"due": None}, UNEDITED - {"finished"}, DUE),
    "tags": (cards(tags=("autumn", "[/]")), {"tags": ("autumn", "[/]")}, UNEDITED, ours("tags")),
    "steps": (cards(checklist=("Send", "Thank")), {"checklist": ("Send", "Thank")}, UNEDITED, ours("checklist")),
    "group": (cards(group="Spring"), {"group": "Spring"}, ALL, ()),
    "needs": (cards(needs=()), {"needs": ()}, ALL, ()),
    "wish": (cards(needs=(), wish=("observe",)), {"needs": (), "wish": ("observe",)}, ALL, ()),
    "starting column": (cards(column="doing"), {}, NONE, ()),
}
OTHERS: dict[str, Row] = {
    "cards gone": (board(cards=()), {"orphaned": True}, ALL, ()),
    "order of cards": (board(cards=BOARD.cards[::-1]), {}, NONE, ()),
    "a new card": (board(cards=(CardDefinition("new", "New", column="doing"), *BOARD.cards)), {}, NONE, ()),
    "a column called otherwise": (columns(TODO, DOING, replace(REVIEW, title="LOOK"), DONE), {}, NONE, ()),
    "a limit": (columns(TODO, replace(DOING, wip=1), REVIEW, DONE), {}, NONE, ()),
    "a new column": (columns(BACKLOG, *BOARD.columns), {}, NONE, ()),
    "order of columns": (columns(TODO, REVIEW, DOING, DONE), {}, NONE, ()),
    "an active column gone": (columns(TODO, DOING, DONE), {"column": "doing"}, frozenset({"moved"}), ()),
    "the waiting column gone": (
        columns(BACKLOG, DOING, REVIEW, DONE),
        {"column": "backlog"},
        frozenset({"untouched", "edited", "archived"}),
        (),
    ),
    "the finished column gone": (
        columns(TODO, DOING, REVIEW, replace(DONE, id="shipped")),
        {"column": "shipped"},
        frozenset({"finished"}),
        (),
    ),
    "no active column left": (columns(TODO, DONE), {"column": "todo"}, frozenset({"moved"}), ()),
    "a column means finished": (
        columns(TODO, DOING, replace(REVIEW, role="finished"), DONE),
        {"finished_at": ANY, "due": ANY, "series": ANY},
        frozenset({"moved"}),
        (),
    ),
    "a column means in progress": (
        columns(BACKLOG, replace(TODO, role="active"), DOING, REVIEW, DONE),
        {"started_at": ANY},
        frozenset({"untouched", "edited"}),
        (),
    ),
    "ids of cards": (
        board(cards=tuple(replace(card, id=f"{card.id}-2") for card in BOARD.cards)),
        {"orphaned": True},
        ALL,
        (),
    ),
    "title of the board": (board(title="Interviews"), {}, NONE, ()),
    "key of the board": (board(key="IN"), {}, NONE, ()),
    "goals": (board(goals=("Listen",)), {}, NONE, ()),
    "hypothesis": (board(hypothesis="If we talk, they stay."), {}, NONE, ()),
    "criterion": (board(test=Criterion("people", ">= 5")), {}, NONE, ()),
    "service level": (board(sle=ServiceLevel(5, 80)), {}, NONE, ()),
    "outcome": (board(expected_outcome="We know."), {}, NONE, ()),
    "all else": (board(notes=("A remark",), related=("A link",), tags=("x",)), {}, NONE, ()),
}


def write(custdev: Command, definition: BoardDefinition) -> None:
    folder = custdev.folder / "boards"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "talks.yaml").write_text(board_text(definition), encoding="utf-8")


def prepared(custdev: Command) -> Workspace:
    """Start the board, and have a card moved, one edited, one archived and one finished."""
    write(custdev, BOARD)
    custdev.ok("experiment", "start", "TA")
    session = Session.open(custdev.folder)
    by_state = states(session.workspace)
    session.save(operations.move_card, by_state["moved"].uid, "review")
    session.save(operations.edit_card, by_state["edited"].uid, **OURS)
    session.save(operations.add_checklist_item, by_state["edited"].uid, "Ours")
    session.save(operations.archive_card, by_state["archived"].uid)
    session.save(operations.edit_card, by_state["finished"].uid, kind="task")
    session.save(operations.edit_card, by_state["finished"].uid, kind="recurring", every="P1W")
    session.save(operations.move_card, by_state["finished"].uid, "done")
    session.close()
    return session.workspace


def states(workspace: Workspace) -> dict[str, Card]:
    return {card.definition_id: card for card in workspace.cards.values() if card.definition_id in STATES}


def experiment_of(workspace: Workspace) -> Experiment:
    return next(iter(workspace.experiments.values()))


def plain(card: Card, *without: str) -> dict[str, Any]:
    """Return the fields of a card; those of a checklist as texts."""
    fields = {name: getattr(card, name) for name in card.__struct_fields__ if name not in without}
    return fields | {"checklist": tuple(step.text for step in card.checklist)}


@pytest.mark.parametrize("kind", [*TEXTS, *OTHERS])
def test_what_becomes_of_cards_is_foretold_and_told_by_one_event(custdev: Command, kind: str) -> None:
    edit, fields, follow, own = {**TEXTS, **OTHERS}[kind]
    before = prepared(custdev)
    write(custdev, edit(BOARD))
    foretold = custdev.json("boards", "diff", "talks")

    session = Session.open(custdev.folder)
    sentence = follow_definition(session, "talks")
    session.close()
    after, began = session.workspace, experiment_of(before)

    assert experiment_of(after).definition == edit(BOARD)
    assert experiment_of(after).key == "TA"
    new = {card.id for card in edit(BOARD).cards} - ALL
    assert {card.definition_id for card in after.cards.values()} == ALL | new
    for state, card in states(after).items():
        moves = ("rank", "blocks") if "column" in fields and state in follow else ()
        expected = {**plain(states(before)[state], *moves), **(fields if state in follow else {})}
        assert plain(card, *moves) == expected, state

    difference = board_differences(before, after, began.uid)
    happened = without_uids(json.loads(msgspec.json.encode(diff_shape(before, after, difference, lambda data: data))))
    assert without_uids({name: foretold[name] for name in happened}) == happened
    assert [(edit["key"], edit["field"]) for edit in foretold["own"]] == list(own)

    event, *others = custdev.json("log")
    assert event["kind"] == "definition_reconciled"
    assert "definition_reconciled" not in {other["kind"] for other in others}
    touched = {after.cards[uid].definition_id for uid in event["changes"].get("cards", {})}
    assert touched & ALL == (follow if fields else NONE)
    for state in follow if fields else ():
        changes = event["changes"]["cards"][states(after)[state].uid]
        assert set(fields) - {"series"} <= set(changes) <= {*fields, "rank"}
    assert sentence is not None
    names = {"kind": "kind and rhythm", "due": "due day"}
    assert [line.partition(" as it is here")[0] for line in sentence.splitlines()[1:]] == [
        f"{key} keeps its {names.get(field, field)}" for key, field in own
    ]


def without_uids(data: Any) -> Any:
    """Return data without uids: those that a step would have are only tried."""
    if isinstance(data, dict):
        return {name: without_uids(value) for name, value in data.items() if name != "uid"}
    return [without_uids(item) for item in data] if isinstance(data, list) else data

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from tests.domain.world import MONDAY, World
from tui.domain import operations
from tui.domain.errors import DomainError, NotAllowed, NotFound
from tui.domain.records import Blocked
from tui.domain.records.change import Change

Operation = Callable[..., Change]
FRIDAY = date(2026, 3, 6)

CHANGES = [
    (operations.edit_card, {"title": " Talk  to\nthem "}, "card_edited", {"title": "Talk to them"}),
    (operations.edit_card, {"description": "One\r\n\r\ntwo\n"}, "card_edited", {"description": "One\n\ntwo"}),
    (operations.edit_card, {"kind": "recurring"}, "card_edited", {"kind": "recurring", "every": "P1W"}),
    (operations.edit_card, {"kind": "cycle"}, "card_edited", {"kind": "cycle"}),
    (operations.edit_card, {"assignee": " @ux "}, "card_edited", {"assignee": "ux"}),
    (operations.edit_card, {"due": FRIDAY}, "card_edited", {"due": FRIDAY}),
    (operations.edit_card, {"tags": ["#Ask me", "ask-me"]}, "card_edited", {"tags": ("ask-me",)}),
    (operations.edit_card, {"column": "doing"}, "card_edited", {"column": "doing", "started_at": MONDAY}),
    (operations.block_card, {"reason": "no room"}, "card_blocked", {"blocked": Blocked("no room", MONDAY)}),
    (
        operations.block_card,
        {"reason": "no\nroom", "needs": " Ada "},
        "card_blocked",
        {"blocked": Blocked("no room", MONDAY, "Ada")},
    ),
    (operations.assign_card, {"assignee": "@@eng"}, "card_assigned", {"assignee": "eng"}),
    (operations.tag_card, {"tags": ["#UX", "b2b", "ux", "  ", "#"]}, "card_tagged", {"tags": ("ux", "b2b")}),
    (operations.set_due, {"due": FRIDAY}, "card_due_set", {"due": FRIDAY}),
    (operations.expedite_card, {}, "card_expedited", {"expedite": True}),
    (operations.archive_card, {}, "card_archived", {"archived_at": MONDAY}),
]


@pytest.mark.parametrize(("operation", "arguments", "kind", "after"), CHANGES)
def test_an_operation_changes_what_it_says_and_nothing_else(
    operation: Operation, arguments: dict[str, Any], kind: str, after: dict[str, Any]
) -> None:
    world = World()
    before = world.card(1)
    change = world.do(operation, before.uid, **arguments)
    moved = {"rank": world.card(1).rank} if "column" in after else {}
    assert world.card(1) == replace(before, **after, **moved)
    assert (change.event.kind, change.event.card, change.event.by) == (kind, before.uid, "ux")
    assert change.event.experiment == world.experiment.uid


@pytest.mark.parametrize(
    ("operation", "arguments"),
    [
        (operations.edit_card, {"title": "Establish channels"}),
        (operations.edit_card, {"column": "todo"}),
        (operations.edit_card, {"column": "TODO"}),
        (operations.move_card, {"column": "todo"}),
        (operations.rank_card, {"index": 0}),
        (operations.rank_card, {"index": -3}),
        (operations.assign_card, {"assignee": "  "}),
        (operations.tag_card, {"tags": []}),
        (operations.set_due, {"due": None}),
        (operations.expedite_card, {"expedite": False}),
    ],
)
def test_what_is_so_already_is_no_change(operation: Operation, arguments: dict[str, Any]) -> None:
    world = World()
    assert world.do(operation, world.uid(1), **arguments).is_empty


NOTHING = "Nothing was changed."
ERRORS = [
    (operations.edit_card, {"title": "  "}, NotAllowed, f"A card's title needs some text. {NOTHING}"),
    (operations.edit_card, {"title": "x" * 501}, NotAllowed, "A card's title has 501 characters, 500 fit."),
    (operations.edit_card, {"description": "x" * 1_000_001}, NotAllowed, "A card's description has 1,000,001 char"),
    (operations.edit_card, {"kind": "epic"}, NotAllowed, '"epic" is not a kind of card; there are task, recurring, c'),
    (operations.edit_card, {"column": "dong"}, NotFound, 'There is no column "dong" here; there are todo, doing, re'),
    (operations.edit_card, {"people": ["nobody"]}, NotFound, "That person is not in the workspace any more."),
    (
        operations.move_card,
        {"column": "dong"},
        NotFound,
        'no column "dong" here; there are todo, doing, review, done.',
    ),
    (operations.block_card, {"reason": "\x1b[31m"}, NotAllowed, "The reason of a block needs some text."),
    (operations.unblock_card, {}, NotAllowed, f"1 Establish channels is not blocked. {NOTHING}"),
    (operations.assign_card, {"assignee": "x" * 61}, NotAllowed, "An owner's name has 61 characters, 60 fit."),
    (operations.restore_card, {}, NotAllowed, "1 Establish channels is on the board already."),
    (operations.add_checklist_item, {"text": ""}, NotAllowed, "A checklist item needs some text."),
    (operations.tick_item, {"item": "gone"}, NotFound, "1 Establish channels has no such checklist item any more."),
    (operations.remove_checklist_item, {"item": "gone"}, NotFound, "has no such checklist item any more."),
]


@pytest.mark.parametrize(("operation", "arguments", "error", "sentence"), ERRORS)
def test_a_rule_that_says_no_says_why(
    operation: Operation, arguments: dict[str, Any], error: type[DomainError], sentence: str
) -> None:
    world = World()
    with pytest.raises(error) as raised:
        world.do(operation, world.uid(1), **arguments)
    assert sentence in str(raised.value)


ON_A_LIVE_CARD: list[tuple[Operation, dict[str, Any]]] = [
    (operations.move_card, {"column": "doing"}),
    (operations.rank_card, {"index": 1}),
    (operations.archive_card, {}),
    (operations.block_card, {"reason": "ill"}),
    (operations.unblock_card, {}),
    (operations.assign_card, {"assignee": "ux"}),
    (operations.tag_card, {"tags": ["ux"]}),
    (operations.set_due, {"due": FRIDAY}),
    (operations.expedite_card, {}),
    (operations.add_checklist_item, {"text": "Call"}),
]


@pytest.mark.parametrize(("operation", "arguments"), ON_A_LIVE_CARD)
def test_an_archived_card_is_restored_before_it_is_worked_on(operation: Operation, arguments: dict[str, Any]) -> None:
    world = World()
    world.do(operations.archive_card, world.uid(1))
    with pytest.raises(NotAllowed, match="1 Establish channels is archived; restore it first"):
        world.do(operation, world.uid(1), **arguments)


@pytest.mark.parametrize(("operation", "arguments"), [*ON_A_LIVE_CARD, (operations.edit_card, {"title": "New"})])
def test_a_card_that_is_gone_is_named_as_such(operation: Operation, arguments: dict[str, Any]) -> None:
    with pytest.raises(NotFound, match="That card is not in the workspace any more"):
        World().do(operation, "gone", **arguments)


def test_a_new_card_takes_the_next_number_at_the_end_of_the_first_waiting_column() -> None:
    world = World()
    card = world.add("Call  them", tags=["#Ask"], assignee="@ux", due=FRIDAY, checklist=["Dial", "Listen"])
    assert (card.number, card.title, card.tags, card.assignee, card.due) == (4, "Call them", ("ask",), "ux", FRIDAY)
    assert [item.text for item in card.checklist] == ["Dial", "Listen"]
    assert card.definition_id is None
    assert world.lane("todo") == [1, 2, 3, 4]


@pytest.mark.parametrize("column", ["doing", "DOING", "Doing"])
def test_a_column_is_named_by_id_or_title(column: str) -> None:
    world = World()
    assert world.add(column=column).column == "doing"


def test_a_card_is_not_added_to_an_experiment_that_is_gone() -> None:
    with pytest.raises(NotFound, match="That experiment is not in the workspace any more"):
        World().do(operations.add_card, "gone", "Call")


def test_a_new_card_names_each_person_once() -> None:
    world = World()
    ada = world.person()
    assert world.add(people=[ada.uid, ada.uid]).people == (ada.uid,)


def test_archiving_takes_a_card_off_the_board_and_restoring_brings_it_back_where_it_was() -> None:
    world = World()
    before = world.card(2)
    world.do(operations.archive_card, before.uid)
    assert world.lane("todo") == [1, 3]
    assert [card.number for card in world.workspace.set_aside(world.experiment.uid)] == [2]
    world.do(operations.restore_card, before.uid)
    assert world.card(2) == before
    assert world.lane("todo") == [1, 2, 3]


def test_a_new_reason_keeps_the_day_the_block_began() -> None:
    world = World()
    world.do(operations.block_card, world.uid(1), "no room")
    world.later()
    world.do(operations.block_card, world.uid(1), "no time", "the boss")
    assert world.card(1).blocked == Blocked("no time", MONDAY, "the boss")
    world.do(operations.unblock_card, world.uid(1))
    assert world.card(1).blocked is None


def test_expediting_turns_round() -> None:
    world = World()
    kinds = [world.do(operations.expedite_card, world.uid(1)).event.kind for _ in range(2)]
    assert kinds == ["card_expedited", "card_not_expedited"]
    assert not world.card(1).expedite


def test_a_checklist_is_ticked_extended_and_cut() -> None:
    world = World()
    survey, call = world.card(2).checklist
    assert world.do(operations.tick_item, world.uid(2), call.uid).event.kind == "item_ticked"
    world.do(operations.add_checklist_item, world.uid(2), " Thank\nthem ")
    world.do(operations.remove_checklist_item, world.uid(2), survey.uid)
    assert [(item.text, item.done) for item in world.card(2).checklist] == [("Call", True), ("Thank them", False)]
    assert world.do(operations.tick_item, world.uid(2), call.uid, done=True).is_empty
    assert world.do(operations.tick_item, world.uid(2), call.uid).event.kind == "item_unticked"


def test_only_recurring_cards_keep_a_rhythm() -> None:
    world = World()
    assert world.card(3).every == "P2W"
    world.do(operations.edit_card, world.uid(3), kind="task")
    assert world.card(3).every is None
    assert world.add(kind="recurring").every == "P1W"
    assert world.add(kind="task", every="P1D").every is None


def test_a_field_that_is_not_a_persons_to_edit_is_a_mistake_of_the_caller() -> None:
    world = World()
    with pytest.raises(TypeError):
        world.do(operations.edit_card, world.uid(1), number=9)

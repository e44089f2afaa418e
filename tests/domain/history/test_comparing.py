from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from tests.domain.operations.test_undo import prepared
from tests.domain.world import BOARD, World
from tui.domain import operations
from tui.domain.history.comparing import BoardDifference, board_differences
from tui.domain.records.workspace import Workspace

Act = Callable[[World], object]


def difference(world: World, *acts: Act) -> BoardDifference:
    before = world.workspace
    for act in acts:
        world.later()
        act(world)
    return board_differences(before, world.workspace, world.experiment.uid)


def told(found: BoardDifference) -> list[tuple[str, int]]:
    return [(each.happening, each.card.number) for each in found.cards]


def person(world: World, place: int) -> str:
    return list(world.workspace.participants)[place]


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        ([lambda w: w.do(operations.move_card, w.uid(1), "doing")], [("moved", 1)]),
        ([lambda w: w.do(operations.move_card, w.uid(1), "done")], [("finished", 1)]),
        ([lambda w: w.do(operations.block_card, w.uid(1), "ill")], [("blocked", 1)]),
        ([lambda w: w.do(operations.block_card, w.uid(2), "other reason")], [("blocked", 2)]),
        ([lambda w: w.do(operations.unblock_card, w.uid(2))], [("unblocked", 2)]),
        ([lambda w: w.add()], [("added", 5)]),
        ([lambda w: w.add(column="done")], [("finished", 5), ("added", 5)]),
        ([lambda w: w.do(operations.archive_card, w.uid(1))], [("archived", 1)]),
        ([lambda w: w.do(operations.restore_card, w.uid(4))], [("restored", 4)]),
        ([lambda w: w.do(operations.rank_card, w.uid(1), 2)], [("edited", 1)]),
        ([lambda w: w.undo(w.do(operations.move_card, w.uid(1), "done"))], []),
        ([lambda w: w.do(operations.restore_card, w.uid(4)), lambda w: w.do(operations.archive_card, w.uid(4))], []),
        (
            [
                lambda w: w.do(operations.move_card, w.uid(3), "done"),
                lambda w: w.do(operations.move_card, w.uid(1), "doing"),
                lambda w: w.do(operations.edit_card, w.uid(1), title="New"),
            ],
            [("finished", 3), ("moved", 1), ("edited", 1), ("edited", 3)],
        ),
    ],
)
def test_what_became_of_cards(acts: list[Act], expected: list[tuple[str, int]]) -> None:
    found = difference(prepared(), *acts)
    assert told(found) == expected
    assert found.is_empty is not bool(expected)


def test_what_was_done_again_in_between_is_finished_again() -> None:
    world = World()
    world.do(operations.move_card, world.uid(1), "done")
    found = difference(
        world,
        lambda w: w.do(operations.move_card, w.uid(1), "doing"),
        lambda w: w.do(operations.move_card, w.uid(1), "done"),
    )
    assert [(each.happening, each.fields) for each in found.cards] == [("finished", {"column": ("done", "done")})]


def test_a_card_whose_making_was_taken_back_is_removed() -> None:
    world = World()
    made = world.do(operations.add_card, world.experiment.uid, "Mistake")
    assert told(difference(world, lambda w: w.undo(made))) == [("removed", 4)]


def test_a_card_that_left_the_definition_is_set_aside() -> None:
    world = World()
    without = replace(BOARD, cards=BOARD.cards[1:], hypothesis="Another one")
    found = difference(
        world, lambda w: w.do(operations.reconcile_definition, w.experiment.uid, without, definition_hash="two")
    )
    assert told(found) == [("orphaned", 1)]
    assert found.fields.keys() == {"cards", "hypothesis"}
    assert found.fields["hypothesis"] == ("", "Another one")


def test_each_edited_field_has_both_sides() -> None:
    found = difference(
        prepared(),
        lambda w: w.do(operations.assign_card, w.uid(2), "ux"),
        lambda w: w.do(operations.set_due, w.uid(2), w.now.date()),
        lambda w: w.do(operations.tag_card, w.uid(2), ["new"]),
        lambda w: w.do(operations.tick_item, w.uid(2), w.card(2).checklist[0].uid),
        lambda w: w.do(operations.link_contact, w.uid(2), person(w, 1)),
        lambda w: w.do(operations.unlink_contact, w.uid(2), person(w, 0)),
    )
    (edited,) = found.of("edited")
    assert edited.fields.keys() == {"assignee", "due", "tags", "checklist", "people"}
    assert edited.fields["assignee"] == (None, "ux")
    assert edited.fields["tags"] == (("ask",), ("new",))
    before, after = edited.fields["people"]
    assert (len(before), len(after), before != after) == (1, 1, True)


def test_notes_are_counted_with_what_they_say_of_the_hypothesis() -> None:
    world = World()
    ada = [world.person().uid]
    old, relabelled = world.note("Old"), world.note("Relabelled", people=ada)
    found = difference(
        world,
        lambda w: w.note("For", people=ada, stance="supports"),
        lambda w: w.note("Against", people=ada, stance="refutes"),
        lambda w: w.note("What we think", stance="refutes"),
        lambda w: w.do(operations.edit_note, relabelled.uid, stance="supports"),
        lambda w: w.do(operations.archive_note, old.uid),
    )
    (notes,) = found.notes
    assert (notes.card.number, notes.written, notes.edited, notes.gone) == (1, 3, 1, 1)
    assert (notes.supports, notes.refutes) == (2, 1)


def test_a_board_that_began_in_between() -> None:
    world = World()
    found = board_differences(Workspace.of(), world.workspace, world.experiment.uid)
    assert (found.started, found.fields) == (True, {})
    assert [happening for happening, _ in told(found)] == ["added"] * 3


def test_other_boards_do_not_count() -> None:
    world = World()
    first = world.experiment.uid
    before = world.workspace
    world.do(operations.start_experiment, replace(BOARD, id="other", key="OT"), definition_hash="1", timezone="UTC")
    assert board_differences(before, world.workspace, first).is_empty


OF_A_FINISHED_CARD: list[tuple[Act, list[str]]] = [
    (lambda w: w.do(operations.edit_card, w.uid(1), title="New"), ["edited"]),
    (lambda w: w.do(operations.tag_card, w.uid(1), ["new"]), ["edited"]),
    (lambda w: w.do(operations.archive_card, w.uid(1)), ["archived"]),
    (lambda w: w.do(operations.move_card, w.uid(1), "doing"), ["moved"]),
    (lambda w: w.do(operations.link_contact, w.uid(1), w.person("Cleo").uid), ["edited"]),
    (lambda w: w.note("Afterwards"), []),
    (lambda w: w.later(), []),
]


@pytest.mark.parametrize(("act", "happenings"), OF_A_FINISHED_CARD)
def test_what_was_finished_before_is_not_told_as_finished_again(act: Act, happenings: list[str]) -> None:
    world = World()
    world.do(operations.move_card, world.uid(1), "done")
    assert [card.happening for card in difference(world, act).cards] == happenings


def test_a_place_counts_as_edited_only_where_the_card_stayed() -> None:
    world = World()
    found = difference(
        world,
        lambda w: w.do(operations.move_card, w.uid(3), "doing"),
        lambda w: w.do(operations.rank_card, w.uid(1), 1),
    )
    assert told(found) == [("moved", 3), ("edited", 1)]
    assert found.of("edited")[0].fields.keys() == {"rank"}


def test_needs_and_wishes_that_came_with_the_definition_are_edits() -> None:
    world = World()
    asking = replace(
        BOARD, cards=(replace(BOARD.cards[0], needs=("observe",), wish=("record_audio",)), *BOARD.cards[1:])
    )
    found = difference(
        world, lambda w: w.do(operations.reconcile_definition, w.experiment.uid, asking, definition_hash="two")
    )
    (edited,) = found.of("edited")
    assert {name: edited.fields[name] for name in ("needs", "wish")} == {
        "needs": ((), ("observe",)),
        "wish": ((), ("record_audio",)),
    }


STANCES: list[tuple[str | None, str | None, tuple[int, int]]] = [
    ("supports", "supports", (0, 0)),
    ("supports", "refutes", (0, 1)),
    ("refutes", "supports", (1, 0)),
    ("supports", None, (0, 0)),
    (None, "supports", (1, 0)),
]


@pytest.mark.parametrize(("before", "after", "counted"), STANCES)
def test_evidence_counts_where_it_is_new(before: str | None, after: str | None, counted: tuple[int, int]) -> None:
    world = World()
    note = world.note("Old", people=[world.person().uid], stance=before)
    found = difference(world, lambda w: w.do(operations.edit_note, note.uid, text="New", stance=after))
    (notes,) = found.notes
    assert (notes.supports, notes.refutes, notes.edited) == (*counted, 1)

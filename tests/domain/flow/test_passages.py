from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from weakref import WeakSet

import pytest
from msgspec.structs import replace

from tests.domain.told import Told, movement_of
from tests.domain.world import BOARD, COLUMNS
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.flow.passages import CardHistory, Movement, card_histories
from tui.domain.history.phrases import phrase_of
from tui.domain.records.change import Change
from tui.domain.records.definition import ColumnDefinition

Done = list[tuple[str, str]]
"""Start and finish of what was finished, each as day of March and hour: `2T09`."""


def move(world: Told, when: str, column: str, number: int = 1) -> Change:
    """Move a card at a day and hour of March."""
    return world.at(f"2026-03-{when}:00").do(operations.move_card, world.uid(number), column)


def archive(world: Told, when: str) -> Change:
    return world.at(f"2026-03-{when}:00").do(operations.archive_card, world.uid(1))


def restore(world: Told, when: str) -> Change:
    return world.at(f"2026-03-{when}:00").do(operations.restore_card, world.uid(1))


def reconcile(world: Told, when: str, *columns: ColumnDefinition) -> Change:
    definition = replace(BOARD, columns=columns)
    operation, uid = operations.reconcile_definition, world.experiment.uid
    return world.at(f"2026-03-{when}:00").do(operation, uid, definition, definition_hash="two")


def straight(world: Told) -> None:
    move(world, "03T09", "doing")
    move(world, "05T09", "done")


def reopened(world: Told) -> None:
    straight(world)
    move(world, "06T09", "doing")


def finished_again(world: Told) -> None:
    reopened(world)
    move(world, "09T09", "done")


def skipped(world: Told) -> None:
    move(world, "04T09", "done")


def moved_back(world: Told) -> None:
    move(world, "03T09", "doing")
    move(world, "04T09", "todo")
    move(world, "06T09", "review")
    move(world, "07T09", "done")


def not_really_started(world: Told) -> None:
    move(world, "03T09", "doing")
    move(world, "04T09", "todo")
    world.at("2026-03-05T09:00").do(operations.not_started, world.uid(1))
    move(world, "06T09", "doing")
    move(world, "07T09", "done")


def archived_and_restored(world: Told) -> None:
    straight(world)
    archive(world, "06T09")
    restore(world, "09T09")


def archived_in_progress(world: Told) -> None:
    move(world, "03T09", "doing")
    archive(world, "06T09")


def undone(world: Told) -> None:
    move(world, "03T09", "doing")
    finish = move(world, "05T09", "done")
    world.at("2026-03-06T09:00").undo(finish)


def undone_and_redone(world: Told) -> None:
    move(world, "03T09", "doing")
    finish = move(world, "05T09", "done")
    undoing = world.at("2026-03-06T09:00").undo(finish)
    world.at("2026-03-07T09:00").redo(finish, undoing)


def reopening_undone(world: Told) -> None:
    straight(world)
    world.at("2026-03-07T09:00").undo(move(world, "06T09", "todo"))


def column_removed(world: Told) -> None:
    move(world, "03T09", "doing")
    move(world, "04T09", "review")
    reconcile(world, "05T09", *(column for column in COLUMNS if column.id != "review"))
    move(world, "06T09", "done")


def finished_column_added(world: Told) -> None:
    straight(world)
    reconcile(world, "06T09", *COLUMNS, ColumnDefinition("shared", "SHARED", "finished"))
    move(world, "07T09", "shared")


def column_that_became_active(world: Told) -> None:
    reconcile(world, "03T09", replace(COLUMNS[0], role="active"), *COLUMNS[1:3], ColumnDefinition("w", "W", "waiting"))
    move(world, "05T09", "doing")


CASES: dict[str, tuple[Callable[[Told], None], Done]] = {
    "straight": (straight, [("3T09", "5T09")]),
    "reopened": (reopened, []),
    "finished again": (finished_again, [("3T09", "9T09")]),
    "skipped columns": (skipped, [("4T09", "4T09")]),
    "moved back": (moved_back, [("3T09", "7T09")]),
    "not really started": (not_really_started, [("6T09", "7T09")]),
    "archived and restored": (archived_and_restored, [("3T09", "5T09")]),
    "archived in progress": (archived_in_progress, []),
    "undone": (undone, []),
    "undone and redone": (undone_and_redone, [("3T09", "5T09")]),
    "reopening undone": (reopening_undone, [("3T09", "5T09")]),
    "column removed": (column_removed, [("3T09", "6T09")]),
    "finished column added": (finished_column_added, [("3T09", "5T09")]),
    "column that became active": (column_that_became_active, []),
    "none": (lambda _: None, []),
}


def done(history: CardHistory, world: Told) -> Done:
    return [(_told(each.started_at), _told(each.finished_at)) for each in history.occurrences(world.experiment.uid)]


@pytest.mark.parametrize("name", CASES)
def test_what_is_finished_was_started_first_and_finished_last(name: str) -> None:
    world = Told()
    story, expected = CASES[name]
    story(world)
    assert done(world.history(1), world) == expected
    card, last = world.card(1), world.history(1).last
    assert (last.started_at, last.finished_at) == (card.started_at, card.finished_at)
    assert (last.column, last.archived_at) == (card.column, card.archived_at)


def test_each_time_a_recurring_card_is_done_counts_with_its_own_start() -> None:
    world = Told()
    for when, column in (
        ("03T09", "doing"),
        ("04T09", "done"),
        ("05T09", "todo"),
        ("09T09", "doing"),
        ("11T09", "done"),
    ):
        move(world, when, column, 3)
    move(world, "12T09", "todo", 3)
    move(world, "13T09", "done", 3)
    assert done(world.history(3), world) == [("3T09", "4T09"), ("9T09", "11T09"), ("13T09", "13T09")]


def test_a_finish_of_a_recurring_card_that_is_undone_does_not_count() -> None:
    world = Told()
    move(world, "03T09", "done", 3)
    move(world, "04T09", "todo", 3)
    world.undo(move(world, "05T09", "done", 3))
    assert done(world.history(3), world) == [("3T09", "3T09")]


def test_what_was_undone_leaves_no_trace_and_what_was_redone_happened_when_it_was_first_done() -> None:
    world = Told()
    undone_and_redone(world)
    assert [(each.column, _told(each.at)) for each in world.history(1).passages] == [
        ("todo", "2T09"),
        ("doing", "3T09"),
        ("done", "5T09"),
    ]


def test_a_card_whose_adding_was_undone_has_no_history() -> None:
    world = Told()
    change = world.do(operations.add_card, world.experiment.uid, "A mistake")
    world.undo(change)
    assert change.event.card not in {history.card for history in world.histories()}


def test_undoing_a_move_that_a_later_one_repeated_is_told_as_a_move() -> None:
    world = Told()
    first = move(world, "03T09", "doing")
    move(world, "04T09", "todo")
    move(world, "05T09", "doing")
    rank = world.card(1).rank
    assert rank == first.records["cards"][world.uid(1)].rank  # type: ignore[union-attr]
    world.at("2026-03-06T09:00").undo(first)
    history = world.history(1)
    assert (history.last.column, history.last.started_at, _told(history.last.at)) == ("todo", None, "6T09")


def test_a_column_keeps_the_role_it_had_when_it_is_removed() -> None:
    world = Told()
    column_removed(world)
    assert [(each.column, each.role) for each in world.history(1).passages] == [
        ("todo", "waiting"),
        ("doing", "active"),
        ("review", "active"),
        ("doing", "active"),
        ("done", "finished"),
    ]


def test_a_column_that_means_something_else_now_changes_what_its_cards_are() -> None:
    world = Told()
    reconcile(world, "03T09", replace(COLUMNS[0], role="active"), *COLUMNS[1:], ColumnDefinition("w", "W", "waiting"))
    told = [(each.role, _told(each.at), each.started_at is not None) for each in world.history(1).passages]
    assert told == [("waiting", "2T09", False), ("active", "3T09", False), ("active", "3T09", True)]
    assert world.history(1).last.started_at == world.card(1).started_at == world.now


def test_a_card_on_a_board_is_there_until_it_is_archived_and_again_when_it_is_restored() -> None:
    world = Told()
    archived_and_restored(world)
    assert [(_told(each.at), each.on_board) for each in world.history(1).passages[-3:]] == [
        ("5T09", True),
        ("6T09", False),
        ("9T09", True),
    ]


def test_the_first_time_a_column_was_entered_is_kept() -> None:
    world = Told()
    finished_again(world)
    entered = world.history(1).entered(world.experiment.uid)
    assert {column: _told(each.at) for column, each in entered.items()} == {
        "todo": "2T09",
        "doing": "3T09",
        "done": "5T09",
    }


def test_a_history_can_be_read_as_it_stood() -> None:
    world = Told()
    reopened(world)
    then = world.history(1).until(datetime(2026, 3, 6, tzinfo=UTC))
    assert then is not None
    assert done(then, world) == [("3T09", "5T09")]
    assert world.history(1).until(datetime(2026, 3, 1, tzinfo=UTC)) is None


@pytest.mark.parametrize("column", ["doing", "review", "done", "todo"])
def test_only_a_waiting_card_that_was_started_is_not_really_started(column: str) -> None:
    world = Told()
    if column != "todo":
        move(world, "03T09", column)
    with pytest.raises(NotAllowed, match="Nothing was changed"):
        world.do(operations.not_started, world.uid(1))


def test_that_a_card_was_not_really_started_can_be_undone() -> None:
    world = Told()
    move(world, "03T09", "doing")
    move(world, "04T09", "todo")
    before = world.card(1)
    change = world.do(operations.not_started, world.uid(1))
    assert world.card(1) == replace(before, started_at=None)
    assert phrase_of(change.event, world.workspace).done == "Took back the start of 1"
    world.undo(change)
    assert world.card(1) == before


class Uid(str):
    """The uid of a movement by which one can tell whether that is still there."""


def test_movements_are_let_go_as_they_come() -> None:
    world, alive, most = Told(), WeakSet[Uid](), 0
    for hour in range(20):
        move(world, f"03T{hour:02d}", "doing" if hour % 2 else "todo")

    def coming() -> Iterator[Movement]:
        nonlocal most
        for event in world.events:
            uid = Uid(event.uid)
            alive.add(uid)
            most = max(most, len(alive))
            yield replace(movement_of(event), uid=uid)

    histories = card_histories(coming())
    assert most <= 2 < len(histories[0].passages)


def _told(at: datetime | None) -> str:
    return f"{at.day}T{at:%H}" if at else ""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.domain.world import DAY, MONDAY, World
from tui.domain import operations
from tui.domain.records import Card

TUESDAY, WEDNESDAY, THURSDAY = MONDAY + DAY, MONDAY + 2 * DAY, MONDAY + 3 * DAY

# Started is the first entry to an active column, finished the last entry to a finished one; a card that goes straight
# to done starts as it finishes; reopening clears the finish and keeps the start, and so does going back to wait.
PATHS: list[tuple[str, datetime | None, datetime | None]] = [
    ("todo", None, None),
    ("doing", TUESDAY, None),
    ("done", TUESDAY, TUESDAY),
    ("doing todo", TUESDAY, None),
    ("doing review", TUESDAY, None),
    ("doing done", TUESDAY, WEDNESDAY),
    ("review done", TUESDAY, WEDNESDAY),
    ("done doing", TUESDAY, None),
    ("done todo", TUESDAY, None),
    ("doing todo doing", TUESDAY, None),
    ("doing todo done", TUESDAY, THURSDAY),
    ("doing done doing", TUESDAY, None),
    ("done todo done", TUESDAY, THURSDAY),
    ("done doing done", TUESDAY, THURSDAY),
]


def walked(path: str) -> Card:
    world = World()
    for column in path.split():
        world.later()
        world.do(operations.move_card, world.uid(1), column)
    return world.card(1)


@pytest.mark.parametrize(("path", "started", "finished"), PATHS)
def test_a_cards_clock_follows_the_roles_of_its_columns(
    path: str, started: datetime | None, finished: datetime | None
) -> None:
    card = walked(path)
    assert (card.column, card.started_at, card.finished_at) == (path.rsplit(maxsplit=1)[-1], started, finished)


@pytest.mark.parametrize(
    ("column", "started", "finished"), [("todo", None, None), ("review", MONDAY, None), ("done", MONDAY, MONDAY)]
)
def test_a_card_added_to_a_column_is_as_far_as_the_column(
    column: str, started: datetime | None, finished: datetime | None
) -> None:
    card = World().add(column=column)
    assert (card.started_at, card.finished_at) == (started, finished)


def test_moving_within_done_keeps_the_day_a_card_was_finished() -> None:
    world = World()
    for number in (1, 2):
        world.do(operations.move_card, world.uid(number), "done")
    world.later()
    world.do(operations.move_card, world.uid(1), "done", index=0)
    assert world.lane("done") == [1, 2]
    assert world.card(1).finished_at == MONDAY


def test_cards_arrive_at_the_end_and_finished_ones_on_top() -> None:
    world = World()
    for number in (1, 2, 3):
        world.do(operations.move_card, world.uid(number), "doing")
    assert world.lane("doing") == [1, 2, 3]
    for number in (1, 2, 3):
        world.do(operations.move_card, world.uid(number), "done")
    assert world.lane("done") == [3, 2, 1]


@pytest.mark.parametrize(
    ("index", "order"),
    [(-5, [4, 1, 2, 3]), (0, [4, 1, 2, 3]), (1, [1, 4, 2, 3]), (3, [1, 2, 3, 4]), (99, [1, 2, 3, 4])],
)
def test_a_card_moves_to_a_place_among_the_others(index: int, order: list[int]) -> None:
    world = World()
    card = world.add(column="doing")
    world.do(operations.move_card, card.uid, "todo", index=index)
    assert world.lane("todo") == order


@pytest.mark.parametrize(
    ("number", "index", "order"),
    [
        (1, 1, [2, 1, 3, 4]),
        (1, 3, [2, 3, 4, 1]),
        (1, 99, [2, 3, 4, 1]),
        (4, 0, [4, 1, 2, 3]),
        (4, -1, [4, 1, 2, 3]),
        (3, 1, [1, 3, 2, 4]),
        (2, 1, [1, 2, 3, 4]),
    ],
)
def test_ranking_puts_a_card_among_the_others_and_touches_no_other(number: int, index: int, order: list[int]) -> None:
    world = World()
    world.add()
    change = world.do(operations.rank_card, world.uid(number), index)
    assert world.lane("todo") == order
    assert set(change.records.get("cards", {})) <= {world.uid(number)}


def test_a_hundred_moves_to_the_top_keep_the_order() -> None:
    world = World()
    expected = [1, 2, 3]
    for step in range(100):
        number = expected[-1 - step % 2]
        world.do(operations.rank_card, world.uid(number), 0)
        expected = [number, *(other for other in expected if other != number)]
    assert world.lane("todo") == expected

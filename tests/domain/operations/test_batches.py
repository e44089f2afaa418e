"""Many cards changed as one: moved in their order, ranked side by side, and undone as one."""

from __future__ import annotations

from time import process_time

import pytest

from tests.app.test_board_carried import large
from tests.domain.world import World
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.history.phrases import phrase_of
from tui.domain.records.change import Change


def world_of(*titles: str) -> World:
    world = World()
    for title in titles:
        world.do(operations.add_card, world.experiment.uid, title)
    return world


def lane(world: World, column: str) -> list[int]:
    return [card.number for card in world.workspace.lane_cards(world.experiment.uid, column)]


def uids(world: World, *numbers: int) -> list[str]:
    return [world.uid(number) for number in numbers]


def undone(world: World, change: Change) -> None:
    world.do(operations.revert, change.event)


def test_cards_are_moved_in_the_order_in_which_they_stand_and_come_back_as_one() -> None:
    world = world_of("Four", "Five")
    before = world.state
    change = world.do(operations.move_cards, uids(world, 5, 1, 3), "doing")
    assert (lane(world, "todo"), lane(world, "doing")) == ([2, 4], [1, 3, 5])
    assert phrase_of(change.event, world.workspace).done == "Moved 3 cards to DOING"
    undone(world, change)
    assert world.state == before


def test_what_is_finished_together_stands_on_top_in_its_order() -> None:
    world = world_of("Four", "Five")
    world.do(operations.move_card, world.uid(2), "done")
    world.do(operations.move_cards, uids(world, 1, 4, 5), "done")
    assert lane(world, "done") == [1, 4, 5, 2]


def test_each_card_is_carried_one_column_on_and_those_at_the_edge_stay() -> None:
    world = world_of("Four")
    world.do(operations.move_card, world.uid(1), "done")
    world.do(operations.move_card, world.uid(2), "review")
    world.do(operations.carry_cards, uids(world, 1, 2, 3), 1)
    assert (lane(world, "todo"), lane(world, "doing"), lane(world, "review"), lane(world, "done")) == (
        [4],
        [3],
        [],
        [2, 1],
    )
    with pytest.raises(NotAllowed, match="last column"):
        world.do(operations.carry_cards, uids(world, 1, 2), 1)


@pytest.mark.parametrize(
    ("chosen", "before", "order"),
    [
        ((2, 4), 1, [2, 4, 1, 3, 5]),
        ((4, 2), 5, [1, 3, 2, 4, 5]),
        ((1, 3), None, [2, 4, 5, 1, 3]),
        ((4, 5), None, [1, 2, 3, 4, 5]),
    ],
)
def test_cards_are_ranked_side_by_side(chosen: tuple[int, ...], before: int | None, order: list[int]) -> None:
    world = world_of("Four", "Five")
    start = world.state
    change = world.do(operations.rank_cards, uids(world, *chosen), world.uid(before) if before else None)
    assert lane(world, "todo") == order
    assert change.is_empty == (order == [1, 2, 3, 4, 5])
    if not change.is_empty:
        undone(world, change)
        assert world.state == start


def test_many_cards_between_two_get_ranks_of_a_few_signs() -> None:
    world = world_of(*map(str, range(300)))
    chosen = uids(world, *range(4, 304))
    world.do(operations.rank_cards, chosen, world.uid(2))
    assert lane(world, "todo")[:5] == [1, 4, 5, 6, 7]
    assert max(len(world.workspace.cards[uid].rank) for uid in chosen) < 6


def test_cards_that_went_away_meanwhile_are_passed_over() -> None:
    world = world_of("Four")
    chosen = uids(world, 1, 2, 4)
    world.do(operations.archive_card, world.uid(2))
    change = world.do(operations.on_cards, [*chosen, "nobody"], operations.assign_card, "ana")
    assert [world.card(number).assignee for number in (1, 2, 4)] == ["ana", None, "ana"]
    assert phrase_of(change.event, world.workspace).done == "Gave 2 cards to @ana"
    world.do(operations.on_cards, uids(world, 1, 4), operations.archive_card)
    with pytest.raises(NotAllowed, match="None of these cards"):
        world.do(operations.on_cards, chosen, operations.archive_card)


def test_where_one_may_not_be_changed_so_none_is() -> None:
    world = world_of("Four")
    world.do(operations.move_card, world.uid(1), "done")
    before = world.state
    with pytest.raises(NotAllowed, match="1 Establish channels is finished"):
        world.do(operations.on_cards, uids(world, 4, 1), operations.block_card, "Legal")
    assert world.state == before


def test_tags_are_put_next_to_those_there_are_and_others_taken_off() -> None:
    world = world_of("Four")
    world.do(operations.on_cards, uids(world, 2, 4), operations.retag_card, ["#Pricing", "ux"], ["ask"])
    assert [world.card(number).tags for number in (2, 4)] == [("pricing", "ux")] * 2


def test_five_hundred_of_ten_thousand_cost_little_and_come_back_as_one() -> None:
    world, _ = large(10_000)
    lane = world.workspace.lane(world.experiment.uid, "todo")
    costs = []
    for _ in range(3):  # the first also reads modules
        begun = process_time()
        change = world.do(operations.move_cards, [*lane[1_000:1_500]], "doing")
        assert phrase_of(change.event, world.workspace).done == "Moved 500 cards to DOING"
        undone(world, change)
        costs.append(process_time() - begun)
        assert world.workspace.lane(world.experiment.uid, "todo") == lane
    assert min(costs) < 0.2

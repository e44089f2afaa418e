"""The clock of a card where it is finished while blocked, done once more, reopened, and where two edit at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.domain.told import movement_of
from tests.domain.world import DAY, World
from tui.domain import operations
from tui.domain.errors import Conflict
from tui.domain.flow.passages import card_histories
from tui.domain.flow.series import awaits
from tui.domain.operations.merging import edit_from
from tui.domain.records import Block


def test_the_finish_ends_a_block_and_keeps_for_how_long_it_was() -> None:
    world = World()
    world.do(operations.block_card, world.uid(1), "no room")
    began = world.now
    world.later(2 * DAY)
    world.do(operations.move_card, world.uid(1), "done")
    card = world.card(1)
    assert (card.blocked, card.blocks, card.finished_at) == (None, (Block(began, world.now),), world.now)


def test_a_block_never_ends_before_it_began_though_a_clock_was_set_back() -> None:
    world = World()
    world.do(operations.block_card, world.uid(1), "no room")
    began = world.now
    world.later(-timedelta(hours=3))
    world.do(operations.unblock_card, world.uid(1))
    assert world.card(1).blocks == (Block(began, began),)


def test_done_once_more_opens_the_steps_again_and_waits() -> None:
    world = World()
    world.do(operations.edit_card, world.uid(2), kind="recurring", every="P1W")
    for step in world.card(2).checklist:
        world.do(operations.tick_item, world.uid(2), step.uid, True)
    world.do(operations.move_card, world.uid(2), "doing")
    world.do(operations.do_once_more, world.uid(2))
    card = world.card(2)
    assert [step.done for step in card.checklist] == [False, False]
    assert (card.column, card.started_at, card.finished_at) == ("todo", None, None)


@pytest.mark.parametrize(("column", "is_awaited"), [("todo", True), ("doing", True), ("done", False)])
def test_a_task_is_awaited_until_it_is_finished_and_what_recurs_for_ever(column: str, is_awaited: bool) -> None:
    world = World()
    for number in (1, 3):
        world.do(operations.move_card, world.uid(number), column)
    assert awaits(world.card(1)) is is_awaited
    assert awaits(world.card(3))


SETS = [
    (["ask", "mine"], ["ask", "theirs"], ("ask", "theirs", "mine")),
    ([], ["ask"], ()),
    (["ask", "mine"], [], ("mine",)),
    (["ask"], [], ()),
    ([], ["theirs"], ("theirs",)),
]


@pytest.mark.parametrize(("mine", "theirs", "both"), SETS)
def test_a_tag_that_either_took_away_is_gone_and_what_either_added_stays(
    mine: list[str], theirs: list[str], both: tuple[str, ...]
) -> None:
    world = World()
    seen = world.card(2)
    assert seen.tags == ("ask",)
    world.do(operations.tag_card, seen.uid, theirs)
    world.do(edit_from, operations.tag_card, seen, mine)
    assert world.card(2).tags == both


def invited(world: World, card: str) -> None:
    world.ask(world.person(), card=card)


def noted(world: World, card: str) -> None:
    world.note("They like it", card=card)


@pytest.mark.parametrize(("act", "words"), [(invited, "Somebody was asked for 4"), (noted, "Notes were written on 4")])
def test_a_card_that_others_came_to_refer_to_is_not_taken_away(act: Callable[[World, str], None], words: str) -> None:
    world = World()
    added = world.do(operations.add_card, world.experiment.uid, "New")
    act(world, added.event.card or "")
    with pytest.raises(Conflict, match=words):
        world.undo(added)


def test_a_decision_is_not_taken_back_once_the_next_iteration_began() -> None:
    world = World()
    decided = world.do(
        operations.decide_experiment, world.experiment.uid, "repeat", observation="Five gave up", learning="Price"
    )
    world.later()
    world.do(operations.iterate_experiment, world.experiment.uid)
    with pytest.raises(Conflict, match="Iteration 2 began since"):
        world.undo(decided)


@pytest.mark.parametrize(("seconds", "column"), [(-1, "todo"), (0, "todo"), (1, "doing")])
def test_a_history_as_it_stood_at_a_moment_leaves_out_what_was_then(seconds: int, column: str) -> None:
    world = World()
    added = world.do(operations.add_card, world.experiment.uid, "New")
    world.later()
    moved = world.do(operations.move_card, added.event.card, "doing")
    (history,) = card_histories(map(movement_of, (added.event, moved.event)))
    then = history.until(world.now + timedelta(seconds=seconds))
    assert then is not None
    assert then.last.column == column
    assert history.until(added.event.at) is None

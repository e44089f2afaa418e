"""What is said of somebody follows from what is stored of them now, also where nothing moved to another place."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.domain.world import DAY, World
from tests.fuzz.test_searching_people import crowd_of
from tui.app.board.board import Board
from tui.app.board.board_memory import BoardMemory
from tui.app.people.crowd_memory import CrowdMemory
from tui.domain import operations
from tui.domain.people.keeping import Keeping


@pytest.mark.parametrize("outcome", ["done", "no_show", "cancelled"])
def test_a_planned_touchpoint_that_was_had_when_it_was_planned_starts_the_clock_anew(outcome: str) -> None:
    world, crowds, boards = World(), CrowdMemory(), BoardMemory()
    ada = world.person("Ada")
    world.touch(ada, status="confirmed", at=world.now + 29 * DAY)
    world.later(31 * DAY)

    def told() -> tuple[Keeping, Keeping]:
        board = Board(world.workspace, world.experiment, world.now, started=True, memory=boards, policy=world.policy)
        return crowd_of(world, crowds).keeping(ada), board.person(ada).keeping

    assert [one.state for one in told()] == ["overdue"] * 2
    (touchpoint,) = world.workspace.touchpoints
    change = world.do(operations.settle_touchpoint, touchpoint, outcome)
    assert [*told()] == [world.keeping(ada)] * 2
    assert (world.keeping(ada).state == "in_touch") == (outcome == "done")
    world.undo(change)
    assert [*told()] == [world.keeping(ada)] * 2


def test_a_word_that_was_edited_in_the_file_counts_as_it_is_there() -> None:
    world, memory = World(), CrowdMemory()
    ada = world.person("Ada")
    world.do(operations.give_consent, ada.uid, "contact")
    assert crowd_of(world, memory).signs(ada)["talk"] == "given"
    words = {uid: replace(word, status="refused") for uid, word in world.workspace.consents.items()}
    world.workspace = world.workspace.replace({"consents": words})
    crowd = crowd_of(world, memory)
    assert crowd.keeping(ada).status == "opted_out"
    assert crowd.signs(ada) == crowd_of(world, CrowdMemory()).signs(ada)

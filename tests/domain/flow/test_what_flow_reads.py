"""Flow is reckoned from events and a glance at each card; what is in progress or recurs is read, for its title."""

from __future__ import annotations

from hypothesis import given

from tests.domain.records.test_intake import Rows
from tests.domain.told import Told
from tests.domain.world import DAY
from tests.fuzz.runs import RUNS, Step, done, records
from tui.domain import operations


def test_a_card_that_is_finished_is_not_read() -> None:
    world = Told()
    world.do(operations.move_card, world.uid(1), "doing")
    world.do(operations.block_card, world.uid(1), "legal to approve")
    world.do(operations.move_card, world.uid(2), "doing")
    world.later(2 * DAY)
    world.do(operations.move_card, world.uid(1), "done")
    plain = world.flow()
    assert [finish.blocked for finish in plain.finishes] == [3]
    rows = Rows(records(world.workspace))
    world.workspace = rows.workspace
    assert world.flow() == plain
    assert {card.uid for card in rows.asked if card.table == "cards"} == {world.uid(2), world.uid(3)}


@given(RUNS)
def test_the_flow_is_the_same_whether_cards_were_read_or_not(run: list[tuple[Step, int]]) -> None:
    world = Told()
    done(world, run)
    plain = world.flow(), world.flow(earlier=1)
    world.workspace = Rows(records(world.workspace)).workspace
    assert (world.flow(), world.flow(earlier=1)) == plain

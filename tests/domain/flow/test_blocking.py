"""Blocked time is kept when a block ends."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from msgspec.structs import replace

from tests.domain.told import Told
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.flow.figures import BlockedTime, blocked_days, blocked_time, local_day, zone_of
from tui.domain.records import Blocked

# What was done when (UTC; Berlin is an hour ahead), and the days blocked in all and in the longest block on 20 March.
CASES: list[tuple[str, BlockedTime]] = [
    ("", BlockedTime(0, 0)),
    ("block 02T09", BlockedTime(19, 19)),
    ("block 02T09, unblock 02T10", BlockedTime(1, 1)),
    ("block 02T09, unblock 04T10", BlockedTime(3, 3)),
    ("block 02T23, unblock 04T23", BlockedTime(3, 3)),
    ("block 02T09, unblock 04T09, block 09T09, unblock 10T09", BlockedTime(5, 3)),
    ("block 02T09, unblock 02T10, block 02T11, unblock 02T12", BlockedTime(1, 1)),
    ("block 02T09, unblock 04T09, block 04T10, unblock 06T09", BlockedTime(5, 3)),
    ("block 02T09, block 05T09, unblock 06T09", BlockedTime(5, 5)),
    ("block 02T09, unblock 03T09, block 18T09", BlockedTime(5, 3)),
    ("block 02T09, done 05T09", BlockedTime(4, 4)),
    ("block 02T09, done 05T09, reopen 09T09", BlockedTime(4, 4)),
    ("block 02T09, decide 04T09", BlockedTime(3, 3)),
    ("block 02T09, unblock 04T09, done 06T09", BlockedTime(3, 3)),
]


def go(world: Told, what: str, at: str) -> None:
    world.at(f"2026-03-{at}:00")
    card = world.uid(1)
    match what:
        case "block":
            world.do(operations.block_card, card, "legal to approve")
        case "unblock":
            world.do(operations.unblock_card, card)
        case "reopen":
            world.do(operations.move_card, card, "doing")
        case "done":
            world.do(operations.move_card, card, "done")
        case _:
            world.do(operations.decide_experiment, world.experiment.uid, "stop", observation="Seen", learning="Known")


@pytest.mark.parametrize(("steps", "expected"), CASES)
def test_blocked_days_in_all_and_the_longest(steps: str, expected: BlockedTime) -> None:
    world = Told()
    for step in filter(None, steps.split(", ")):
        go(world, *step.split())
    world.at("2026-03-20T12:00")
    today = local_day(world.now, zone_of(world.experiment.timezone))
    assert blocked_time(world.card(1), world.experiment, today) == expected


def test_an_undone_end_of_a_block_leaves_it_blocked_as_before() -> None:
    world = Told()
    go(world, "block", "02T09")
    before = world.state
    change = world.at("2026-03-04T09:00").do(operations.unblock_card, world.uid(1))
    assert world.card(1).blocks[0].until == datetime.fromisoformat("2026-03-04T09:00+00:00")
    world.undo(change)
    assert world.state == before


def test_the_finish_ends_a_block_and_undone_it_goes_on() -> None:
    world = Told()
    go(world, "block", "02T09")
    before = world.state
    change = world.at("2026-03-05T09:00").do(operations.move_card, world.uid(1), "done")
    card = world.card(1)
    assert (card.blocked, [(each.since.day, each.until.day) for each in card.blocks]) == (None, [(2, 5)])
    world.undo(change)
    assert world.state == before


def test_what_was_finished_while_it_was_blocked_is_blocked_no_more_in_older_data_either() -> None:
    world = Told()
    go(world, "done", "05T09")
    since = datetime.fromisoformat("2026-03-02T09:00+00:00")
    card = replace(world.card(1), blocked=Blocked("legal to approve", since))
    assert (card.held, blocked_days(card, world.experiment, date(2026, 4, 6))) == (None, None)
    assert blocked_time(card, world.experiment, date(2026, 4, 6)) == BlockedTime(4, 4)


def test_what_is_finished_cannot_be_blocked() -> None:
    world = Told()
    go(world, "done", "05T09")
    with pytest.raises(NotAllowed, match="is finished"):
        go(world, "block", "06T09")


def test_flow_tells_for_how_long_what_was_finished_was_blocked() -> None:
    world = Told()
    world.at("2026-03-02T09:00").do(operations.move_card, world.uid(1), "doing")
    go(world, "block", "03T09")
    go(world, "unblock", "05T09")
    world.do(operations.move_card, world.uid(2), "doing")
    world.do(operations.block_card, world.uid(2), "no room")
    go(world, "done", "06T09")
    report = world.flow()
    assert [(each.number, each.days, each.blocked) for each in report.finishes] == [(1, 5, 3)]
    assert [(each.number, each.blocked, each.blocked_time.total) for each in report.ageing] == [(2, 2, 2)]


def test_flow_counts_no_blocked_day_before_the_start() -> None:
    world = Told()
    go(world, "block", "02T09")
    world.do(operations.block_card, world.uid(2), "no room")
    for number in (1, 2):
        world.at("2026-03-09T09:00").do(operations.move_card, world.uid(number), "doing")
    go(world, "done", "10T09")
    report = world.flow()
    assert [(each.number, each.days, each.blocked) for each in report.finishes] == [(1, 2, 2)]
    told = [(each.number, each.days, each.blocked, each.blocked_time.total) for each in report.ageing]
    assert told == [(2, 2, 2, 2)]


@pytest.mark.parametrize(
    ("held", "words"),
    [
        (BlockedTime(), ""),
        (BlockedTime(3, 3), "blocked 3d in all"),
        (BlockedTime(5, 3), "blocked 5d in all, longest 3d"),
    ],
)
def test_it_is_said_in_words(held: BlockedTime, words: str) -> None:
    assert held.words == words

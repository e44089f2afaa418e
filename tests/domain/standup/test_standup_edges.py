"""What a standup takes in and what not, where one stop, one week or one board ends and the next begins."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.domain.reporting import Reporting
from tests.domain.standup.test_pulse import pulse, second_board
from tests.domain.world import BERLIN, DAY, MONDAY, TODAY, World
from tui.domain import operations
from tui.domain.operations.standups import plan_standup
from tui.domain.people.policy import Policy
from tui.domain.standup.pulse import touchpoints_by_week
from tui.domain.standup.walked import blocked_cards, cards_about, expedited_cards, keys_about, next_meeting, to_pull

FIRST_OF_LAST_WEEK = datetime(2026, 2, 22, 23, tzinfo=UTC)
"""Monday 23 February begins in Berlin."""


@pytest.mark.parametrize(
    ("at", "weeks"),
    [
        (FIRST_OF_LAST_WEEK - timedelta(seconds=1), (0, 0)),
        (FIRST_OF_LAST_WEEK, (1, 0)),
        (FIRST_OF_LAST_WEEK + 7 * DAY - timedelta(seconds=1), (1, 0)),
        (FIRST_OF_LAST_WEEK + 7 * DAY, (0, 1)),
        (MONDAY, (0, 1)),
    ],
)
def test_a_week_has_its_first_moment_and_not_that_of_the_next(at: datetime, weeks: tuple[int, int]) -> None:
    world = World(policy=Policy(BERLIN))
    world.touch(world.person(), at=at, cards=[world.uid(1)])
    assert touchpoints_by_week(world.workspace, [world.experiment], world.policy, world.now) == weeks


STAGES = [(None, 1), ("acknowledged", 1), ("responded", 1), ("told", 0)]


@pytest.mark.parametrize(("step", "stops"), STAGES)
def test_a_request_is_a_stop_until_whoever_asked_was_told(step: str | None, stops: int) -> None:
    world = World()
    note = world.note("a status page", kind="request", people=[world.person().uid])
    if step is not None:
        world.do(operations.answer_request, note.uid, step)
    items = plan_standup(world.workspace, [world.experiment], world.policy, MONDAY - DAY, world.now)
    assert sum(item.uid == note.uid for item in items) == stops


def test_a_limit_counts_only_where_every_board_has_one() -> None:
    world = Reporting()
    other = second_board(world)
    world.do(operations.move_card, next(world.workspace.lane_cards(other.uid, "todo")).uid, "doing")
    assert pulse(world, world.experiment, other).limit == 6
    world.do(operations.move_card, world.uid(1), "doing")
    world.do(operations.move_card, world.uid(1), "todo")  # begun, and in a column without a limit
    both = pulse(world, world.experiment, other)
    assert (both.wip, both.limit) == (2, None)


@pytest.mark.parametrize("archive", [True, False])
def test_a_note_that_was_put_away_is_no_news(*, archive: bool) -> None:
    world = Reporting()
    note = world.note("They like it", people=[world.person().uid], stance="supports")
    if archive:
        world.do(operations.archive_note, note.uid)
    assert (pulse(world).notes, pulse(world).supports) == (int(not archive), int(not archive))


def test_what_is_blocked_is_not_urgent_as_well() -> None:
    world = World()
    for number in (1, 2):
        world.do(operations.expedite_card, world.uid(number))
    world.do(operations.block_card, world.uid(2), "no room")
    assert [card.number for card in expedited_cards(world.workspace, [world.experiment])] == [1]
    assert [card.number for card in blocked_cards(world.workspace, [world.experiment])] == [2]


def test_what_was_begun_before_is_not_to_be_begun_next() -> None:
    world = World()
    world.do(operations.move_card, world.uid(1), "doing")
    world.do(operations.move_card, world.uid(1), "todo", index=0)
    assert world.lane("todo")[0] == 1
    following = to_pull(world.workspace, world.experiment)
    assert following is not None
    assert following.number == 2


@pytest.mark.parametrize(("full", "number"), [(2, 3), (3, None)])
def test_a_full_column_takes_no_more(full: int, number: int | None) -> None:
    world = World()
    for _ in range(3):
        world.add()
    for card in (1, 2, 4)[:full]:
        world.do(operations.move_card, world.uid(card), "doing")
    following = to_pull(world.workspace, world.experiment)
    assert (following.number if following else None) == number


@pytest.mark.parametrize(
    ("days", "met"), [(-1, False), (0, True), (1, True), (2, False)], ids=["past", "today", "next", "after"]
)
def test_whoever_is_met_before_the_next_standup(days: int, met: bool) -> None:
    world = World()
    person = world.person()
    world.now = MONDAY - 2 * DAY
    world.touch(person, status="confirmed", at=MONDAY + days * DAY)
    assert (next_meeting(world.workspace, person, world.policy, TODAY) is not None) is met


PUT_ASIDE: list[tuple[str, list[Any], list[int]]] = [
    ("", [], [1]),
    ("archive_card", [], []),
    ("move_card", ["done"], []),
    ("move_card", ["doing"], [1]),
]


@pytest.mark.parametrize(("operation", "arguments", "numbers"), PUT_ASIDE)
def test_cards_about_somebody_are_those_to_be_done(operation: str, arguments: list[Any], numbers: list[int]) -> None:
    world = World()
    person = world.person(card=world.uid(1))
    if operation:
        world.do(getattr(operations, operation), world.uid(1), *arguments)
    assert [card.number for card in cards_about(world.workspace, [world.experiment], person.uid)] == numbers


def test_a_card_that_left_the_definition_is_about_nobody() -> None:
    from msgspec.structs import replace

    world = World()
    person = world.person(card=world.uid(1))
    world.workspace = world.workspace.replace({"cards": {world.uid(1): replace(world.card(1), orphaned=True)}})
    assert cards_about(world.workspace, [world.experiment], person.uid) == []


@pytest.mark.parametrize(("operation", "arguments", "numbers"), PUT_ASIDE)
def test_cards_to_be_done_are_named_for_whom_they_are_about(
    operation: str, arguments: list[Any], numbers: list[int]
) -> None:
    world = World()
    person, other = world.person(card=world.uid(1)), world.person("Bo Lund")
    if operation:
        world.do(getattr(operations, operation), world.uid(1), *arguments)
    keys = keys_about(world.workspace, [world.experiment], [person.uid, other.uid])
    assert keys == {person.uid: [f"{world.experiment.key}-{number}" for number in numbers], other.uid: []}

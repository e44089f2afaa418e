from __future__ import annotations

from datetime import timedelta

import pytest

from tests.domain.reporting import Reporting
from tests.domain.world import BOARD, DAY
from tui.domain import operations
from tui.domain.people.policy import Policy
from tui.domain.records import Experiment
from tui.domain.records.definition import BoardDefinition
from tui.domain.standup.held import moved_since
from tui.domain.standup.pulse import Pulse, pulse_of

OTHER = BoardDefinition("retention", "CR", "Retention", cards=BOARD.cards[:2])


@pytest.fixture
def world() -> Reporting:
    return Reporting()


def pulse(world: Reporting, *experiments: Experiment) -> Pulse:
    since = world.now - DAY
    over = experiments or (world.experiment,)
    return pulse_of(world.workspace, over, world.policy, since, world.now, moved_since(world.events, since))


def second_board(world: Reporting) -> Experiment:
    world.do(operations.start_experiment, OTHER, definition_hash="x", timezone="Europe/Berlin")
    return world.workspace.experiments_of("retention")[0]


def test_counts_since_a_time_only(world: Reporting) -> None:
    ada = [world.person().uid]
    world.note("old", people=ada, stance="supports")
    world.do(operations.move_card, world.uid(2), "doing")
    world.later(2 * DAY)
    world.note("new", people=ada, stance="refutes")
    world.note("what we think", stance="refutes")
    world.note("newer", kind="learned")
    world.do(operations.move_card, world.uid(1), "doing")
    world.do(operations.move_card, world.uid(1), "done")
    found = pulse(world)
    assert (found.done, found.moved, found.notes, found.learned) == (1, 1, 3, 1)
    assert (found.supports, found.refutes) == (0, 1)


def test_what_happens_on_other_boards_does_not_count(world: Reporting) -> None:
    other = second_board(world)
    card = world.workspace.card_by_number(other.uid, 1)
    assert card is not None
    world.do(operations.move_card, card.uid, "doing")
    world.note("there", card=card.uid)
    assert (pulse(world).moved, pulse(world).notes, pulse(world).wip) == (0, 0, 0)
    both = pulse(world, world.experiment, other)
    assert (both.moved, both.notes, both.wip) == (1, 1, 1)


def test_the_limit_is_that_of_all_boards_or_there_is_none(world: Reporting) -> None:
    assert pulse(world).limit == 3
    other = second_board(world)
    assert pulse(world, world.experiment, other).limit == 6


def test_touchpoints_of_this_week_about_cards_of_the_board_or_with_its_people(world: Reporting) -> None:
    ada, bob, cleo = (world.person(name) for name in ("Ada Lovelace", "Bob Hopper", "Cleo Marsh"))
    other = second_board(world)
    elsewhere = world.workspace.card_by_number(other.uid, 1)
    assert elsewhere is not None
    world.do(operations.link_contact, world.uid(1), ada.uid)
    world.touch(ada, at=world.now - DAY, cards=[world.uid(1)])
    world.later(DAY)
    world.touch(ada)
    world.touch(bob)
    world.touch(cleo, cards=[world.uid(2)])
    world.touch(ada, cards=[elsewhere.uid], direction="inbound")
    world.touch(ada, status="confirmed", at=world.now + timedelta(hours=1))
    assert pulse(world).touchpoints == 2, "with ada, and about card 2"
    assert pulse(world, world.experiment, other).touchpoints == 4, "all that run: everybody is theirs"


def test_the_week_begins_where_the_team_is() -> None:
    world = Reporting(policy=Policy(timezone="Pacific/Auckland", weekly_touchpoints=2))
    ada = world.person()
    world.touch(ada, at=world.now - timedelta(hours=20))  # Monday 02:00 in Auckland, Sunday in Berlin
    assert (pulse(world).touchpoints, pulse(world).wanted) == (1, 2)


def test_a_note_about_somebody_of_the_board_counts_without_a_card(world: Reporting) -> None:
    second_board(world)
    linked, stranger = world.person(), world.person("Ben Example")
    world.do(operations.link_contact, world.uid(1), linked.uid)
    for person in (linked, stranger):
        world.do(operations.add_note, "Called back", people=[person.uid], stance="supports")
    found = pulse(world)
    assert (found.notes, found.supports) == (1, 0)


WEEKS = [
    # days from Wednesday 4 March, method, with somebody, how many last week and this week
    (0, "interview", True, (0, 1)),
    (-2, "interview", True, (0, 1)),
    (-3, "interview", True, (1, 0)),
    (-9, "interview", True, (1, 0)),
    (-10, "interview", True, (0, 0)),
    (-1, "survey", True, (0, 1)),
    (-1, "survey", False, (0, 0)),
    (-1, "hackathon", False, (0, 0)),
    (-1, "analytics", False, (0, 0)),
    (-1, "analytics", True, (0, 0)),
    (-1, "ab_test", True, (0, 0)),
    (-5, "ab_test", True, (0, 0)),
    (-1, "support_contact", True, (0, 1)),
]


@pytest.mark.parametrize(("days", "method", "somebody", "counted"), WEEKS)
def test_touchpoints_with_customers_by_week(
    world: Reporting, days: int, method: str, somebody: bool, counted: tuple[int, int]
) -> None:
    world.later(2 * DAY)
    ada = world.person()
    world.touch(*([ada] if somebody else []), method=method, at=world.now + days * DAY, cards=[world.uid(1)])
    found = pulse(world)
    assert (found.last_week, found.touchpoints) == counted

"""Days are those of the team, or of the board, wherever one is counted, named or compared: never those of UTC."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from msgspec.structs import replace

from tests.domain.world import BOARD, World
from tui.domain import operations
from tui.domain.evidence.criterion import standing_of
from tui.domain.flow.figures import age_days, blocked_days, cycle_days, zone_of
from tui.domain.lines.quick_lines import parse_touchpoint
from tui.domain.people.consent import words_until
from tui.domain.people.invitations import asked_too_often, incentive_words, over_cap, totals_of
from tui.domain.people.meeting import meeting_lines, meeting_of
from tui.domain.people.policy import Policy
from tui.domain.people.waiting import all_waiting
from tui.domain.records.definition import Criterion
from tui.domain.time.moments import parse_moment
from tui.domain.work.iterations import iteration_words

EVENING = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)  # a Sunday; in Tokyo it is Monday, 08:30
MONDAY = date(2026, 3, 2)
TOKYO = "Asia/Tokyo"


def tokyo(**rules: object) -> World:
    """A team and a board in Tokyo, on a Monday morning there."""
    world = World(policy=Policy(TOKYO, **rules))  # type: ignore[arg-type]
    world.now = EVENING
    experiment = replace(world.experiment, timezone=TOKYO, started_at=EVENING)
    world.workspace = world.workspace.replace({"experiments": {experiment.uid: experiment}})
    return world


def waiting_days() -> object:
    world = tokyo()
    world.note("a status page", kind="request")
    return [each.days for each in all_waiting(world.workspace, world.policy, MONDAY)]


def words_of_sunday() -> object:
    world = tokyo()
    person = world.person()
    world.do(operations.give_consent, person.uid, "observe")
    days = (date(2026, 3, 1), MONDAY)
    return [list(words_until(world.workspace, person.uid, day, world.policy)) for day in days]


def asked_on_monday() -> object:
    """Two days after the Monday on which somebody was asked, two days are over; of a Sunday they would be before."""
    world = tokyo(most_asked=1, asked_within="P2D")
    person = world.person()
    world.ask(person)
    days = (date(2026, 3, 3), date(2026, 3, 4))
    return [bool(asked_too_often(world.workspace, person.uid, world.policy, day)) for day in days]


def promised_in_a_year() -> object:
    world = tokyo(incentive_cap=Decimal(40))
    world.now = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)
    person = world.person()
    promised = world.promise(person, "30")
    world.now = EVENING
    more = world.promise(person, "30", reason="a long session")
    total = totals_of([promised], world.policy)
    return list(total), over_cap(world.workspace, replace(more, uid="another"), world.policy).split(", and")[0]


def owed_since() -> object:
    world = tokyo()
    return incentive_words(world.promise(world.person()), world.policy, MONDAY)


def returned_on_another_day() -> object:
    """Met at 23:00 and 02:00 in Tokyo: two days there, one in UTC."""
    world = World(replace(BOARD, test=Criterion("returned", ">= 1")), Policy(TOKYO))
    experiment = replace(world.experiment, timezone=TOKYO, started_at=datetime(2026, 2, 1, tzinfo=UTC))
    world.workspace = world.workspace.replace({"experiments": {experiment.uid: experiment}})
    person = world.person()
    for hour in (14, 17):
        world.now = datetime(2026, 3, 2, hour, tzinfo=UTC)
        world.touch(person, cards=[world.uid(1)])
    standing = standing_of(world.workspace, world.experiment)
    return standing.value if standing else None


def spoken_today() -> object:
    line = parse_touchpoint("interview P03 9:00", EVENING, Policy(TOKYO))
    return line.at - EVENING, line.planned


def named_today() -> object:
    return parse_moment("9:00", EVENING, zone_of(TOKYO)) - EVENING


def iteration_began() -> object:
    world = tokyo()
    return iteration_words(world.experiment, MONDAY)


def sheet_title() -> object:
    world = tokyo()
    met = world.touch(world.person(), status="confirmed", at=EVENING + timedelta(hours=1))
    meeting = meeting_of(world.workspace, met, world.policy, MONDAY)
    return next(meeting_lines(world.workspace, meeting, world.policy, MONDAY))


def ages() -> object:
    world = tokyo()
    world.do(operations.move_card, world.uid(1), "doing")
    world.do(operations.block_card, world.uid(1), "no room")
    card, experiment = world.card(1), world.experiment
    return age_days(card, experiment, MONDAY), blocked_days(card, experiment, MONDAY)


def cycle() -> object:
    world = tokyo()
    world.do(operations.move_card, world.uid(1), "doing")
    world.later(timedelta(hours=15, minutes=15))  # 23:45 in Tokyo
    world.do(operations.move_card, world.uid(1), "done")
    return cycle_days(world.card(1), zone_of(TOKYO))


COUNTED: list[tuple[Callable[[], object], object]] = [
    (waiting_days, [1]),
    (words_of_sunday, [[], ["observe"]]),
    (asked_on_monday, [True, False]),
    (promised_in_a_year, ([2026], "would have been promised 90 EUR in 2026")),
    (owed_since, "30 EUR, promised today"),
    (returned_on_another_day, 1),
    (spoken_today, (timedelta(minutes=30), True)),
    (named_today, timedelta(minutes=30)),
    (iteration_began, "iteration 1, began today, running"),
    (sheet_title, "# Interview with P01, Mon 2 Mar 09:30"),
    (ages, (1, 1)),
    (cycle, 1),
]


@pytest.mark.parametrize(("count", "expected"), COUNTED, ids=[count.__name__ for count, _ in COUNTED])
def test_days_are_those_of_the_team_or_the_board(count: Callable[[], object], expected: object) -> None:
    assert count() == expected

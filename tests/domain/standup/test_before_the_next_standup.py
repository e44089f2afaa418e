"""What lies between a standup and the next one: what is due, who is met, who is therefore not overdue."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.domain.reporting import Reporting
from tests.domain.world import DAY, World
from tui.domain import operations
from tui.domain.operations.standups import MOST_DUE, plan_standup
from tui.domain.people.policy import Policy
from tui.domain.standup.walked import Due, due_soon, sessions_ahead

HOUR = timedelta(hours=1)
EVERY_DAY = Policy(working_days=(0, 1, 2, 3, 4, 5, 6))
USUAL = Policy()
BRIDGED = Policy(holidays=(date(2026, 3, 9), date(2026, 3, 10)))

NEXT_WORKING_DAYS = [
    (USUAL, date(2026, 3, 2), date(2026, 3, 3)),
    (USUAL, date(2026, 3, 6), date(2026, 3, 9)),
    (USUAL, date(2026, 3, 7), date(2026, 3, 9)),
    (EVERY_DAY, date(2026, 3, 6), date(2026, 3, 7)),
    (BRIDGED, date(2026, 3, 6), date(2026, 3, 11)),
    (Policy(working_days=(0, 2)), date(2026, 3, 2), date(2026, 3, 4)),
    (Policy(working_days=()), date(2026, 3, 2), date(2026, 3, 3)),
]


@pytest.mark.parametrize(("policy", "today", "then"), NEXT_WORKING_DAYS)
def test_the_next_standup_is_on_the_next_working_day(policy: Policy, today: date, then: date) -> None:
    assert policy.next_working_day(today) == then


FRIDAY = date(2026, 3, 6)
DUE_DAYS = [
    # policy, due, told on Friday as
    (USUAL, None, None),
    (USUAL, date(2026, 3, 2), Due(date(2026, 3, 2), 4)),
    (USUAL, date(2026, 3, 5), Due(date(2026, 3, 5), 1)),
    (USUAL, date(2026, 3, 6), Due(date(2026, 3, 6))),
    (USUAL, date(2026, 3, 7), Due(date(2026, 3, 7))),
    (USUAL, date(2026, 3, 9), Due(date(2026, 3, 9))),
    (USUAL, date(2026, 3, 10), None),
    (EVERY_DAY, date(2026, 3, 9), None),
    (BRIDGED, date(2026, 3, 11), Due(date(2026, 3, 11))),
]


@pytest.mark.parametrize(("policy", "due", "told"), DUE_DAYS)
def test_a_due_day_is_told_when_it_is_late_or_before_the_next_standup(
    policy: Policy, due: date | None, told: Due | None
) -> None:
    world = World()
    world.do(operations.set_due, world.uid(1), due)
    assert due_soon(world.card(1), policy, FRIDAY) == told


def test_what_is_done_is_not_due() -> None:
    world = World()
    world.do(operations.set_due, world.uid(1), date(2026, 3, 2))
    world.do(operations.move_card, world.uid(1), "done")
    assert due_soon(world.card(1), USUAL, FRIDAY) is None


def test_due_days_are_told_where_a_card_stands_and_what_nobody_began_apart() -> None:
    world = Reporting()
    for number, days in ((1, -1), (2, 1)):
        world.do(operations.set_due, world.uid(number), world.now.date() + days * DAY)
    blocked, later, moving = world.add("Blocked"), world.add("Later"), world.add("Moving", column="doing")
    world.do(operations.set_due, blocked.uid, world.now.date())
    world.do(operations.block_card, blocked.uid, "legal")
    world.do(operations.set_due, later.uid, world.now.date() + 2 * DAY)
    world.do(operations.set_due, moving.uid, world.now.date())
    report = world.report()
    assert [(each.card.key, each.card.column, each.due.late) for each in report.due] == [
        ("CD-1", "TODO", 1),
        ("CD-2", "TODO", 0),
    ]
    assert [(each.card.key, each.due) for each in report.blocked] == [("CD-4", Due(date(2026, 3, 2)))]
    assert [(each.card.key, each.card.column, each.due) for each in report.doing] == [
        ("CD-6", "DOING", Due(date(2026, 3, 2)))
    ]


def test_of_many_cards_that_are_due_a_few_are_stops() -> None:
    world = World()
    for _ in range(MOST_DUE + 2):
        world.add(due=world.now.date())
    items = plan_standup(world.workspace, [world.experiment], world.policy, world.now, world.now)
    pull = [world.workspace.cards[item.uid].number if item.uid else 0 for item in items if item.step == "pull"]
    assert pull == [4, 5, 6, 7, 8, 0]


SESSIONS = [
    # hours from Friday 09:00 UTC, status, told
    (-30, "confirmed", True),
    (-30, "done", False),
    (-1, "confirmed", True),
    (4, "tentative", True),
    (4, "cancelled", False),
    (26, "confirmed", True),
    (72, "confirmed", True),
    (72 + 14, "confirmed", True),
    (72 + 15, "confirmed", False),
    (96, "confirmed", False),
]


@pytest.mark.parametrize(("hours", "status", "told"), SESSIONS)
def test_sessions_are_told_until_the_next_working_day_is_over(hours: int, status: str, told: bool) -> None:
    world = World()
    ada = world.person()
    world.later(4 * DAY)
    at = world.now + hours * HOUR
    planned = "confirmed" if status not in ("done", "tentative") else status
    touchpoint = world.touch(ada, at=at, status=planned)
    if status == "cancelled":
        world.do(operations.settle_touchpoint, touchpoint.uid, "cancelled")
    found = sessions_ahead(world.workspace, [world.experiment], world.policy, world.now)
    assert bool(found) is told


MEETINGS = [
    # days since we spoke, planned in hours from Monday 09:00 UTC, overdue, due, met
    (31, None, ["P01"], [], []),
    (15, None, [], ["P01"], []),
    (31, 4, [], [], [("P01", True, date(2026, 3, 2), "14:00")]),
    (31, 28, [], [], [("P01", True, date(2026, 3, 3), "14:00")]),
    (15, 28, [], [], [("P01", False, date(2026, 3, 3), "14:00")]),
    (31, 48, ["P01"], [], []),
    (15, 48, [], ["P01"], []),
    (14, 28, [], [], []),
]


@pytest.mark.parametrize(("days", "hours", "overdue", "due", "met"), MEETINGS)
def test_who_is_met_before_the_next_standup_is_not_overdue(
    days: int, hours: int | None, overdue: list[str], due: list[str], met: list[tuple[str, bool, date, str]]
) -> None:
    world = Reporting()
    world.now -= days * DAY
    ada = world.person()
    world.do(operations.link_contact, world.uid(1), ada.uid)
    world.now += days * DAY
    if hours is not None:
        world.touch(ada, at=world.now + hours * HOUR, status="confirmed")
    customers = world.report().customers
    assert [each.person for each in customers.overdue] == overdue
    assert [each.person for each in customers.due] == due
    assert [(each.person, each.overdue, each.day, each.time) for each in customers.met] == met
    assert all(each.cards == ("CD-1",) for each in (*customers.overdue, *customers.due))
    stops = plan_standup(world.workspace, [world.experiment], world.policy, world.now, world.now)
    assert (ada.uid in [item.uid for item in stops]) is bool(overdue)

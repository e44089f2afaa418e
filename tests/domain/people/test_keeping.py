from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.domain.world import DAY, MONDAY, TODAY, World
from tui.domain import operations
from tui.domain.people.keeping import Keeping
from tui.domain.people.policy import Policy
from tui.domain.records import Cadence, Participant
from tui.domain.records.change import Change


@pytest.mark.parametrize(
    ("since", "state", "level", "left", "over"),
    [
        (0, "in_touch", 0, 14, -30),
        (7, "in_touch", 0, 7, -23),
        (8, "in_touch", 1, 6, -22),
        (14, "in_touch", 1, 0, -16),
        (15, "due", 2, -1, -15),
        (30, "due", 2, -16, 0),
        (31, "overdue", 3, -17, 1),
        (400, "overdue", 3, -386, 370),
    ],
)
def test_the_days_since_the_last_touchpoint_say_when_it_is_time(
    since: int, state: str, level: int, left: int, over: int
) -> None:
    world = World()
    ada = world.person()
    world.touch(ada)
    world.later(since * DAY)
    found, today = world.keeping(ada), world.context.today
    assert (found.last, found.since, found.state, found.level) == (TODAY, since, state, level)
    assert (found.days_left(today), found.days_over(today)) == (left, over)


def test_before_the_first_touchpoint_the_clock_runs_from_being_made_known() -> None:
    world = World()
    ada = world.person()
    world.later(15 * DAY)
    found = world.keeping(ada)
    assert (found.last, found.since, found.state, found.ideal) == (None, 15, "due", date(2026, 3, 16))


def test_a_rhythm_of_ones_own_goes_before_that_of_the_team() -> None:
    world = World(policy=Policy(ideal="P1M", max="P2M"))
    ada = world.person(cadence=Cadence(ideal="P7D"))
    found = world.keeping(ada)
    assert (found.ideal, found.max) == (date(2026, 3, 9), date(2026, 5, 2))


def test_a_month_from_its_last_day_ends_with_a_shorter_month() -> None:
    world = World(policy=Policy(ideal="P1M", max="P2M"))
    world.now = datetime(2026, 1, 31, 12, tzinfo=UTC)
    ada = world.person()
    world.touch(ada)
    found = world.keeping(ada)
    assert (found.ideal, found.max) == (date(2026, 2, 28), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("zone", "touched", "looked", "since"),
    [
        # Half an hour before and after midnight on the spot, over the night the clocks go forward.
        ("Europe/Berlin", "2026-03-28T22:30", "2026-03-28T23:30", 1),
        ("Europe/Berlin", "2026-03-28T23:30", "2026-03-29T21:30", 0),
        ("Europe/Berlin", "2026-03-29T21:30", "2026-03-29T22:30", 1),
        ("Europe/Berlin", "2026-03-15T12:00", "2026-03-29T12:00", 14),
        # The night they go back has an hour more.
        ("Europe/Berlin", "2026-10-24T22:30", "2026-10-25T22:30", 0),
        ("Europe/Berlin", "2026-10-24T22:30", "2026-10-25T23:30", 1),
        ("America/New_York", "2026-03-08T04:30", "2026-03-08T05:30", 1),
        ("America/New_York", "2026-03-08T05:30", "2026-03-09T03:30", 0),
        ("America/New_York", "2026-11-01T04:30", "2026-11-02T04:30", 0),
        ("America/New_York", "2026-11-01T04:30", "2026-11-02T05:30", 1),
    ],
)
def test_days_are_those_of_the_team(zone: str, touched: str, looked: str, since: int) -> None:
    world = World(policy=Policy(timezone=zone))
    world.now = datetime.fromisoformat(touched).replace(tzinfo=UTC)
    ada = world.person()
    world.touch(ada)
    world.now = datetime.fromisoformat(looked).replace(tzinfo=UTC)
    assert world.keeping(ada).since == since


def _planned(world: World, ada: Participant) -> Change:
    return world.do(operations.log_touchpoint, "interview", [ada.uid], at=world.now + DAY, status="confirmed")


NOT_A_CONTACT: dict[str, Callable[[World, Participant], object]] = {
    "a plan": _planned,
    "a plan called off": lambda world, ada: world.touch(ada, status="cancelled"),
    "nobody came": lambda world, ada: world.touch(ada, status="no_show"),
    "a note": lambda world, ada: world.note(people=[ada.uid]),
    "a card": lambda world, ada: world.do(operations.link_contact, world.uid(1), ada.uid),
    "moving it": lambda world, ada: world.do(operations.move_card, world.uid(1), "doing"),
    "consent": lambda world, ada: world.do(operations.give_consent, ada.uid, "contact"),
    "no consent": lambda world, ada: world.do(operations.withdraw_consent, ada.uid, "observe"),
    "asking for it": lambda world, ada: world.do(operations.ask_consent, ada.uid, "audio"),
    "an edit": lambda world, ada: world.do(operations.edit_contact, ada.uid, name="Ada King", relationship="customer"),
    "an export": lambda world, ada: world.do(
        operations.record_export, "/x.md", format="md", profile="team", sha256="0", people=[ada.uid]
    ),
    "somebody else": lambda world, ada: world.touch(world.person("Ben")),
    "a promise kept": lambda world, ada: world.do(
        operations.keep_promise, world.note(people=[ada.uid], kind="promise").uid
    ),
    "an answer": lambda world, ada: world.do(
        operations.answer_request, world.note(people=[ada.uid], kind="request").uid
    ),
}


@pytest.mark.parametrize("name", NOT_A_CONTACT)
def test_nothing_but_a_touchpoint_that_was_had_starts_the_clock_anew(name: str) -> None:
    world = World()
    ada = world.person()
    world.touch(ada)
    world.later()
    NOT_A_CONTACT[name](world, ada)
    assert world.keeping(ada).last == TODAY


CONTACTS: dict[str, Callable[[World, Participant], object]] = {
    "an interview": lambda world, ada: world.touch(ada),
    "they came to us": lambda world, ada: world.touch(ada, direction="inbound"),
    "a plan that was had": lambda world, ada: world.do(
        operations.settle_touchpoint, world.touch(ada, at=world.now + DAY, status="confirmed").uid
    ),
    "a note that counts": lambda world, ada: world.note(people=[ada.uid], counts_as_contact=True),
}


@pytest.mark.parametrize("name", CONTACTS)
def test_any_touchpoint_that_was_had_starts_the_clock_anew(name: str) -> None:
    world = World()
    ada = world.person()
    world.later(3 * DAY)
    CONTACTS[name](world, ada)
    assert world.keeping(ada).last == date(2026, 3, 5)


def test_one_that_was_had_before_the_last_one_changes_nothing() -> None:
    world = World()
    ada = world.person()
    world.touch(ada)
    world.touch(ada, at=MONDAY - 9 * DAY)
    assert world.keeping(ada).last == TODAY


def asked(*days_ago: int, direction: str = "outbound", policy: Policy | None = None) -> Keeping:
    """Return how things stand with somebody who was touched so many days ago."""
    world = World(policy=policy)
    ada = world.person()
    for days in days_ago:
        world.touch(ada, at=MONDAY - days * DAY, direction=direction)
    return world.keeping(ada)


@pytest.mark.parametrize(
    ("days_ago", "resting"),
    [
        ((1, 2), None),
        ((1, 2, 3), 27),
        ((0, 10, 30), 0),
        ((0, 10, 31), None),
        ((0, 5, 10, 29), 20),
        ((0, 0, 0), 30),
    ],
)
def test_who_was_asked_three_times_in_thirty_days_rests(days_ago: tuple[int, ...], resting: int | None) -> None:
    found = asked(*days_ago)
    assert found.resting == (None if resting is None else TODAY + timedelta(days=resting))
    assert (found.status, found.state) == (("free", "in_touch") if resting is None else ("cooldown", "resting"))


def test_who_came_to_us_was_not_asked() -> None:
    assert asked(1, 2, 3, direction="inbound").resting is None


def test_how_often_is_too_often_is_for_the_team_to_say() -> None:
    assert asked(6, policy=Policy(asks=1, within="P7D")).resting == TODAY + DAY
    assert asked(8, policy=Policy(asks=1, within="P7D")).resting is None


@pytest.mark.parametrize(
    ("act", "status"),
    [
        (lambda world, ada: world.do(operations.edit_person, ada.uid, contact_status="blocklisted"), "blocklisted"),
        (lambda world, ada: world.do(operations.edit_person, ada.uid, contact_status="opted_out"), "opted_out"),
        (lambda world, ada: world.do(operations.withdraw_consent, ada.uid, "contact_me"), "opted_out"),
        (lambda world, ada: world.do(operations.withdraw_consent, ada.uid, "contact"), "opted_out"),
        (lambda world, ada: world.do(operations.withdraw_consent, ada.uid, "observe"), "free"),
    ],
)
def test_who_does_not_want_to_is_left_alone(act: Callable[[World, Participant], Change], status: str) -> None:
    world = World()
    ada = world.person()
    act(world, ada)
    found = world.keeping(ada)
    assert (found.status, found.state) == (status, "in_touch" if status == "free" else "resting")

"""Asking people to take part: what came of it, what settles it, and how often somebody is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from tests.domain.world import DAY, MONDAY, World
from tui.domain import operations
from tui.domain.checkup.stored import check_references
from tui.domain.errors import Conflict, NotAllowed
from tui.domain.operations import repairs
from tui.domain.people.invitations import OverAsked, standing_words
from tui.domain.people.policy import Policy
from tui.domain.records import Invitation, Participant


@pytest.fixture
def world() -> World:
    return World()


def now(world: World, asked: Invitation) -> Invitation:
    return world.workspace.invitations[asked.uid]


def planned(world: World, *people: Participant, **fields: Any) -> str:
    return world.touch(*people, status="confirmed", at=world.now + DAY, **fields).uid


def test_asking_several_makes_an_invitation_of_each(world: World) -> None:
    ada, ben = world.person("Ada"), world.person("Ben")
    asked = world.ask(ada, ben, card=world.uid(2), method="interview", channel="email", note="At the fair")
    assert [(each.participant, each.status, each.method, each.note) for each in asked] == [
        (ada.uid, "asked", "interview", "At the fair"),
        (ben.uid, "asked", "interview", "At the fair"),
    ]
    assert world.workspace.invitations_of(ada.uid) == [asked[0]]


@pytest.mark.parametrize(
    ("status", "came_of_it"),
    [("done", "came"), ("no_show", "no_show"), ("cancelled", "cancelled"), ("confirmed", "asked")],
)
def test_the_outcome_of_a_planned_touchpoint_is_that_of_the_invitation(
    world: World, status: str, came_of_it: str
) -> None:
    ada = world.person("Ada")
    (asked,) = world.ask(ada)
    met = planned(world, ada)
    assert (now(world, asked).touchpoint, now(world, asked).status) == (met, "asked")
    change = world.do(operations.settle_touchpoint, met, status)
    assert now(world, asked).status == came_of_it
    if came_of_it != "asked":
        assert set(change.records) == {"touchpoints", "invitations"}, "in the same change"
        world.undo(change)
        assert now(world, asked).status == "asked"


def test_what_was_settled_wrongly_is_settled_anew(world: World) -> None:
    ada = world.person("Ada")
    (asked,) = world.ask(ada)
    met = planned(world, ada)
    world.do(operations.settle_touchpoint, met, "no_show")
    world.do(operations.settle_touchpoint, met, "done")
    assert now(world, asked).status == "came"


@pytest.mark.parametrize("answer", ["declined", "no_answer"])
def test_what_somebody_answered_stays_whatever_becomes_of_a_touchpoint(world: World, answer: str) -> None:
    ada = world.person("Ada")
    (asked,) = world.ask(ada)
    world.do(operations.answer_invitation, asked.uid, answer)
    world.touch(ada)
    assert now(world, asked).status == answer


@pytest.mark.parametrize(
    ("asked_to", "met", "settled"),
    [
        ({}, {}, True),
        ({"method": "interview"}, {}, True),
        ({"method": "user_test"}, {}, False),
        ({"card": 1}, {"cards": [1]}, True),
        ({"card": 1}, {"cards": [2]}, False),
        ({}, {"direction": "inbound"}, False),
    ],
)
def test_a_touchpoint_settles_what_fits_it(
    world: World, asked_to: dict[str, Any], met: dict[str, Any], settled: bool
) -> None:
    ada = world.person("Ada")
    asked_to = asked_to | ({"card": world.uid(1)} if "card" in asked_to else {})
    met = met | ({"cards": [world.uid(number) for number in met["cards"]]} if "cards" in met else {})
    (asked,) = world.ask(ada, **asked_to)
    world.touch(ada, **met)
    assert (now(world, asked).status == "came") == settled


def test_who_is_asked_often_enough_is_asked_again_only_with_a_reason(world: World) -> None:
    ada = world.person("Ada")
    world.ask(ada)
    (second,) = world.ask(ada)
    world.do(operations.answer_invitation, second.uid, "declined")
    before = world.state
    with pytest.raises(OverAsked) as raised:
        world.ask(ada)
    assert str(raised.value) == ("P01 was asked 2 times within 30 days. Going on takes a reason. Nothing was changed.")
    assert world.state == before
    change = world.do(operations.invite, [ada.uid], reason="she offered to")
    assert change.event.reason == "she offered to"


def test_who_does_not_want_to_take_part_is_asked_only_with_a_reason(world: World) -> None:
    ada = world.person()
    world.do(operations.withdraw_consent, ada.uid, "take-part")
    with pytest.raises(OverAsked, match="P01 does not want to take part"):
        world.do(operations.invite, [ada.uid])
    world.do(operations.invite, [ada.uid], reason="she asked us")


@pytest.mark.parametrize("status", ["tentative", "confirmed"])
def test_that_we_plan_a_meeting_is_nobodys_answer(world: World, status: str) -> None:
    ada = world.person()
    (asked,) = world.ask(ada)
    world.touch(ada, status=status, at=world.now + DAY)
    assert now(world, asked).answered_at is None
    assert standing_words(now(world, asked)) == "planned"


def test_the_limit_ends_when_its_time_is_over() -> None:
    world = World(policy=Policy(most_asked=1, asked_within="P7D"))
    ada = world.person("Ada")
    world.ask(ada)
    world.later(6 * DAY)
    with pytest.raises(OverAsked, match="was asked 1 time within 7 days"):
        world.ask(ada)
    world.later(DAY)
    assert world.ask(ada)


def test_limits_on_taking_part_hold_for_asking_too_and_those_on_asking_for_nothing_else(world: World) -> None:
    ada, ben = world.person("Ada"), world.person("Ben")
    for days in (1, 2, 3):
        world.touch(ada, at=MONDAY - timedelta(days=days))
    with pytest.raises(OverAsked, match="P01 is in cooldown"):
        world.ask(ada)
    world.ask(ben)
    world.ask(ben)
    assert planned(world, ben), "who was asked twice may take part"


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda world, ada: world.do(operations.invite, []), "Say who is asked"),
        (lambda world, ada: world.ask(ada, at=world.now + DAY), "An invitation cannot be in the future"),
        (lambda world, ada: world.ask(ada, touchpoint=planned(world, world.person("Ben"))), "planned with others"),
        (lambda world, ada: world.do(operations.answer_invitation, world.ask(ada)[0].uid, "maybe"), "no_answer"),
    ],
)
def test_what_makes_no_sense_is_refused(world: World, act: Callable[[World, Participant], object], words: str) -> None:
    ada = world.person("Ada")
    with pytest.raises(NotAllowed, match=words):
        act(world, ada)


def test_nothing_is_written_about_who_wants_no_notes(world: World) -> None:
    ada = world.person("Ada")
    world.do(operations.withdraw_consent, ada.uid, ["notes"])
    with pytest.raises(NotAllowed, match="does not want notes"):
        world.ask(ada, note="She laughed")
    assert world.ask(ada)


def test_two_records_of_one_person_have_the_invitations_of_both(world: World) -> None:
    ada, double = world.person("Ada"), world.person("Ada L.")
    (asked,) = world.ask(double)
    promised = world.promise(double)
    merging = world.do(operations.merge_contacts, double.uid, ada.uid)
    assert world.workspace.invitations_of(ada.uid) == [now(world, asked)]
    assert world.workspace.incentives_of(ada.uid) == [world.workspace.incentives[promised.uid]]
    world.undo(merging)
    assert world.workspace.invitations_of(double.uid) == [asked]


def test_undo_leaves_nobody_and_nothing_that_was_asked_for_behind(world: World) -> None:
    made = world.do(operations.make_contact, "Ada")
    ada = next(iter(world.workspace.participants.values()))
    added = world.do(operations.add_card, world.experiment.uid, "Ask")
    met = world.do(operations.log_touchpoint, "interview", [ada.uid], status="confirmed", at=world.now + DAY)
    world.ask(ada, card=added.event.card, touchpoint=next(iter(met.records["touchpoints"])))
    for change in (made, added, met):
        with pytest.raises(Conflict):
            world.undo(change)


def test_the_doctor_finds_what_refers_to_nothing_and_takes_it_out(world: World) -> None:
    ada = world.person("Ada")
    (asked,) = world.ask(ada, card=world.uid(1))
    promised = world.promise(ada)
    world.workspace = world.workspace.replace(
        {
            "invitations": {asked.uid: replace(asked, touchpoint="gone", card="gone")},
            "incentives": {promised.uid: replace(promised, touchpoint="gone")},
        }
    )
    assert len(list(check_references(world.workspace))) == 3
    world.do(repairs.drop_dangling)
    assert list(check_references(world.workspace)) == []
    stray = replace(promised, participant="nobody")
    world.workspace = world.workspace.replace({"incentives": {promised.uid: stray}})
    (found,) = check_references(world.workspace)
    assert found.sentence.startswith(f"Incentive …{promised.uid[-6:]} is of a customer who is not there")

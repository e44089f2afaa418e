from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from tests.domain.world import BOARD, DAY, MONDAY, World
from tui.domain import operations
from tui.domain.people.invitations import OverAsked, studies_of, why_not
from tui.domain.people.policy import Policy
from tui.domain.records import Participant
from tui.domain.records.change import Change


def tired(world: World, **fields: object) -> Participant:
    """Return somebody who was asked three times lately."""
    ada = world.person("Ada", **fields)
    for days in (1, 2, 3):
        world.touch(ada, at=MONDAY - timedelta(days=days))
    return ada


ASKING: dict[str, Callable[..., Change]] = {
    "link": lambda world, ada, **fields: world.do(operations.link_contact, world.uid(2), ada.uid, **fields),
    "plan": lambda world, ada, **fields: world.do(
        operations.log_touchpoint, "interview", [ada.uid], at=world.now + DAY, status="tentative", **fields
    ),
    "new card": lambda world, ada, **fields: world.do(
        operations.add_card, world.experiment.uid, "Ask again", people=[ada.uid], **fields
    ),
}


@pytest.mark.parametrize("name", ASKING)
def test_who_is_asked_often_enough_is_asked_again_only_with_a_reason(name: str) -> None:
    world = World()
    ada = tired(world)
    before = world.state
    with pytest.raises(OverAsked) as raised:
        ASKING[name](world, ada)
    assert str(raised.value) == ("P01 is in cooldown for 27 more days. Going on takes a reason. Nothing was changed.")
    assert raised.value.kind == "over_asked"
    assert [person.pid for person in raised.value.people] == ["P01"]
    assert world.state == before
    change = ASKING[name](world, ada, reason=" she\noffered to ")
    assert change.event.reason == "she offered to"


def test_what_was_had_is_written_down_however_often_it_was() -> None:
    world = World()
    ada = tired(world)
    assert world.touch(ada).status == "done"
    assert world.note(people=[ada.uid]).people == (ada.uid,)


def test_who_is_linked_already_is_not_asked_for_more() -> None:
    world = World()
    ada = world.person(card=world.uid(1))
    for days in (1, 2, 3):
        world.touch(ada, at=MONDAY - timedelta(days=days))
    assert world.do(operations.link_contact, world.uid(1), ada.uid).is_empty


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"contact_status": "blocklisted"}, "is not to be contacted"),
        ({"contact_status": "opted_out"}, "does not want to be contacted"),
        ({}, ""),
    ],
)
def test_who_is_to_be_left_alone(fields: dict[str, Any], words: str) -> None:
    world = World()
    assert why_not(world.workspace, world.person(**fields), Policy(), MONDAY.date()) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [(26, "is in cooldown for 1 more day"), (27, "is in cooldown until tomorrow"), (28, "")],
)
def test_a_cooldown_comes_to_an_end(days: int, words: str) -> None:
    world = World()
    ada = tired(world)
    world.later(days * DAY)
    assert why_not(world.workspace, ada, Policy(), world.context.today) == words


def test_who_takes_part_in_three_studies_is_not_asked_for_a_fourth() -> None:
    world = World()
    ada = world.person(card=world.uid(1))
    for number in range(2, 5):
        board = replace(BOARD, id=f"study-{number}", key=f"S{number}")
        world.do(operations.start_experiment, board, definition_hash="one", timezone="UTC")
    studies = list(world.workspace.experiments)
    cards = [world.workspace.card_by_number(uid, 1) for uid in studies]
    for card in cards[1:3]:
        assert card is not None
        world.do(operations.link_contact, card.uid, ada.uid)
    assert studies_of(world.workspace, ada.uid) == set(studies[:3])
    assert cards[3] is not None
    with pytest.raises(OverAsked, match="P01 takes part in 3 studies at once"):
        world.do(operations.link_contact, cards[3].uid, ada.uid)
    world.do(operations.link_contact, world.uid(2), ada.uid)
    world.do(operations.move_card, world.uid(1), "done")
    world.do(operations.archive_card, world.uid(2))
    world.do(operations.link_contact, cards[3].uid, ada.uid)


def test_all_who_are_asked_too_often_are_named_at_once() -> None:
    world = World()
    ada, ben = tired(world), world.person("Ben", contact_status="opted_out")
    with pytest.raises(OverAsked, match="P01 is in cooldown for 27 more days; P02 does not want to be contacted"):
        world.touch(ada, ben, at=world.now + DAY, status="confirmed")

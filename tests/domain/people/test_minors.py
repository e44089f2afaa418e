from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.domain.people.test_consent import said
from tests.domain.world import DAY, TODAY, World
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.people.consent import allows, latest_words, status_now, statuses
from tui.domain.records import Participant


def minor(world: World, *, guarded: bool = True) -> Participant:
    guardian = world.person("Grace").uid if guarded else None
    return world.person("Mia", is_minor=True, guardian=guardian)


def test_for_a_minor_the_guardian_agrees_and_nobody_else() -> None:
    world = World()
    mia = minor(world)
    said(world, mia, "observe", "given")
    assert not allows(world.workspace, mia, "observe", TODAY)
    assert statuses(world.workspace, mia, TODAY) == {"observe": "unknown"}
    with pytest.raises(NotAllowed, match="P02 is a minor; only the guardian can agree"):
        world.do(operations.give_consent, mia.uid, "observe", given_by="self")
    world.later()
    world.do(operations.give_consent, mia.uid, "observe", given_by="guardian")
    assert allows(world.workspace, mia, "observe", world.context.today)


def test_without_a_guardian_nobody_agrees_for_a_minor() -> None:
    world = World()
    mia = minor(world, guarded=False)
    with pytest.raises(NotAllowed, match="P01 is a minor without a guardian; name the guardian first"):
        world.do(operations.give_consent, mia.uid, "take_part", given_by="guardian")


def test_a_minor_may_say_no_alone() -> None:
    world = World()
    mia = minor(world)
    said(world, mia, "observe", "refused")
    assert status_now(latest_words(world.workspace, mia.uid)["observe"], mia, TODAY) == "refused"


def test_what_an_adult_agreed_to_does_not_count_once_they_are_known_to_be_a_minor() -> None:
    world = World()
    mia = world.person("Mia")
    world.do(operations.give_consent, mia.uid, "observe")
    world.do(operations.edit_person, mia.uid, is_minor=True)
    assert not allows(world.workspace, world.workspace.participants[mia.uid], "observe", TODAY)


KEEPING_OF_A_MINOR: dict[str, Callable[[World, Participant], object]] = {
    "a note": lambda world, mia: world.note(people=[mia.uid]),
    "a touchpoint": lambda world, mia: world.touch(mia),
    "a note that becomes one": lambda world, mia: world.do(operations.edit_note, world.note().uid, people=[mia.uid]),
    "a plan": lambda world, mia: world.touch(mia, at=world.now + DAY, status="confirmed"),
    "an invitation": lambda world, mia: world.do(operations.invite, [mia.uid]),
    "an incentive": lambda world, mia: world.do(operations.promise_incentive, mia.uid, "5", "EUR"),
}


@pytest.mark.parametrize("name", KEEPING_OF_A_MINOR)
def test_nothing_is_kept_of_a_minor_until_the_guardian_agrees(name: str) -> None:
    world = World()
    mia = minor(world)
    with pytest.raises(NotAllowed, match="P02 is a minor; nothing is kept of them until the guardian agrees"):
        KEEPING_OF_A_MINOR[name](world, mia)
    world.do(operations.give_consent, mia.uid, "take_part")
    KEEPING_OF_A_MINOR[name](world, mia)


def test_what_was_said_is_not_written_anew_once_notes_are_not_wanted() -> None:
    world = World()
    ada = world.person()
    note = world.note(people=[ada.uid])
    world.do(operations.withdraw_consent, ada.uid, "store_notes")
    with pytest.raises(NotAllowed, match="P01 does not want notes kept about them"):
        world.do(operations.edit_note, note.uid, text="More of it")
    world.do(operations.archive_note, note.uid)

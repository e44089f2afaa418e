from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.domain.world import DAY, MONDAY, World
from tui.domain import operations
from tui.domain.errors import DomainError, NotAllowed, NotFound
from tui.domain.records import Link, Note, Participant, Promise

TOMORROW = MONDAY + DAY


def said(world: World, touchpoint: str) -> list[Note]:
    return [note for note in world.workspace.notes.values() if note.touchpoint == touchpoint]


def test_a_touchpoint_says_with_whom_when_how_and_what_came_of_it() -> None:
    world = World()
    ada, ben = world.person("Ada"), world.person("Ben")
    found = world.touch(
        ada,
        ben,
        ada,
        at=MONDAY - DAY,
        cards=[world.uid(1), world.uid(2)],
        channel="video",
        duration=25,
        observers=["@cy", " "],
        expectation=" slow ",
        summary="wants\r\nexport",
        links=[Link("note", " notes.md "), Link("note", "notes.md"), Link("transcript", "")],
    )
    assert (found.at, found.by, found.method, found.status) == (MONDAY - DAY, "ux", "interview", "done")
    assert (found.channel, found.direction, found.duration) == ("video", "outbound", 25)
    assert found.people == (ada.uid, ben.uid)
    assert (found.observers, found.expectation, found.summary) == (("cy",), "slow", "wants\nexport")
    assert found.links == (Link("note", "notes.md"),)
    assert world.card(1).people == world.card(2).people == (ada.uid, ben.uid)


def test_what_surprised_and_what_was_promised_are_notes_of_it() -> None:
    world = World()
    ada = world.person()
    due = date(2026, 3, 5)
    found = world.touch(ada, cards=[world.uid(1)], surprise="they print it", promise="the draft", promised_for=due)
    notes = said(world, found.uid)
    assert [(note.kind, note.text) for note in notes] == [("surprise", "they print it"), ("promise", "the draft")]
    assert {(note.card, note.people) for note in notes} == {(world.uid(1), (ada.uid,))}
    assert [note.promise for note in notes] == [None, Promise(due)]


@pytest.mark.parametrize("method", ["analytics", "ab_test", "digital_ethnography", "survey", "hackathon"])
def test_what_looks_at_many_at_once_needs_nobody(method: str) -> None:
    assert World().touch(method=method).people == ()


def test_a_plan_that_was_had_was_had_when_it_was_planned_or_now() -> None:
    world = World()
    ada = world.person()
    early = world.touch(ada, at=TOMORROW, status="confirmed")
    world.do(operations.settle_touchpoint, early.uid, duration=40, summary="fine", surprise="early", promise="more")
    found = world.workspace.touchpoints[early.uid]
    assert (found.status, found.at, found.duration, found.summary) == ("done", MONDAY, 40, "fine")
    assert [note.kind for note in said(world, early.uid)] == ["surprise", "promise"]
    late = world.touch(ada, at=TOMORROW, status="tentative")
    world.later(3 * DAY)
    world.do(operations.settle_touchpoint, late.uid)
    assert world.workspace.touchpoints[late.uid].at == TOMORROW


@pytest.mark.parametrize("status", ["no_show", "cancelled"])
def test_a_plan_that_came_to_nothing(status: str) -> None:
    world = World()
    plan = world.touch(world.person(), at=TOMORROW, status="confirmed")
    world.do(operations.settle_touchpoint, plan.uid, status)
    found = world.workspace.touchpoints[plan.uid]
    assert (found.status, found.at) == (status, TOMORROW)


def test_editing_leaves_what_is_not_named() -> None:
    world = World()
    found = world.touch(world.person(), summary="wants export", duration=25)
    world.do(operations.edit_touchpoint, found.uid, duration=40, channel="phone", observers=["ben"])
    edited = world.workspace.touchpoints[found.uid]
    assert (edited.summary, edited.duration, edited.channel, edited.observers) == (
        "wants export",
        40,
        "phone",
        ("ben",),
    )
    assert world.do(operations.edit_touchpoint, found.uid, duration=40).is_empty


def recorded(world: World, ada: Participant) -> Any:
    return world.touch(ada, links=[Link("recording", "a.mp4")])


@pytest.mark.parametrize("scope", ["record_audio", "record_video"])
def test_a_recording_needs_permission_to_record(scope: str) -> None:
    world = World()
    ada = world.person()
    with pytest.raises(NotAllowed, match="P01 has not agreed to be recorded, so no recording or transcript is linked"):
        recorded(world, ada)
    world.do(operations.give_consent, ada.uid, scope)
    assert recorded(world, ada).links == (Link("recording", "a.mp4"),)


def test_after_permission_is_withdrawn_no_recording_is_added_but_the_rest_may_be_edited() -> None:
    world = World()
    ada = world.person()
    world.do(operations.give_consent, ada.uid, "audio")
    found = recorded(world, ada)
    world.do(operations.withdraw_consent, ada.uid, "audio")
    world.do(operations.edit_touchpoint, found.uid, summary="wants export")
    with pytest.raises(NotAllowed, match="has not agreed to be recorded"):
        world.do(operations.edit_touchpoint, found.uid, links=[*found.links, Link("transcript", "a.txt")])
    world.do(operations.edit_touchpoint, found.uid, links=[])
    world.do(operations.settle_touchpoint, found.uid, "cancelled")


@pytest.mark.parametrize(
    ("fields", "error", "sentence"),
    [
        ({"people": []}, NotAllowed, "Say with whom: a P-id such as P03."),
        ({"people": ["gone"]}, NotFound, "That person is not in the workspace any more."),
        ({"cards": ["gone"]}, NotFound, "That card is not in the workspace any more."),
        ({"method": "seance"}, NotAllowed, '"seance" is not a method; there are interview, focus_group,'),
        ({"channel": "owl"}, NotAllowed, '"owl" is not a channel; there are in_person,'),
        ({"direction": "sideways"}, NotAllowed, '"sideways" is not a direction; there are outbound, inbound.'),
        ({"status": "maybe"}, NotAllowed, '"maybe" is not a status of a touchpoint;'),
        ({"duration": 0}, NotAllowed, "0 minutes is not how long a touchpoint takes."),
        ({"duration": 10_081}, NotAllowed, "10081 minutes is not how long a touchpoint takes."),
        ({"at": TOMORROW}, NotAllowed, "A touchpoint that was had cannot be in the future."),
        ({"links": [Link("song", "x")]}, NotAllowed, '"song" is not a kind of link;'),  # type: ignore[arg-type]
    ],
)
def test_a_rule_that_says_no_says_why(fields: dict[str, Any], error: type[DomainError], sentence: str) -> None:
    world = World()
    arguments = {"method": "interview", "people": [world.person().uid], **fields}
    with pytest.raises(error) as raised:
        world.do(operations.log_touchpoint, **arguments)
    assert sentence in str(raised.value)
    assert str(raised.value).endswith("Nothing was changed.")


def test_one_that_was_had_is_not_moved_into_the_future() -> None:
    world = World()
    found = world.touch(world.person())
    with pytest.raises(NotAllowed, match="cannot be in the future"):
        world.do(operations.edit_touchpoint, found.uid, at=TOMORROW)
    for operation in (operations.edit_touchpoint, operations.settle_touchpoint):
        with pytest.raises(NotFound, match="That touchpoint is not in the workspace"):
            world.do(operation, "gone")


def test_a_note_that_counts_as_contact_is_said_at_a_touchpoint_of_now() -> None:
    world = World()
    ada = world.person()
    note = world.note(people=[ada.uid], counts_as_contact=True)
    found = world.workspace.touchpoints[note.touchpoint or ""]
    assert (found.at, found.method, found.status, found.people) == (MONDAY, "other", "done", (ada.uid,))
    assert found.cards == (world.uid(1),)
    with pytest.raises(NotAllowed, match="Say with whom you were in touch"):
        world.note(counts_as_contact=True)


def test_a_note_of_a_touchpoint_that_is_not_there() -> None:
    with pytest.raises(NotFound, match="That touchpoint is not in the workspace"):
        World().note(touchpoint="gone")

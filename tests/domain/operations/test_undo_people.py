from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from tests.domain.world import DAY, World
from tui.domain import operations
from tui.domain.errors import Conflict, NotAllowed
from tui.domain.history.phrases import phrase_of
from tui.domain.records import Cadence, Event, Link, Note, Participant, Touchpoint
from tui.domain.records.change import Change

Step = Callable[[World], Change]


def prepared() -> World:
    """Return a world where every operation about people has something to work on."""
    world = World()
    ada, ben = world.person("Ada", card=world.uid(1)), world.person("Ben")
    world.do(operations.give_consent, ada.uid, ["contact", "audio", "video"])
    world.touch(ada, cards=[world.uid(1)], summary="had")
    world.touch(ben, at=world.now + DAY, status="confirmed", expectation="planned")
    world.note("a request", people=[ada.uid], kind="request")
    world.note("a promise", people=[ada.uid], kind="promise")
    world.later()
    return world


def person(world: World, number: int) -> Participant:
    return next(each for each in world.workspace.participants.values() if each.number == number)


def touchpoint(world: World, place: int) -> Touchpoint:
    return list(world.workspace.touchpoints.values())[place]


def note(world: World, kind: str) -> Note:
    return next(each for each in world.workspace.notes.values() if each.kind == kind)


STEPS: dict[str, tuple[Step, str]] = {
    "edit person": (
        lambda world: world.do(
            operations.edit_person,
            person(world, 2).uid,
            relationship="customer",
            segments=["need: export"],
            is_minor=True,
            guardian=person(world, 1).uid,
            cadence=Cadence("P7D"),
            contact_status="opted_out",
            retention_until=world.now.date(),
        ),
        "Edited P02",
    ),
    "edit contact": (
        lambda world: world.do(operations.edit_contact, person(world, 1).uid, tel=["1"], org="O", advisory_board=True),
        "Edited P01",
    ),
    "give": (
        lambda world: world.do(operations.give_consent, person(world, 2).uid, "quote", evidence="a mail"),
        "Noted that P02 agrees to be quoted",
    ),
    "renew": (
        lambda world: world.do(operations.give_consent, person(world, 1).uid, ["audio", "video"]),
        "Noted that P01 agrees to have audio recorded, have video recorded",
    ),
    "withdraw": (
        lambda world: world.do(operations.withdraw_consent, person(world, 1).uid, "record_audio"),
        "Noted that P01 does not agree to have audio recorded",
    ),
    "ask": (
        lambda world: world.do(operations.ask_consent, person(world, 1).uid, ["observe", "share_external"]),
        "Noted what P01 said about consent: observe, share_external requested",
    ),
    "log": (
        lambda world: world.do(
            operations.log_touchpoint,
            "user_test",
            [person(world, 1).uid, person(world, 2).uid],
            cards=[world.uid(1), world.uid(2)],
            surprise="odd",
            promise="more",
            promised_for=world.now.date(),
        ),
        "Logged user test with P01, P02",
    ),
    "plan": (
        lambda world: world.do(
            operations.log_touchpoint, "interview", [person(world, 1).uid], at=world.now + DAY, status="tentative"
        ),
        "Planned interview with P01",
    ),
    "edit touchpoint": (
        lambda world: world.do(
            operations.edit_touchpoint, touchpoint(world, 0).uid, summary="more", links=[Link("note", "n.md")]
        ),
        "Edited interview with P01",
    ),
    "done": (
        lambda world: world.do(operations.settle_touchpoint, touchpoint(world, 1).uid, duration=20, surprise="odd"),
        "Marked interview with P02 as done",
    ),
    "no show": (
        lambda world: world.do(operations.settle_touchpoint, touchpoint(world, 1).uid, "no_show"),
        "Marked interview with P02 as no show",
    ),
    "a note that counts": (
        lambda world: world.do(
            operations.add_note, "N", card=world.uid(2), people=[person(world, 2).uid], counts_as_contact=True
        ),
        "Noted on 2",
    ),
    "keep": (lambda world: world.do(operations.keep_promise, note(world, "promise").uid), "Kept a promise to P01"),
    "answer": (
        lambda world: world.do(operations.answer_request, note(world, "request").uid, "responded", "planned"),
        "Marked a request of P01 as responded",
    ),
    "link with a reason": (
        lambda world: world.do(operations.link_contact, world.uid(2), person(world, 1).uid, reason="they offered to"),
        "Linked P01 to 2",
    ),
}


@pytest.mark.parametrize("name", STEPS)
def test_undo_sets_everything_back_and_redo_does_it_again(name: str) -> None:
    world = prepared()
    before = world.state
    change = STEPS[name][0](world)
    after = world.state
    assert after != before
    undoing = world.undo(change)
    assert world.state == before
    world.redo(change, undoing)
    assert world.state == after


@pytest.mark.parametrize("name", STEPS)
def test_an_event_read_back_from_the_disk_is_undone_alike(name: str) -> None:
    world = prepared()
    before = world.state
    change = STEPS[name][0](world)
    event = msgspec.json.decode(msgspec.json.encode(change.event), type=Event)
    world.do(operations.revert, event)
    assert world.state == before


@pytest.mark.parametrize("name", STEPS)
def test_what_was_done_is_told_by_p_ids(name: str) -> None:
    world = prepared()
    step, told = STEPS[name]
    assert phrase_of(step(world).event, world.workspace).done == told


@pytest.mark.parametrize(
    ("first", "then", "sentence"),
    [
        (
            "log",
            lambda world: world.do(
                operations.add_note, "Said there", people=[person(world, 1).uid], touchpoint=touchpoint(world, 2).uid
            ),
            "Notes were written about that touchpoint since.",
        ),
        (
            "plan",
            lambda world: world.do(operations.settle_touchpoint, touchpoint(world, 2).uid, "cancelled"),
            "The status changed again since",
        ),
        (
            "keep",
            lambda world: world.do(operations.keep_promise, note(world, "promise").uid),
            "Whether the promise is kept changed again since",
        ),
        (
            "edit person",
            lambda world: world.do(operations.edit_person, person(world, 2).uid, contact_status="free"),
            "Whether they may be contacted changed again since",
        ),
    ],
)
def test_undo_gives_way_to_what_was_done_since(first: str, then: Step, sentence: str) -> None:
    world = prepared()
    change = STEPS[first][0](world)
    then(world)
    before = world.state
    with pytest.raises(Conflict) as raised:
        world.undo(change)
    assert sentence in str(raised.value)
    assert world.state == before


@pytest.mark.parametrize(
    ("refer", "sentence"),
    [
        (lambda world, uid: world.do(operations.give_consent, uid, "contact"), "touchpoints or consents of P03 since"),
        (lambda world, uid: world.do(operations.log_touchpoint, "interview", [uid]), "touchpoints or consents of P03"),
        (
            lambda world, uid: world.do(operations.edit_person, person(world, 2).uid, guardian=uid),
            "P03 is the guardian of somebody since",
        ),
    ],
)
def test_a_person_others_refer_to_is_not_undone(refer: Callable[[World, str], Change], sentence: str) -> None:
    world = prepared()
    made = world.do(operations.make_contact, "Cy")
    refer(world, next(iter(made.records["participants"])))
    with pytest.raises(Conflict, match=sentence):
        world.undo(made)


def test_a_copy_that_went_out_is_not_taken_back() -> None:
    world = prepared()
    fields = {"format": "md", "profile": "team", "sha256": "0"}
    change = world.do(operations.record_export, "/tmp/x.md", **fields, people=[person(world, 1).uid, "gone"])
    (found,) = world.workspace.exports.values()
    assert (found.path, found.by, found.people) == ("/tmp/x.md", "ux", (person(world, 1).uid,))
    with pytest.raises(NotAllowed, match="cannot be undone"):
        world.undo(change)

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from msgspec.structs import replace

from tests.domain.operations.test_undo import STEPS, prepared
from tests.domain.world import BOARD, World
from tui.domain import operations
from tui.domain.history.phrases import experiment_of, phrase_of
from tui.domain.records.change import Change
from tui.domain.records.workspace import Workspace

PHRASES: dict[str, tuple[str, str]] = {
    "add": ("Added 5 New", "add 5 New"),
    "edit": ("Edited 1 New", "edit 1 New"),
    "move": ("Moved 1 to DONE", "move 1 to DONE"),
    "rank": ("Ranked 1", "rank 1"),
    "archive": ("Archived 1 Establish channels", "archive 1 Establish channels"),
    "restore": ("Restored 4 Another card", "restore 4 Another card"),
    "block": ("Blocked 1: ill", "block 1: ill"),
    "unblock": ("Unblocked 2", "unblock 2"),
    "assign": ("Gave 1 to @ux", "give 1 to @ux"),
    "tag": ("Tagged 2 #x #y", "tag 2 #x #y"),
    "due": ("Set 1 due Mon 2 Mar", "set 1 due Mon 2 Mar"),
    "expedite": ("Expedited 1", "expedite 1"),
    "tick": ("Ticked 2", "tick 2"),
    "add item": ("Added a step to 2", "add a step to 2"),
    "remove item": ("Took a step off 2", "take a step off 2"),
    "person": ("Made P03, linked to 1", "make P03, linked to 1"),
    "edit person": ("Edited P01", "edit P01"),
    "link": ("Linked P02 to 2", "link P02 to 2"),
    "unlink": ("Unlinked P01 from 2", "unlink P01 from 2"),
    "note": ("Noted on 1", "note on 1"),
    "edit note": ("Edited a note on 1", "edit a note on 1"),
    "archive note": ("Archived a note on 1", "archive a note on 1"),
    "ask": ("Asked P02 to take part", "ask P02 to take part"),
    "answer": ("Marked the invitation of P01 as declined", "mark the invitation of P01 as declined"),
    "settle": ("Marked interview with P01 as done", "mark interview with P01 as done"),
    "promise": ("Promised P02 an incentive", "promise P02 an incentive"),
    "pay": ("Paid an incentive of P01", "pay an incentive of P01"),
    "restore note": ("Restored a note on 1", "restore a note on 1"),
}


@pytest.mark.parametrize("name", PHRASES)
def test_what_was_done_is_told_in_words(name: str) -> None:
    world = prepared()
    phrase = phrase_of(STEPS[name](world).event, world.workspace)
    assert (phrase.done, phrase.named) == PHRASES[name]


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (lambda world: world.do(operations.assign_card, world.uid(1), None), "Gave 1 to nobody"),
        (lambda world: world.do(operations.set_due, world.uid(1), None), "Set 1 due on no day"),
        (lambda world: world.do(operations.set_due, world.uid(1), date(2039, 1, 3)), "Set 1 due Mon 3 Jan 2039"),
        (lambda world: world.do(operations.expedite_card, world.uid(1)), "Took expedite off 1"),
        (lambda world: world.do(operations.make_contact, "Ada"), "Made P01"),
        (
            lambda world: world.do(
                operations.reconcile_definition,
                world.experiment.uid,
                replace(BOARD, title="Listening"),
                definition_hash="two",
            ),
            "Took over the edited definition of Listening",
        ),
    ],
)
def test_what_was_taken_away_is_told_in_words(act: Callable[[World], Change], told: str) -> None:
    world = World()
    world.do(operations.edit_card, world.uid(1), assignee="ux", due=date(2026, 3, 2))
    world.do(operations.expedite_card, world.uid(1))
    assert phrase_of(act(world).event, world.workspace).done == told


def test_a_card_that_is_gone_is_still_named() -> None:
    world = World()
    change = world.do(operations.add_card, world.experiment.uid, "Passing")
    undoing = world.undo(change)
    assert phrase_of(change.event, world.workspace).done == "Added 4 Passing"
    assert phrase_of(undoing.event, world.workspace).done == "Undid a change to 4, which is gone"


def test_an_undone_note_about_somebody_still_says_about_whom() -> None:
    world = World()
    noted = world.do(operations.add_note, "Called back", people=[world.person().uid])
    world.undo(noted)
    assert phrase_of(noted.event, world.workspace).named == "note on P01"


def test_undoing_what_put_a_card_somewhere_tells_where_it_is() -> None:
    world = prepared()
    undone = world.undo(world.do(operations.move_card, world.uid(1), "done"))
    assert phrase_of(undone.event, world.workspace).done == "Undid a change to 1, which is in TODO again"
    edited = world.undo(world.do(operations.edit_card, world.uid(1), title="New"))
    assert phrase_of(edited.event, world.workspace).done == "Undid a change to 1"


def test_undoing_what_is_of_no_card_is_told_by_the_person_or_as_the_workspace() -> None:
    world = World()
    person = world.person()
    edited = world.undo(world.do(operations.edit_contact, person.uid, name="Ada King"))
    assert phrase_of(edited.event, world.workspace).done == "Undid a change to P01"
    made = world.undo(world.do(operations.make_contact, "Grace"))
    assert phrase_of(made.event, world.workspace).done == "Undid a change to the workspace"


def test_a_person_whose_name_is_not_kept_here_is_a_contact() -> None:
    world = World()
    edited = world.do(operations.edit_contact, world.person().uid, name="Ada King")
    elsewhere = Workspace.of(world.workspace.participants.values())
    assert phrase_of(edited.event, elsewhere).done == "Edited a contact"


def test_the_experiment_of_an_event_is_that_of_its_card() -> None:
    world = World()
    event = world.do(operations.expedite_card, world.uid(1)).event
    assert experiment_of(replace(event, experiment=None), world.workspace) == world.experiment
    assert experiment_of(world.do(operations.make_contact, "Ada").event, world.workspace) is None


def test_a_kind_of_event_from_a_newer_version_is_still_told() -> None:
    world = World()
    event = world.do(operations.expedite_card, world.uid(1)).event
    assert phrase_of(replace(event, kind="card_teleported"), world.workspace).done == "Changed 1"


@pytest.mark.parametrize(
    ("kind", "done"),
    [
        ("experiment_teleported", "Changed Customer Development"),
        ("definition_folded", "Changed Customer Development"),
        ("weather_noted", "Changed"),
    ],
)
def test_of_a_newer_event_about_no_card_only_the_experiment_is_named_it_says_it_is_about(kind: str, done: str) -> None:
    world = World()
    event = replace(world.do(operations.expedite_card, world.uid(1)).event, kind=kind, card=None, changes={})
    assert phrase_of(event, world.workspace).done == done

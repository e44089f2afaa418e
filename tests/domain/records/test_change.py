from __future__ import annotations

import json

import msgspec

from tests.domain.world import World
from tui.domain import operations
from tui.domain.errors import Problem
from tui.domain.records import Event
from tui.domain.records.change import merge_events, patches


def test_a_change_tells_the_fields_that_differ_before_and_after() -> None:
    world = World()
    change = world.do(operations.assign_card, world.uid(1), "ux")
    assert change.event.changes == {"cards": {world.uid(1): {"assignee": [None, "ux"]}}}


def test_a_new_record_is_told_by_a_uid_that_was_not_there() -> None:
    world = World()
    card = world.add("New")
    change = world.do(operations.make_contact, "Ada")
    uid = next(iter(change.records["participants"]))
    assert change.event.changes["participants"][uid]["uid"] == [None, uid]
    assert "finished_at" not in change.event.changes["participants"][uid]
    assert card.uid not in change.event.changes.get("cards", {})


def test_a_patch_holds_only_what_changed_and_none_for_what_is_gone() -> None:
    world = World()
    made = world.do(operations.add_note, "x", card=world.uid(1))
    uid = next(iter(made.records["notes"]))
    gone = patches(world.undo(made))
    assert [patch.fields for patch in gone if patch.uid == uid] == [None]
    moved = patches(world.do(operations.assign_card, world.uid(1), "ux"))
    assert [(patch.table, patch.fields) for patch in moved if patch.table != "events"] == [
        ("cards", {"assignee": "ux"})
    ]


def test_patches_are_plain_json() -> None:
    world = World()
    for patch in patches(world.do(operations.block_card, world.uid(1), "ill")):
        assert json.loads(json.dumps(patch.fields, allow_nan=False))


def test_an_event_split_for_privacy_is_whole_again_when_merged() -> None:
    world = World()
    change = world.do(operations.make_contact, "Ada", card=world.uid(1))
    told = {
        patch.table: msgspec.convert(patch.fields, Event)
        for patch in patches(change)
        if patch.table in ("events", "people_events")
    }
    assert merge_events(told["events"], told["people_events"]).changes.keys() == change.event.changes.keys()
    assert merge_events(told["events"], None) == told["events"]


def test_a_problem_names_its_place() -> None:
    assert str(Problem("a.yaml", 3, 5, "cards[0].title", "is missing.")) == "a.yaml:3:5: cards[0].title: is missing."
    assert str(Problem("a.yaml", 3, 5, "", "is no board.")) == "a.yaml:3:5: is no board."

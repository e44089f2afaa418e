from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.domain.world import DAY, MONDAY, World
from tui.domain import operations
from tui.domain.operations.merging import Contested


@pytest.fixture
def world() -> World:
    return World()


def test_what_only_they_changed_stays_and_what_only_i_changed_is_set(world: World) -> None:
    seen = world.card(1)
    world.do(operations.set_due, seen.uid, MONDAY.date())
    world.do(operations.assign_card, seen.uid, "eng")
    change = world.do(operations.edit_from, operations.edit_card, seen, title="New words")
    card = world.card(1)
    assert (card.title, card.due, card.assignee) == ("New words", MONDAY.date(), "eng")
    assert change.event.changes["cards"][card.uid].keys() == {"title"}


def test_the_same_field_changed_by_both_is_refused_with_both_versions(world: World) -> None:
    seen = world.card(1)
    world.do(operations.edit_card, seen.uid, title="Theirs")
    before = world.state
    with pytest.raises(Contested, match="Somebody else changed the title of 1 Establish channels") as caught:
        world.do(operations.edit_from, operations.edit_card, seen, title="Mine", due=MONDAY.date())
    assert caught.value.fields == {"title": ("Establish channels", "Mine", "Theirs")}
    assert caught.value.others == {"due": MONDAY.date()}
    assert (caught.value.table, caught.value.uid) == ("cards", seen.uid)
    assert world.state == before


def test_the_same_change_by_both_is_no_conflict(world: World) -> None:
    seen = world.card(1)
    world.do(operations.edit_card, seen.uid, title="The same")
    assert world.do(operations.edit_from, operations.edit_card, seen, title="The same").is_empty


def test_tags_and_people_are_put_together(world: World) -> None:
    ada, bob = world.person("Ada"), world.person("Bob")
    world.do(operations.edit_card, world.uid(1), tags=["a", "b"], people=[ada.uid])
    seen = world.card(1)
    world.do(operations.edit_card, seen.uid, tags=["a", "b", "theirs"], people=[])
    world.do(operations.edit_from, operations.edit_card, seen, tags=["b", "mine"], people=[ada.uid, bob.uid])
    assert world.card(1).tags == ("b", "theirs", "mine")
    assert world.card(1).people == (bob.uid,)
    world.do(operations.edit_from, operations.tag_card, seen, ["a", "b", "more"])
    assert world.card(1).tags == ("b", "theirs", "mine", "more")


def test_both_moved_the_card(world: World) -> None:
    seen = world.card(1)
    world.do(operations.move_card, seen.uid, "done")
    with pytest.raises(Contested, match="column"):
        world.do(operations.edit_from, operations.edit_card, seen, column="doing")
    world.do(operations.rank_card, world.uid(2), 1)
    world.do(operations.edit_from, operations.edit_card, replace(world.card(2), rank="old"), column="doing")
    assert world.lane("doing") == [2]


def test_days_owners_and_blocks(world: World) -> None:
    seen = world.card(1)
    world.do(operations.set_due, seen.uid, MONDAY.date())
    world.do(operations.assign_card, seen.uid, "eng")
    world.do(operations.block_card, seen.uid, "no room")
    for operation, args in (
        (operations.set_due, ((MONDAY + DAY).date(),)),
        (operations.assign_card, ("ux",)),
        (operations.block_card, ("no time",)),
    ):
        with pytest.raises(Contested):
            world.do(operations.edit_from, operation, seen, *args)


def test_notes_too(world: World) -> None:
    seen = world.note("Too dear")
    world.do(operations.edit_note, seen.uid, text="Too dear for us")
    with pytest.raises(Contested, match="text of the note") as caught:
        world.do(operations.edit_from, operations.edit_note, seen, text="Too expensive")
    assert caught.value.fields["text"].theirs == "Too dear for us"


def test_undoing_a_merged_edit_leaves_what_the_other_did(world: World) -> None:
    seen = world.card(1)
    world.do(operations.tag_card, seen.uid, ["theirs"])
    change = world.do(operations.edit_from, operations.tag_card, seen, ["mine"])
    world.undo(change)
    assert world.card(1).tags == ("theirs",)

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from msgspec.structs import replace

from tests.domain.world import BOARD, DAY, World
from tui.domain import operations
from tui.domain.errors import Conflict, NotAllowed
from tui.domain.records import Event
from tui.domain.records.change import Change

Step = Callable[[World], Change]


def prepared() -> World:
    """Return a world where every operation has something to work on: a block, a note, people, an archived card."""
    world = World()
    ada, bob = world.person("Ada"), world.person("Bob")
    world.do(operations.link_contact, world.uid(2), ada.uid)
    world.do(operations.block_card, world.uid(2), "no room")
    world.do(operations.archive_card, world.add().uid)
    world.note("Live", people=[bob.uid])
    world.do(operations.archive_note, world.note("Archived").uid)
    world.ask(ada, method="interview")
    world.touch(ada, status="confirmed", at=world.now + DAY)
    world.promise(ada, what="voucher")
    return world


def _note(world: World, text: str) -> str:
    return next(note.uid for note in world.workspace.notes.values() if note.text == text)


def _people(world: World) -> list[str]:
    return list(world.workspace.participants)


STEPS: dict[str, Step] = {
    "add": lambda world: world.do(operations.add_card, world.experiment.uid, "New", checklist=["One"], tags=["a"]),
    "add with people": lambda world: world.do(operations.add_card, world.experiment.uid, "N", people=_people(world)),
    "edit": lambda world: world.do(operations.edit_card, world.uid(1), title="New", kind="recurring", tags=["a", "b"]),
    "move": lambda world: world.do(operations.move_card, world.uid(1), "done"),
    "rank": lambda world: world.do(operations.rank_card, world.uid(1), 2),
    "archive": lambda world: world.do(operations.archive_card, world.uid(1)),
    "restore": lambda world: world.do(operations.restore_card, world.uid(4)),
    "block": lambda world: world.do(operations.block_card, world.uid(1), "ill", "a bed"),
    "unblock": lambda world: world.do(operations.unblock_card, world.uid(2)),
    "assign": lambda world: world.do(operations.assign_card, world.uid(1), "ux"),
    "tag": lambda world: world.do(operations.tag_card, world.uid(2), ["x", "y"]),
    "due": lambda world: world.do(operations.set_due, world.uid(1), world.now.date()),
    "expedite": lambda world: world.do(operations.expedite_card, world.uid(1)),
    "tick": lambda world: world.do(operations.tick_item, world.uid(2), world.card(2).checklist[0].uid),
    "add item": lambda world: world.do(operations.add_checklist_item, world.uid(2), "Thank"),
    "remove item": lambda world: world.do(
        operations.remove_checklist_item, world.uid(2), world.card(2).checklist[0].uid
    ),
    "person": lambda world: world.do(operations.make_contact, "Cy", email=["c@d"], card=world.uid(1)),
    "edit person": lambda world: world.do(operations.edit_contact, _people(world)[0], name="Ada L.", email=["a@b"]),
    "link": lambda world: world.do(operations.link_contact, world.uid(2), _people(world)[1]),
    "unlink": lambda world: world.do(operations.unlink_contact, world.uid(2), _people(world)[0]),
    "note": lambda world: world.do(operations.add_note, "N", card=world.uid(1), people=_people(world), kind="quote"),
    "edit note": lambda world: world.do(operations.edit_note, _note(world, "Live"), text="New", stance="supports"),
    "archive note": lambda world: world.do(operations.archive_note, _note(world, "Live")),
    "ask": lambda world: world.do(operations.invite, _people(world)[1:], card=world.uid(1), note="By letter"),
    "answer": lambda world: world.do(operations.answer_invitation, next(iter(world.workspace.invitations)), "declined"),
    "settle": lambda world: world.do(operations.settle_touchpoint, next(iter(world.workspace.touchpoints))),
    "promise": lambda world: world.do(operations.promise_incentive, _people(world)[1], "12.50", what="book"),
    "pay": lambda world: world.do(operations.pay_incentive, next(iter(world.workspace.incentives))),
    "restore note": lambda world: world.do(operations.restore_note, _note(world, "Archived")),
}


@pytest.mark.parametrize("name", STEPS)
def test_undo_sets_everything_back_and_redo_does_it_again(name: str) -> None:
    world = prepared()
    before = world.state
    change = STEPS[name](world)
    after = world.state
    assert before != after
    undoing = world.undo(change)
    assert world.state == before
    assert (undoing.event.kind, undoing.event.undoes) == ("undone", change.event.uid)
    redoing = world.redo(change, undoing)
    assert world.state == after
    assert (redoing.event.kind, redoing.event.undoes) == ("redone", change.event.uid)


@pytest.mark.parametrize("name", STEPS)
def test_an_event_read_back_from_the_disk_is_undone_alike(name: str) -> None:
    world = prepared()
    before = world.state
    event = STEPS[name](world).event
    world.do(operations.revert, msgspec.json.decode(msgspec.json.encode(event), type=Event))
    assert world.state == before


def test_undo_touches_only_the_fields_of_its_event() -> None:
    world = World()
    titled = world.do(operations.edit_card, world.uid(1), title="New")
    world.do(operations.move_card, world.uid(1), "doing")
    world.undo(titled)
    assert (world.card(1).title, world.card(1).column) == ("Establish channels", "doing")


@pytest.mark.parametrize(
    ("first", "then", "sentence"),
    [
        ("move", lambda world: world.do(operations.move_card, world.uid(1), "review"), "The column changed again"),
        ("edit", lambda world: world.do(operations.edit_card, world.uid(1), title="Mine"), "The title changed"),
        ("archive", lambda world: world.do(operations.restore_card, world.uid(1)), "Whether it is archived changed"),
        (
            "add",
            lambda world: world.do(operations.add_note, "They like it", card=world.uid(5)),
            "Notes were written on 5 New since. d archives it instead.",
        ),
        (
            "add",
            lambda world: world.do(operations.move_card, world.uid(5), "done"),
            "The column changed again since",
        ),
        (
            "person",
            lambda world: world.do(operations.link_contact, world.uid(2), _people(world)[2]),
            "Cards or notes refer to P03 since.",
        ),
        (
            "person",
            lambda world: world.do(operations.add_note, "Moved", people=[_people(world)[2]]),
            "Cards or notes refer to P03 since.",
        ),
        (
            "note",
            lambda world: world.do(operations.unlink_contact, world.uid(1), _people(world)[0]),
            "The linked customers changed",
        ),
    ],
)
def test_undo_gives_way_to_what_was_done_since(first: str, then: Step, sentence: str) -> None:
    world = prepared()
    change = STEPS[first](world)
    then(world)
    before = world.state
    with pytest.raises(Conflict) as raised:
        world.undo(change)
    assert sentence in raised.value.worded(lambda _: "d")
    assert world.state == before


def test_what_is_undone_already_is_not_undone_again() -> None:
    world = prepared()
    change = STEPS["add"](world)
    world.undo(change)
    with pytest.raises(Conflict, match="It is not in the workspace any more"):
        world.undo(change)


def test_what_came_back_is_not_put_back_twice() -> None:
    world = prepared()
    change = STEPS["add"](world)
    undoing = world.undo(change)
    world.redo(change, undoing)
    with pytest.raises(Conflict, match="What was removed is there again"):
        world.redo(change, undoing)


def test_starting_and_reconciling_are_not_undone() -> None:
    world = World()
    change = world.do(
        operations.reconcile_definition, world.experiment.uid, replace(BOARD, title="New"), definition_hash="two"
    )
    with pytest.raises(NotAllowed, match="cannot be undone"):
        world.undo(change)


def test_an_event_with_values_no_record_takes_is_refused_in_words() -> None:
    world = World()
    event = world.do(operations.move_card, world.uid(1), "doing").event
    fields = {**event.changes["cards"][world.uid(1)], "column": [7, "doing"]}
    broken = replace(event, changes={"cards": {world.uid(1): fields}})
    with pytest.raises(NotAllowed, match="cannot be put back"):
        world.do(operations.revert, broken)

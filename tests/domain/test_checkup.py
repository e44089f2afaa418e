from __future__ import annotations

from collections.abc import Iterable

import msgspec
import pytest
from msgspec.structs import replace

from tests.domain.test_undo import STEPS, prepared
from tests.domain.world import DAY, World
from tui.domain import checkup, operations
from tui.domain.operations import repairs
from tui.domain.records import Counter, Event, Record
from tui.domain.workspace import Workspace


def edited(world: World, *records: Record) -> None:
    """Change records as somebody with an editor would: no event tells of it."""
    tables = {table: dict(world.workspace.table(table)) for table in ("experiments", "cards", "notes", "contacts")}
    tables |= {table: dict(world.workspace.table(table)) for table in ("participants", "counters")}
    changed = {record.uid: record for record in records}
    world.workspace = Workspace.of(
        changed.pop(record.uid, record) for rows in tables.values() for record in rows.values()
    )
    world.workspace = Workspace.of(
        [*(record for table in tables for record in world.workspace.table(table).values()), *changed.values()]
    )


def sentences(world: World) -> list[str]:
    return [finding.sentence for finding in checkup.check_records(world.workspace)]


def test_a_workspace_made_by_operations_is_well() -> None:
    assert sentences(prepared()) == []


def test_a_customer_who_is_not_there() -> None:
    world = prepared()
    edited(world, replace(world.card(1), people=("gone",)))
    assert sentences(world) == ["CD-1 is linked to a customer who is not there."]
    world.do(repairs.drop_dangling)
    assert world.card(1).people == ()
    assert sentences(world) == []


def test_a_column_the_board_does_not_have() -> None:
    world = prepared()
    edited(world, replace(world.card(1), column="gone"))
    assert sentences(world) == ["CD-1 is in a column the board does not have (gone)."]
    world.do(repairs.drop_dangling)
    assert 1 in world.lane("todo")


def test_a_note_about_nothing_that_is_there() -> None:
    world = prepared()
    note = world.note("Live again")
    edited(world, replace(note, card="gone", people=("gone",)))
    assert len(sentences(world)) == 2
    world.do(repairs.drop_dangling)
    assert (world.workspace.notes[note.uid].card, world.workspace.notes[note.uid].people) == (None, ())


def test_of_two_cards_with_one_number_the_older_keeps_it() -> None:
    world = prepared()
    world.later()
    younger = world.add("Younger")
    edited(world, replace(younger, number=1))
    assert sentences(world) == ["CD-1 was given twice."]
    world.do(repairs.renumber_doubles)
    assert world.card(1).title == "Establish channels"
    assert world.workspace.cards[younger.uid].number == 6
    assert world.add().number == 7
    assert sentences(world) == []


def test_of_two_customers_with_one_number_the_older_keeps_it() -> None:
    world = prepared()
    first, second = world.workspace.participants.values()
    edited(world, replace(second, number=1, created_at=second.created_at + DAY))
    assert sentences(world) == ["P01 was given twice."]
    world.do(repairs.renumber_doubles)
    assert world.workspace.participants[first.uid].pid == "P01"
    assert world.workspace.participants[second.uid].pid == "P03"
    assert world.person("Cy").pid == "P04"


def test_numbers_that_would_be_given_again() -> None:
    world = prepared()
    edited(world, replace(world.experiment, next_number=2), Counter("participants", 1))
    assert sentences(world) == [
        "CD: the next number would be one that was given already; it has to be 5.",
        "The P-ids: the next number would be one that was given already; it has to be 3.",
    ]
    world.do(repairs.raise_counters)
    assert sentences(world) == []
    assert (world.add().number, world.person("Cy").pid) == (5, "P03")


def test_times_to_come() -> None:
    world = prepared()
    newest = world.do(operations.move_card, world.uid(1), "doing").event
    assert list(checkup.check_times(world.workspace, newest, world.now)) == []
    told = [finding.sentence for finding in checkup.check_times(world.workspace, newest, world.now - DAY)]
    assert "still to come" in told[0]


def history(world: World) -> tuple[World, list[Event]]:
    """Let the world remember its events from now on; a new one begins with all of them."""
    events: list[Event] = []
    do = world.do

    def remembering(*args: object, **kwargs: object) -> object:
        change = do(*args, **kwargs)  # type: ignore[arg-type]
        events.append(change.event)
        return change

    world.do = remembering  # type: ignore[assignment, method-assign]
    return world, events


@pytest.mark.parametrize("name", STEPS)
def test_the_events_lead_to_what_is_stored(name: str) -> None:
    world, events = history(World.__new__(World))
    world.__init__()  # type: ignore[misc]
    ada = world.person("Ada")
    world.do(operations.link_contact, world.uid(2), ada.uid)
    world.person("Bob")
    world.do(operations.block_card, world.uid(2), "no room")
    world.do(operations.archive_card, world.add().uid)
    world.note("Live")
    world.do(operations.archive_note, world.note("Archived").uid)
    change = STEPS[name](world)
    assert not told_otherwise(world, events)
    undoing = world.undo(change)
    assert not told_otherwise(world, events)
    world.redo(change, undoing)
    assert not told_otherwise(world, events)


def told_otherwise(world: World, events: Iterable[Event]) -> checkup.Differences:
    stored = [msgspec.json.decode(msgspec.json.encode(event), type=Event) for event in events]
    return checkup.differences(world.workspace, reversed(stored))


def test_what_was_changed_outside_is_told_and_taken_over_by_an_event() -> None:
    world, events = history(World.__new__(World))
    world.__init__()  # type: ignore[misc]
    by_hand = replace(world.card(2), uid="by-hand", number=9, title="By hand")
    gone = world.uid(3)
    edited(world, replace(world.card(1), title="Edited"), by_hand)
    world.workspace = world.workspace.replace({"cards": {gone: None}})
    found = told_otherwise(world, events)
    told = [finding.sentence for finding in checkup.check_history(world.workspace, found)]
    assert sorted(told) == [
        "A record of cards is gone, and no event tells of that.",
        "CD-1 is not as the events tell: title.",
        "CD-9 is there, and no event tells how it came to be.",
    ]
    before = world.state
    world.do(repairs.adopt_outside_changes, found)
    assert world.state == before
    assert not told_otherwise(world, events)


def test_identities_that_are_not_at_hand_are_no_fault() -> None:
    world, events = history(World.__new__(World))
    world.__init__()  # type: ignore[misc]
    world.person("Ada")
    world.workspace = world.workspace.replace({"contacts": dict.fromkeys(world.workspace.contacts)})
    assert not told_otherwise(world, events)

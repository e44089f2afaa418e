from __future__ import annotations

from collections.abc import Iterable

import msgspec
import pytest
from msgspec.structs import replace

from tests.domain.operations.test_undo import STEPS, prepared
from tests.domain.world import DAY, World
from tui.domain import operations
from tui.domain.checkup.events import Differences, check_history, check_times, differences
from tui.domain.checkup.stored import check_numbers, check_references, check_stored
from tui.domain.operations import repairs
from tui.domain.records import RECORD_TYPES, Counter, Event, Record
from tui.domain.records.experiment import Blocked
from tui.domain.records.workspace import Workspace


def edited(world: World, *records: Record) -> None:
    """Change records as somebody with an editor would: no event tells of it."""
    tables = {table: dict(world.workspace.table(table)) for table in RECORD_TYPES}
    changed = {record.uid: record for record in records}
    world.workspace = Workspace.of(
        changed.pop(record.uid, record) for rows in tables.values() for record in rows.values()
    )
    world.workspace = Workspace.of(
        [*(record for table in tables for record in world.workspace.table(table).values()), *changed.values()]
    )


def sentences(world: World) -> list[str]:
    found = [*check_numbers(world.workspace), *check_references(world.workspace)]
    return [finding.sentence for finding in found]


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


def test_cards_that_two_merged_copies_let_wait_for_each_other() -> None:
    world = prepared()
    for number, other in ((1, 2), (2, 3), (3, 1)):
        blocked = Blocked(f"CD-{other}", world.now)
        edited(world, replace(world.card(number), blocked=blocked, blocked_by=(world.uid(other),), finished_at=None))
    assert sentences(world) == [
        "CD-1 waits for CD-2, which waits for CD-3, which waits for CD-1, so none of them can go on; "
        "whoever knows which can go on unblocks it with custdev card unblock."
    ]
    world.do(operations.unblock_card, world.uid(2))
    assert sentences(world) == []


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


def test_numbers_go_on_across_the_iterations_of_a_board() -> None:
    world = prepared()
    second = replace(world.experiment, uid="second", iteration=2, parent=world.experiment.uid, next_number=2)
    edited(world, second, replace(world.card(1), uid="again", experiment="second", created_at=world.now + DAY))
    told = sentences(world)
    assert "CD-1 was given twice." in told
    assert "CD: the next number would be one that was given already; it has to be 5." in told
    world.do(repairs.renumber_doubles)
    assert world.workspace.cards["again"].number == 5
    assert world.card(1).title == "Establish channels"
    assert world.workspace.experiments["second"].next_number == 6
    assert sentences(world) == []


def test_a_board_started_in_two_copies_is_told_with_where_its_cards_are() -> None:
    world = prepared()
    twin = replace(world.experiment, uid="twin", next_number=8)
    edited(world, twin, replace(world.card(1), uid="other", experiment="twin", number=7))
    told, counter = sentences(world)
    assert told.startswith("CD was started twice, in two copies that were merged; the board shows the first start.")
    assert told.endswith("up to CD-7.")
    assert "has to be 8" in counter


def test_of_two_boards_with_one_key_the_older_keeps_it() -> None:
    world = prepared()
    later = (world.experiment.started_at or world.now) + DAY
    other = replace(world.experiment, uid="other", board_id="competitor-dive", started_at=later)
    edited(world, other, replace(other, uid="again", iteration=2))
    assert sentences(world) == ["CD is the key of an older board and of competitor-dive."] * 2
    world.do(repairs.separate_keys)
    assert [each.key for each in world.workspace.experiments.values()] == ["CD", "CE", "CE"]
    assert sentences(world) == []


@pytest.mark.parametrize("parent", ["gone", "same"])
def test_an_iteration_that_follows_none(parent: str) -> None:
    world = prepared()
    edited(world, replace(world.experiment, parent=parent if parent == "gone" else world.experiment.uid))
    (told,) = sentences(world)
    assert told.startswith("CD follows an iteration that")
    world.do(repairs.drop_dangling)
    assert sentences(world) == []


@pytest.mark.parametrize("rank", ["", "a0-", "?"])
def test_a_card_without_a_place_gets_one_where_it_is_shown(rank: str) -> None:
    world = prepared()
    edited(world, replace(world.card(world.lane("todo")[1]), rank=rank))
    shown = world.lane("todo")
    assert "has no place in its column" in sentences(world)[0]
    world.do(repairs.renew_ranks)
    assert world.lane("todo") == shown
    assert sentences(world) == []


def test_two_faults_of_one_card_are_mended_at_once() -> None:
    world = prepared()
    edited(world, replace(world.card(1), people=("gone",), column="gone"))
    assert len(sentences(world)) == 2
    world.do(repairs.drop_dangling)
    assert sentences(world) == []


def test_what_cannot_be_read_counts_as_there() -> None:
    world, events = history(World.__new__(World))
    world.__init__()  # type: ignore[misc]
    ada = world.person("Ada")
    world.do(operations.link_contact, world.uid(1), ada.uid)
    world.workspace = world.workspace.replace({"participants": {ada.uid: None}})
    assert [*check_references(world.workspace, {ada.uid})] == []
    assert world.do(repairs.drop_dangling, {ada.uid}).is_empty
    assert "participants" in told_otherwise(world, events)
    assert not told_otherwise(world, events, ada.uid)


def stored(world: World, *more: tuple[str, bytes]) -> dict[str, list[bytes]]:
    rows = {"cards": [msgspec.json.encode(card) for card in world.workspace.cards.values()]}
    for table, row in more:
        rows.setdefault(table, []).append(row)
    return rows


def test_documents_that_cannot_be_read_or_are_there_twice_are_named() -> None:
    world = prepared()
    assert list(check_stored(stored(world))) == []
    twin = msgspec.json.encode(replace(world.card(1), title="Twin"))
    found = list(
        check_stored(
            stored(
                world, ("cards", twin), ("cards", b'{"uid": "odd", "number": "one"}'), ("notes", b"[]"), ("x", b"{}")
            )
        )
    )
    assert [(each.kind, each.table, each.uid, each.note) for each in found] == [
        ("double", "cards", world.uid(1), False),
        ("unreadable", "cards", "odd", False),
        ("unreadable", "notes", "", False),
        ("unreadable", "x", "", True),
    ]
    assert not any(each.fixable for each in found)
    assert "$.number" in found[1].sentence or "missing" in found[1].sentence


def test_events_that_jump_back_are_worth_a_note() -> None:
    world, events = history(World.__new__(World))
    world.__init__()  # type: ignore[misc]
    world.later()
    world.add()
    later, earlier = events[1], events[0]
    assert list(check_times(world.workspace, [earlier, later], world.now)) == []
    (found,) = check_times(world.workspace, [later, earlier], world.now)
    assert found.note


def test_times_to_come() -> None:
    world = prepared()
    newest = world.do(operations.move_card, world.uid(1), "doing").event
    assert list(check_times(world.workspace, [newest], world.now)) == []
    told = [finding.sentence for finding in check_times(world.workspace, [newest], world.now - DAY)]
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
    world.ask(ada)
    world.touch(ada, status="confirmed", at=world.now + DAY)
    world.promise(ada)
    change = STEPS[name](world)
    assert not told_otherwise(world, events)
    undoing = world.undo(change)
    assert not told_otherwise(world, events)
    world.redo(change, undoing)
    assert not told_otherwise(world, events)


def told_otherwise(world: World, events: Iterable[Event], *unreadable: str) -> Differences:
    as_stored = [msgspec.json.decode(msgspec.json.encode(event), type=Event) for event in events]
    return differences(world.workspace, reversed(as_stored), unreadable)


def test_what_was_changed_outside_is_told_and_taken_over_by_an_event() -> None:
    world, events = history(World.__new__(World))
    world.__init__()  # type: ignore[misc]
    by_hand = replace(world.card(2), uid="by-hand", number=9, title="By hand")
    gone = world.uid(3)
    edited(world, replace(world.card(1), title="Edited"), by_hand)
    world.workspace = world.workspace.replace({"cards": {gone: None}})
    found = told_otherwise(world, events)
    told = [finding.sentence for finding in check_history(world.workspace, found)]
    assert sorted(told) == [
        "A record of cards is gone, and no event tells of that.",
        "CD-1 is not as the events tell: title.",
        "CD-9 is there, and no event tells how it came to be.",
    ]
    before = world.state
    world.do(repairs.adopt_outside_changes, found)
    assert world.state == before
    assert not told_otherwise(world, events)


def test_the_history_of_everything_people_did_is_compared() -> None:
    world, events = history(World.__new__(World))
    world.__init__()  # type: ignore[misc]
    ada = world.person("Ada")
    met = world.touch(ada, summary="Met")
    world.do(operations.give_consent, ada.uid, "quote")
    world.do(operations.begin_standup, [world.experiment.uid], world.now)
    world.do(operations.record_export, "a.md", format="md", profile="team", sha256="0", people=[ada.uid])
    assert not told_otherwise(world, events)
    held, copy = (next(iter(getattr(world.workspace, table).values())) for table in ("standups", "exports"))
    for record in (replace(met, summary="By hand"), replace(held, position=3), replace(copy, path="b.md")):
        edited(world, record)
    gone = next(iter(world.workspace.consents))
    world.workspace = world.workspace.replace({"consents": {gone: None}})
    found = told_otherwise(world, events)
    told = {table: [sorted(fields) for fields in rows.values()] for table, rows in found.items()}
    assert told.keys() == {"touchpoints", "standups", "exports", "consents"}
    assert (told["touchpoints"], told["standups"], told["exports"]) == ([["summary"]], [["position"]], [["path"]])
    assert [each.sentence for each in check_history(world.workspace, found) if each.table == "consents"] == [
        "A record of consents is gone, and no event tells of that."
    ]
    world.do(repairs.adopt_outside_changes, found)
    assert not told_otherwise(world, events)


def test_what_was_changed_again_meanwhile_is_not_set_back() -> None:
    world, events = history(World.__new__(World))
    world.__init__()  # type: ignore[misc]
    edited(world, replace(world.card(1), title="By hand", group="By hand"))
    found = told_otherwise(world, events)
    world.do(operations.edit_card, world.uid(1), title="By the team")
    change = world.do(repairs.adopt_outside_changes, found)
    assert change.event.changes["cards"][world.uid(1)] == {"group": ["Work", "By hand"]}
    assert world.card(1).title == "By the team"


def test_identities_that_are_not_at_hand_are_no_fault() -> None:
    world, events = history(World.__new__(World))
    world.__init__()  # type: ignore[misc]
    world.person("Ada")
    world.workspace = world.workspace.replace({"contacts": dict.fromkeys(world.workspace.contacts)})
    assert not told_otherwise(world, events)

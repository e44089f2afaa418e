from __future__ import annotations

from collections.abc import Mapping

from tests.domain.world import World, state_of
from tui.domain import operations
from tui.domain.records import RECORD_TYPES, Record
from tui.domain.records.workspace import Workspace


def kept(workspace: Workspace) -> Mapping[str, Mapping[str, Record]]:
    return {table: dict(workspace.table(table)) for table in RECORD_TYPES}


def worked_on() -> tuple[World, Mapping[str, Mapping[str, Record]], dict[str, object]]:
    """Return a world after much was done, and what was kept of it before that."""
    world = World()
    ada = world.person("Ada")
    world.do(operations.link_contact, world.uid(2), ada.uid)
    note = world.note("Too dear")
    before, state = kept(world.workspace), world.state
    world.later()
    world.add("Ask about prices")
    world.person("Bob")
    world.do(operations.move_card, world.uid(1), "done")
    world.do(operations.edit_note, note.uid, text="Too dear for us")
    world.do(operations.edit_contact, ada.uid, name="Ada King")
    return world, before, state


def test_going_back_to_a_backup_gives_exactly_its_records() -> None:
    world, before, state = worked_on()
    change = world.do(operations.restore_backup, before)
    assert world.state == state
    assert (change.event.kind, change.event.by) == ("backup_restored", "ux")


def test_going_back_can_be_undone_and_done_again() -> None:
    world, before, state = worked_on()
    later = world.state
    change = world.do(operations.restore_backup, before)
    undoing = world.undo(change)
    assert world.state == later
    world.redo(change, undoing)
    assert world.state == state


def test_numbers_given_since_the_backup_are_not_given_again() -> None:
    world, before, _ = worked_on()
    given = {card.number for card in world.workspace.cards.values()}
    people = {participant.number for participant in world.workspace.participants.values()}
    world.do(operations.restore_backup, before)
    assert world.add().number not in given
    assert world.person("Cy").number not in people


def test_going_back_to_what_is_there_changes_nothing() -> None:
    world, _, _ = worked_on()
    assert world.do(operations.restore_backup, kept(world.workspace)).is_empty


def test_a_board_started_since_is_gone_and_comes_back_with_undo() -> None:
    world = World()
    nothing = kept(Workspace.of())
    before = state_of(world.workspace)
    change = world.do(operations.restore_backup, nothing)
    assert not world.workspace.experiments
    world.undo(change)
    assert world.state == before

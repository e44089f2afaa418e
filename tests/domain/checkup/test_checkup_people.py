from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.domain.operations.test_undo_people import note, person, prepared, touchpoint
from tests.domain.world import World
from tui.domain.checkup.stored import check_references
from tui.domain.operations import repairs
from tui.domain.records import RECORD_TYPES, Record
from tui.domain.records.workspace import Workspace


def sentences(world: World) -> list[str]:
    return [finding.sentence for finding in check_references(world.workspace)]


def edited(world: World, record: Record) -> None:
    """Change a record as somebody with an editor would."""
    world.workspace = world.workspace.replace({record.table: {record.uid: record}})


def test_a_workspace_made_by_operations_is_well() -> None:
    assert sentences(prepared()) == []


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda world: replace(touchpoint(world, 0), people=("gone",)), "is with a customer who is not there"),
        (lambda world: replace(touchpoint(world, 0), cards=("gone",)), "concerns a card that is not there"),
        (lambda world: replace(note(world, "promise"), touchpoint="gone"), "is from a touchpoint that is not there"),
        (lambda world: replace(person(world, 2), guardian="gone"), "has a guardian who is not there"),
    ],
)
def test_what_refers_to_nothing_is_named_and_taken_out(edit: object, words: str) -> None:
    world = prepared()
    assert callable(edit)
    edited(world, edit(world))
    (told,) = sentences(world)
    assert words in told
    world.do(repairs.drop_dangling)
    assert sentences(world) == []


def test_consent_of_nobody_is_named_and_left() -> None:
    world = prepared()
    consent = next(iter(world.workspace.consents.values()))
    edited(world, replace(consent, participant="gone"))
    (told,) = sentences(world)
    assert "is of a customer who is not there" in told
    assert world.do(repairs.drop_dangling).is_empty


def test_what_cannot_be_read_counts_as_there() -> None:
    world = prepared()
    met = touchpoint(world, 0)
    edited(world, replace(note(world, "promise"), touchpoint="unreadable"))
    edited(world, replace(met, people=("unreadable",), cards=("unreadable",)))
    assert list(check_references(world.workspace, {"unreadable"})) == []


def test_lookups_of_a_workspace_read_anew_are_in_order_of_time() -> None:
    world = prepared()
    records = [record for table in RECORD_TYPES for record in world.workspace.table(table).values()]
    anew = Workspace.of(reversed(records))
    for uid in world.workspace.participants:
        assert anew.touchpoint_uids(uid) == world.workspace.touchpoint_uids(uid)
        assert anew.consent_uids(uid) == world.workspace.consent_uids(uid)

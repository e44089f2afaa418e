from __future__ import annotations

from contextlib import suppress

import msgspec
from hypothesis import given

from tests.domain.operations.test_undo import prepared
from tests.fuzz.runs import COLUMNS, RUNS, Step, done, records
from tui.domain.errors import DomainError
from tui.domain.records.change import Change
from tui.domain.records.workspace import Workspace

Run = list[tuple[Step, int]]


@given(RUNS)
def test_every_operation_followed_by_undo_restores_the_state(run: Run) -> None:
    world = prepared()
    for step in run:
        before = world.state
        for change in done(world, [step]):
            world.undo(change)
            assert world.state == before
        done(world, [step])


@given(RUNS)
def test_undoing_all_and_redoing_all_gives_the_state_back(run: Run) -> None:
    world = prepared()
    start = world.state
    changes = done(world, run)
    end = world.state
    undone = [(change, world.undo(change)) for change in reversed(changes)]
    assert world.state == start
    for change, undoing in reversed(undone):
        world.redo(change, undoing)
    assert world.state == end


@given(RUNS)
def test_lookups_kept_up_to_date_equal_lookups_built_anew(run: Run) -> None:
    world = prepared()
    for change in done(world, run)[::2]:
        with suppress(DomainError):
            world.undo(change)
    assert lookups(world.workspace) == lookups(Workspace.of(records(world.workspace)))


@given(RUNS)
def test_an_event_tells_what_was_before_and_what_is_after(run: Run) -> None:
    world = prepared()
    for step in run:
        before = world.workspace
        for change in done(world, [step]):
            told = {place: (msgspec.to_builtins(old), msgspec.to_builtins(new)) for place, (old, new) in sides(change)}
            assert told == {place: (field(before, place), field(world.workspace, place)) for place in told}


Place = tuple[str, str, str]


def sides(change: Change) -> list[tuple[Place, list[object]]]:
    """Return table, uid and field of everything an event tells of, each with what was before and is after."""
    return [
        ((table, uid, name), pair)
        for table, rows in change.event.changes.items()
        for uid, fields in rows.items()
        for name, pair in fields.items()
    ]


def field(workspace: Workspace, place: Place) -> object:
    """Return a field of a record in stored form, None where there is no such record."""
    table, uid, name = place
    return msgspec.to_builtins(getattr(workspace.find(table, uid), name, None))


def lookups(workspace: Workspace) -> dict[str, object]:
    """Return what the lookups of a workspace answer, for everything they may be asked."""
    experiments = list(workspace.experiments)
    return {
        "lanes": {(uid, column): workspace.lane(uid, column) for uid in experiments for column in COLUMNS},
        "aside": {uid: workspace.set_aside(uid) for uid in experiments},
        "cards": {uid: workspace.cards_of(uid) for uid in experiments},
        "numbers": {
            (uid, number): workspace.card_by_number(uid, number) for uid in experiments for number in range(30)
        },
        "waited for": {uid: workspace.uids("cards.blocked_by", uid) for uid in workspace.cards},
        "notes": {uid: workspace.notes_of(uid) for uid in workspace.cards},
        "people": {uid: (workspace.cards_with(uid), workspace.contact_of(uid)) for uid in workspace.participants},
        "said": {uid: workspace.note_uids_about(uid) for uid in workspace.participants},
        "met": {uid: workspace.touchpoint_uids(uid) for uid in workspace.participants},
        "agreed": {uid: workspace.consent_uids(uid) for uid in workspace.participants},
        "touched": {uid: workspace.touchpoint_uids_of(uid) for uid in workspace.cards},
        "evidence": dict(workspace.evidence()),
        "waiting": workspace.waiting_notes(),
        "invited": {uid: workspace.invitations_of(uid) for uid in workspace.participants},
        "rewarded": {uid: workspace.incentives_of(uid) for uid in workspace.participants},
    }

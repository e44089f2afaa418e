"""Events are complete: they alone rebuild what is stored, at every moment of any history."""

from __future__ import annotations

from hypothesis import given, settings

from tests.domain.records.replaying import rebuilt
from tests.fuzz.kept import HISTORIES, erase, prepared, tables, taken
from tests.fuzz.runs import Step
from tui.domain.checkup.events import differences

History = list[tuple[Step, int]]


@given(HISTORIES)
@settings(max_examples=200)
def test_the_events_of_any_history_rebuild_every_moment_of_it(steps: History) -> None:
    world = prepared()
    moments = [(world.now, len(world.events), world.stored())]
    for step, choice in steps:
        taken(world, step, choice)
        assert tables(world.workspace) == world.stored()
        assert tables(rebuilt(world.events)) == world.stored()
        assert differences(world.workspace, reversed(world.events)) == {}
        moments.append((world.now, len(world.events), world.stored()))
    events = world.events
    for at, count, stored in moments:
        if count >= world.erased:
            assert tables(rebuilt(events[:count])) == stored
            assert tables(rebuilt(events, at)) == stored


@given(HISTORIES)
def test_what_was_before_somebody_was_erased_is_rebuilt_without_them(steps: History) -> None:
    world = prepared()
    person = next(iter(world.workspace.participants))
    moments = []
    for step, choice in steps:
        moments.append((len(world.events), world.stored()))
        taken(world, step, choice)
    taken(world, erase, sorted(world.workspace.participants).index(person))
    for count, stored in moments:
        before = rebuilt(world.events[:count])
        for table in ("experiments", "cards", "participants", "exports"):
            assert set(before.table(table)) == set(stored[table])
        assert before.contact_of(person) is None
        assert not before.cards_with(person)
        assert not before.note_uids_about(person)

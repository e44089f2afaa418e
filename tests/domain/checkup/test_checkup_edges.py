"""What a check tells, and from where on: a clock that is a little wrong, a number given last, words put away."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from tests.domain.world import World
from tui.domain import operations
from tui.domain.checkup.agreements import check_permission
from tui.domain.checkup.events import check_times
from tui.domain.checkup.stored import lagging
from tui.domain.flow.figures import CLOCK_TOLERANCE
from tui.domain.records import Counter, Experiment


@pytest.mark.parametrize(("ahead", "is_told"), [(timedelta(0), False), (timedelta(seconds=1), True)])
def test_a_clock_may_be_a_little_wrong(ahead: timedelta, is_told: bool) -> None:
    world = World()
    event = world.do(operations.expedite_card, world.uid(1)).event
    now = event.at - CLOCK_TOLERANCE - ahead
    told = [finding.sentence for finding in check_times(world.workspace, [event], now)]
    assert any("still to come (1 of 1 events)" in sentence for sentence in told) is is_told


@pytest.mark.parametrize(("number", "right"), [(3, 4), (2, 4), (4, None)])
def test_a_counter_lags_where_it_would_give_a_number_again(number: int, right: int | None) -> None:
    world = World()
    experiment = replace(world.experiment, next_number=number)
    world.workspace = world.workspace.replace({"experiments": {experiment.uid: experiment}})
    found = [(one.key, following) for one, following in lagging(world.workspace) if isinstance(one, Experiment)]
    assert found == ([("CD", right)] if right else [])


@pytest.mark.parametrize(("following", "right"), [(1, 2), (2, None)])
def test_a_p_id_is_not_given_again(following: int, right: int | None) -> None:
    world = World()
    world.person()
    (counter,) = world.workspace.counters.values()
    world.workspace = world.workspace.replace({"counters": {counter.uid: Counter(counter.uid, following)}})
    assert list(lagging(world.workspace)) == ([(None, right)] if right else [])


@pytest.mark.parametrize(("archived", "count"), [(False, 1), (True, 0)])
def test_words_of_nobody_are_told_while_they_are_there(*, archived: bool, count: int) -> None:
    world = World()
    note = world.note("It is slow", kind="quote")
    if archived:
        world.do(operations.archive_note, note.uid)
    assert len(list(check_permission(world.workspace, world.context.today))) == count

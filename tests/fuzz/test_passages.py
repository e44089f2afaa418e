from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.told import Told, movement_of
from tests.fuzz.runs import CARD_STEPS, Step, done
from tui.domain.errors import DomainError
from tui.domain.flow.figures import midnight, zone_of
from tui.domain.flow.passages import CardHistory, Passage, card_histories
from tui.domain.flow.period import ROLES
from tui.domain.records.change import Change

RUNS = st.lists(st.tuples(st.one_of(*CARD_STEPS), st.integers(0, 500), st.sampled_from("...ur")), max_size=25)
"""Operations on cards; after some, a change is undone, or one that was undone is done again."""


def told(run: list[tuple[Step, int, str]], *, undoing: bool) -> Told:
    world = Told()
    changes: list[Change] = []
    undone: list[tuple[Change, Change]] = []
    for step, choice, then in run:
        changes += done(world, [(step, choice)])
        with suppress(DomainError):
            if undoing and then == "u" and changes:
                change = changes[choice % len(changes)]
                undone.append((change, world.undo(change)))
            elif undoing and then == "r" and undone:
                world.redo(*undone[choice % len(undone)])
    return world


@given(RUNS)
def test_histories_end_as_the_records_stand_whatever_was_done_and_undone(run: list[tuple[Step, int, str]]) -> None:
    world = told(run, undoing=True)
    known = {history.card: history for history in world.histories() if not history.last.gone}
    assert known.keys() == world.workspace.cards.keys()
    for uid, card in world.workspace.cards.items():
        last = known[uid].last
        assert (last.column, last.kind, last.archived_at) == (card.column, card.kind, card.archived_at)
        assert (last.started_at, last.finished_at) == (card.started_at, card.finished_at)


@given(RUNS)
def test_start_and_finish_follow_from_the_columns_alone(run: list[tuple[Step, int, str]]) -> None:
    world = told(run, undoing=False)
    for history in world.histories():
        last = history.last
        assert (last.started_at, last.finished_at) == by_the_rules(history, world)


@given(RUNS)
def test_each_event_read_alone_gives_the_state_of_that_moment(run: list[tuple[Step, int, str]]) -> None:
    world = Told()
    for step, choice, _ in run:
        done(world, [(step, choice)])
        lasts = {each.card: each.last for each in card_histories(map(movement_of, world.events))}
        assert {uid: last.column for uid, last in lasts.items()} == {
            uid: card.column for uid, card in world.workspace.cards.items()
        }


def by_the_rules(history: CardHistory, world: Told) -> tuple[object, object]:
    """Return start and finish by the rules of the Kanban Guide as we read them, from the columns a card was in."""
    started = finished = None
    before: Passage | None = None
    taken_back = {(event.card, event.at) for event in world.events if event.kind == "card_not_started"}
    for passage in history.passages:
        if before is None or passage.column != before.column:
            again = before is not None and before.kind == "recurring" and finished is not None
            if again and passage.role != "finished":
                started = None
            if passage.role != "waiting":
                started = started or passage.at
            finished = (finished or passage.at) if passage.role == "finished" else None
        if (history.card, passage.at) in taken_back:
            started = None
        before = passage
    return started, finished


@given(RUNS)
def test_a_card_goes_one_way_and_a_day_counts_what_stood_at_its_end(run: list[tuple[Step, int, str]]) -> None:
    world = told(run, undoing=True)
    histories = world.histories()
    for history in histories:
        times = [passage.at for passage in history.passages]
        assert times == sorted(times)
    zone = zone_of(world.experiment.timezone)
    for day in world.flow(unit="days", periods=5).days:
        end = midnight(day.day + timedelta(days=1), zone)
        standing = [seen.last for history in histories if (seen := history.until(end)) is not None]
        roles = [last.role for last in standing if not last.gone and (last.on_board or last.finished_at is not None)]
        assert (day.waiting, day.active, day.finished) == tuple(map(roles.count, ROLES))

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from msgspec.structs import replace

from tests.domain.told import Told
from tests.domain.world import BOARD
from tui.domain import operations
from tui.domain.flow.figures import thresholds
from tui.domain.flow.period import FlowReport
from tui.domain.records import Card
from tui.domain.records.definition import CardDefinition, CardKind, ServiceLevel

CYCLE_TIMES = [1, 2, 2, 3, 3, 4, 5, 6, 8, 13]


def begin(started: str = "2026-03-02T09:00") -> Told:
    """Return a board without cards of its own that was started at a time."""
    world = Told(replace(BOARD, cards=()))
    first = world.events[0]
    world.events[0] = replace(first, at=world.at(started).now)
    uid = world.experiment.uid
    world.workspace = world.workspace.replace({"experiments": {uid: replace(world.experiment, started_at=world.now)}})
    return world


def finish(world: Told, *, started: str, finished: str, kind: CardKind = "task") -> Card:
    """Add a card, begin it and finish it at times in UTC."""
    card = world.at(started).add(kind=kind)
    world.do(operations.move_card, card.uid, "doing")
    world.at(finished).do(operations.move_card, card.uid, "done")
    return world.card(card.number)


def with_cycle_times(times: Sequence[int]) -> Told:
    """Return a board on which cards took so many days, all begun on 2 March."""
    world = begin()
    for days in times:
        finish(world, started="2026-03-02T08:00", finished=f"2026-03-{1 + days:02d}T08:00")
    return world.at("2026-03-20T09:00")


def counts(report: FlowReport) -> list[int]:
    return [period.finished for period in report.periods]


def test_percentiles_of_the_textbook_history() -> None:
    report = with_cycle_times(CYCLE_TIMES).flow()
    assert sorted(report.times) == CYCLE_TIMES
    assert (report.thresholds.p50, report.thresholds.p70, report.thresholds.p85) == (3, 5, 8)
    assert not report.thresholds.declared
    assert thresholds(report.times, ServiceLevel(percent=95)).sle.days == 13
    assert (report.expectation.days, report.expectation.percent, report.expectation.finished) == (8, 85, 10)


def test_until_five_are_finished_the_service_level_is_the_declared_one() -> None:
    report = with_cycle_times([1, 2, 3, 4]).flow()
    assert (report.expectation.days, report.expectation.declared, report.thresholds.declared) == (10, True, True)
    assert not with_cycle_times([1, 2, 3, 4, 5]).flow().expectation.declared


def test_none() -> None:
    report = begin().flow()
    assert (report.is_empty, report.total, report.wip, report.ageing) == (True, 0, 0, ())
    assert counts(report) == [0] * 8
    assert all(day.total == 0 for day in report.days)


def test_one_card() -> None:
    world = begin()
    card = finish(world, started="2026-03-03T09:00", finished="2026-03-05T09:00")
    report = world.flow()
    assert counts(report) == [0] * 7 + [1]
    (only,) = report.finishes
    assert (only.number, only.started, only.day, only.days) == (card.number, date(2026, 3, 3), date(2026, 3, 5), 3)


def test_weeks_begin_on_monday_and_the_current_one_is_so_far() -> None:
    world = begin("2026-10-05T09:00")
    for day in ("05", "11", "12", "18"):
        finish(world, started=f"2026-10-{day}T09:00", finished=f"2026-10-{day}T10:00")
    report = world.at("2026-11-25T09:00").flow()
    assert [period.first.day for period in report.periods] == [5, 12, 19, 26, 2, 9, 16, 23]
    assert counts(report) == [2, 2, 0, 0, 0, 0, 0, 0]
    assert [period.so_far for period in report.periods] == [False] * 7 + [True]
    assert report.last == date(2026, 11, 25)


def test_days_and_earlier_windows() -> None:
    world = begin()
    finish(world, started="2026-03-02T09:00", finished="2026-03-03T09:00")
    finish(world, started="2026-03-02T09:00", finished="2026-03-16T09:00")
    world.at("2026-03-17T09:00")
    days = world.flow(unit="days", periods=3)
    assert [(period.first.day, period.finished) for period in days.periods] == [(15, 0), (16, 1), (17, 0)]
    earlier = world.flow(periods=2, earlier=1)
    assert [(period.first.day, period.finished) for period in earlier.periods] == [(2, 1), (9, 0)]
    assert (earlier.times, earlier.last) == ((2,), date(2026, 3, 15))
    assert [each.number for each in earlier.ageing] == [2]
    assert earlier.days[-1].active == 1


def test_what_was_reopened_later_was_finished_then() -> None:
    world = begin()
    card = finish(world, started="2026-03-02T09:00", finished="2026-03-03T09:00")
    world.at("2026-03-10T09:00").do(operations.move_card, card.uid, "doing")
    assert world.flow().total == 0
    assert world.flow(earlier=1).total == 1


@pytest.mark.parametrize(
    ("finished", "week"),
    [
        ("2026-03-29T21:59", date(2026, 3, 23)),
        ("2026-03-29T22:00", date(2026, 3, 30)),
        ("2026-10-25T22:59", date(2026, 10, 19)),
        ("2026-10-25T23:00", date(2026, 10, 26)),
    ],
)
def test_days_end_at_midnight_in_the_boards_zone_in_summer_and_winter(finished: str, week: date) -> None:
    world = begin("2026-03-02T09:00")
    finish(world, started=finished, finished=finished)
    report = world.flow()
    assert [period.first for period in report.periods if period.finished] == [week]
    assert report.days[-1].finished == 1


@pytest.mark.parametrize(
    ("started", "finished", "days"),
    [
        ("2026-03-28T22:30", "2026-03-29T21:30", 2),
        ("2026-03-28T23:30", "2026-03-29T21:30", 1),
        ("2026-03-28T12:00", "2026-03-30T12:00", 3),
        ("2026-10-24T21:30", "2026-10-25T22:30", 2),
        ("2026-10-24T22:30", "2026-10-25T22:30", 1),
        ("2026-10-24T12:00", "2026-10-26T12:00", 3),
    ],
)
def test_a_day_of_23_or_25_hours_is_a_day(started: str, finished: str, days: int) -> None:
    world = begin()
    finish(world, started=started, finished=finished)
    assert world.flow().times == (days,)


@pytest.mark.parametrize(("zone", "day"), [("Pacific/Auckland", 6), ("America/Los_Angeles", 5), ("UTC", 5)])
def test_days_are_those_of_the_experiments_zone(zone: str, day: int) -> None:
    world = begin()
    finish(world, started="2026-03-05T20:00", finished="2026-03-05T20:00")
    uid = world.experiment.uid
    world.workspace = world.workspace.replace({"experiments": {uid: replace(world.experiment, timezone=zone)}})
    assert [each.day for each in world.flow().finishes] == [date(2026, 3, day)]


def test_recurring_work_is_counted_apart_and_does_not_age() -> None:
    world = begin()
    card = finish(world, started="2026-03-02T09:00", finished="2026-03-03T09:00", kind="recurring")
    for day, column in ((9, "doing"), (11, "done"), (16, "doing")):
        world.at(f"2026-03-{day:02d}T09:00").do(operations.move_card, card.uid, column)
    report = world.flow()
    assert (report.total, sum(counts(report)), report.times) == (0, 0, ())
    assert [(each.number, each.done) for each in report.chores] == [(card.number, 2)]
    assert [(each.number, each.done) for each in world.flow(periods=1, earlier=2).chores] == [(card.number, 1)]
    assert (report.wip, report.ageing) == (1, ())


def test_what_is_in_progress_ages_the_oldest_first_also_where_it_was_moved_back() -> None:
    world = with_cycle_times(CYCLE_TIMES)
    back, late, young = world.at("2026-03-10T09:00").add("Back"), world.add("Late"), world.add("Young")
    world.do(operations.move_card, back.uid, "doing")
    world.at("2026-03-11T09:00").do(operations.move_card, late.uid, "doing")
    world.do(operations.move_card, back.uid, "todo")
    world.do(operations.block_card, late.uid, "ill")
    world.at("2026-03-20T09:00").do(operations.move_card, young.uid, "review")
    world.do(operations.expedite_card, young.uid)
    report = world.flow()
    told = [(each.title, each.days, each.level, each.blocked, each.expedite, each.column) for each in report.ageing]
    assert told == [
        ("Back", 11, 3, None, False, "todo"),
        ("Late", 10, 3, 10, False, "doing"),
        ("Young", 1, 0, None, True, "review"),
    ]
    assert report.wip == 3


def test_the_cumulative_flow_counts_each_role_at_the_end_of_each_day() -> None:
    world = begin()
    first = finish(world, started="2026-03-03T09:00", finished="2026-03-05T09:00")
    second = world.at("2026-03-04T09:00").add()
    world.at("2026-03-05T23:30").do(operations.move_card, second.uid, "doing")
    world.do(operations.archive_card, first.uid)
    world.at("2026-03-07T09:00").do(operations.archive_card, second.uid)
    told = [(each.day.day, each.waiting, each.active, each.finished) for each in world.flow(periods=1).days]
    assert told == [(2, 0, 0, 0), (3, 0, 1, 0), (4, 1, 1, 0), (5, 1, 0, 1), (6, 0, 1, 1), (7, 0, 0, 1)]


def test_finished_work_stays_counted_when_its_card_is_archived() -> None:
    world = begin()
    card = finish(world, started="2026-03-03T09:00", finished="2026-03-05T09:00")
    world.do(operations.archive_card, card.uid)
    report = world.flow()
    assert (report.total, report.times, report.days[-1].finished) == (1, (3,), 1)


def test_what_was_undone_is_not_counted() -> None:
    world = begin()
    card = world.at("2026-03-03T09:00").add()
    world.do(operations.move_card, card.uid, "doing")
    change = world.at("2026-03-04T09:00").do(operations.move_card, card.uid, "done")
    undoing = world.at("2026-03-05T09:00").undo(change)
    report = world.flow(periods=1)
    assert (report.total, report.wip) == (0, 1)
    assert [each.active for each in report.days] == [0, 1, 1, 1]
    world.redo(change, undoing)
    report = world.flow(periods=1)
    assert [each.day.day for each in report.finishes] == [4]
    assert [each.finished for each in report.days] == [0, 0, 1, 1]


def test_cards_of_the_definition_wait_from_the_start() -> None:
    world = Told(replace(BOARD, cards=(CardDefinition("a", "A"), CardDefinition("b", "B", column="doing"))))
    (day,) = world.flow(unit="days", periods=1).days
    assert (day.waiting, day.active) == (1, 1)


def test_the_flow_of_an_iteration_ends_with_it() -> None:
    world = with_cycle_times([1, 2, 3])
    first = world.experiment
    world.do(operations.iterate_experiment, first.uid)
    world.at("2026-05-04T09:00")
    report = world.flow()
    assert report.over
    assert report.last == date(2026, 3, 20)
    assert sum(counts(report)) == 3


@pytest.mark.parametrize(
    ("begun", "now", "periods"),
    [
        ("2026-10-05T09:00", "2026-10-09T09:00", 4),
        ("2026-10-05T09:00", "2026-11-08T12:00", 5),
        ("2026-10-05T09:00", "2026-11-25T09:00", 8),
        ("2026-10-05T09:00", "2027-01-25T09:00", 8),
    ],
)
def test_periods_before_anything_was_there_can_be_left_out(begun: str, now: str, periods: int) -> None:
    world = begin(begun).at(now)
    assert len(world.flow(since_begun=True).periods) == periods
    assert len(world.flow().periods) == 8
    assert len(world.flow(since_begun=True, unit="days").periods) == (14 if now == "2026-10-09T09:00" else 28)

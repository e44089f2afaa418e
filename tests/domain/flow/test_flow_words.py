from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from tests.domain.flow.test_flow_report import CYCLE_TIMES, begin, finish, with_cycle_times
from tests.domain.told import Told
from tests.domain.world import BOARD
from tui.domain import operations
from tui.domain.flow.period import DayCount, FlowReport, Period
from tui.domain.flow.sentences import (
    NOTHING_YET,
    ageing_words,
    cumulative_words,
    cycle_words,
    throughput_words,
    window_words,
)
from tui.domain.records.definition import ColumnDefinition

MONDAY = date(2026, 10, 5)


def finished_in_weeks(counts: Sequence[int]) -> FlowReport:
    """Return a report of weeks in which so many cards were finished, the last one so far."""
    first = [MONDAY + timedelta(days=7 * week) for week in range(len(counts))]
    last = len(counts) - 1
    periods = [Period(day, day + timedelta(days=6), counts[at], at == last) for at, day in enumerate(first)]
    world = begin()
    finish(world, started="2026-03-03T09:00", finished="2026-03-03T09:00")
    report = world.flow()
    return replace(report, periods=tuple(periods), started=MONDAY, finishes=report.finishes * sum(counts))


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ([2, 3, 2, 4, 3, 5, 4, 1], "3 cards a week, steady"),
        ([1, 0, 1, 3, 4, 6, 5, 9], "3 cards a week, rising"),
        ([5, 6, 4, 3, 1, 0, 1, 0], "3 cards a week, falling"),
        ([1, 1, 1, 1, 1, 1, 1, 1], "1 card a week, steady"),
        ([0, 1, 0, 1, 0, 1, 0, 0], "3 cards in 7 weeks, steady"),
        ([0, 0, 0, 0, 0, 0, 0, 2], "none in 7 weeks, 2 in the current one so far"),
        ([0, 0, 0, 0, 0, 0, 0, 0], "nothing finished in these 8 weeks"),
        ([2, 3, 2, 1], "8 cards finished, too few weeks to tell"),
        ([1], "1 card finished, too few weeks to tell"),
    ],
)
def test_throughput_in_words(counts: list[int], words: str) -> None:
    assert throughput_words(finished_in_weeks(counts)) == words


def test_weeks_before_the_experiment_began_are_not_held_against_it() -> None:
    report = finished_in_weeks([0, 0, 0, 0, 2, 3, 2, 1])
    assert throughput_words(report) == "1 card a week, rising"
    begun = replace(report, started=MONDAY + timedelta(days=28))
    assert throughput_words(begun) == "8 cards finished, too few weeks to tell"


def test_cycle_times_in_words() -> None:
    assert cycle_words(with_cycle_times(CYCLE_TIMES).flow()) == "half finish within 3d, 85 % within 8d (n=10)"
    assert cycle_words(with_cycle_times([1, 2, 3]).flow()) == "declared 10d, 3 finished so far"


def test_before_anything_is_finished_nothing_is_claimed() -> None:
    report = begin().flow()
    assert (throughput_words(report), cycle_words(report)) == (NOTHING_YET, NOTHING_YET)
    assert ageing_words(report) == "nothing in progress"
    assert cumulative_words(report, BOARD) == "nothing has happened yet"


def in_progress(world: Told, *days: int) -> Told:
    """Begin cards so many days before 20 March, the first day counted."""
    for age in days:
        card = world.at(f"2026-03-{21 - age:02d}T09:00").add()
        world.do(operations.move_card, card.uid, "doing")
    return world.at("2026-03-20T10:00")


@pytest.mark.parametrize(
    ("ages", "words"),
    [
        ([9, 3], "card 11 is already older than 85 % of the finished cards were"),
        ([9, 10, 2], "cards 12 and 11 are already older than 85 % of the finished cards were"),
        ([9, 10, 11, 12], "4 cards are already older than 85 % of the finished cards were"),
        ([8, 3], "card 11 has reached 8d, within which 85 % finish"),
        ([7, 1], "nothing is older than 8d, within which 85 % finish"),
    ],
)
def test_ageing_in_words(ages: list[int], words: str) -> None:
    assert ageing_words(in_progress(with_cycle_times(CYCLE_TIMES), *ages).flow()) == words


def test_ageing_against_the_declared_service_level() -> None:
    assert ageing_words(in_progress(begin(), 4).flow()) == "oldest 4d, declared 10d, 0 finished so far"
    assert ageing_words(in_progress(begin(), 11).flow()) == "card 1 is older than the declared 10d"


def of_days(*active: int) -> FlowReport:
    """Return a report that ends after so many days, each with so many cards in progress."""
    days = tuple(DayCount(MONDAY + timedelta(days=at), 3, count, 0) for at, count in enumerate(active))
    return replace(begin().flow(), days=days, started=MONDAY)


@pytest.mark.parametrize(
    ("active", "words"),
    [
        ([1, *[2] * 14, 4], "DOING grew from 2 to 4 in the last two weeks"),
        ([*[3] * 15, 1], "DOING fell from 3 to 1 in the last two weeks"),
        ([2] * 20, "DOING holds 2, as two weeks ago"),
        ([2, 3, 4], "DOING grew from 2 to 4 since 5 Oct"),
        ([2, 3, 2], "DOING holds 2, as on 5 Oct"),
        ([2], "DOING holds 2 on the first day"),
    ],
)
def test_cumulative_flow_in_words(active: list[int], words: str) -> None:
    board = replace(BOARD, columns=(BOARD.columns[0], BOARD.columns[1], BOARD.columns[3]))
    assert cumulative_words(of_days(*active), board) == words


def test_with_several_active_columns_it_says_that_it_counts_these() -> None:
    board = replace(BOARD, columns=(*BOARD.columns, ColumnDefinition("x", "X", "active")))
    assert cumulative_words(of_days(1, 2), board) == "work in active columns grew from 1 to 2 since 5 Oct"


def test_the_window_in_words() -> None:
    report = begin().flow()
    assert window_words(report) == "last 8 weeks"
    assert window_words(begin().at("2026-03-20T09:00").flow(earlier=1, unit="days")) == "28 days to 19 Mar"

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from tests.domain.world import BERLIN, World
from tui.domain.flow.figures import (
    Expectation,
    Thresholds,
    age_days,
    cycle_days,
    days_since,
    percentile,
    thresholds,
    zone_of,
)
from tui.domain.records.definition import ServiceLevel

CYCLE_TIMES = [1, 2, 2, 3, 3, 4, 5, 6, 8, 13]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(("percent", "days"), [(0, 1), (50, 3), (70, 5), (85, 8), (95, 13), (100, 13)])
def test_percentiles_are_nearest_rank(percent: int, days: int) -> None:
    assert percentile(CYCLE_TIMES, percent) == days
    assert percentile(CYCLE_TIMES[::-1], percent) == days


@pytest.mark.parametrize(
    ("started", "today", "age"),
    [
        ("2026-03-02T09:00", date(2026, 3, 2), 1),
        ("2026-03-02T09:00", date(2026, 3, 3), 2),
        ("2026-03-06T09:00", date(2026, 3, 9), 4),
        ("2026-03-02T23:30", date(2026, 3, 3), 1),
        ("2026-03-02T22:30", date(2026, 3, 3), 2),
        ("2026-03-28T12:00", date(2026, 3, 30), 3),
        ("2026-03-09T09:00", date(2026, 3, 2), 1),
    ],
)
def test_age_counts_calendar_days_of_the_experiments_zone(started: str, today: date, age: int) -> None:
    world = World()
    card = replace(world.card(1), started_at=at(started))
    assert age_days(card, world.experiment, today) == age
    assert days_since(at(started), today, zone_of(BERLIN)) == age


@pytest.mark.parametrize(
    ("started", "finished", "days"),
    [
        ("2026-03-02T09:00", "2026-03-02T10:00", 1),
        ("2026-03-02T09:00", "2026-03-02T23:30", 2),
        ("2026-03-06T09:00", "2026-03-09T09:00", 4),
    ],
)
def test_cycle_time_counts_the_first_day_and_the_last(started: str, finished: str, days: int) -> None:
    world = World()
    card = replace(world.card(1), started_at=at(started), finished_at=at(finished))
    assert cycle_days(card, zone_of(BERLIN)) == days
    assert age_days(card, world.experiment, date(2026, 4, 1)) is None
    assert cycle_days(replace(card, kind="recurring"), zone_of(BERLIN)) is None


def test_a_card_that_waits_has_neither_age_nor_cycle_time() -> None:
    world = World()
    card = world.card(1)
    assert age_days(card, world.experiment, date(2026, 3, 2)) is None
    assert cycle_days(card, UTC) is None
    assert cycle_days(replace(card, started_at=card.created_at), UTC) is None


def test_five_finished_cards_are_enough_to_know() -> None:
    assert thresholds(CYCLE_TIMES, ServiceLevel()) == Thresholds(3, 5, 8, False, Expectation(8, 85, False, 10))
    assert thresholds(CYCLE_TIMES[:5], ServiceLevel(days=30)) == Thresholds(
        2, 3, 3, False, Expectation(3, 85, False, 5)
    )
    assert thresholds(CYCLE_TIMES[:4], ServiceLevel(days=30)) == Thresholds(
        12, 20, 30, True, Expectation(30, 85, True, 4)
    )


@pytest.mark.parametrize(("days", "level"), [(0, 0), (2, 0), (3, 1), (4, 1), (5, 2), (7, 2), (8, 3), (9, 3)])
def test_levels_begin_at_the_percentiles_and_the_last_at_the_service_level(days: int, level: int) -> None:
    assert Thresholds(3, 5, 8, False, Expectation(8, 85, False, 10)).level(days) == level


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../../etc/passwd", "\x00"])
def test_a_zone_this_machine_does_not_know_is_utc(name: str) -> None:
    assert zone_of(name) is UTC

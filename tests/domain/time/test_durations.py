from __future__ import annotations

from datetime import date

import pytest

from tui.domain.time.durations import Duration, add_duration, parse_duration, rhythm


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("P14D", Duration(0, 14)),
        ("P2W", Duration(0, 14)),
        ("P1M", Duration(1, 0)),
        ("P1Y2M3W4D", Duration(14, 25)),
        ("P0D", Duration(0, 0)),
        ("P", None),
        ("", None),
        ("14D", None),
        ("P14", None),
        ("PT1H", None),
        ("P-1D", None),
        ("P1.5D", None),
        ("p14d", None),
        ("P14D ", None),
        ("P١D", None),
    ],
)
def test_a_duration_is_a_step_in_the_calendar(text: str, step: Duration | None) -> None:
    assert parse_duration(text) == step


@pytest.mark.parametrize(
    ("day", "text", "after"),
    [
        (date(2026, 3, 2), "P14D", date(2026, 3, 16)),
        (date(2026, 1, 31), "P1M", date(2026, 2, 28)),
        (date(2028, 1, 31), "P1M", date(2028, 2, 29)),
        (date(2026, 1, 31), "P2M", date(2026, 3, 31)),
        (date(2026, 8, 31), "P1M", date(2026, 9, 30)),
        (date(2026, 11, 30), "P3M", date(2027, 2, 28)),
        (date(2026, 12, 31), "P1M1D", date(2027, 2, 1)),
        (date(2028, 2, 29), "P1Y", date(2029, 2, 28)),
        (date(2026, 3, 2), "nonsense", date(2026, 3, 2)),
        (date(9999, 12, 1), "P1M", date.max),
        (date(9999, 12, 1), "P60D", date.max),
        (date(2026, 3, 2), "P999Y9999M", date(3858, 6, 2)),
    ],
)
def test_days_are_counted_in_the_calendar(day: date, text: str, after: date) -> None:
    assert add_duration(day, text) == after


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("P1D", "daily"),
        ("P7D", "weekly"),
        ("P1W", "weekly"),
        ("P2W", "every 2 weeks"),
        ("P10D", "every 10 days"),
        ("P1M", "monthly"),
        ("P3M", "quarterly"),
        ("P12M", "yearly"),
        ("P5M", "every 5 months"),
        ("P2Y", "every 2 years"),
        ("P1M3D", "P1M3D"),
        ("often", "often"),
        ("", ""),
        (None, ""),
    ],
)
def test_how_often_something_comes_back_is_said_in_words(text: str | None, words: str) -> None:
    assert rhythm(text) == words

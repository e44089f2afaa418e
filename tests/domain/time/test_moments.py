from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tui.domain.errors import Ambiguous, NotAllowed
from tui.domain.flow.figures import zone_of
from tui.domain.time.moments import parse_any_day, parse_moment

BERLIN = zone_of("Europe/Berlin")
NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
"""A Wednesday, 10:30 in Berlin."""


@pytest.mark.parametrize(
    ("text", "ahead", "utc"),
    [
        ("2026-11-23T09:00", False, "2026-11-23T08:00"),
        ("2026-11-23 09:00", False, "2026-11-23T08:00"),
        ("2026-11-23T09:00:30Z", False, "2026-11-23T09:00:30"),
        ("2026-11-23T09:00-05:00", False, "2026-11-23T14:00"),
        ("2026-07-01T09:00", False, "2026-07-01T07:00"),
        ("2026-11-23", False, "2026-11-23T11:00"),
        ("yesterday", False, "2026-11-24T11:00"),
        ("yesterday 14:00", False, "2026-11-24T13:00"),
        ("Yesterday at 9:05", False, "2026-11-24T08:05"),
        ("thu", False, "2026-11-19T11:00"),
        ("thu 14:00", False, "2026-11-19T13:00"),
        ("thu 14:00", True, "2026-11-26T13:00"),
        ("wed, 08:00", False, "2026-11-25T07:00"),
        ("wed", True, "2026-12-02T11:00"),
        ("today", False, "2026-11-25T09:30"),
        ("wed", False, "2026-11-25T09:30"),
        ("08:00", False, "2026-11-25T07:00"),
        ("tomorrow", False, "2026-11-26T11:00"),
        ("+3d 10:00", False, "2026-11-28T09:00"),
        ("3d", False, "2026-11-22T11:00"),
        ("last thu 14:00", False, "2026-11-19T13:00"),
        ("20.11.2026 14:00", False, "2026-11-20T13:00"),
        ("2026/11/20, 8:05", False, "2026-11-20T07:05"),
        ("in 3 days at 10:00", True, "2026-11-28T09:00"),
        ("next week 10:00", True, "2026-11-30T09:00"),
        ("30 nov", False, "2025-11-30T11:00"),
        ("30 nov", True, "2026-11-30T11:00"),
        ("2027-01-31 10:00", False, "2027-01-31T09:00"),
    ],
)
def test_a_time_as_people_write_it(text: str, ahead: bool, utc: str) -> None:
    assert parse_moment(text, NOW, BERLIN, ahead=ahead) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "utc"),
    [("2026-03-29 02:30", "2026-03-29T01:30"), ("2026-10-25 02:30", "2026-10-25T00:30")],
)
def test_an_hour_that_is_skipped_or_comes_twice_is_some_time(text: str, utc: str) -> None:
    assert parse_moment(text, NOW, BERLIN) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["", "noon", "25:00", "yesterday 9:99", "2026-13-01", "T", "14", "yesterday 14:00 sharp", "0001-01-01T00:00", ":"],
)
def test_what_is_no_time_is_refused_with_the_forms(text: str) -> None:
    with pytest.raises(NotAllowed, match=r"is not a time; write 2026-11-23T14:00, 14:00, yesterday, thu 14:00"):
        parse_moment(text, NOW, BERLIN)


@pytest.mark.parametrize(
    ("text", "ahead", "day"),
    [
        ("fri", False, date(2026, 11, 20)),
        ("fri", True, date(2026, 11, 27)),
        ("2027-01-31", False, date(2027, 1, 31)),
        ("2025-01-31", True, date(2025, 1, 31)),
        ("+2w", False, date(2026, 12, 9)),
    ],
)
def test_a_day_past_or_to_come(text: str, ahead: bool, day: date) -> None:
    assert parse_any_day(text, NOW.date(), ahead=ahead) == day


def test_what_is_no_day_is_refused() -> None:
    with pytest.raises(NotAllowed, match="is not a day"):
        parse_any_day("someday", NOW.date())


@pytest.mark.parametrize("text", ["03/04/2026", "03/04/2026 14:00", "fri 26 nov 2026 14:00"])
def test_where_two_days_may_be_meant_they_are_named_beside_a_time_too(text: str) -> None:
    with pytest.raises(Ambiguous, match=r"write (the one|one of)"):
        parse_moment(text, NOW, BERLIN)

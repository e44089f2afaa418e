"""Days as people of many countries write them; where two may be meant, they are asked."""

from __future__ import annotations

from datetime import date

import pytest

from tui.domain.errors import Ambiguous, NotAllowed
from tui.domain.time.dates import leading_day, parse_day, parse_since

WEDNESDAY = date(2026, 11, 25)
SAME = (
    *("31.03.2027", "31.3.2027", "31. 3. 2027", "2027/03/31", "2027/3/31", "2027.03.31", "2027-03-31", "31/03/2027"),
    *("03/31/2027", "31-03-2027", "31 March 2027", "31st of March 2027", "March 31st, 2027", "Mar. 31 2027"),
    *("Wed 31 March 2027", "wednesday, 31.03.2027", "2027-W13-3", "31.3.", "31 mar"),
)


@pytest.mark.parametrize("text", SAME)
def test_one_day_in_many_forms(text: str) -> None:
    assert parse_day(text, WEDNESDAY) == date(2027, 3, 31)


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        ("in 3 days", "2026-12-30", "2027-01-02"),
        ("in 2 weeks", "2026-11-25", "2026-12-09"),
        ("in a week", "2026-11-25", "2026-12-02"),
        ("in a day", "2028-02-28", "2028-02-29"),
        ("in 10d", "2026-11-25", "2026-12-05"),
        ("next week", "2026-11-25", "2026-11-30"),
        ("next week", "2026-11-23", "2026-11-30"),
        ("next week", "2026-11-29", "2026-11-30"),
        ("Next  Week", "2026-12-31", "2027-01-04"),
        ("2026-W53", "2026-11-25", "2026-12-28"),
        ("2027W01", "2026-11-25", "2027-01-04"),
        ("2026-W20", "2026-11-25", "2026-05-11"),
        ("29.2.", "2026-11-25", "2028-02-29"),
        ("29 feb 2028", "2026-11-25", "2028-02-29"),
        ("1.1.", "2026-12-31", "2027-01-01"),
        ("05/05/2027", "2026-11-25", "2027-05-05"),
    ],
)
def test_days_to_come(text: str, today: str, expected: str) -> None:
    assert parse_day(text, date.fromisoformat(today)) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("last wed", "2026-11-18"),
        ("last Thu", "2026-11-19"),
        ("last tuesday", "2026-11-24"),
        ("last week", "2026-11-16"),
        ("20.11.2026", "2026-11-20"),
        ("20.11.", "2026-11-20"),
        ("26.11.", "2025-11-26"),
        ("2026-W47", "2026-11-16"),
        ("2026/11/20", "2026-11-20"),
        ("3 days ago", "2026-11-22"),
    ],
)
def test_days_that_are_past(text: str, expected: str) -> None:
    assert parse_since(text, WEDNESDAY) == date.fromisoformat(expected)


@pytest.mark.parametrize("text", ["03/04/2026", "3-4-2026", "12/11/2026"])
def test_where_two_days_may_be_meant_both_are_named(text: str) -> None:
    for parse in (parse_day, parse_since):
        with pytest.raises(Ambiguous, match=r"may be \d{4}-\d\d-\d\d or \d{4}-\d\d-\d\d"):
            parse(text, WEDNESDAY)


def test_a_weekday_that_is_another_one_is_told() -> None:
    with pytest.raises(Ambiguous, match="2026-11-26 is a Thursday, not a Friday"):
        parse_day("Fri 26 Nov 2026", WEDNESDAY)


NO_DAYS = (
    *("31.02.2027", "2027/02/30", "31/31/2027", "2026-W54", "2025-W53", "2026-W00", "2026-W20-8", "in advance"),
    *("in awe", "in a while", "in days", "next", "next month", "last", "last word", "3.5", "1.2.3", "31.3", "30.13."),
)


@pytest.mark.parametrize("text", NO_DAYS)
def test_what_is_no_day_is_refused_with_the_forms(text: str) -> None:
    with pytest.raises(NotAllowed, match=r"is not a day"):
        parse_day(text, WEDNESDAY)


@pytest.mark.parametrize(
    ("text", "day", "rest"),
    [
        ("in 3 days: reply about the export", "2026-11-28", "reply about the export"),
        ("by Thu 26 Nov 2026 send the draft", "2026-11-26", "send the draft"),
        ("next week call Ada", "2026-11-30", "call Ada"),
        ("31.03.2027 renew", "2027-03-31", "renew"),
        ("3.5 hours of video", None, "3.5 hours of video"),
        ("in advance of the call", None, "in advance of the call"),
    ],
)
def test_a_day_at_the_beginning_of_what_is_typed(text: str, day: str | None, rest: str) -> None:
    assert leading_day(text, WEDNESDAY) == (date.fromisoformat(day) if day else None, rest)


@pytest.mark.parametrize("text", ["03/04/2027 send it", "by 3-4-2027: send it", "Fri 26 Nov 2026 send it"])
def test_a_beginning_that_may_be_two_days_is_asked_about_and_not_guessed(text: str) -> None:
    with pytest.raises(Ambiguous):
        leading_day(text, WEDNESDAY)

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.errors import NotAllowed
from tui.domain.text import clean_line
from tui.domain.time.dates import (
    dated_words,
    day_words,
    days_late,
    due_words,
    full_words,
    parse_day,
    parse_due,
    parse_since,
    past_words,
)

WEDNESDAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", "2026-11-25"),
        ("Tomorrow", "2026-11-26"),
        ("yesterday", "2026-11-24"),
        ("fri", "2026-11-27"),
        ("FRIDAY", "2026-11-27"),
        ("tues", "2026-12-01"),
        ("wed", "2026-12-02"),
        ("+3d", "2026-11-28"),
        ("+0d", "2026-11-25"),
        ("+2 weeks", "2026-12-09"),
        ("2027-01-31", "2027-01-31"),
        ("30 nov", "2026-11-30"),
        ("30. November", "2026-11-30"),
        ("Nov 30", "2026-11-30"),
        ("25 nov", "2026-11-25"),
        ("24 nov", "2027-11-24"),
        ("30 nov 2025", "2025-11-30"),
        ("Nov 30, 2027", "2027-11-30"),
        ("29 feb", "2028-02-29"),
    ],
)
def test_days_as_people_write_them(text: str, expected: str) -> None:
    assert parse_day(text, WEDNESDAY) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", "2026-11-25"),
        ("yesterday", "2026-11-24"),
        ("wed", "2026-11-25"),
        ("thu", "2026-11-19"),
        ("Tuesday", "2026-11-24"),
        ("3d", "2026-11-22"),
        ("2 weeks ago", "2026-11-11"),
        ("25 nov", "2026-11-25"),
        ("26 nov", "2025-11-26"),
        ("29 feb", "2024-02-29"),
        ("2026-10-01", "2026-10-01"),
        ("1 oct 2025", "2025-10-01"),
    ],
)
def test_days_in_the_past(text: str, expected: str) -> None:
    assert parse_since(text, WEDNESDAY) == date.fromisoformat(expected)


@pytest.mark.parametrize("text", ["", "soon", "31 feb", "9999999d", "99999 weeks ago", "tomorrow", "+3d", "2026-11-26"])
def test_what_is_no_day_in_the_past_is_refused_with_the_forms(text: str) -> None:
    with pytest.raises(NotAllowed, match="yesterday, fri, 3d"):
        parse_since(text, WEDNESDAY)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "fr", "31 nov", "30 feb 2027", "2026-13-01", "+3", "-3d", "+9999999d", "٣ nov", "30 ma", "1 jan 0000"],
)
def test_anything_else_is_refused_with_the_forms_that_are_known(text: str) -> None:
    with pytest.raises(NotAllowed, match=r"tomorrow, fri, \+3d"):
        parse_day(text, WEDNESDAY)


def test_a_day_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(NotAllowed):
        parse_day("+9999w", date(9999, 1, 1))


@pytest.mark.parametrize("text", ["none", "None", "-", "", "  ", "never"])
def test_no_day_at_all(text: str) -> None:
    assert parse_due(text, WEDNESDAY) is None


@given(st.text(max_size=40))
def test_hostile_text_is_a_day_or_a_sentence(text: str) -> None:
    try:
        parse_day(text, WEDNESDAY)
    except NotAllowed as error:
        assert clean_line(str(error)) == str(error)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-25", "today"),
        ("2026-12-01", "Tue"),
        ("2026-11-24", "last Tue"),
        ("2026-11-19", "last Thu"),
        ("2025-11-19", "19 Nov 2025"),
        ("2026-12-02", "2 Dec"),
        ("2026-11-18", "18 Nov"),
        ("2027-01-31", "31 Jan 2027"),
    ],
)
def test_days_as_people_read_them(day: str, expected: str) -> None:
    assert day_words(date.fromisoformat(day), WEDNESDAY) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-11-25", "due today"), ("2026-12-01", "due Tue"), ("2026-11-24", "1d late"), ("2026-11-18", "7d late")],
)
def test_what_is_due_on_a_day_that_is_past_is_late(day: str, expected: str) -> None:
    assert due_words(date.fromisoformat(day), WEDNESDAY) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-11-25", "today"), ("2026-11-19", "Thu"), ("2026-11-18", "18 Nov"), ("2026-11-26", "Thu")],
)
def test_a_day_of_which_it_is_said_that_it_is_past(day: str, expected: str) -> None:
    assert past_words(date.fromisoformat(day), WEDNESDAY) == expected


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_words_for_a_coming_day_are_read_back_as_that_day(day: date, today: date) -> None:
    parse = parse_day if day > today else parse_since
    assert parse(day_words(day, today), today) == day


@pytest.mark.parametrize(
    ("day", "today", "words"),
    [
        ("2026-11-26", "2026-11-25", "Thu 26 Nov"),
        ("2026-11-25", "2026-11-25", "Wed 25 Nov"),
        ("2027-01-01", "2026-12-31", "Fri 1 Jan 2027"),
        ("2026-12-31", "2027-01-01", "Thu 31 Dec 2026"),
        ("2028-02-29", "2028-02-28", "Tue 29 Feb"),
    ],
)
def test_where_there_is_room_a_day_is_named_in_full(day: str, today: str, words: str) -> None:
    said = full_words(date.fromisoformat(day), date.fromisoformat(today))
    assert said == words
    assert parse_day(said, date.fromisoformat(today)) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("due", "days", "words"),
    [
        ("2026-12-31", 1, "1d late"),
        ("2026-11-28", 34, "34d late"),
        ("2025-12-31", 366, "366d late"),
        ("2027-01-01", 0, "due today"),
        ("2027-01-02", 0, "due Sat"),
    ],
)
def test_how_late_something_is_across_the_end_of_a_year(due: str, days: int, words: str) -> None:
    day, today = date.fromisoformat(due), date(2027, 1, 1)
    assert days_late(day, today) == days
    assert due_words(day, today) == words


def test_where_the_year_may_be_another_one_it_is_named() -> None:
    assert dated_words(WEDNESDAY) == "Wed 25 Nov 2026"
    assert parse_day(dated_words(date(2027, 1, 1)), WEDNESDAY) == date(2027, 1, 1)


def test_what_is_due_on_no_day_is_never_late() -> None:
    assert days_late(None, WEDNESDAY) == 0

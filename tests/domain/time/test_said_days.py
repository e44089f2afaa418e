"""How days are said, and the day with which a line begins."""

from __future__ import annotations

from datetime import date

import pytest

from tui.domain.time.dates import ago_words, due_words, leading_day, near_words

MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(("days", "words"), [(0, "today"), (1, "1d ago"), (2, "2d ago")])
def test_how_long_ago(days: int, words: str) -> None:
    assert ago_words(days) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 3, 1), "1d late"),
        (MONDAY, "due today"),
        (date(2026, 3, 3), "due Tue"),
        (date(2026, 3, 9), "due 9 Mar"),
    ],
)
def test_when_it_is_due(day: date, words: str) -> None:
    assert due_words(day, MONDAY) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2026, 3, 1), "yesterday"), (MONDAY, "today"), (date(2026, 3, 3), "tomorrow"), (date(2026, 3, 4), "Wed")],
)
def test_what_is_near_has_a_word(day: date, words: str) -> None:
    assert near_words(day, MONDAY) == words


THURSDAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("text", "day", "rest"),
    [
        ("thu reply", THURSDAY, "reply"),
        ("thu: reply", THURSDAY, "reply"),
        ("by thu, reply", THURSDAY, "reply"),
        ("by 5 mar: reply", THURSDAY, "reply"),
        ("by the way", None, "by the way"),
        ("reply thu", None, "reply thu"),
        ("", None, ""),
    ],
)
def test_a_line_may_begin_with_its_day(text: str, day: date | None, rest: str) -> None:
    assert leading_day(text, MONDAY) == (day, rest)

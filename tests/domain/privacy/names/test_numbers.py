"""Telephone numbers, and all that has digits and is none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.privacy.names.crowd import contact, knowing

# One number ends like a date that is written in many texts.
SCRUBBER = knowing(contact("Jane Doe", tel=("+44 7700 900123", "+49 30 20261123")))
DATES = ["%Y-%m-%d", "%d.%m.%Y", "%d. %m. %Y", "%m/%d/%Y", "%d/%m/%Y", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d"]
BETWEEN = [
    "{}",
    "due {}.",
    "({})",
    "{0} – {0}",
    "{0}/{0}",
    "{0}, {0}; {0}",
    "{} 09:11",
    "NPS 30 {} 12",
    "| {0} | {0} |",
]

NUMBERS = [
    ("5551234567", "[phone]"),
    ("555 1234, 2125551234", "[phone], [phone]"),
    ("030 20261123", "P01"),
    ("2345 6789", "[phone]"),
    ("0301-1234", "[phone]"),
    ("call 07700 900123 on 2126-11-23", "call P01 on 2126-11-23"),
    ("2126-11-23 5551234567", "2126-11-23 [phone]"),
    ("06.12.34.56.78", "[phone]"),
    ("+1 800 4000000", "[phone]"),
]
AMOUNTS = [
    ">= 4000000",
    "revenue >= 4000000 by 2126-11-23, churn < 1234567",
    "NPS 30",
    "≥ 1234567, == 7654321",
    "1234567 users, 12345678 requests",
    "$ 1234567, 1234567 EUR, 1234567%",
    "4000000 and 25000000",
    "v10.0.19041.1234, 2.12.1234567",
    "23.-24.11.2126, 23.11.-24.11.2126",
    "01.11.26-02.11.26",
    "09.00-17.30, 0900-1730",
    "2126-11 – 2127-01, 11/2126",
    "2125/2126, 1825-1830, 2125 2126 2127",
    "2126-11-23T09:11:00+01:00",
    "2126-11-23..2126-11-30, 2126-11-23--2126-11-30",
    "on 2126 11 23",
    "0999-12-31, 3026-01-01",
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_numbers_are_found_beside_dates(text: str, expected: str) -> None:
    assert SCRUBBER.scrub(text) == expected


@pytest.mark.parametrize("text", AMOUNTS)
def test_amounts_and_dates_stay(text: str) -> None:
    assert SCRUBBER.scrub(text) is text


@given(st.integers(0, 800 * 365), st.sampled_from(DATES), st.sampled_from(BETWEEN))
def test_a_date_of_any_century_is_no_number(days: int, form: str, between: str) -> None:
    text = between.format((date(1500, 1, 1) + timedelta(days=days)).strftime(form))
    assert SCRUBBER.scrub(text) == text

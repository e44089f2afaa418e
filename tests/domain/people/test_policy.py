from __future__ import annotations

from datetime import date

import pytest

from tui.domain.people.policy import Policy


@pytest.mark.parametrize(
    ("today", "before"),
    [
        (date(2026, 3, 2), date(2026, 2, 27)),
        (date(2026, 3, 3), date(2026, 3, 2)),
        (date(2026, 3, 7), date(2026, 3, 6)),
        (date(2026, 3, 8), date(2026, 3, 6)),
    ],
)
def test_the_last_working_day_is_before_the_weekend(today: date, before: date) -> None:
    assert Policy().last_working_day(today) == before


@pytest.mark.parametrize(
    ("policy", "before"),
    [
        (Policy(working_days=(0, 1, 2, 3)), date(2026, 2, 26)),
        (Policy(working_days=(6,)), date(2026, 3, 1)),
        (Policy(holidays=(date(2026, 2, 27),)), date(2026, 2, 26)),
        (Policy(working_days=()), date(2026, 3, 1)),
    ],
)
def test_a_team_says_on_which_days_it_works(policy: Policy, before: date) -> None:
    assert policy.last_working_day(date(2026, 3, 2)) == before


@pytest.mark.parametrize(
    ("today", "before", "after"),
    [
        (date(2026, 3, 2), date(2026, 2, 27), date(2026, 3, 4)),
        (date(2026, 3, 4), date(2026, 3, 2), date(2026, 3, 5)),
        (date(2026, 3, 7), date(2026, 3, 6), date(2026, 3, 9)),
    ],
)
def test_the_working_day_before_and_after_leave_out_today_and_holidays(today: date, before: date, after: date) -> None:
    policy = Policy(holidays=(date(2026, 3, 3),))
    assert (policy.last_working_day(today), policy.next_working_day(today)) == (before, after)

"""The five answers to a criterion, mirrored where less is better."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tui.domain.metrics.intervals import Interval
from tui.domain.metrics.verdict import Verdict, read_comparison, verdict_of


# `asked` is of how many it is, and how many the criterion asks for.
@pytest.mark.parametrize(
    ("criterion", "value", "asked", "ends", "expected"),
    [
        (">= 30", 40, (50, None), (31, 48), "met"),
        (">= 30", 40, (50, None), (30, 48), "met"),
        (">= 30", 40, (50, None), (20, 60), "met_interval_crosses"),
        (">= 30", 20, (50, None), (5, 35), "not_met_interval_crosses"),
        (">= 30", 20, (50, None), (5, 29), "not_met"),
        (">= 30", 40, (4, None), (31, 48), "not_enough_data"),
        (">= 30", 40, (5, None), (31, 48), "met"),
        (">= 30", 40, (19, 20), (31, 48), "not_enough_data"),
        (">= 30", 40, (2, 1), (31, 48), "met"),
        ("<= 5", 4, (50, None), (2, 4.5), "met"),
        ("<= 5", 4, (50, None), (2, 7), "met_interval_crosses"),
        ("<= 5", 6, (50, None), (4, 8), "not_met_interval_crosses"),
        ("< 5", 5, (50, None), (5, 8), "not_met"),
        ("≥ 77.5 %", Fraction(700, 9), (9, None), None, "met"),
        (">= 30", None, (0, 0), None, "not_enough_data"),
    ],
)
def test_a_verdict(
    criterion: str,
    value: Fraction | None,
    asked: tuple[int, int | None],
    ends: tuple[float, float] | None,
    expected: Verdict,
) -> None:
    comparison = read_comparison(criterion)
    assert comparison is not None
    interval, (n, least) = Interval(*ends, "wilson") if ends else None, asked
    assert verdict_of(comparison, value if value is None else Fraction(value), n, interval, least) == expected


@pytest.mark.parametrize("text", ["many", ">= many", "30", "=> 30", ">= 1e9", ">= 30 or so", ""])
def test_what_compares_nothing(text: str) -> None:
    assert read_comparison(text) is None


def test_a_criterion_may_be_below_nothing() -> None:
    comparison = read_comparison(">= -10 points")
    assert comparison is not None
    assert comparison.limit == -10

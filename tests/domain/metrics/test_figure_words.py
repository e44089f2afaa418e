"""Figures in words."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tui.domain.metrics.figure_words import figure_words, rounded
from tui.domain.metrics.registry import METRICS, figure_of


@pytest.mark.parametrize(
    ("value", "places", "words"),
    [
        (Fraction(25, 2), 0, "13"),
        (Fraction(-25, 2), 0, "−13"),
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 100), 0, "0"),
        (Fraction(2, 3), 1, "0.7"),
        (Fraction(10) ** 12 + Fraction(1, 2), 0, "1000000000001"),
        (0.35, 1, "0.3"),
        (-0.04, 1, "0.0"),
    ],
)
def test_ties_are_rounded_away_from_zero(value: Fraction | float, places: int, words: str) -> None:
    assert rounded(value, places) == words


@pytest.mark.parametrize(
    ("key", "numbers", "values", "words"),
    [
        ("nps", "5 3 2", "", "+30, −19 to 65, n = 10"),
        ("nps", "0 4 0", "", "0, −34 to 34, n = 4"),
        ("nps", "7 0 9", "", "−13, −53 to 32, n = 16"),
        ("csat", "7 9", "", "77.8 %, 45.3 to 93.7, n = 9"),
        ("ab", "41 50 32 50", "", "+18.0 points, 0.4 to 34.2, n = 100"),
        ("clv", "50 0.70 0.03", "", "1166.67"),
        ("response_time", "0", "4 9 15 30 45 60 120 180 400 1440", "52.5 minutes, 9.0 to 400.0, n = 10"),
        ("csat", "0 0", "", "– (nobody answered)"),
    ],
)
def test_a_figure_is_told_with_its_interval_and_n(key: str, numbers: str, values: str, words: str) -> None:
    metric = METRICS[key]
    figure = figure_of(key, dict(zip(metric.inputs, numbers.split(), strict=True)), values.split())
    assert figure_words(metric, figure) == words

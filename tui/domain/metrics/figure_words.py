"""Figures in words: rounded where they are shown, ties away from zero, and never without how many they are out of."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from tui.domain.metrics.intervals import Interval
from tui.domain.metrics.registry import Figure, Metric

_PLACES = {"%": 1, "money": 2, "minutes": 1}


def rounded(value: Fraction | float, places: int) -> str:
    """Return a number with so many decimal places, ties away from zero: −12.5 is −13."""
    units = abs(Fraction(value)) * 10**places
    whole = (2 * units.numerator + units.denominator) // (2 * units.denominator)
    sign = "−" if value < 0 and whole else ""
    return f"{sign}{Decimal(whole).scaleb(-places):f}"


def number_words(metric: Metric, value: Fraction | float) -> str:
    """Return a value in the unit of its metric: `77.8 %`, `+30`, `+18.0 points`, `52.5 minutes`."""
    places = _PLACES.get(metric.unit, 0 if metric.key == "nps" else 1)
    words = rounded(value, places)
    if metric.unit == "points":
        sign = "+" if Fraction(value) > 0 and words.strip("0.") else ""
        return f"{sign}{words}" if metric.key == "nps" else f"{sign}{words} points"
    return words if metric.unit == "money" else f"{words} {metric.unit}"


def interval_words(metric: Metric, interval: Interval) -> str:
    """Return between what a figure lies, without its unit: `45.3 to 93.7`."""
    places = _PLACES.get(metric.unit, 0 if metric.key == "nps" else 1)
    return f"{rounded(interval.low, places)} to {rounded(interval.high, places)}"


def figure_words(metric: Metric, figure: Figure) -> str:
    """Return a figure with its interval and its n: `77.8 %, 45.3 to 93.7, n = 9`."""
    if figure.value is None:
        return f"– ({figure.why})"
    count = f"n = {figure.n}" if figure.n else ""
    between = interval_words(metric, figure.interval) if figure.interval else ""
    return ", ".join(filter(None, (number_words(metric, figure.value), between, count)))

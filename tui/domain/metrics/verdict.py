"""What a figure says of the criterion that was set beforehand; five answers, of which one is that it is too early."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from tui.domain.evidence.criterion import Answer
from tui.domain.metrics.intervals import Interval
from tui.domain.metrics.registry import FEW

Verdict = Literal["met", "not_met", "met_interval_crosses", "not_met_interval_crosses", "not_enough_data"]
WORDS: dict[Verdict, Answer] = {
    "met": "met",
    "not_met": "not met",
    "met_interval_crosses": "met, but the interval crosses",
    "not_met_interval_crosses": "not met, but the interval crosses",
    "not_enough_data": "not enough data",
}
_COMPARISON = re.compile(r"\s*(>=|<=|≥|≤|>|<|=)\s*([+-]?\d{1,9}(?:\.\d{1,6})?)\s*(?:%|points?|pts)?\s*")
_COMPARES: dict[str, Callable[[Fraction, Fraction], bool]] = {
    ">=": operator.ge,
    "≥": operator.ge,
    "<=": operator.le,
    "≤": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}


class Comparison(Struct, frozen=True):
    """What a figure is held against: at least 30, fewer than 5."""

    sign: str
    limit: Fraction

    def holds(self, value: Fraction | float) -> bool:
        """Return whether a value is as it is to be."""
        return _COMPARES[self.sign](Fraction(value), self.limit)


def read_comparison(text: str) -> Comparison | None:
    """Return what a criterion compares with, `>= 30`; None where it says something else."""
    match = _COMPARISON.fullmatch(text)
    return Comparison(match[1], Fraction(match[2])) if match else None


def verdict_of(
    comparison: Comparison, value: Fraction | None, n: int, interval: Interval | None, least: int | None
) -> Verdict:
    """Return what a figure out of `n` says of a criterion that asks for at least so many, without that for five.

    The interval crosses where one of its ends would be answered otherwise.
    """
    if value is None or n < (least if least is not None else FEW):
        return "not_enough_data"
    holds = comparison.holds(value)
    crosses = interval is not None and (
        comparison.holds(interval.low) is not holds or comparison.holds(interval.high) is not holds
    )
    if holds:
        return "met_interval_crosses" if crosses else "met"
    return "not_met_interval_crosses" if crosses else "not_met"

"""Intervals for few answers, at 95 %: what a figure may be of everybody, as far as the answers tell.

Which one is taken for which figure follows from how often it holds what is true, enumerated for the numbers that teams
have (`docs/intervals.md`).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from tui.domain.metrics.student import t_quantile

Method = Literal["wilson", "adjusted wald", "agresti-caffo", "t", "order statistics"]

LEVEL = Fraction(95, 100)
Z = 1.959963984540054
"""How many standard errors 95 % of a normal distribution lie within."""
_EXACT_BELOW = 1000


class Interval(Struct, frozen=True):
    """Between what a figure lies, in its unit, and how that was worked out."""

    low: float
    high: float
    method: Method


def wilson(successes: int, n: int) -> Interval:
    """Return the interval of a proportion in percent, by Wilson's score (1927). It never leaves 0 to 100."""
    p, z2 = successes / n, Z * Z
    middle = p + z2 / (2 * n)
    half = Z * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    low, high = ((middle - half) / (1 + z2 / n), (middle + half) / (1 + z2 / n))
    # At the ends it is exact; what is calculated misses that by a little.
    low, high = (0.0 if successes == 0 else low), (1.0 if successes == n else high)
    return Interval(100 * max(0.0, low), 100 * min(1.0, high), "wilson")


def of_net_score(promoters: int, detractors: int, n: int) -> Interval:
    """Return the interval of a net promoter score, by the adjusted Wald method (Rocks, 2016).

    Three answers are added: three quarters of a promoter and of a detractor each, and one and a half in between.
    """
    middle, variance = _net(promoters, detractors, n)
    half = Z * math.sqrt(variance)
    return Interval(max(-100.0, 100 * (middle - half)), min(100.0, 100 * (middle + half)), "adjusted wald")


def of_net_change(before: tuple[int, int, int], after: tuple[int, int, int]) -> Interval:
    """Return the interval of the change of a net promoter score; promoters, detractors and n of both waves."""
    (was, variance_was), (now, variance_now) = _net(*before), _net(*after)
    half = Z * math.sqrt(variance_was + variance_now)
    low, high = 100 * (now - was - half), 100 * (now - was + half)
    return Interval(max(-200.0, low), min(200.0, high), "adjusted wald")


def of_difference(first: tuple[int, int], second: tuple[int, int]) -> Interval:
    """Return the interval of the first proportion minus the second, in points, by Agresti and Caffo (2000).

    Each is given as successes and n; one success and one failure are added to both.
    """
    (p1, v1), (p2, v2) = _with_two_more(*first), _with_two_more(*second)
    half = Z * math.sqrt(v1 + v2)
    low, high = 100 * (p1 - p2 - half), 100 * (p1 - p2 + half)
    return Interval(max(-100.0, low), min(100.0, high), "agresti-caffo")


def of_mean(values: Sequence[Fraction | int]) -> Interval | None:
    """Return the interval of a mean by Student's t; None for fewer than two values."""
    n = len(values)
    if n < 2:
        return None
    mean = sum((value * count for value, count in Counter(values).items()), Fraction()) / n
    squares = ((value - mean) ** 2 * count for value, count in Counter(values).items())
    variance = sum(squares, Fraction()) / (n - 1)
    half = t_quantile(0.975, n - 1) * math.sqrt(variance / n)
    return Interval(float(mean) - half, float(mean) + half, "t")


def of_median(values: Sequence[Fraction | int]) -> Interval | None:
    """Return the interval of a median between two of the values, whatever their distribution; None for fewer than six.

    The narrowest pair of ranks, as far from one end as from the other, between which the median lies in 95 % of all
    samples; with five values even the first and the last hold it in 93.75 % only.
    """
    n, ordered = len(values), sorted(values)
    chosen = _rank_of_median(n)
    if not chosen:
        return None
    return Interval(float(ordered[chosen - 1]), float(ordered[n - chosen]), "order statistics")


def _net(promoters: int, detractors: int, n: int) -> tuple[float, float]:
    """Return a net score of the answers with three more, and its variance."""
    many, few, more = promoters + 0.75, detractors + 0.75, n + 3
    score = (many - few) / more
    return score, ((many + few) / more - score * score) / more


def _with_two_more(successes: int, n: int) -> tuple[float, float]:
    p = (successes + 1) / (n + 2)
    return p, p * (1 - p) / (n + 2)


@lru_cache(maxsize=256)
def _rank_of_median(n: int) -> int:
    """Return the highest rank such that the median lies from it to its mirror in 95 % of samples; 0 where none is.

    Of fewer than a thousand it is exact. Of more, ranks begin where less than one in 10^20 lies below, and what is
    summed is off by less than one in 10^10.
    """
    if n < _EXACT_BELOW:
        ways, most, chosen = 0, 2**n, 0
        for rank in range(1, n // 2 + 1):
            ways += math.comb(n, rank - 1)
            if 1 - Fraction(2 * ways, most) < LEVEL:
                break
            chosen = rank
        return chosen
    k = int(n / 2 - 5 * math.sqrt(n))
    share = math.exp(math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1) - n * math.log(2))
    below = share
    while 1 - 2 * below >= LEVEL:
        k += 1
        share *= (n - k + 1) / k
        below += share
    return k

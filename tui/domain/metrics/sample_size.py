"""How many answers it takes for a figure to be as sure as is wanted."""

from __future__ import annotations

import math
from fractions import Fraction

_Z2 = Fraction("1.959963984540054") ** 2


def answers_for_share(points: Fraction, share: Fraction = Fraction(1, 2), among: int | None = None) -> int:
    """Return how many answers give a share to plus or minus so many percentage points, 95 %; `among` all there are."""
    return _least(share * (1 - share), points / 100, among)


def answers_for_net_score(points: Fraction, variance: Fraction = Fraction(1), among: int | None = None) -> int:
    """Return how many answers give a net promoter score to plus or minus so many points; its variance is at most 1."""
    return _least(variance, points / 100, among)


def _least(variance: Fraction, error: Fraction, among: int | None) -> int:
    n = math.ceil(_Z2 * variance / error**2)
    if among is None:
        return n
    return min(among, math.ceil(n / (1 + Fraction(n - 1, among))))

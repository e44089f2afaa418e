"""A row of figures as small bars, one cell each: which way they went, not how much they are."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

MOST = 8
"""The latest of so many figures."""


def sparkline(values: Sequence[Fraction], steps: Sequence[str]) -> str:
    """Return the bars of figures, the oldest first; `steps` are the signs from the lowest to the highest.

    The least of them is the lowest bar and the most the highest; where all are alike, they stand in the middle. One
    figure alone goes nowhere, and has none.
    """
    latest = values[-MOST:]
    if len(latest) < 2:
        return ""
    least, most = min(latest), max(latest)
    if least == most:
        return steps[len(steps) // 2] * len(latest)
    return "".join(steps[round((value - least) / (most - least) * (len(steps) - 1))] for value in latest)

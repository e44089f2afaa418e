"""Quantiles of Student's t, which Python's `statistics` has not, and for which a library of 100 MB is too much.

The distribution function is the regularised incomplete beta function, by its continued fraction (Lentz's method, as in
Press et al., Numerical Recipes, 6.4); its inverse is found by halving. Held against scipy in the tests.
"""

from __future__ import annotations

import math
from functools import lru_cache

_STEPS, _EXACT, _TINY = 300, 1e-15, 1e-300
_WIDEST = 1e6


@lru_cache(maxsize=256)
def t_quantile(probability: float, degrees: int) -> float:
    """Return what Student's t with so many degrees of freedom stays below with a probability of at least a half."""
    low, high = 0.0, 1.0
    while _below(high, degrees) < probability and high < _WIDEST:
        high *= 2
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if _below(middle, degrees) < probability else (low, middle)
    return (low + high) / 2


def _below(t: float, degrees: int) -> float:
    """Return with which probability Student's t stays below a value that is not negative."""
    return 1 - _incomplete_beta(degrees / 2, 0.5, degrees / (degrees + t * t)) / 2


def _incomplete_beta(a: float, b: float, x: float) -> float:
    if x in (0.0, 1.0):
        return x
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, 1 - x) / b


def _fraction(a: float, b: float, x: float) -> float:
    c, d = 1.0, 1 / _not_zero(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _not_zero(1 + term * d)
            c = _not_zero(1 + term / c)
            value *= c * d
        if abs(c * d - 1) < _EXACT:
            break
    return value


def _not_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY

"""How often intervals hold what is true, enumerated over all samples there can be: no chance, no simulation.

`python -m tests.domain.metrics.coverage` writes `docs/intervals.md`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

from tui.domain.metrics.intervals import Z, of_difference, of_net_score, wilson

SIZES = (5, 10, 30, 100)
SHARES = (0.05, 0.5, 0.9)
MIXES = ((0.5, 0.2), (0.35, 0.35), (0.2, 0.5), (0.7, 0.1), (0.1, 0.1), (0.9, 0.05), (0.05, 0.9), (0.05, 0.05))
"""Promoters and detractors; the rest are passives."""
DOC = Path(__file__).parents[3] / "docs" / "intervals.md"

Ends = tuple[float, float]


class Case(NamedTuple):
    """A kind of figure, what is true, how many answers, and in what share of all samples an interval holds it."""

    kind: str
    truth: str
    n: int
    ours: float
    naive: float


def cases() -> Iterator[Case]:
    """Yield what is enumerated, in the order of the table."""
    for p, n in product(SHARES, SIZES):
        ours, naive = (_of_share(interval, p, n) for interval in (_wilson, _wald))
        yield Case("share", f"{100 * p:.0f} %", n, ours, naive)
    for (first, second), n in product(product(SHARES, SHARES), SIZES):
        if first >= second:
            ours, naive = (_of_pair(interval, first, second, n) for interval in (_agresti_caffo, _wald_of_two))
            yield Case("difference", f"{100 * first:.0f} % against {100 * second:.0f} %", n, ours, naive)
    for (promoters, detractors), n in product(MIXES, SIZES):
        ours, naive = (_of_mix(interval, promoters, detractors, n) for interval in (_adjusted, _wald_of_net))
        yield Case("net score", f"{100 * promoters:.0f} / {100 * detractors:.0f}", n, ours, naive)


def _of_share(interval: Callable[[int, int], Ends], p: float, n: int) -> float:
    return sum(_chance(k, n, p) for k in range(n + 1) if _holds(interval(k, n), 100 * p))


def _of_pair(interval: Callable[[int, int, int], Ends], first: float, second: float, n: int) -> float:
    ones, others = ([_chance(k, n, p) for k in range(n + 1)] for p in (first, second))
    truth = 100 * (first - second)
    return sum(ones[k] * others[m] for k, m in product(range(n + 1), repeat=2) if _holds(interval(k, m, n), truth))


def _of_mix(interval: Callable[[int, int, int], Ends], promoters: float, detractors: float, n: int) -> float:
    rest, truth, held = 1 - promoters - detractors, 100 * (promoters - detractors), 0.0
    for many in range(n + 1):
        for few in range(n + 1 - many):
            if _holds(interval(many, few, n), truth):
                between = n - many - few
                ways = math.comb(n, many) * math.comb(n - many, few)
                held += ways * promoters**many * detractors**few * rest**between
    return held


def _chance(k: int, n: int, p: float) -> float:
    return math.comb(n, k) * p**k * (1 - p) ** (n - k)


def _holds(ends: Ends, truth: float) -> bool:
    return ends[0] - 1e-9 <= truth <= ends[1] + 1e-9


def _wilson(k: int, n: int) -> Ends:
    interval = wilson(k, n)
    return interval.low, interval.high


def _wald(k: int, n: int) -> Ends:
    p = k / n
    return _around(p, p * (1 - p) / n)


def _agresti_caffo(k: int, m: int, n: int) -> Ends:
    interval = of_difference((k, n), (m, n))
    return interval.low, interval.high


def _wald_of_two(k: int, m: int, n: int) -> Ends:
    p, q = k / n, m / n
    return _around(p - q, (p * (1 - p) + q * (1 - q)) / n)


def _adjusted(many: int, few: int, n: int) -> Ends:
    interval = of_net_score(many, few, n)
    return interval.low, interval.high


def _wald_of_net(many: int, few: int, n: int) -> Ends:
    score = (many - few) / n
    return _around(score, ((many + few) / n - score * score) / n)


def _around(middle: float, variance: float) -> Ends:
    half = Z * math.sqrt(max(0.0, variance))
    return 100 * (middle - half), 100 * (middle + half)


def document(enumerated: Iterable[Case]) -> str:
    """Return the table, the worst of each kind first."""
    listed = [*enumerated]
    lines = [_HEAD]
    for kind, words in _KINDS.items():
        own = [case for case in listed if case.kind == kind]
        worst = min(own, key=lambda case: case.ours)
        lines += [f"## {words[0]}", "", words[1], ""]
        lines += [f"The worst: {worst.truth}, n = {worst.n}: {100 * worst.ours:.1f} %.", ""]
        lines += ["| true | n | ours | the usual one |", "|---|--:|--:|--:|"]
        lines += [f"| {case.truth} | {case.n} | {100 * case.ours:.1f} % | {100 * case.naive:.1f} % |" for case in own]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


_KINDS = {
    "share": (
        "Shares: satisfied, retained, churned, converted, bought again, answered",
        "Ours is Wilson's score interval; the usual one is Wald's, p ± 1.96 standard errors.",
    ),
    "difference": (
        "Differences: variant against control",
        "Ours is Agresti and Caffo's; the usual one is Wald's. Both groups have n.",
    ),
    "net score": (
        "Net promoter scores",
        "Ours is the adjusted Wald interval, the usual one is Wald's. True are promoters / detractors, in percent.",
    ),
}
_HEAD = """# How often the intervals hold what is true

Each is to hold it in 95 % of all samples. For few answers none does exactly, as counts are whole numbers; these are the
shares of all samples in which it does, enumerated, not simulated. Written by `python -m tests.domain.metrics.coverage`.
"""


if __name__ == "__main__":
    DOC.write_text(document(cases()), encoding="utf-8")

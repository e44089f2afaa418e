"""Intervals: worked by hand, as other libraries have them, and what must hold of all of them."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.metrics.coverage import DOC, cases, document
from tui.domain.metrics import intervals
from tui.domain.metrics.intervals import Interval
from tui.domain.metrics.student import t_quantile


def ends(interval: Interval | None, digits: int = 1) -> tuple[float, float]:
    assert interval is not None
    return round(interval.low, digits), round(interval.high, digits)


@pytest.mark.parametrize(
    ("successes", "n", "expected"),
    [(7, 9, (45.3, 93.7)), (41, 50, (69.2, 90.2)), (5, 5, (56.6, 100)), (0, 5, (0, 43.4)), (12, 40, (18.1, 45.4))],
)
def test_of_a_share(successes: int, n: int, expected: tuple[float, float]) -> None:
    assert ends(intervals.wilson(successes, n)) == expected


# statsmodels 0.15.0, proportion_confint(k, n, method="wilson"), in percent.
@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        (1, 7, 2.567962434, 51.312782927),
        (13, 29, 28.413168023, 62.452036789),
        (199, 200, 97.22262956, 99.911683128),
        (500, 1000, 46.906960037, 53.093039963),
    ],
)
def test_of_a_share_as_another_library_has_it(successes: int, n: int, low: float, high: float) -> None:
    interval = intervals.wilson(successes, n)
    assert [interval.low, interval.high] == pytest.approx([low, high], abs=1e-8)


@pytest.mark.parametrize(
    ("promoters", "detractors", "n", "expected"),
    [
        (5, 2, 10, (-19, 65)),
        (50, 20, 100, (14, 44)),
        (10, 0, 10, (48, 100)),
        (3, 1, 5, (-30, 80)),
        (5, 0, 5, (17, 100)),
    ],
)
def test_of_a_net_score(promoters: int, detractors: int, n: int, expected: tuple[float, float]) -> None:
    assert ends(intervals.of_net_score(promoters, detractors, n), 0) == expected


def test_of_a_change_of_net_score() -> None:
    assert ends(intervals.of_net_change((20, 20, 70), (35, 10, 70)), 0) == (10, 58)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [((41, 50), (32, 50), (0.4, 34.2)), ((30, 400), (18, 410), (-0.2, 6.4)), ((2, 10), (7, 10), (-77.9, -5.5))],
)
def test_of_a_difference(first: tuple[int, int], second: tuple[int, int], expected: tuple[float, float]) -> None:
    assert ends(intervals.of_difference(first, second)) == expected
    mirrored = intervals.of_difference(second, first)
    assert ends(mirrored) == (-expected[1], -expected[0])


# scipy 1.17.1, stats.t.ppf(p, df).
@pytest.mark.parametrize(
    ("probability", "degrees", "quantile"),
    [
        (0.975, 1, 12.706204736174694),
        (0.975, 2, 4.302652729749462),
        (0.975, 7, 2.3646242515927844),
        (0.975, 29, 2.045229642132703),
        (0.975, 500, 1.9647198374673651),
        (0.9, 4, 1.5332062740589438),
        (0.5, 3, 0.0),
    ],
)
def test_student(probability: float, degrees: int, quantile: float) -> None:
    assert t_quantile(probability, degrees) == pytest.approx(quantile, rel=1e-9, abs=1e-12)


def test_of_a_mean() -> None:
    answers = [*map(Fraction, (7, 6, 5, 4, 7, 2, 5, 6))]
    assert ends(intervals.of_mean(answers), 3) == (3.855, 6.645)
    assert intervals.of_mean(answers[:1]) is None
    assert ends(intervals.of_mean([Fraction(7)] * 3)) == (7, 7)


def test_of_a_median_lies_between_two_of_the_values() -> None:
    minutes = [*map(Fraction, (4, 9, 15, 30, 45, 60, 120, 180, 400, 1440))]
    assert ends(intervals.of_median(minutes)) == (9, 400)
    assert intervals.of_median(minutes[:5]) is None, "even from the first to the last it is 93.75 %"
    assert ends(intervals.of_median(minutes[:6])) == (4, 60)


@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.integers(1, 20))
def test_a_share_is_within_and_more_answers_never_widen(share: tuple[int, int], times: int) -> None:
    k, n = share
    one, more = intervals.wilson(k, n), intervals.wilson(k * times, n * times)
    assert 0 <= one.low <= 100 * k / n <= one.high <= 100
    assert more.high - more.low <= one.high - one.low + 1e-9


@given(st.tuples(*[st.integers(0, 40)] * 3).filter(any), st.integers(1, 20))
def test_a_net_score_is_within_and_more_answers_never_widen(mix: tuple[int, int, int], times: int) -> None:
    many, between, few = mix
    n = many + between + few
    one, more = intervals.of_net_score(many, few, n), intervals.of_net_score(many * times, few * times, n * times)
    assert -100 <= one.low <= 100 * (many - few) / (n + 3) <= one.high <= 100
    if all(mix):  # at the rim the centre moves outwards as the answers grow, and less is cut off
        assert more.high - more.low <= one.high - one.low + 1e-9


@given(*[st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))] * 2)
def test_a_difference_is_within(first: tuple[int, int], second: tuple[int, int]) -> None:
    interval = intervals.of_difference(first, second)
    centre = 100 * ((first[0] + 1) / (first[1] + 2) - (second[0] + 1) / (second[1] + 2))
    assert -100 <= interval.low <= centre <= interval.high <= 100


def test_intervals_hold_what_is_true_as_often_as_is_said() -> None:
    enumerated = [*cases()]
    for kind, least in (("share", 0.913), ("difference", 0.94), ("net score", 0.89)):
        assert min(case.ours for case in enumerated if case.kind == kind) >= least
    assert all(math.isfinite(case.naive) for case in enumerated)
    assert DOC.read_text(encoding="utf-8") == document(enumerated), "python -m tests.domain.metrics.coverage"


@pytest.mark.parametrize("n", [1000, 1001, 2500, 9999])
def test_ranks_of_many_values_are_those_that_whole_numbers_give(n: int) -> None:
    values = [Fraction(rank) for rank in range(1, n + 1)]
    ways, most, chosen = 0, 2**n, 0
    for rank in range(1, n // 2):
        ways += math.comb(n, rank - 1)
        if 100 * (most - 2 * ways) < 95 * most:
            break
        chosen = rank
    assert ends(intervals.of_median(values)) == (chosen, n + 1 - chosen)

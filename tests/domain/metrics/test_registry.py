"""Metrics: worked by hand, what cannot be, and what there is no value of."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.errors import NotAllowed
from tui.domain.metrics.registry import METRICS, Figure, checked_inputs, figure_of
from tui.domain.metrics.sample_size import answers_for_net_score, answers_for_share


def figure(key: str, *numbers: str, values: tuple[str, ...] = ()) -> Figure:
    inputs = checked_inputs(key, dict(zip(METRICS[key].inputs, numbers, strict=True)), values)
    return figure_of(key, inputs, values)


@pytest.mark.parametrize(
    ("key", "numbers", "value", "n", "interval"),
    [
        ("nps", ("5", "3", "2"), Fraction(30), 10, (-19.1, 65.2)),
        ("nps", ("3", "1", "1"), Fraction(40), 5, (-29.8, 79.8)),
        ("nps", ("5", "0", "0"), Fraction(100), 5, (17.5, 100.0)),
        ("nps", ("0", "4", "0"), Fraction(0), 4, (-34.3, 34.3)),
        ("csat", ("7", "9"), Fraction(700, 9), 9, (45.3, 93.7)),
        ("csat", ("0", "5"), Fraction(0), 5, (0.0, 43.4)),
        ("ces", ("0", "1", "0", "1", "2", "2", "2"), Fraction(75), 8, (40.9, 92.9)),
        ("retention", ("200", "220", "40"), Fraction(90), 200, (85.1, 93.4)),
        ("churn", ("20", "200"), Fraction(10), 200, (6.6, 14.9)),
        ("repeat", ("270", "1000"), Fraction(27), 1000, (24.3, 29.8)),
        ("conversion", ("41", "50"), Fraction(82), 50, (69.2, 90.2)),
        ("response_rate", ("12", "40"), Fraction(30), 40, (18.1, 45.4)),
        ("ab", ("41", "50", "32", "50"), Fraction(18), 100, (0.4, 34.2)),
        ("ab", ("2", "10", "7", "10"), Fraction(-50), 20, (-77.9, -5.5)),
    ],
)
def test_worked_examples(
    key: str, numbers: tuple[str, ...], value: Fraction, n: int, interval: tuple[float, float]
) -> None:
    worked = figure(key, *numbers)
    assert (worked.value, worked.n) == (value, n)
    assert worked.interval is not None
    assert (round(worked.interval.low, 1), round(worked.interval.high, 1)) == interval


def test_ease_has_its_mean_beside() -> None:
    (mean,) = figure("ces", "0", "1", "0", "1", "2", "2", "2").beside
    assert mean.value == Fraction(21, 4)
    assert mean.interval is not None


@pytest.mark.parametrize(
    ("key", "numbers", "value"),
    [("clv", ("50", "0.70", "0.03"), Fraction(3500, 3)), ("clv_discounted", ("100", "0.8", "0.1"), Fraction(800, 3))],
)
def test_what_a_customer_is_worth_has_no_interval_and_says_why(
    key: str, numbers: tuple[str, ...], value: Fraction
) -> None:
    worked = figure(key, *numbers)
    assert (worked.value, worked.interval) == (value, None)
    assert worked.why.startswith("no interval")


def test_response_times() -> None:
    minutes = ("4", "9", "15", "30", "45", "60", "120", "180", "400", "1440")
    worked = figure("response_time", "3", values=minutes)
    assert (worked.value, worked.n) == (Fraction(105, 2), 10)
    assert [(beside.name, beside.value) for beside in worked.beside] == [
        ("nine of ten within", Fraction(400)),
        ("without an answer", Fraction(3)),
    ]
    assert figure("response_time", "0", values=minutes[:3]).why == "too few for an interval: it takes six"


@pytest.mark.parametrize(
    ("key", "numbers", "why"),
    [
        ("nps", ("0", "0", "0"), "nobody answered"),
        ("csat", ("0", "0"), "nobody answered"),
        ("retention", ("0", "3", "3"), "nobody was there at the start"),
        ("clv", ("50", "0.7", "0"), "undefined: no churn was observed"),
        ("response_rate", ("0", "0"), "how many were invited is not known"),
        ("ab", ("0", "0", "3", "5"), "nobody is in one of the two groups"),
        ("response_time", ("2",), "nothing was answered"),
    ],
)
def test_of_nothing_there_is_no_value_and_it_is_said_why(key: str, numbers: tuple[str, ...], why: str) -> None:
    worked = figure(key, *numbers)
    assert (worked.value, worked.interval, worked.why) == (None, None, why)


@pytest.mark.parametrize(
    ("key", "numbers", "sentence"),
    [
        ("csat", ("10", "9"), "Satisfied cannot be more than answers."),
        ("retention", ("200", "30", "40"), "More are new than are there at the end."),
        ("retention", ("200", "260", "40"), "More stayed than were there at the start: those who came back"),
        ("nps", ("2.5", "0", "0"), "Promoters is a count: a whole number, not 2.5."),
        ("nps", ("-1", "0", "0"), "Promoters is a number that is not below 0, not '-1'."),
        ("nps", ("1e3", "0", "0"), "Promoters is a number that is not below 0"),
        ("nps", ("٣", "0", "0"), "Promoters is a number that is not below 0"),
        ("nps", ("nan", "0", "0"), "Promoters is a number that is not below 0"),
        ("nps", ("9" * 30, "0", "0"), "Promoters is a number that is not below 0"),
        ("clv", ("50", "70", "0.03"), "Margin is a share: a number from 0 to 1, 0.03 for 3 %."),
        ("ab", ("41", "40", "1", "2"), "Successes cannot be more than of."),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(key: str, numbers: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        figure(key, *numbers)
    assert str(refused.value).startswith(sentence)
    assert str(refused.value).endswith("Nothing was changed.")


def test_inputs_of_another_metric_are_refused() -> None:
    with pytest.raises(NotAllowed, match="Churn is worked out of lost and at start"):
        checked_inputs("churn", {"lost": "1"})
    with pytest.raises(NotAllowed, match="takes no single values"):
        checked_inputs("churn", {"lost": "1", "at_start": "2"}, ["4"])


def test_how_many_answers_it_takes() -> None:
    assert answers_for_share(Fraction(5)) == 385
    assert answers_for_share(Fraction(10)) == 97
    assert answers_for_net_score(Fraction(10)) == 385
    assert answers_for_net_score(Fraction(10), Fraction("0.61")) == 235
    assert answers_for_share(Fraction(5), among=200) == 132
    assert answers_for_share(Fraction(5), among=3) == 3


@given(st.lists(st.tuples(*[st.integers(0, 50)] * 3).filter(any), min_size=1, max_size=6))
def test_segments_add_up_to_the_whole_exactly(segments: list[tuple[int, int, int]]) -> None:
    whole = figure("nps", *(str(sum(column)) for column in zip(*segments, strict=True)))
    parts = [figure("nps", *map(str, segment)) for segment in segments]
    assert whole.n == sum(part.n for part in parts)
    weighted = sum((part.value * part.n for part in parts if part.value is not None), Fraction())
    assert whole.value == weighted / whole.n

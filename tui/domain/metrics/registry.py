"""The metrics there are: what each is worked out of, how, in which unit, and which way is better.

Counts are whole, other numbers exact decimals; a value is a fraction, never rounded before it is shown. Formulas and
worked examples are those of `docs/metrics.md`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from tui.domain.errors import NotAllowed
from tui.domain.metrics import intervals
from tui.domain.metrics.intervals import Interval

FORMULA_VERSION = 1
Unit = Literal["points", "%", "money", "minutes"]
Numbers = Mapping[str, Fraction]
Values = Sequence[Fraction | int]
FEW = 5
"""With fewer answers than so many the counts are told first, and the interval in words."""


class Beside(Struct, frozen=True):
    """What is told beside a figure: another one out of the same answers."""

    name: str
    value: Fraction
    interval: Interval | None = None


class Figure(Struct, frozen=True):
    """A value in the unit of its metric, and out of how many it is; `why` there is no value, or no interval.

    What there is no value for has None, never 0.
    """

    value: Fraction | None
    n: int
    interval: Interval | None = None
    why: str = ""
    beside: tuple[Beside, ...] = ()


class Metric(Struct, frozen=True):
    """What can be measured. `inputs` are the names of its numbers in order; one with `listed` takes a value each.

    `check` says in words what cannot be of the inputs, or nothing.
    """

    key: str
    title: str
    unit: Unit
    inputs: tuple[str, ...]
    figure: Callable[[Numbers, Values], Figure]
    check: Callable[[Numbers], str] = lambda numbers: ""
    is_better_lower: bool = False
    listed: str = ""
    exact: tuple[str, ...] = ()
    """The inputs that are no counts."""


def figure_of(key: str, numbers: Mapping[str, str], values: Sequence[str] = ()) -> Figure:
    """Return the figure of a metric out of what is kept of it; the same inputs are worked out once."""
    return _worked_out(key, tuple(numbers.items()), tuple(values))


@lru_cache(maxsize=512)
def _worked_out(key: str, numbers: tuple[tuple[str, str], ...], values: tuple[str, ...]) -> Figure:
    exact = {name: Fraction(number) for name, number in numbers}
    return METRICS[key].figure(exact, [_exact(value) for value in values])


def _exact(text: str) -> Fraction | int:
    """Return a value: of many most are whole, and as a fraction each would take its time."""
    return int(text) if text.isdecimal() else Fraction(text)


def checked_inputs(key: str, numbers: Mapping[str, str], values: Sequence[str] = ()) -> dict[str, str]:
    """Return the numbers of a metric as they are kept, in its order.

    Raises:
        NotAllowed: One is missing or none of its inputs, no number, no count, or they contradict each other.
    """
    metric = METRICS[key]
    missing = [name for name in metric.inputs if name not in numbers]
    unknown = [name for name in numbers if name not in metric.inputs]
    if missing or unknown:
        raise NotAllowed(f"{metric.title} is worked out of {_listed(metric.inputs)}. Nothing was changed.")
    cleaned = {name: _number(metric, name, numbers[name]) for name in metric.inputs}
    if values and not metric.listed:
        raise NotAllowed(f"{metric.title} takes no single values. Nothing was changed.")
    for value in values:
        _decimal(metric.listed, value)
    if wrong := metric.check({name: Fraction(number) for name, number in cleaned.items()}):
        raise NotAllowed(f"{wrong} Nothing was changed.")
    return cleaned


def _number(metric: Metric, name: str, text: str) -> str:
    value = _decimal(name, text)
    if name not in metric.exact and value.denominator != 1:
        raise NotAllowed(f"{_sentence(name)} is a count: a whole number, not {text}. Nothing was changed.")
    return text.strip()


def _decimal(name: str, text: str) -> Fraction:
    plain = text.strip()
    digits = plain.replace(".", "", 1)
    if not (digits.isascii() and digits.isdecimal()) or len(plain) > 18:
        raise NotAllowed(f"{_sentence(name)} is a number that is not below 0, not {text!r}. Nothing was changed.")
    return Fraction(plain)


def _sentence(name: str) -> str:
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]


def _listed(names: Sequence[str]) -> str:
    words = [name.replace("_", " ") for name in names]
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def _share(part: Fraction, whole: Fraction, nobody: str) -> Figure:
    """Return a proportion in percent with its interval; nothing of nothing."""
    n = int(whole)
    if not n:
        return Figure(None, 0, why=nobody)
    return Figure(100 * part / whole, n, intervals.wilson(int(part), n))


def _share_of(part: str, whole: str, nobody: str) -> Callable[[Numbers, Values], Figure]:
    return lambda numbers, values: _share(numbers[part], numbers[whole], nobody)


def _within(part: str, whole: str) -> Callable[[Numbers], str]:
    words = f"{_sentence(part)} cannot be more than {whole.replace('_', ' ')}."
    return lambda numbers: words if numbers[part] > numbers[whole] else ""


def _net_score(numbers: Numbers, values: Values) -> Figure:
    promoters, detractors = numbers["promoters"], numbers["detractors"]
    n = int(promoters + numbers["passives"] + detractors)
    if not n:
        return Figure(None, 0, why="nobody answered")
    interval = intervals.of_net_score(int(promoters), int(detractors), n)
    return Figure(100 * (promoters - detractors) / n, n, interval)


_EASE = tuple(f"answers_of_{answer}" for answer in range(1, 8))


def _ease(numbers: Numbers, values: Values) -> Figure:
    counts = [int(numbers[name]) for name in _EASE]
    n = sum(counts)
    if not n:
        return Figure(None, 0, why="nobody answered")
    answers = [answer for answer, count in enumerate(counts, 1) for _ in range(count)]
    mean = Beside("mean of 1 to 7", Fraction(sum(answers), n), intervals.of_mean(answers))
    easy = sum(counts[4:])
    return Figure(Fraction(100 * easy, n), n, intervals.wilson(easy, n), beside=(mean,))


def _retention(numbers: Numbers, values: Values) -> Figure:
    return _share(numbers["at_end"] - numbers["new"], numbers["at_start"], "nobody was there at the start")


def _check_retention(numbers: Numbers) -> str:
    stayed = numbers["at_end"] - numbers["new"]
    if stayed < 0:
        return "More are new than are there at the end."
    if stayed > numbers["at_start"]:
        return "More stayed than were there at the start: those who came back are to be counted as new."
    return ""


def _lifetime(numbers: Numbers, values: Values) -> Figure:
    if not numbers["churn"]:
        return Figure(None, 0, why="undefined: no churn was observed")
    value = numbers["revenue"] * numbers["margin"] / numbers["churn"]
    return Figure(value, 0, why="no interval: it is worked out of three figures, and how sure those are is not in it")


def _discounted_lifetime(numbers: Numbers, values: Values) -> Figure:
    margin, retention, discount = numbers["margin"], numbers["retention"], numbers["discount"]
    value = margin * retention / (1 + discount - retention)
    return Figure(value, 0, why="no interval: it is worked out of three figures, and how sure those are is not in it")


def _response_time(numbers: Numbers, values: Values) -> Figure:
    if not values:
        return Figure(None, 0, why="nothing was answered")
    ordered, n = sorted(values), len(values)
    median = Fraction(ordered[(n - 1) // 2] + ordered[n // 2]) / 2
    ninth = Beside("nine of ten within", Fraction(ordered[math.ceil(Fraction(9 * n, 10)) - 1]))
    waiting = Beside("without an answer", numbers["unanswered"])
    interval = intervals.of_median(values)
    why = "" if interval else "too few for an interval: it takes six"
    return Figure(median, n, interval, why, (ninth, *((waiting,) if waiting.value else ())))


def _difference(numbers: Numbers, values: Values) -> Figure:
    first = int(numbers["successes"]), int(numbers["of"])
    second = int(numbers["control_successes"]), int(numbers["of_control"])
    if not first[1] or not second[1]:
        return Figure(None, first[1] + second[1], why="nobody is in one of the two groups")
    value = 100 * (Fraction(*first) - Fraction(*second))
    return Figure(value, first[1] + second[1], intervals.of_difference(first, second))


def _check_difference(numbers: Numbers) -> str:
    pairs = (("successes", "of"), ("control_successes", "of_control"))
    return next((words for pair in pairs if (words := _within(*pair)(numbers))), "")


def _check_shares(*names: str) -> Callable[[Numbers], str]:
    def check(numbers: Numbers) -> str:
        over = next((name for name in names if numbers[name] > 1), "")
        return f"{_sentence(over)} is a share: a number from 0 to 1, 0.03 for 3 %." if over else ""

    return check


def _check_discounted(numbers: Numbers) -> str:
    if words := _check_shares("retention", "discount")(numbers):
        return words
    return "" if 1 + numbers["discount"] > numbers["retention"] else "Without churn and discount it has no end."


_ALL = (
    Metric("nps", "Net promoter score", "points", ("promoters", "passives", "detractors"), _net_score),
    Metric(
        "csat",
        "Satisfied customers",
        "%",
        ("satisfied", "answers"),
        _share_of("satisfied", "answers", "nobody answered"),
        _within("satisfied", "answers"),
    ),
    Metric("ces", "Customers who found it easy", "%", _EASE, _ease),
    Metric("retention", "Retention", "%", ("at_start", "at_end", "new"), _retention, _check_retention),
    Metric(
        "churn",
        "Churn",
        "%",
        ("lost", "at_start"),
        _share_of("lost", "at_start", "nobody was there at the start"),
        _within("lost", "at_start"),
        is_better_lower=True,
    ),
    Metric(
        "repeat",
        "Repeat purchases",
        "%",
        ("bought_again", "customers"),
        _share_of("bought_again", "customers", "nobody bought anything"),
        _within("bought_again", "customers"),
    ),
    Metric(
        "conversion",
        "Conversion",
        "%",
        ("conversions", "visitors"),
        _share_of("conversions", "visitors", "nobody came"),
        _within("conversions", "visitors"),
    ),
    Metric(
        "clv",
        "Customer lifetime value",
        "money",
        ("revenue", "margin", "churn"),
        _lifetime,
        _check_shares("margin", "churn"),
        exact=("revenue", "margin", "churn"),
    ),
    Metric(
        "clv_discounted",
        "Customer lifetime value, discounted",
        "money",
        ("margin", "retention", "discount"),
        _discounted_lifetime,
        _check_discounted,
        exact=("margin", "retention", "discount"),
    ),
    Metric(
        "response_time",
        "Support response time",
        "minutes",
        ("unanswered",),
        _response_time,
        is_better_lower=True,
        listed="minutes",
    ),
    Metric(
        "response_rate",
        "Response rate",
        "%",
        ("answers", "invited"),
        _share_of("answers", "invited", "how many were invited is not known"),
        _within("answers", "invited"),
    ),
    Metric(
        "ab",
        "Difference between variant and control",
        "points",
        ("successes", "of", "control_successes", "of_control"),
        _difference,
        _check_difference,
    ),
)
METRICS: Mapping[str, Metric] = {metric.key: metric for metric in _ALL}

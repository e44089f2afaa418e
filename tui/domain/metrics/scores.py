"""Answers to a survey question, as they are counted: which scale a metric is asked on, and what a score counts as."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tui.domain.metrics.registry import METRICS

SCALES: Mapping[str, tuple[int, int]] = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7)}
"""The metrics that single answers are counted for, each with the least and the most one may answer."""
_PROMOTES, _PASSIVE, _SATISFIED = 9, 7, 4
_SCORE = re.compile(r"\s*([0-9]{1,2})(?:[.,]0+)?(?:\s*(?:[-–—:/(=]|[^\W\d_]).*)?", re.DOTALL)
"""A whole number, also with what it means behind it, as forms write it: `5 (very satisfied)`, `9 - likely`."""


def score_of(metric: str, text: str) -> str | None:
    """Return an answer on the scale of a metric, as it is kept; None where it is none."""
    match = _SCORE.fullmatch(text)
    low, high = SCALES[metric]
    return str(int(match[1])) if match and low <= int(match[1]) <= high else None


def counts_of(metric: str, score: str) -> tuple[str, ...]:
    """Return the inputs of a metric that an answer counts for."""
    number = int(score)
    if metric == "nps":
        return ("promoters" if number >= _PROMOTES else "passives" if number >= _PASSIVE else "detractors",)
    if metric == "csat":
        return ("satisfied", "answers") if number >= _SATISFIED else ("answers",)
    return (f"answers_of_{number}",)


def counted(metric: str, before: Sequence[str], added: Iterable[str], taken: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the numbers of a metric with some answers more, and some that were counted taken out of them."""
    inputs = METRICS[metric].inputs
    numbers = Counter(dict(zip(inputs, map(int, before or ["0"] * len(inputs)), strict=True)))
    numbers.update(name for score in added for name in counts_of(metric, score))
    numbers.subtract(name for score in taken for name in counts_of(metric, score))
    return tuple(str(numbers[name]) for name in inputs)

"""What was measured in an experiment, worked out, and what it says of the criterion."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from tui.domain.metrics.registry import METRICS, Figure, Metric, figure_of
from tui.domain.metrics.verdict import Verdict, read_comparison, verdict_of
from tui.domain.records import Experiment, Measurement
from tui.domain.records.definition import Criterion
from tui.domain.records.workspace import Workspace

_CALLED = {
    "net promoter score": "nps",
    "customer satisfaction": "csat",
    "satisfaction": "csat",
    "customer effort": "ces",
    "effort": "ces",
    "retention rate": "retention",
    "churn rate": "churn",
    "repeat purchase rate": "repeat",
    "conversion rate": "conversion",
    "customer lifetime value": "clv",
    "response time": "response_time",
    "a/b": "ab",
    "a/b difference": "ab",
}
_COMPARED_WITH = frozenset(("baseline", "control"))


class Measured(Struct, frozen=True):
    """A measurement with its figure, and its verdict where the criterion of the experiment is about its metric."""

    measurement: Measurement
    metric: Metric
    figure: Figure
    verdict: Verdict | None = None


def metric_named(text: str) -> str | None:
    """Return the key of the metric that is called so, as in criteria; None where there is none."""
    name = " ".join(text.casefold().replace("_", " ").split())
    keys = (key for key, metric in METRICS.items() if name in (key.replace("_", " "), metric.title.casefold()))
    return next(keys, _CALLED.get(name))


def measured(workspace: Workspace, measurement: Measurement) -> Measured:
    """Return a measurement, worked out, with what it says of the criterion of its iteration."""
    metric = METRICS[measurement.metric_key]
    numbers = dict(zip(metric.inputs, measurement.numbers, strict=False))
    figure = figure_of(metric.key, numbers, measurement.values)
    experiment = workspace.experiments.get(measurement.experiment)
    test = experiment.definition.test if experiment else None
    return Measured(measurement, metric, figure, _verdict(test, metric, figure) if test else None)


def deciding_of(workspace: Workspace, experiment: Experiment, key: str) -> Measured | None:
    """Return what the criterion is held against: the latest measurement of its metric, of all and not of a part.

    What others are compared with, a baseline or control, decides nothing.
    """
    return decides_at(workspace, experiment, key, None)


def decides_at(workspace: Workspace, experiment: Experiment, key: str, at: datetime | None) -> Measured | None:
    """Return what the criterion was held against before a time, of what was not withdrawn since; now without one."""
    looks = [one for one in looks_at(workspace, experiment, key) if at is None or one.at < at]
    return measured(workspace, max(looks, key=lambda one: (one.on, one.at))) if looks else None


def looks_at(workspace: Workspace, experiment: Experiment, key: str) -> list[Measurement]:
    """Return the measurements of a metric in an iteration that can decide, of all: each is a look at the outcome."""
    of_metric = (one for one in workspace.measurements_of(experiment.uid) if one.metric_key == key and not one.segment)
    return [one for one in of_metric if one.phase not in _COMPARED_WITH]


def in_time(measurements: Iterable[Measurement]) -> list[Measurement]:
    """Return measurements by the day they are of, the oldest first."""
    return sorted(measurements, key=lambda one: (one.on, one.at, one.uid))


def _verdict(test: Criterion, metric: Metric, figure: Figure) -> Verdict | None:
    comparison = read_comparison(test.criterion)
    if comparison is None or metric_named(test.metric) != metric.key:
        return None
    return verdict_of(comparison, figure.value, figure.n, figure.interval, test.min_n)

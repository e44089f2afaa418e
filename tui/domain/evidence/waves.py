"""What was measured in an iteration, metric by metric: the waves, what is compared, and how often somebody looked."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from msgspec import Struct

from tui.domain.evidence.measured import Measured, in_time, looks_at, measured, metric_named
from tui.domain.metrics import intervals
from tui.domain.metrics.figure_words import interval_words, number_words
from tui.domain.metrics.intervals import Interval
from tui.domain.metrics.registry import METRICS, Metric
from tui.domain.records import Experiment
from tui.domain.records.vocabulary import Phase
from tui.domain.records.workspace import Workspace
from tui.domain.text import plural

PAIRS: tuple[tuple[Phase, Phase], ...] = (("baseline", "after"), ("control", "variant"))


class Compared(Struct, frozen=True):
    """Two phases of a metric, the second less the first, in points or in its unit; an interval where there is one."""

    first: Phase
    second: Phase
    difference: Fraction
    interval: Interval | None

    def words(self, metric: Metric) -> str:
        """Say what the difference is, and whether it is one: `after less baseline: +34, 10 to 58, changed`."""
        unit = "" if metric.unit in ("%", "points") else f" {metric.unit}" if metric.unit != "money" else ""
        sign = "+" if self.difference > 0 else ""
        shown = METRICS["nps" if metric.key == "nps" else "ab"] if metric.unit in ("%", "points") else metric
        number = number_words(shown, self.difference).removeprefix("+").removesuffix(unit)
        words = f"{self.second} less {self.first}: {sign}{number}{unit}"
        if self.interval is None:
            return f"{words}, how sure that is cannot be said"
        changed = "no clear difference" if self.interval.low <= 0 <= self.interval.high else "a clear difference"
        return f"{words}, {interval_words(shown, self.interval)}: {changed}"


class MetricWaves(Struct, frozen=True):
    """All that was measured of a metric, the oldest first, and what is compared in it."""

    metric: Metric
    waves: tuple[Measured, ...]
    compared: tuple[Compared, ...]


def waves_of(workspace: Workspace, experiment: Experiment) -> list[MetricWaves]:
    """Return what was measured in an iteration by metric, that of the criterion first."""
    by_metric: dict[str, list[Measured]] = {}
    for one in in_time(workspace.measurements_of(experiment.uid)):
        by_metric.setdefault(one.metric_key, []).append(measured(workspace, one))
    decides = deciding_metric(experiment)
    order = sorted(by_metric, key=lambda key: (key != decides, list(METRICS).index(key)))
    return [MetricWaves(METRICS[key], tuple(by_metric[key]), tuple(_compared(by_metric[key]))) for key in order]


def deciding_metric(experiment: Experiment) -> str | None:
    """Return the key of the metric the criterion is about; None where that is none that is measured."""
    test = experiment.definition.test
    return metric_named(test.metric) if test else None


def trend_of(workspace: Workspace, experiment: Experiment) -> tuple[Fraction, ...]:
    """Return the figures of the metric of the criterion by the days they are of, of all and not of a part.

    What was only compared, a control and a variant, is left out, and so is what has no value.
    """
    key = deciding_metric(experiment)
    of_metric = (one for one in in_time(workspace.measurements_of(experiment.uid)) if one.metric_key == key)
    wholes = (one for one in of_metric if not one.segment and one.phase not in ("control", "variant"))
    figures = (measured(workspace, one).figure.value for one in wholes)
    return tuple(value for value in figures if value is not None)


def looks_words(workspace: Workspace, experiment: Experiment) -> str:
    """Say how often the outcome was looked at, and that the interval is for one look, once; nothing where never."""
    key, test = deciding_metric(experiment), experiment.definition.test
    looks = looks_at(workspace, experiment, key) if key else []
    if not looks or test is None:
        return ""
    count = test.planned_n or test.min_n
    planned = f", {plural(count, 'answer')} planned" if count else ""
    words = f"{plural(len(looks), 'look')} so far{planned}"
    return f"{words}: an interval of 95 % is for one look, and less sure with each more" if len(looks) > 1 else words


def _compared(waves: Iterable[Measured]) -> Iterable[Compared]:
    """Yield what the latest of two phases differ by, of all and not of a part."""
    latest = {
        one.measurement.phase: one for one in waves if not one.measurement.segment and one.figure.value is not None
    }
    for first, second in PAIRS:
        if first in latest and second in latest:
            yield _difference(latest[first], latest[second])


def _difference(before: Measured, after: Measured) -> Compared:
    was, now = before.figure, after.figure
    assert was.value is not None and now.value is not None
    interval = None
    if before.metric.key == "nps":
        interval = intervals.of_net_change(_net(before), _net(after))
    elif before.metric.unit == "%":
        interval = intervals.of_difference(_part(now.value, now.n), _part(was.value, was.n))
    phases = before.measurement.phase or "baseline", after.measurement.phase or "after"
    return Compared(*phases, now.value - was.value, interval)


def _part(percent: Fraction, n: int) -> tuple[int, int]:
    return int(percent * n / 100), n


def _net(one: Measured) -> tuple[int, int, int]:
    promoters, _, detractors = map(int, one.measurement.numbers)
    return promoters, detractors, one.figure.n

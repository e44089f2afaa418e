"""What a reader sees of what was measured: values are not rounded, `figure` is how they are said."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from tui.domain.metrics.verdict import Verdict
from tui.domain.records.vocabulary import Phase


class IntervalView(Struct, frozen=True):
    """Between what a figure lies at 95 %, and by which method that was worked out."""

    low: float
    high: float
    method: str


class BesideView(Struct, frozen=True):
    """Another figure out of the same answers."""

    name: str
    value: float
    ci: IntervalView | None = None


class MeasurementView(Struct, frozen=True):
    """A measurement: its inputs, its value out of how many, and what it says of the criterion.

    `count` is `n` as its reader may know it: `<5` or `suppressed` where it is not told; the figures are null then, and
    `why` says so. It says as well why there is no value or no interval.
    """

    id: str
    metric: str
    figure: str
    value: float | None
    n: int | None
    count: str
    ci: IntervalView | None
    why: str | None
    verdict: Verdict | None
    on: date
    inputs: dict[str, str] = {}
    values: tuple[str, ...] = ()
    beside: tuple[BesideView, ...] = ()
    wave: str = ""
    segment: str = ""
    phase: Phase | None = None
    question: str = ""
    by: str = ""


class MetricView(Struct, frozen=True):
    """All that was measured of a metric, the oldest first, and what is compared in it, in words.

    The criterion is about the one that `decides`; how often it was looked at, `looks` says.
    """

    metric: str
    title: str
    unit: str
    measurements: tuple[MeasurementView, ...]
    compared: tuple[str, ...] = ()
    decides: bool = False
    looks: str = ""

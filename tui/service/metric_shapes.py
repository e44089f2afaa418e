"""Measurements as data. Keys may be added; those here stay."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tui.domain.evidence.measured import Measured
from tui.domain.metrics.intervals import Interval
from tui.domain.records import Measurement
from tui.exchange.surveys import Outcome, Survey, remarks_of

Shape = dict[str, Any]


def figure_shape(measured: Measured) -> Shape:
    """Return a figure: the value unrounded, and `why` there is none, or no interval; null where there is."""
    figure = measured.figure
    return {
        "metric": measured.metric.key,
        "value": _number(figure.value),
        "n": figure.n,
        "ci": _interval(figure.interval),
        "why": figure.why or None,
        "verdict": measured.verdict,
    }


def measurement_shape(measured: Measured, seen: Measurement) -> Shape:
    """Return a measurement with its figure; `seen` is the record as it may be shown."""
    return {
        "id": seen.uid,
        **figure_shape(measured),
        "unit": measured.metric.unit,
        "inputs": dict(zip(measured.metric.inputs, seen.numbers, strict=False)),
        "values": list(seen.values),
        "on": seen.on,
        "wave": seen.wave,
        "segment": seen.segment,
        "phase": seen.phase,
        "question": seen.question,
        "by": seen.by,
        "beside": [
            {"name": beside.name, "value": _number(beside.value), "ci": _interval(beside.interval)}
            for beside in measured.figure.beside
        ],
    }


def survey_shape(survey: Survey, outcome: Outcome) -> Shape:
    """Return what an import of a survey does, as data."""
    return {
        "question": survey.question,
        "answers": len(survey.given),
        "new": outcome.new,
        "changed": outcome.changed,
        "unchanged": outcome.same,
        "skipped": len(survey.skipped) + len(outcome.replaced),
        "groups": [
            {"wave": group.wave, "segment": group.segment, "new": new, "changed": changed}
            for group, new, changed in outcome.groups
        ],
        "remarks": [{"line": one.line or None, "text": one.text} for one in remarks_of(survey, outcome)],
    }


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _interval(interval: Interval | None) -> Shape | None:
    return {"low": interval.low, "high": interval.high, "method": interval.method} if interval else None

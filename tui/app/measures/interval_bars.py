"""A figure and its interval as a bar of cells, on a scale that all figures of a metric share."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from msgspec import Struct

from tui.app.flow.canvas import Canvas
from tui.app.look.glyphs import Glyphs
from tui.app.look.paint import Span
from tui.domain.metrics.registry import Figure, Metric

_WHOLE = {"%": (0.0, 100.0), "points": (-100.0, 100.0)}


class Scale(Struct, frozen=True):
    """What the first cell and the last one stand for."""

    low: float
    high: float
    width: int

    def at(self, value: Fraction | float) -> int:
        """Return the cell of a value; what lies outside is at the end."""
        share = (float(value) - self.low) / (self.high - self.low)
        return max(0, min(self.width - 1, round(share * (self.width - 1))))


def scale_of(metric: Metric, figures: Iterable[Figure], width: int) -> Scale:
    """Return the scale of a metric: all it can be, or where that has no end from 0 to the highest of the figures."""
    if metric.unit in _WHOLE:
        return Scale(*_WHOLE[metric.unit], width)
    highest = max((_highest(one) for one in figures), default=0.0)
    return Scale(0.0, max(highest, 1.0), width)


def interval_bar(figure: Figure, scale: Scale, glyphs: Glyphs, limit: Fraction | None = None) -> tuple[Span, ...]:
    """Return the bar: the ends of the interval, the figure between them, and what it is held against."""
    canvas = Canvas(scale.width, 1)
    if figure.interval is None and not figure.n:
        return canvas.rows()[0]
    if figure.interval is not None:
        low, high = scale.at(figure.interval.low), scale.at(figure.interval.high)
        canvas.fill(low, 0, high - low + 1, glyphs.rule, "accent")
        canvas.put(low, 0, glyphs.low_end, "accent")
        canvas.put(high, 0, glyphs.high_end, "accent")
    if limit is not None:
        canvas.put(scale.at(limit), 0, glyphs.percentile, "warn")
    if figure.value is not None:
        canvas.put(scale.at(figure.value), 0, glyphs.point, "bright bold")
    return canvas.rows()[0]


def _highest(figure: Figure) -> float:
    return max(float(figure.value or 0), figure.interval.high if figure.interval else 0.0)

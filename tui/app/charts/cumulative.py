"""Cumulative flow: how many cards were finished, in progress and waiting on each day, one band on the other."""

from __future__ import annotations

from tui.app.charts.canvas import Canvas, mondays, nice_steps
from tui.app.glyphs import Glyphs
from tui.app.paint import Span
from tui.domain.flow.period import DayCount, FlowReport

_LABELS, _RIGHT = 4, 6
_STYLES = ("ok", "accent", "muted")


def cumulative_chart(report: FlowReport, glyphs: Glyphs, width: int, height: int) -> list[tuple[Span, ...]]:
    """Return the chart in `height` rows; the bands differ in texture, and the last count of each stands beside it."""
    canvas = Canvas(width, height)
    axis, plot = height - 3, width - _LABELS - _RIGHT
    most = max(day.total for day in report.days)
    if axis < 2 or plot < 1 or not most:
        return canvas.rows()
    scale = (axis - 1) / most
    canvas.fill(_LABELS, axis, plot, glyphs.chart_axis, "muted")
    for value in (0, *nice_steps(most, axis)):
        canvas.put(_LABELS - 1 - len(str(value)), axis - round(value * scale), str(value), "muted")
    textures = tuple(reversed(glyphs.shades))
    for x in range(plot):
        bottom = axis
        for edge, texture, style in zip(
            _edges(report.days[x * len(report.days) // plot]), textures, _STYLES, strict=True
        ):
            top = axis - round(edge * scale)
            for y in range(top, bottom):
                canvas.put(_LABELS + x, y, texture, style)
            bottom = min(bottom, top)
    last = report.days[-1]
    beside = _beside(last, scale, axis)
    for y, count, texture, style in zip(beside, _counts(last), textures, _STYLES, strict=True):
        canvas.put(_LABELS + plot + 1, y, texture, style)
        canvas.put(_LABELS + plot + 3, y, str(count), "text" if style == "muted" else style)
    canvas.put_dates(axis + 1, [(_LABELS + x, day) for x, day in mondays([day.day for day in report.days], plot)])
    return canvas.rows()


def _edges(day: DayCount) -> tuple[int, int, int]:
    return day.finished, day.finished + day.active, day.total


def _counts(day: DayCount) -> tuple[int, int, int]:
    return day.finished, day.active, day.waiting


def _beside(last: DayCount, scale: float, axis: int) -> list[int]:
    """Return the rows beside the middle of each band, one above the other also where bands are thin."""
    rows: list[int] = []
    below, taken = 0, axis
    for edge in _edges(last):
        taken = min(axis - round((below + edge) / 2 * scale + 0.5), taken - 1)
        rows.append(taken)
        below = edge
    return rows

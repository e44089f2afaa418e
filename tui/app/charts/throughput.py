"""Throughput: a bar for each period, each card the same whole number of rows high where there is room for that."""

from __future__ import annotations

from tui.app.charts.canvas import Canvas, nice_steps
from tui.app.glyphs import Glyphs
from tui.app.paint import Span
from tui.domain.flow.period import FlowReport

_LABELS = 4
_MOST_ROWS_A_CARD = 2


def throughput_chart(report: FlowReport, glyphs: Glyphs, width: int, height: int) -> list[tuple[Span, ...]]:
    """Return the chart in `height` rows: the count on top of each bar, its first day below it."""
    canvas = Canvas(width, height)
    axis, plot = height - 3, width - _LABELS
    most = max((period.finished for period in report.periods), default=0)
    if axis < 2 or report.is_empty:
        return canvas.rows()
    rows_a_card = min(_MOST_ROWS_A_CARD, max(1, (axis - 1) // max(1, most)))
    scale = rows_a_card if rows_a_card * most <= axis - 1 else (axis - 1) / most
    for value in (0, *nice_steps(max(1, most), axis)):
        y = axis - round(value * scale)
        canvas.fill(_LABELS, y, plot, glyphs.chart_axis, "muted" if value == 0 else "line")
        canvas.put(_LABELS - 1 - len(str(value)), y, str(value), "muted")
    slot = plot // len(report.periods)
    bar = max(1, slot // 2)
    begin = _LABELS + max(0, slot - bar - 1)
    for place, period in enumerate(report.periods):
        x = begin + place * slot
        top = axis - max(round(period.finished * scale), 1 if period.finished else 0)
        for y in range(top, axis):
            canvas.fill(x, y, bar, glyphs.bar, "accent")
        words = str(period.finished)
        at = x + (bar - len(words)) // 2
        if period.finished and canvas.is_free(at, top - 1, len(words), glyphs.chart_axis):
            canvas.put(at, top - 1, words, "text")
        if period.so_far:
            words = "so far"
            canvas.put(min(x, width - len(words)), axis + 2, words, "muted")
    every = 1 if report.unit == "weeks" else 7
    days = [(begin + place * slot, period.first) for place, period in enumerate(report.periods)]
    canvas.put_dates(axis + 1, [day for day in days if every == 1 or day[1].weekday() == 0])
    return canvas.rows()

"""Cycle time: each finished card as a dot on the day it was finished, so many days high."""

from __future__ import annotations

from tui.app.charts.canvas import Canvas, cell_of, mondays
from tui.app.glyphs import Glyphs
from tui.app.paint import Span
from tui.domain.flow.period import FlowReport

_LABELS, _RIGHT = 4, 5


def cycle_chart(report: FlowReport, glyphs: Glyphs, width: int, height: int) -> list[tuple[Span, ...]]:
    """Return the chart in `height` rows; what took longer than the service level is named by number and days.

    Until enough is finished to know percentiles there are only the dots.
    """
    canvas = Canvas(width, height)
    axis, plot = height - 3, width - _LABELS - _RIGHT
    levels, level = report.thresholds, report.expectation
    if axis < 2 or plot < 1 or report.is_empty:
        return canvas.rows()
    lines = () if levels.declared else ((levels.p50, "50 %", "muted"), (level.days, f"{level.percent} %", "warn"))
    most = max((*(finish.days for finish in report.finishes), *(days for days, *_ in lines), 1))

    def row_of(days: int) -> int:
        return axis - max(1, round(days * (axis - 1) / most))

    canvas.fill(_LABELS, axis, plot, glyphs.chart_axis, "muted")
    canvas.put(_LABELS - 2, axis, "0", "muted")
    canvas.put(_LABELS - 1 - len(str(most)), row_of(most), str(most), "muted")
    for days, words, style in lines:
        y = row_of(days)
        canvas.fill(0, y, width, " ", "text")
        canvas.fill(_LABELS, y, plot, glyphs.dashes, style)
        canvas.put(_LABELS - 1 - len(str(days)), y, str(days), style)
        canvas.put(_LABELS + plot + 1, y, words, style)
    window = [day.day for day in report.days]
    outliers = []
    for finish in report.finishes:
        place = (finish.day - window[0]).days
        x, y = _LABELS + cell_of(place, len(window), plot), row_of(finish.days)
        late = bool(lines) and finish.days > level.days
        canvas.put(x, y, glyphs.outlier if late else glyphs.point, "danger" if late else "accent")
        outliers += [(x, y, f"{finish.number}, {finish.days}d")] if late else []
    for x, y, words in outliers:
        side = next((at for at in (x + 2, x - 1 - len(words)) if canvas.is_free(at, y, len(words))), None)
        if side is not None:
            canvas.put(side, y, words, "muted")
    canvas.put_dates(axis + 1, [(_LABELS + x, day) for x, day in mondays(window, plot)])
    return canvas.rows()

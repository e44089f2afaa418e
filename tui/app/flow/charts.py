"""The four charts of the flow, drawn in cells: a function of a report and a size each, with no widgets in it."""

from __future__ import annotations

from typing import NamedTuple

from tui.app.flow.canvas import Canvas, cell_of, mondays, nice_steps, round_numbers
from tui.app.look.glyphs import Glyphs, level_spans
from tui.app.look.paint import Shown, Span, cut, width_of
from tui.domain.flow.period import Ageing, DayCount, FlowReport

_NUMBER = 3
_WIDEST_TITLE, _WIDEST_DAY = 26, 4
_FOOT, _BELOW = 2, 2
_WIDE = 60
_BAR_STYLES = ("accent", "accent", "warn", "danger")
_LABEL_CELLS = 6
_LABELS = 4
_LEVELS, _COUNTS = 5, 6
"""The cells on the right: for what the lines across cycle times are, and for what the bands end with."""
_MOST_ROWS_A_CARD = 2
_BANDS = ("ok", "accent", "muted")


class _Scale(NamedTuple):
    """Where bars begin, how many cells a day is wide, and how many days the longest bar or line stands for."""

    begin: int
    cells: float
    most: int

    def at(self, days: int) -> int:
        return self.begin + round(days * self.cells)


def ageing_chart(canvas: Canvas, report: FlowReport, glyphs: Glyphs) -> None:
    """Draw the cards that are worked on, the oldest on top; those that do not fit are counted below.

    Titles are drawn as they are in the report: who may not be named in them is to be hidden before.
    """
    width, axis = canvas.width, canvas.height - _FOOT
    if axis < 2 or not report.ageing:
        return
    shown = report.ageing if len(report.ageing) < axis else report.ageing[: axis - 2]
    signs = [_signs(card, glyphs, wide=width >= _WIDE) for card in shown]
    title = min(_WIDEST_TITLE, width // 4 if width < _WIDE else width * _WIDEST_TITLE // 74)
    begin = _NUMBER + title + (3 if width >= _WIDE else 1)
    rooms = [(card.days, width - begin - width_of(words) - 1) for card, words in zip(shown, signs, strict=True)]
    rooms.append((report.expectation.days, width - begin - _LABEL_CELLS))
    cells = max(0.01, min(room / days for days, room in rooms))
    scale = _Scale(begin, min(_WIDEST_DAY, int(cells)) or cells, max(days for days, _ in rooms))
    apart = 2 if 2 * len(report.ageing) <= axis else 1
    axis = min(axis, 1 + apart * len(report.ageing) + _BELOW)
    _lines(canvas, report, scale, axis, glyphs)
    for place, (card, words) in enumerate(zip(shown, signs, strict=True)):
        y = 1 + place * apart
        canvas.put(_NUMBER - 1 - len(str(card.number)), y, str(card.number), "muted")
        canvas.put(_NUMBER, y, cut(Shown(card.title), title), "text")
        length = max(1, round(card.days * scale.cells))
        canvas.fill(begin, y, length, glyphs.bar, _BAR_STYLES[card.level])
        canvas.put_spans(begin + length, y, (Span(" "), *words))
    if more := len(report.ageing) - len(shown):
        canvas.put(_NUMBER, axis - 1, f"{more} more, younger", "muted")
    _axis(canvas, axis, scale, glyphs)


def _signs(card: Ageing, glyphs: Glyphs, *, wide: bool) -> list[Span]:
    """Return what stands at the end of a bar: age, block, expedite, and whether it waits again."""
    spans = [*level_spans(glyphs, card.level, f"{card.days}d")]
    if card.blocked:
        spans.append(Span(f"  {glyphs.blocked} {'blocked ' if wide else ''}{card.blocked}d", "danger"))
    if card.expedite:
        spans.append(Span(f"  {glyphs.expedite}{' expedite' if wide else ''}", "learn"))
    if card.waits:
        spans.append(Span(f"  {glyphs.waiting}{' waits again' if wide else ''}", "muted"))
    return spans


def _lines(canvas: Canvas, report: FlowReport, scale: _Scale, axis: int, glyphs: Glyphs) -> None:
    """Draw within how many days half of the cards and the share of the service level finished, or what is declared."""
    level = report.expectation
    lines = [(report.thresholds.p50, "50 %", "muted"), (level.days, f"{level.percent} %", "warn")]
    for days, words, style in [(level.days, "declared", "warn")] if level.declared else reversed(lines):
        x = scale.at(days)
        for y in range(1, axis):
            canvas.put(x, y, glyphs.percentile, style)
        start = min(x, canvas.width - len(words))
        if canvas.is_free(start, 0, len(words) + (1 if start == x and x + len(words) < canvas.width else 0)):
            canvas.put(start, 0, words, style)


def _axis(canvas: Canvas, axis: int, scale: _Scale, glyphs: Glyphs) -> None:
    """Draw the scale in days, with labels far enough apart to be read."""
    step = next(days for days in round_numbers() if days * scale.cells >= _LABEL_CELLS)
    last = -(-scale.most // step) * step
    canvas.fill(scale.begin, axis, scale.at(last) + 2 - scale.begin, glyphs.top_edge, "muted")
    for days in range(0, last + 1, step):
        canvas.put(scale.at(days), axis + 1, f"{days}d" if days else "0", "muted")


def throughput_chart(canvas: Canvas, report: FlowReport, glyphs: Glyphs) -> None:
    """Draw how much was finished: the count on top of each bar, its first day below it."""
    axis, plot = canvas.height - 3, canvas.width - _LABELS
    most = max((period.finished for period in report.periods), default=0)
    if axis < 2 or report.is_empty:
        return
    rows_a_card = min(_MOST_ROWS_A_CARD, max(1, (axis - 1) // max(1, most)))
    scale = rows_a_card if rows_a_card * most <= axis - 1 else (axis - 1) / most
    for value in (0, *nice_steps(max(1, most), axis)):
        y = axis - round(value * scale)
        canvas.fill(_LABELS, y, plot, glyphs.top_edge, "muted" if value == 0 else "line")
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
        if period.finished and canvas.is_free(at, top - 1, len(words), glyphs.top_edge):
            canvas.put(at, top - 1, words, "text")
        if period.so_far:
            canvas.put(min(x, canvas.width - len("so far")), axis + 2, "so far", "muted")
    days = [(begin + place * slot, period.first) for place, period in enumerate(report.periods)]
    canvas.put_dates(axis + 1, [day for day in days if report.unit == "weeks" or day[1].weekday() == 0])


def cycle_chart(canvas: Canvas, report: FlowReport, glyphs: Glyphs) -> None:
    """Draw how long each card took; what took longer than the service level is named by number and days.

    Until enough is finished to know percentiles there are only the dots.
    """
    axis, plot = canvas.height - 3, canvas.width - _LABELS - _LEVELS
    levels, level = report.thresholds, report.expectation
    if axis < 2 or plot < 1 or report.is_empty:
        return
    lines = () if levels.declared else ((levels.p50, "50 %", "muted"), (level.days, f"{level.percent} %", "warn"))
    most = max((*(finish.days for finish in report.finishes), *(days for days, *_ in lines), 1))

    def row_of(days: int) -> int:
        return axis - max(1, round(days * (axis - 1) / most))

    canvas.fill(_LABELS, axis, plot, glyphs.top_edge, "muted")
    canvas.put(_LABELS - 2, axis, "0", "muted")
    canvas.put(_LABELS - 1 - len(str(most)), row_of(most), str(most), "muted")
    for days, words, style in lines:
        y = row_of(days)
        canvas.fill(0, y, canvas.width, " ", "text")
        canvas.fill(_LABELS, y, plot, glyphs.dashes, style)
        canvas.put(_LABELS - 1 - len(str(days)), y, str(days), style)
        canvas.put(_LABELS + plot + 1, y, words, style)
    window = [day.day for day in report.days]
    outliers = []
    for finish in report.finishes:
        x, y = _LABELS + cell_of((finish.day - window[0]).days, len(window), plot), row_of(finish.days)
        late = bool(lines) and finish.days > level.days
        canvas.put(x, y, glyphs.outlier if late else glyphs.point, "danger" if late else "accent")
        outliers += [(x, y, f"{finish.number}, {finish.days}d")] if late else []
    for x, y, words in outliers:
        side = next((at for at in (x + 2, x - 1 - len(words)) if canvas.is_free(at, y, len(words))), None)
        if side is not None:
            canvas.put(side, y, words, "muted")
    canvas.put_dates(axis + 1, [(_LABELS + x, day) for x, day in mondays(window, plot)])


def cumulative_chart(canvas: Canvas, report: FlowReport, glyphs: Glyphs) -> None:
    """Draw how much stood where; the bands differ in texture, and the last count of each stands beside it."""
    axis, plot = canvas.height - 3, canvas.width - _LABELS - _COUNTS
    most = max(day.total for day in report.days)
    if axis < 2 or plot < 1 or not most:
        return
    scale = (axis - 1) / most
    canvas.fill(_LABELS, axis, plot, glyphs.top_edge, "muted")
    for value in (0, *nice_steps(most, axis)):
        canvas.put(_LABELS - 1 - len(str(value)), axis - round(value * scale), str(value), "muted")
    textures = tuple(reversed(glyphs.shades))
    for x in range(plot):
        bottom = axis
        for edge, texture, style in zip(
            _edges(report.days[x * len(report.days) // plot]), textures, _BANDS, strict=True
        ):
            top = axis - round(edge * scale)
            for y in range(top, bottom):
                canvas.put(_LABELS + x, y, texture, style)
            bottom = min(bottom, top)
    last = report.days[-1]
    for y, count, texture, style in zip(_beside(last, scale, axis), _counts(last), textures, _BANDS, strict=True):
        canvas.put(_LABELS + plot + 1, y, texture, style)
        canvas.put(_LABELS + plot + 3, y, str(count), "text" if style == "muted" else style)
    canvas.put_dates(axis + 1, [(_LABELS + x, day) for x, day in mondays([day.day for day in report.days], plot)])


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

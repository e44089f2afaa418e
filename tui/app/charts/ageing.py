"""Ageing work in progress: a bar for each card that is started and not finished, against what others took."""

from __future__ import annotations

from typing import NamedTuple

from tui.app.charts.canvas import Canvas, round_numbers
from tui.app.chips import LEVEL_STYLES
from tui.app.glyphs import Glyphs
from tui.app.paint import Shown, Span, cut, width_of
from tui.domain.flow.period import Ageing, FlowReport

_NUMBER = 3
_WIDEST_TITLE, _WIDEST_DAY = 26, 4
_FOOT, _BELOW = 2, 2
_WIDE = 60
_BAR_STYLES = ("accent", "accent", "warn", "danger")
_LABEL_CELLS = 6


class _Scale(NamedTuple):
    """Where bars begin, how many cells a day is wide, and how many days the longest bar or line stands for."""

    begin: int
    cells: float
    most: int

    def at(self, days: int) -> int:
        return self.begin + round(days * self.cells)


def ageing_chart(report: FlowReport, glyphs: Glyphs, width: int, height: int) -> list[tuple[Span, ...]]:
    """Return the chart in `height` rows, the oldest card on top; cards that do not fit are counted below.

    Titles are drawn as they are in the report: who may not be named in them is to be hidden before.
    """
    canvas = Canvas(width, height)
    axis = height - _FOOT
    if axis < 2 or not report.ageing:
        return canvas.rows()
    shown = report.ageing if len(report.ageing) < axis else report.ageing[: axis - 2]
    signs = [_signs(card, glyphs, wide=width >= _WIDE) for card in shown]
    title = min(_WIDEST_TITLE, width // 4 if width < _WIDE else width * _WIDEST_TITLE // 74)
    begin = _NUMBER + title + (3 if width >= _WIDE else 1)
    rooms = [(card.days, width - begin - width_of(words) - 1) for card, words in zip(shown, signs, strict=True)]
    rooms.append((report.expectation.days, width - begin - _LABEL_CELLS))
    cells = max(0.01, min(room / days for days, room in rooms))
    most = max(days for days, _ in rooms)
    scale = _Scale(begin, min(_WIDEST_DAY, int(cells)) or cells, most)
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
    return canvas.rows()


def _signs(card: Ageing, glyphs: Glyphs, *, wide: bool) -> list[Span]:
    """Return what stands at the end of a bar: age, block, expedite, and whether it waits again."""
    style = LEVEL_STYLES[card.level]
    spans = [Span(f"{glyphs.ages[card.level]} ", style.split()[0]), Span(f"{card.days}d", style)]
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
    canvas.fill(scale.begin, axis, scale.at(last) + 2 - scale.begin, glyphs.chart_axis, "muted")
    for days in range(0, last + 1, step):
        canvas.put(scale.at(days), axis + 1, f"{days}d" if days else "0", "muted")

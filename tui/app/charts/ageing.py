"""Ageing work in progress: a bar for each card that is started and not finished, against what others took."""

from __future__ import annotations

from tui.app.charts.canvas import Canvas
from tui.app.chips import LEVEL_STYLES
from tui.app.glyphs import Glyphs
from tui.app.masking import Mask
from tui.app.paint import Span, cut
from tui.domain.definition import BoardDefinition
from tui.domain.flow_report import Ageing, FlowReport

_NUMBER, _GAP = 3, 3
_WIDEST_DAY = 4
_FOOT = 2
_BAR_STYLES = ("accent", "accent", "warn", "danger")


def ageing_chart(
    report: FlowReport, definition: BoardDefinition, glyphs: Glyphs, mask: Mask, width: int, height: int
) -> list[tuple[Span, ...]]:
    """Return the chart in `height` rows, the oldest card on top; cards that do not fit are counted below."""
    canvas = Canvas(width, height)
    axis = height - _FOOT
    if axis < 2 or not report.ageing:
        return canvas.rows()
    room = axis - 1
    spaced = 2 * len(report.ageing) <= room + 1
    shown = report.ageing if len(report.ageing) <= room else report.ageing[: room - 1]
    signs = [_signs(each, definition, glyphs, wide=width >= 60) for each in shown]
    title = max(8, min(26, width * 26 // 74 if width >= 60 else width // 4))
    begin = _NUMBER + title + _GAP if width >= 60 else _NUMBER + title + 1
    plot = max(4, width - begin - max(sum(len(span.text) for span in each) for each in signs) - 1)
    levels = report.thresholds
    lines = [(levels.p85, "declared" if levels.declared else "85 %", "warn")]
    lines += [] if levels.declared else [(levels.p50, "50 %", "muted")]
    most = max(shown[0].days, *(days for days, *_ in lines), 1)
    scale = min(_WIDEST_DAY, plot // most) or plot / most
    for days, words, style in lines:
        x = begin + round(days * scale)
        if canvas.is_free(x, 0, len(words) + 1):
            canvas.put(x, 0, words, style)
        for y in range(1, axis):
            canvas.put(x, y, glyphs.percentile, style)
    for place, (each, words) in enumerate(zip(shown, signs, strict=True)):
        y = 1 + place * (2 if spaced else 1)
        canvas.put(_NUMBER - 1 - len(str(each.number)), y, str(each.number), "muted")
        canvas.put(_NUMBER, y, cut(mask.text(each.title), title), "text")
        length = max(1, round(each.days * scale))
        canvas.fill(begin, y, length, glyphs.bar, _BAR_STYLES[each.level])
        x = begin + length + 1
        canvas.put(x - 1, y, " ")
        for span in words:
            canvas.put(x, y, span.text, span.style)
            x += len(span.text)
    if len(shown) < len(report.ageing):
        canvas.put(_NUMBER, axis - 1, f"{len(report.ageing) - len(shown)} more, younger", "muted")
    _axis(canvas, axis, begin, scale, max(most, 1), glyphs)
    return canvas.rows()


def _signs(each: Ageing, definition: BoardDefinition, glyphs: Glyphs, *, wide: bool) -> list[Span]:
    """Return what stands at the end of a bar: age, block, expedite, and where it is if that is no active column."""
    style = LEVEL_STYLES[each.level]
    spans = [Span(f"{glyphs.ages[each.level]} ", style.split()[0]), Span(f"{each.days}d", style)]
    if each.blocked:
        spans.append(Span(f"  {glyphs.blocked} {'blocked ' if wide else ''}{each.blocked}d", "danger"))
    if each.expedite:
        spans.append(Span(f"  {glyphs.expedite}{' expedite' if wide else ''}", "learn"))
    column = definition.column(each.column)
    if wide and column is not None and column.role == "waiting":
        spans.append(Span(f"  {glyphs.waiting} waits", "muted"))
    return spans


def _axis(canvas: Canvas, axis: int, begin: int, scale: float, most: int, glyphs: Glyphs) -> None:
    """Draw the scale in days, with labels far enough apart to be read."""
    step = next(days for days in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10_000, 100_000) if days * scale >= 6)
    last = -(-most // step) * step
    length = min(canvas.width - begin, round(last * scale) + 3)
    canvas.fill(begin, axis, length, glyphs.chart_axis, "muted")
    for days in range(0, last + 1, step):
        words = f"{days}d" if days else "0"
        x = begin + round(days * scale)
        if x + len(words) <= canvas.width:
            canvas.put(x, axis + 1, words, "muted")

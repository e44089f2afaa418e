"""The flow as a picture: charts two by two where there is room, else as many at a time as fit."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from tui.app.flow.canvas import Canvas
from tui.app.flow.charts import ageing_chart, cumulative_chart, cycle_chart, throughput_chart
from tui.app.look.glyphs import Glyphs
from tui.app.look.masking import Mask
from tui.app.look.paint import BLANK, Row, Shown, Span, fit, joined, margin_of, width_of, wrap
from tui.domain.flow.period import FlowReport
from tui.domain.flow.sentences import readings
from tui.domain.records.definition import BoardDefinition

CHARTS = {
    "throughput": ("Throughput", throughput_chart),
    "cycle_time": ("Cycle time", cycle_chart),
    "ageing": ("Ageing work in progress", ageing_chart),
    "cumulative_flow": ("Cumulative flow", cumulative_chart),
}
TWO_ACROSS, TWO_DOWN, AIRY = 140, 32, 30
_GAP = 8
_MOST_LINES = 2


class Layout(Struct, frozen=True):
    """How many charts there are beside and below each other, and how many rows and cells each has."""

    across: int
    down: int
    width: int
    height: int
    margin: int
    gap: int

    @property
    def at_once(self) -> int:
        """How many charts are in sight."""
        return self.across * self.down


def layout_for(width: int, height: int) -> Layout:
    """Return the layout of a screen of `width` x `height` cells: title, message line and footer take a row each."""
    margin = margin_of(width)
    across = 2 if width >= TWO_ACROSS else 1
    down = 2 if height >= TWO_DOWN else 1
    gap = 1 if height >= AIRY else 0
    room = height - 3 - gap
    chart_width = (width - 2 * margin - (across - 1) * _GAP) // across
    return Layout(across, down, chart_width, (room - (down - 1) * gap) // down, margin, gap)


def chart_rows(
    report: FlowReport, definition: BoardDefinition, mask: Mask, glyphs: Glyphs, layout: Layout, *, first: int
) -> list[Row]:
    """Return the rows of the charts in sight, the first of them of an index."""
    names = list(CHARTS)[first : first + layout.at_once]
    seen, unseen = report.ageing[: layout.height], report.ageing[layout.height :]
    hidden = replace(report, ageing=(*(replace(age, title=mask.text(age.title)) for age in seen), *unseen))
    sentences = {name: mask.text(words) for name, words in readings(report, definition).items()}
    rows: list[Row] = [BLANK] * layout.gap
    for place in range(0, len(names), layout.across):
        beside = names[place : place + layout.across]
        blocks = [list(_block(name, sentences[name], hidden, glyphs, layout)) for name in beside]
        rows += [BLANK] * (layout.gap if place else 0)
        rows += [Row((Span(" " * layout.margin), *joined(lines, " " * _GAP))) for lines in zip(*blocks, strict=True)]
    return rows


def _block(name: str, words: Shown, report: FlowReport, glyphs: Glyphs, layout: Layout) -> Iterator[tuple[Span, ...]]:
    """Yield a chart with its name and its reading, each row as wide as the chart; a long reading takes two."""
    title, draw = CHARTS[name]
    yield _padded((Span(title, "bright bold"),), layout.width)
    lines = wrap(words, layout.width, _MOST_LINES)
    for line in lines:
        yield _padded((Span(line, "muted"),), layout.width)
    canvas = Canvas(layout.width, layout.height - 1 - len(lines))
    draw(canvas, report, glyphs)
    yield from canvas.rows()


def _padded(spans: tuple[Span, ...], width: int) -> tuple[Span, ...]:
    fitted = fit(spans, width)
    return (*fitted, Span(" " * (width - width_of(fitted))))

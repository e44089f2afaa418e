"""How a step felt, from -2 to +2, as a bar of cells that begins in the middle."""

from __future__ import annotations

from tui.app.flow.canvas import Canvas
from tui.app.look.glyphs import Glyphs
from tui.app.look.paint import Span

STEP = 4
"""How many cells one grade is."""
GRADES = (-2, -1, 0, 1, 2)
BAR = STEP * (len(GRADES) - 1) + 1
HEADING = "-2  -1   0  +1  +2"
STYLES = {-2: "danger", -1: "warn", 0: "muted", 1: "ok", 2: "ok"}


def feeling_bar(felt: int | None, glyphs: Glyphs) -> tuple[Span, ...]:
    """Return the bar: a point at how it felt, a line from the middle to it; where nobody said, the grades alone."""
    canvas = Canvas(BAR, 1)
    for grade in GRADES:
        canvas.put((grade + 2) * STEP, 0, glyphs.dot, "line")
    if felt is not None:
        at, middle = (felt + 2) * STEP, 2 * STEP
        low, high = min(at, middle), max(at, middle)
        canvas.fill(low, 0, high - low + 1, glyphs.rule, STYLES[felt])
        canvas.put(at, 0, glyphs.point, STYLES[felt])
    return canvas.rows()[0]

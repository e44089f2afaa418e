"""One of a few words, chosen by turning."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.reactive import reactive

from tui.app.look.paint import Row, Span, joined, width_of
from tui.app.look.rows import Drawn

GAP = "   "


class Pick(Drawn):
    """One of a few words."""

    can_focus = True
    index: reactive[int] = reactive(0)

    def __init__(
        self, values: Sequence[str], index: int, remark: Callable[[int], str] | None = None, *, id: str
    ) -> None:
        super().__init__(id=id)
        self.values = values
        self.remark = remark or (lambda index: "")
        self.set_reactive(Pick.index, index)

    def row(self, y: int) -> Row:
        """Return the words, the chosen one underlined; where not all fit, those around it."""
        words = [
            (Span(value, "bright bold underline" if at == self.index else "muted"),)
            for at, value in enumerate(self.values)
        ]
        first = 0
        while first < self.index and width_of(joined(words[first : self.index + 2], GAP)) > self.size.width - 2:
            first += 1
        spans = joined(words[first:], GAP)
        if first:
            spans = (Span("‹ ", "muted"), *spans)
        remark = self.remark(self.index)
        background = "sel" if self.has_focus else "panel"
        return Row((*spans, Span(f"     {remark}", "warn")) if remark else spans, (), background)

    def turn(self, step: int) -> None:
        """Choose the next or previous word; at either end nothing happens."""
        self.index = max(0, min(self.index + step, len(self.values) - 1))

    def on_focus(self) -> None:
        """Show the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that the focus went."""
        self.refresh()

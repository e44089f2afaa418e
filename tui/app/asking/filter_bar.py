"""The filter bar between evidence and columns: live while typing, kept with enter, cleared with esc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal

from tui.app.asking.prompt_line import ChoiceList
from tui.app.host import host_of
from tui.app.look.clean_input import CleanInput, SignHighlighter
from tui.app.look.paint import Row, Shown, Span, cut
from tui.app.look.rows import Rows

if TYPE_CHECKING:
    from tui.app.asking.filtering import Filter

COUNT_WIDTH = 22


class FilterBar(Horizontal):
    """One line of filter; what its keys do is done at once, in the order in which they were pressed."""

    def __init__(self, following: Filter, choices: ChoiceList) -> None:
        super().__init__(id="filter")
        self.field = CleanInput(select_on_focus=False, compact=True)
        self._filter = following
        self._choices = choices
        self._sign = Rows(id="filter-sign")
        self._count = Rows(id="filter-count")

    def compose(self) -> ComposeResult:
        """Make the sign, the field and the count."""
        yield self._sign
        yield self.field
        yield self._count

    def on_mount(self) -> None:
        """Have the field tell what is typed."""
        self.field.highlighter = SignHighlighter(lambda: host_of(self).palette)
        self.field.followed_by = self._filter.typed
        self.field.places, self.field.owner = ("filter",), self

    def begin(self) -> None:
        """Take the focus."""
        self._mark(focused=True)
        self._choices.complete = self.complete
        self.screen.set_focus(self.field)

    def tell(self, shown: int, total: int, unknown: str = "") -> None:
        """Show how many match, or which condition there is none of."""
        matching = (Span(str(shown), "bright bold"), Span(f" of {total} {self._filter.noun}", "muted"))
        mistake = (Span(cut(Shown(f"no filter {unknown}"), COUNT_WIDTH), "warn"),)
        self._count.show(Row((), mistake if unknown else matching, "sel", 2))

    def complete(self) -> None:
        """Take the selected completion."""
        if self._choices.chosen is not None:
            self.field.value = self._choices.chosen.line
            self.field.cursor_position = len(self.field.value)

    def choose(self, step: int) -> None:
        """Mark another completion."""
        self._choices.choose_next(step)

    def clear(self) -> None:
        """Let the filter go."""
        self._filter.clear()

    def keep(self) -> None:
        """Leave the bar; what it shows stays."""
        self._mark(focused=False)
        self._filter.keep()

    def _mark(self, *, focused: bool) -> None:
        glyphs = self._sign.host.glyphs
        bar = Span(glyphs.focus, "accent") if focused else Span(glyphs.idle, "line")
        self._sign.show(Row((bar, Span(" /  ", "accent bold")), (), "sel"))

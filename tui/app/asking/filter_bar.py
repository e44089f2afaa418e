"""The filter bar between evidence and columns: live while typing, kept with enter, cleared with esc."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.getters import query_one
from textual.message import Message

from tui.app.asking.prompt_line import ChoiceList
from tui.app.host import host_of
from tui.app.look.clean_input import CleanInput, SignHighlighter
from tui.app.look.paint import Row, Shown, Span, cut
from tui.app.look.rows import Rows

COUNT_WIDTH = 22


class FilterBar(Horizontal):
    """One line of filter; what it means is the screen's business."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "clear", "Clear"),
        ("ctrl+c", "clear", "Clear"),
        ("tab", "complete", "Complete"),
        ("down", "choose(1)", "Next"),
        ("up", "choose(-1)", "Previous"),
    ]

    class Changed(Message):
        """What is typed changed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Kept(Message):
        """The filter stays, the bar loses the focus."""

    class Cleared(Message):
        """The filter goes."""

    sign = query_one("#filter-sign", Rows)
    count = query_one("#filter-count", Rows)
    field = query_one(CleanInput)

    def __init__(self, choices: ChoiceList, noun: str = "cards") -> None:
        super().__init__(id="filter")
        self._choices = choices
        self._noun = noun

    def compose(self) -> ComposeResult:
        """Make the sign, the field and the count."""
        yield Rows(id="filter-sign")
        yield CleanInput(select_on_focus=False, compact=True)
        yield Rows(id="filter-count")

    def on_mount(self) -> None:
        """Take the focus."""
        self.field.highlighter = SignHighlighter(lambda: host_of(self).palette)
        self.begin()

    def begin(self) -> None:
        """Take the focus again."""
        self._mark(focused=True)
        self.screen.set_focus(self.field)

    def tell(self, shown: int, total: int, unknown: str = "") -> None:
        """Show how many match, or which condition there is none of."""
        matching = (Span(str(shown), "bright bold"), Span(f" of {total} {self._noun}", "muted"))
        mistake = (Span(cut(Shown(f"no filter {unknown}"), COUNT_WIDTH), "warn"),)
        self.count.show(Row((), mistake if unknown else matching, "sel", 2))

    def on_input_changed(self, event: CleanInput.Changed) -> None:
        """Filter at every key."""
        event.stop()
        self.post_message(self.Changed(event.value))

    def on_input_submitted(self, event: CleanInput.Submitted) -> None:
        """Keep the filter."""
        event.stop()
        self._mark(focused=False)
        self.post_message(self.Kept())

    def action_clear(self) -> None:
        """Let the filter go."""
        self.post_message(self.Cleared())

    def action_complete(self) -> None:
        """Take the selected completion."""
        if self._choices.chosen is not None:
            self.field.value = self._choices.chosen.line
            self.field.cursor_position = len(self.field.value)

    def action_choose(self, step: int) -> None:
        """Select another completion."""
        self._choices.choose_next(step)

    def _mark(self, *, focused: bool) -> None:
        glyphs = self.sign.host.glyphs
        bar = Span(glyphs.focus, "accent") if focused else Span(glyphs.idle, "line")
        self.sign.show(Row((bar, Span(" /  ", "accent bold")), (), "sel"))

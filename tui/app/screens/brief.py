"""Texts to read over a screen: what an experiment is about, and what was said so far."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.getters import query_one

from tui.app.board import Board
from tui.app.ledger import criterion_rows, evidence_rows, learning_rows, lineage_rows
from tui.app.paint import Row, Shown, Span, wrap_all
from tui.app.screens.overlay import Overlay
from tui.app.widgets.reading import Reading
from tui.app.widgets.rows import Edge, Rows

SURFACE = "panel"


class ReadingScreen(Overlay[None]):
    """A text over the screen; `j k` scroll it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("j,down", "scroll(1)", "Down"),
        ("k,up", "scroll(-1)", "Up"),
        ("pagedown,space", "scroll(10)", "Page down"),
        ("pageup", "scroll(-10)", "Page up"),
        ("q,i,enter", "dismiss(None)", "Back"),
    ]

    reading = query_one(Reading)

    def compose(self) -> ComposeResult:
        """Make the text and the footer."""
        with Vertical(id="reading-box"):
            yield Edge()
            yield Reading()
        yield Rows(id="overlay-footer")

    def on_mount(self) -> None:
        """Show the text."""
        self.show_footer()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self.call_after_refresh(lambda: self.reading.show(list(self.lines(max(20, self.reading.size.width - 8)))))

    def lines(self, width: int) -> Iterator[Row]:
        """Yield the rows of the text for a width."""
        raise NotImplementedError

    def action_scroll(self, rows: int) -> None:
        """Scroll the text."""
        self.reading.scroll_items(rows)


def titled(title: str, text: Shown, width: int, style: str = "text") -> Iterator[Row]:
    """Yield a section: its name and its text, followed by a blank row."""
    yield Row((Span("    "), Span(title, "muted bold")), background=SURFACE)
    for line in wrap_all(text, width):
        yield Row((Span("    "), Span(line, style)), background=SURFACE)
    yield Row(background=SURFACE)


class BriefScreen(ReadingScreen):
    """Hypothesis, test, the evidence behind its count and what was learned from it, goals and expected outcome.

    `a` goes on to what the decision leads to, which `act` opens.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("a", "act", "Act on the decision")]

    def __init__(self, board: Board, act: Callable[[], None]) -> None:
        super().__init__()
        self.board = board
        self._act = act
        if self._has_actions:
            self.footer_mode = "brief"

    @property
    def _has_actions(self) -> bool:
        learning = self.board.experiment.learning
        return bool(learning and learning.actions)

    def action_act(self) -> None:
        """Close this, and choose an action."""
        if self._has_actions and self.is_current:
            self.dismiss(None)
            self.app.call_later(self._act)

    def lines(self, width: int) -> Iterator[Row]:
        """Yield what the definition says, and what speaks for and against it."""
        mask = self.custdev.mask
        definition = self.board.experiment.definition
        yield Row(background=SURFACE)
        yield Row(
            (Span("    "), Span(mask.text(definition.title), "bright bold"), Span(f"  {definition.key}", "muted")),
            background=SURFACE,
        )
        yield Row(background=SURFACE)
        yield from lineage_rows(self.board, mask, width)
        yield from learning_rows(self.board, mask, width)
        yield from titled("HYPOTHESIS", mask.text(definition.hypothesis or "none written yet"), width)
        yield from criterion_rows(self.board, mask, width)
        yield from evidence_rows(self.board, self.custdev.glyphs, mask, width)
        goals = "\n".join(f"• {goal}" for goal in definition.goals) or "none yet"
        yield from titled("GOALS", mask.text(goals), width)
        yield from titled("EXPECTED OUTCOME", mask.text(definition.expected_outcome or "none written yet"), width)
        if definition.related:
            yield from titled("RELATED", mask.text("\n".join(definition.related)), width)
        if definition.notes:
            yield from titled("NOTES", mask.text("\n\n".join(definition.notes)), width)


class MessagesScreen(ReadingScreen):
    """Every message of this session, the newest first."""

    def __init__(self, spoken: Sequence[str]) -> None:
        super().__init__()
        self.spoken = list(reversed(spoken))

    def lines(self, width: int) -> Iterator[Row]:
        """Yield the messages."""
        yield Row(background=SURFACE)
        words = self.custdev.mask.sentence("\n".join(self.spoken) or "Nothing was said yet.")
        yield from titled("MESSAGES", words, width)

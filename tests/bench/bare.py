"""What we are compared with: the smallest Textual app, and a board of three Line-API columns and nothing else."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Footer, Static

CARDS = 34
HEIGHT = 4
PLAIN, CHOSEN = Style.parse("white on grey15"), Style.parse("bold white on blue")


class Least(App[int]):
    """Shows a Static and a Footer."""

    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        """Make the two widgets."""
        yield Static("ready and waiting")
        yield Footer()


class BareColumn(ScrollView):
    """Draws cards of four rows line by line."""

    chosen = -1

    def on_mount(self) -> None:
        """Say how long the column is."""
        self.virtual_size = Size(50, CARDS * HEIGHT)

    def choose(self, index: int) -> None:
        """Choose a card, and draw it and the one before again."""
        before, self.chosen = self.chosen, index
        for each in (before, index):
            self.refresh_lines(each * HEIGHT, HEIGHT)
        self.scroll_to(y=max(0, (index - 8) * HEIGHT), animate=False)

    def render_line(self, y: int) -> Strip:
        """Return one line of whatever card is there."""
        index, row = divmod(y + int(self.scroll_offset.y), HEIGHT)
        style = CHOSEN if index == self.chosen else PLAIN
        words = ("", f" {index:>3} A card as it might stand here", "     P03 P04  three notes", "     said so")[row]
        width = self.size.width
        return Strip([Segment(words.ljust(width)[:width], style)], width)


class BareBoard(App[int]):
    """Three columns with a choice that moves."""

    BINDINGS: ClassVar[list[BindingType]] = [("j", "go(1)"), ("k", "go(-1)")]
    CSS = "BareColumn { width: 1fr; }"
    index = 0

    def compose(self) -> ComposeResult:
        """Make the columns."""
        with Horizontal():
            for _ in range(3):
                yield BareColumn()

    def action_go(self, by: int) -> None:
        """Move the choice."""
        self.index = max(0, min(CARDS - 1, self.index + by))
        self.query(BareColumn).first().choose(self.index)


if __name__ == "__main__":
    Least().run()

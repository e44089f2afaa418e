"""Widgets drawn from rows, and the simplest of them: a block of rows that are given to it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.strip import Strip
from textual.widget import Widget

from tui.app.host import host_of
from tui.app.look.paint import BLANK, Palette, Row, Span, shown_at, through
from tui.app.mishaps import Steady

if TYPE_CHECKING:
    from tui.app.app import CustdevApp


class Drawn(Steady, Widget):
    """A widget whose lines are strips made with the palette of the theme.

    Every line is looked through by the mask, whatever it is made of. What `echoes` tells back what somebody types.
    """

    echoes = False

    @property
    def host(self) -> CustdevApp:
        """The application."""
        return host_of(self)

    @property
    def palette(self) -> Palette:
        """The styles of the theme in use."""
        return self.host.palette

    def render_line(self, y: int) -> Strip:
        """Return one line of the widget."""
        return self.strip(self.row(y), self.size.width)

    def strip(self, row: Row, width: int) -> Strip:
        """Return a row as it is drawn on so many cells."""
        mask = self.host.mask
        if not mask.changes_nothing:
            row = through(row, partial(mask.drawn, typed=self.echoes))
        return self.palette.strip(row, width)

    def row(self, y: int) -> Row:
        """Return what line `y` shows."""
        raise NotImplementedError


class Rows(Drawn):
    """A block of rows that are given to it."""

    def __init__(self, *rows: Row, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.rows: tuple[Row, ...] = rows
        """What is shown."""
        self.styles.height = len(rows)

    def show(self, *rows: Row) -> None:
        """Show other rows; the widget becomes as high as they are."""
        if rows != self.rows:
            if len(rows) != len(self.rows):
                self.styles.height = len(rows)
            self.rows = rows
            self.refresh()

    def row(self, y: int) -> Row:
        """Return what line `y` shows."""
        return self.rows[y] if y < len(self.rows) else BLANK

    def on_click(self, event: events.Click) -> None:
        """Do what a key does that is shown where somebody clicked."""
        if event.button == 1 and (name := shown_at(self.row(event.y), self.size.width, event.x)):
            from tui.app.keys.clicking import do_shown  # most use the keys

            event.stop()
            do_shown(self.host, name)


class TitleBar(Rows):
    """The title bar of a screen; it says first what kind of workspace this is, where that is worth a word."""

    def __init__(self) -> None:
        super().__init__(id="title")

    def row(self, y: int) -> Row:
        """Return what line `y` shows."""
        row, label = super().row(y), self.host.label
        if y or not label or not row.left:
            return row
        margin, *rest = row.left
        return Row((margin, Span(label, "warn bold"), Span("  "), *rest), row.right, row.background, row.right_margin)


class Edge(Drawn):
    """The accent line at the top of a dialog."""

    def row(self, y: int) -> Row:
        """Return the line, as wide as the dialog."""
        return Row((Span(self.host.glyphs.top_edge * self.size.width, "accent"),), background="panel")

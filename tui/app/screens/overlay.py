"""What is laid over a screen: a surface with an accent edge, its keys in the footer."""

from __future__ import annotations

from typing import ClassVar, cast

from textual.binding import BindingType
from textual.screen import ModalScreen, ScreenResultType

from tui.app.commands import FOOTERS
from tui.app.host import Host
from tui.app.paint import Row, Span
from tui.app.widgets.rows import Rows


class Overlay(ModalScreen[ScreenResultType]):
    """A modal screen with a footer; `esc` goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "Back"), ("ctrl+c", "dismiss(None)", "Back")]
    AUTO_FOCUS = ""
    CSS_PATH = "overlay.tcss"
    footer_mode = "reading"

    @property
    def custdev(self) -> Host:
        """The application."""
        return cast(Host, self.app)

    def show_footer(self, words: str = "", tone: str = "muted") -> None:
        """Show the keys that work here, and a remark on the right."""
        spans: list[Span] = [Span("  ")]
        for key, does in FOOTERS[self.footer_mode]:
            spans += [Span(key, "accent bold"), Span(f" {does}   ")]
        self.query_one("#overlay-footer", Rows).show(Row(tuple(spans), (Span(words, tone),), "panel", 2))

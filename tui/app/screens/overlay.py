"""What is laid over a screen: a surface with an accent edge, its keys in the footer."""

from __future__ import annotations

from typing import ClassVar, cast

from textual.binding import BindingType
from textual.screen import ModalScreen, ScreenResultType

from tui.app.footers import FOOTERS
from tui.app.host import Host
from tui.app.paint import Row, Span, key_spans, width_of
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
        right = (Span(words, tone),) if words else ()
        keys = key_spans(FOOTERS[self.footer_mode], self.app.size.width - width_of(right) - 5)
        self.query_one("#overlay-footer", Rows).show(Row((Span("  "), *keys), right, "panel", 2))

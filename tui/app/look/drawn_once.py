"""A screen that opens is drawn once, when all of it is there."""

from __future__ import annotations

from textual import events
from textual.geometry import Size
from textual.screen import Screen, ScreenResultType


class DrawnOnce(Screen[ScreenResultType]):
    """A screen that does nothing twice when it comes to the front.

    Textual lays out, styles and draws a screen that opens when it gets its size, again when it hears of it, and when
    its widgets are there; what lies behind is laid out anew, too. Each time costs as much as ten keys.
    """

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        # All of it is asked for before Textual, which does its own next, gives it its size.
        self.refresh()
        if not self.outer_size:
            event.refresh_styles = False
            self.app.stylesheet.apply(self)  # its style sheet came after it, and before its widgets

    def _screen_resized(self, size: Size) -> None:
        if size != self.outer_size:
            super()._screen_resized(size)

    def _compositor_refresh(self) -> None:
        if not self._repaint_required:
            super()._compositor_refresh()

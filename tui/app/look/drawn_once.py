"""A screen that opens is drawn once, when all of it is there."""

from __future__ import annotations

from textual.await_remove import AwaitRemove
from textual.screen import Screen, ScreenResultType


class DrawnOnce(Screen[ScreenResultType]):
    """A screen that draws nothing while all of it is going to be drawn anyway.

    Textual draws a screen that comes to the front whole when it gets its size, again when it hears of it, and when its
    widgets are there; and it lays out and draws what is in front anew when another one is gone. Each time costs as much
    as ten keys.
    """

    def on_screen_resume(self) -> None:
        """Ask for all of it, before Textual gives it its size."""
        self.refresh()

    def _compositor_refresh(self) -> None:
        if not self._repaint_required:
            super()._compositor_refresh()

    def remove(self) -> AwaitRemove:
        """Take this away, once it is left; what is in front stays as it is."""
        return self.app._prune(self)

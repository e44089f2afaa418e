"""What lies behind a dialog, dimmed: each style of it is reckoned once, not once for each piece of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.renderables.background_screen import BackgroundScreen


class Dimmed(BackgroundScreen):
    """The screen behind, as Textual dims it."""

    @classmethod
    def process_segments(cls, segments: Iterable[Segment], color: Color) -> Iterator[Segment]:
        """Yield the segments of a screen with a color laid over them, and with nothing to click."""
        dimmed: dict[Style | None, Style | None] = {}
        for segment in segments:
            if segment.control:
                yield segment
                continue
            if segment.style not in dimmed:
                (alone,) = super().process_segments((segment,), color)
                dimmed[segment.style] = alone.style
            yield Segment(segment.text, dimmed[segment.style])

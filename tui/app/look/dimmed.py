"""What lies behind a dialog, dimmed: line by line as it was drawn, and each style of it reckoned once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.color import Color
from textual.renderables.background_screen import BackgroundScreen
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

if TYPE_CHECKING:
    from textual.css.styles import RulesMap
    from textual.screen import Screen

MOST_STYLES = 1024
"""More than the screens of the moment have in all."""


class Dimmed(Visual):
    """The screen behind, as Textual dims it.

    Textual writes it out as one text, parts that into lines again, and reckons a style for each piece. The lines are
    there already, and hundreds of pieces have a few dozen styles.
    """

    def __init__(self, screen: Screen[object], color: Color) -> None:
        self.screen = screen
        self.color = color

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Return all there is: it fills the screen."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return as many lines as the screen behind has."""
        return self.screen.size.height

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """Return the lines of the screen with a color laid over them, and with nothing to click."""
        return [dimmed(line, self.color).crop(0, width) for line in self.screen._compositor.render_strips()[:height]]


def dimmed(line: Strip, color: Color) -> Strip:
    """Return a line with a color laid over it, and with nothing to click."""
    return Strip([Segment(text, _dimmed(style, color)) for text, style, _ in line], line.cell_length)


@lru_cache(MOST_STYLES)
def _dimmed(style: RichStyle | None, color: Color) -> RichStyle | None:
    (alone,) = BackgroundScreen.process_segments((Segment("", style),), color)
    return alone.style

"""What a removed widget drew goes with it, and so do places on the screen that were reckoned with long ago."""

from __future__ import annotations

from collections.abc import Iterable
from functools import _lru_cache_wrapper, lru_cache, partial

from textual._styles_cache import StylesCache
from textual.css.scalar import Scalar
from textual.geometry import Region
from textual.widget import Widget

_NAME = "get_inner_outer"
MOST_PLACES = 512
"""So many places are remembered for each thing that is reckoned of them: more than stand on one screen."""


def let_drawings_go() -> None:
    """Have Textual remember two colours by the colours alone.

    Up to 8.2.8 it remembers them by the widget's drawing too, and so keeps the last 1,024 drawings, with all they hold,
    of widgets long removed. A Textual that does not is left as it is.
    """
    method = vars(StylesCache).get(_NAME)
    if isinstance(method, _lru_cache_wrapper):
        of_colours = lru_cache(1024)(partial(method.__wrapped__, StylesCache))
        setattr(StylesCache, _NAME, staticmethod(of_colours))


def let_places_go() -> None:
    """Have Textual remember no more than what it reckons of the places on the screens of the moment.

    It remembers thousands of each kind, which come together in a long day of many sizes, scrolled and pointed at
    everywhere: megabytes that nobody asks for again.
    """
    for kind in (Region, Scalar):
        for name, method in list(vars(kind).items()):
            if isinstance(method, _lru_cache_wrapper) and method.cache_parameters()["maxsize"] != MOST_PLACES:
                setattr(kind, name, lru_cache(MOST_PLACES)(method.__wrapped__))


def end_with(widgets: Iterable[Widget]) -> None:
    """Have what some widgets drew go as soon as they have left the screen.

    Textual lets go of a screen late: what was made while it was in front remembers it, and so does whoever heard from
    it last. All that such a screen holds is little but for what it drew, which are megabytes.
    """
    for widget in widgets:
        if widget._task is not None:
            nodes = widget.walk_children(Widget, with_self=True)
            widget._task.add_done_callback(partial(_clear, nodes))


def _clear(widgets: Iterable[Widget], _task: object) -> None:
    for widget in widgets:
        widget._styles_cache.clear()

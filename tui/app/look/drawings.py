"""What a removed widget drew goes with it."""

from __future__ import annotations

from functools import _lru_cache_wrapper, lru_cache, partial

from textual._styles_cache import StylesCache

_NAME = "get_inner_outer"


def let_drawings_go() -> None:
    """Have Textual remember two colours by the colours alone.

    Up to 8.2.8 it remembers them by the widget's drawing too, and so keeps the last 1,024 drawings, with all they hold,
    of widgets long removed. A Textual that does not is left as it is.
    """
    method = vars(StylesCache).get(_NAME)
    if isinstance(method, _lru_cache_wrapper):
        of_colours = lru_cache(1024)(partial(method.__wrapped__, StylesCache))
        setattr(StylesCache, _NAME, staticmethod(of_colours))

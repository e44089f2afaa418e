"""What was on the screen and left it is freed."""

from __future__ import annotations

import gc
import importlib.util
import weakref
from types import ModuleType

from textual import _styles_cache
from textual.color import Color

from tui.app.look.drawings import let_drawings_go


def _as_textual_has_it() -> ModuleType:
    spec = importlib.util.spec_from_file_location("as_textual_has_it", _styles_cache.__file__)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _outlives_its_widget(kind: type[_styles_cache.StylesCache]) -> bool:
    drawing = kind()
    drawing.get_inner_outer(Color(1, 2, 3), Color(4, 5, 6))
    left = weakref.ref(drawing)
    del drawing
    gc.collect()
    return left() is not None


def test_textual_still_keeps_what_removed_widgets_drew() -> None:
    assert _outlives_its_widget(_as_textual_has_it().StylesCache), "Textual mended it: take look/drawings.py out"


def test_we_do_not_keep_what_removed_widgets_drew() -> None:
    let_drawings_go()
    let_drawings_go()
    assert not _outlives_its_widget(_styles_cache.StylesCache)
    textual, ours = _as_textual_has_it().StylesCache(), _styles_cache.StylesCache()
    colours = Color(1, 2, 3), Color(4, 5, 6, 0.5)
    assert ours.get_inner_outer(*colours) == textual.get_inner_outer(*colours)

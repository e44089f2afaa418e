"""What was on the screen and left it is freed."""

from __future__ import annotations

import asyncio
import gc
import importlib.util
import weakref
from collections import Counter
from collections.abc import Sequence
from heapq import heapify
from types import ModuleType
from typing import Any

import pytest
from textual import _styles_cache
from textual.color import Color
from textual.dom import DOMNode
from textual.geometry import Region
from textual.widget import Widget
from textual.worker import active_worker

from tests.app.conftest import Sit
from tests.app.user import User
from tests.sample import BOARD
from tui.app.background import in_background
from tui.app.host import MOST_SPOKEN
from tui.app.look.drawings import MOST_PLACES, let_drawings_go, let_places_go


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


def test_places_of_long_ago_are_not_remembered() -> None:
    let_places_go()
    let_places_go()
    screen = Region(0, 0, 160, 45)
    places = [Region(x, y, 2, 1) for x in range(170) for y in range(50)]
    assert sum(screen.contains_region(place) for place in places) == 159 * 45
    assert len({screen.intersection(place) for place in places}) > MOST_PLACES
    assert Region(3, 4, 200, 1).intersection(screen) == Region(3, 4, 157, 1)
    caches = [method for method in vars(Region).values() if hasattr(method, "cache_info")]
    assert caches
    assert max(cache.cache_info().currsize for cache in caches) == MOST_PLACES


OPENED: dict[str, Sequence[str]] = {
    "filter": ("slash", "e", "escape"),
    "filter that was kept": ("slash", "e", "enter", "escape"),
    "note": ("n", "escape"),
    "line that completes": ("c", "P", "tab", "escape"),
    "card": ("a", "escape"),
    "panel": ("enter", "j", "escape"),
    "palette": ("colon", "a", "escape"),
    "help": ("question_mark", "escape"),
    "hypothesis": ("i", "escape"),
    "permission": ("p", "escape"),
    "snapshot": ("w", "escape"),
    "experiments": ("0", "escape"),
    "flow": ("f", "escape"),
    "standup": ("S", "space", "escape"),
    "report": ("S", "G", "escape"),
    "people": ("P", "j", "escape"),
    "people's filter": ("P", "slash", "e", "escape", "escape"),
    "person": ("P", "a", "escape", "escape"),
    "touchpoint of a person": ("P", "t", "escape", "escape"),
}


async def test_a_thread_that_rests_holds_no_screen(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        done = asyncio.Event()
        in_background(user.app.screen, "work", lambda: None, lambda _: done.set(), lambda _: None)
        await done.wait()
        await user.settle()
        loop = asyncio.get_running_loop()
        assert await loop.run_in_executor(None, active_worker.get, None) is None


ROUNDS = 3


@pytest.mark.parametrize("name", OPENED)
async def test_what_was_opened_and_left_is_freed(sit: Sit, sample: object, name: str) -> None:
    async with sit(board=BOARD) as user:
        seen: weakref.WeakSet[DOMNode] = weakref.WeakSet()
        once = await _opened(user, OPENED[name], seen)
        for _ in range(ROUNDS):
            await _opened(user, OPENED[name], seen)
        _let_cancelled_go()
        gc.collect()
        left = Counter(type(node).__name__ for node in seen - set(_shown(user)))
        assert left - once - once == Counter(), "Textual may have drawn something with the last two"


@pytest.mark.parametrize("name", ["filter", "palette", "snapshot", "flow", "people", "person"])
async def test_what_left_and_is_remembered_by_somebody_holds_no_drawing(sit: Sit, sample: object, name: str) -> None:
    async with sit(board=BOARD) as user:
        once: list[DOMNode] = []
        for key in OPENED[name]:
            await user.press(key)
            once += _shown(user)
        left = set(once) - set(_shown(user))
        assert left
        assert {type(node).__name__ for node in left if _has_drawing(node)} == set()
        assert any(map(_has_drawing, _shown(user))), "what is in sight is drawn once, and remembered"


def _has_drawing(node: DOMNode) -> bool:
    return isinstance(node, Widget) and bool(node._styles_cache._cache)


@pytest.mark.parametrize("in_front", [("colon",), ("question_mark",), ("P", "a"), ("S", "colon"), ("P", "t", "escape")])
async def test_a_place_that_opens_late_is_in_place_of_all_that_was_in_front(
    sit: Sit, sample: object, in_front: Sequence[str]
) -> None:
    async with sit(board=BOARD) as user:
        await user.press("0", *in_front)
        for _ in range(ROUNDS):
            user.app.open_board(BOARD)
            await user.settle()
            await user.press("colon")
        assert len(user.app.screen_stack) == 3, "the first screen, the board, and the commands over it"
        await user.press("escape", "j")
        assert user.grid[0].strip().startswith("Customer Development")


async def test_of_what_is_said_all_day_the_latest_can_be_read_again(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        for number in range(2 * MOST_SPOKEN):
            user.app.spoken.append(f"Message {number}.")
        assert len(user.app.spoken) == MOST_SPOKEN
        await user.type(":Messages: what", "enter")
        assert f"Message {2 * MOST_SPOKEN - 1}." in user.text


async def _opened(user: User, keys: Sequence[str], seen: weakref.WeakSet[DOMNode]) -> Counter[str]:
    """Open and leave something, and return what there was to see meanwhile."""
    once = set()
    for key in keys:
        await user.press(key)
        once.update(_shown(user))
    seen |= weakref.WeakSet(once)
    return Counter(type(node).__name__ for node in once)


def _shown(user: User) -> list[DOMNode]:
    return [node for screen in user.app.screen_stack for node in screen.walk_children(with_self=True)]


def _let_cancelled_go() -> None:
    """Let what was to be done later, and is not to be any more, go now: the loop lets it go when it would be due."""
    loop: Any = asyncio.get_running_loop()
    loop._scheduled = [handle for handle in loop._scheduled if not handle.cancelled()]
    heapify(loop._scheduled)
    loop._timer_cancelled_count = 0

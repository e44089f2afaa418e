"""What opens, and what comes to the front again, is drawn whole once, not once for each of its widgets."""

from __future__ import annotations

from collections import Counter

import pytest
from textual._compositor import Compositor, LayoutUpdate
from textual.screen import Screen

from tests.app.conftest import Sit
from tests.app.user import USUAL, WIDE, Size
from tests.sample import BOARD

OPENING = ("P", "S", "f", "0", "o", "n", "/", "?", "e", "colon", "w", "a", "2")


class Drawings:
    """In which turn of Textual's clock for drawing all of a screen was drawn; 0 is between two of them."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.drawn: Counter[int] = Counter()
        turn, turns = 0, 0
        draw, update = Compositor.render_full_update, Screen._on_timer_update

        def counted(compositor: Compositor, simplify: bool = False) -> LayoutUpdate:
            self.drawn[turn] += 1
            return draw(compositor, simplify)

        def in_turn(screen: Screen[object]) -> None:
            nonlocal turn, turns
            turn = turns = turns + 1
            update(screen)
            turn = 0

        patch.setattr(Compositor, "render_full_update", counted)
        patch.setattr(Screen, "_on_timer_update", in_turn)


@pytest.mark.parametrize("size", [WIDE, USUAL])
@pytest.mark.parametrize("key", OPENING)
async def test_what_opens_is_drawn_when_it_is_its_turn_and_once(
    sit: Sit, sample: object, monkeypatch: pytest.MonkeyPatch, key: str, size: Size
) -> None:
    drawings = Drawings(monkeypatch)
    async with sit(board=BOARD, size=size) as user:
        for pressed in (key, "escape"):
            drawings.drawn.clear()
            await user.press(pressed)
            assert drawings.drawn[0] == 0, pressed
            assert max(drawings.drawn.values(), default=0) <= 1, pressed


async def test_what_is_in_front_is_not_laid_out_anew_because_another_screen_is_gone(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("?")
        overlay, laid_out = user.app.screen, list[Screen[object]]()
        user.app.screen_stack[-2].screen_layout_refresh_signal.subscribe(user.app, laid_out.append, immediate=True)
        await user.press("escape")
        assert user.app.screen is not overlay
        assert not overlay.is_attached
        assert not laid_out

"""Cards that wait for others, on the board and in the standup."""

from __future__ import annotations

import pytest

from tests.app.conftest import Sit
from tests.app.sample import BOARD
from tests.app.user import SMALL, USUAL, WIDE, Size


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_a_card_waits_for_another_and_is_told_to_be_free(sit: Sit, sample: object, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        first, second, *_ = user.column("todo")
        await user.press("b")
        await user.type(f"CD-{second}")
        assert f"waits for CD-{second}" in user.text
        await user.press("enter")
        assert user.card(first).blocked_by == (user.card(second).uid,)
        assert f"CD-{second}" in user.text
        await user.press("j", "L", "L")
        assert f"CD-{first} is free now" in user.message
        assert "free" in user.text
        assert "CD" in user.text
        await user.press("u")
        assert f"CD-{second} is done" not in user.text


async def test_the_card_is_drawn_anew_where_it_stands(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        first, second, *_ = user.column("todo")
        await user.press("b")
        await user.type(f"{second}", "enter")
        assert f"CD-{second} {user.card(second).title}"[:20] in user.text
        await user.press("j", "d")
        assert f"free CD-{second} is done" in user.text
        assert f"CD-{first} is free now" in user.message


async def test_a_circle_is_refused_and_what_was_typed_stays(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        first, second, *_ = user.column("todo")
        await user.press("b")
        await user.type(f"{second}", "enter")
        await user.press("j", "b")
        await user.type(f"CD-{first}", "enter")
        assert "neither could go on" in user.text
        assert f"CD-{first}" in user.text
        assert user.card(second).blocked is None


async def test_the_panel_says_what_waits_for_a_card(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        _, second, *_ = user.column("todo")
        await user.press("b")
        await user.type(f"{second}", "enter")
        await user.press("j", "enter")
        assert "WAITS FOR THIS" in user.text
        await user.press("tab", "enter")
        assert "WAITS FOR THIS" not in user.text
        assert "WAITS FOR" in user.text
        assert f"CD-{second}  {user.card(second).title}"[:20] in user.text

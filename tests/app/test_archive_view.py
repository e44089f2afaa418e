"""The archive of a board: what is there, what fits, and what comes back."""

from __future__ import annotations

import pytest

from tests.app.conftest import Sit
from tests.app.sample import BOARD
from tests.app.user import SMALL, USUAL, WIDE, Size
from tui.domain import operations


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_an_archived_card_is_found_and_brought_back_in_sight(sit: Sit, sample: object, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        _, second, *rest = user.column("todo")
        title = user.card(second).title
        await user.press("d", "d", "X")
        assert "2 cards" in user.text
        await user.type(title.split()[0].lower())
        assert title[:12] in user.text
        await user.press("enter")
        assert user.message.startswith(f"Restored {second}")
        assert user.column("todo") == [second, *rest]
        await user.press("u")
        assert user.column("todo") == rest
        assert user.marks == 1


async def test_it_is_searched_as_the_board_is_filtered(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        first, second, *_ = user.column("todo")
        await user.press("d", "d", "X")
        for typed, count in (("is:blocked", 0), (f"{first}", 1), ("-zzz", 2), ("zzz OR -yyy", 2), ("@P99", 0)):
            await user.type(typed)
            assert f"{count} of 2 cards" in user.text, typed
            await user.press("ctrl+u")
        await user.type("is:red")
        assert "There is no condition is:red" in user.text
        await user.press("escape")
        assert user.column("todo") != [first, second]


async def test_an_empty_archive_says_so(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=USUAL) as user:
        await user.press("X")
        assert "It is empty." in user.text
        await user.press("enter", "escape")
        assert user.marks == 1


async def test_a_card_that_somebody_restored_meanwhile_is_told(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=USUAL) as user:
        first = user.column("todo")[0]
        await user.press("d", "X")
        user.session.save(operations.restore_card, user.card(first).uid)
        await user.press("enter")
        assert "on the board already" in user.text

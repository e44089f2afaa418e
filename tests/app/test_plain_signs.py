"""Where signs are to be plain, all of the screen is of ASCII, but for letters that somebody typed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.app.conftest import Sit
from tests.sample import BOARD
from tui.domain import operations

WALK: tuple[Sequence[str], ...] = (
    (),
    ("enter",),
    ("slash", "e"),
    ("n",),
    ("a",),
    ("colon", "a"),
    ("question_mark",),
    ("i",),
    ("p",),
    ("w",),
    ("0",),
    ("f",),
    ("S",),
    ("S", "space"),
    ("S", "G"),
    ("P",),
    ("P", "a"),
    ("P", "p"),
    ("N",),
    ("ctrl+f", "e"),
    ("l", "j", "D"),
)


@pytest.mark.parametrize("size", [(160, 45), (80, 24), (40, 14)], ids=["160x45", "80x24", "40x14"])
async def test_every_screen_is_of_ascii(sit: Sit, sample: object, size: tuple[int, int]) -> None:
    beyond: set[tuple[str, Sequence[str]]] = set()
    for keys in WALK:
        async with sit(board=BOARD, size=size, ascii_only=True) as user:
            await user.press(*keys)
            beyond |= {(sign, keys) for sign in user.text if not sign.isascii()}
    assert beyond == set()


async def test_letters_stay_and_signs_take_the_same_room(sit: Sit, sample: object) -> None:
    title = "Größe “so”, Привет … 顧客 ✓"
    async with sit(board=BOARD, ascii_only=True) as user:
        user.session.run(operations.edit_card, next(iter(user.session.workspace.cards)), title=title)
        await user.settle()
        assert 'Größe "so", Привет ~ 顧客 y' in user.text
    async with sit(board=BOARD) as user:
        assert title in user.text, "the text is as it was"

"""Lines that are pasted into the title of a new card become a card each, or one card: it is asked."""

from __future__ import annotations

import pytest

from tests.app.conftest import Sit
from tests.app.user import User
from tests.sample import BOARD

LINES = "- Ask [/] Ana\r\n2. [x] =1+1\n\n* Mail \x1b[31mCleo \u202eoelC\n"
ONE = "- Ask [/] Ana 2. [x] =1+1 * Mail Cleo oelC"


def titles(user: User) -> list[str]:
    cards = sorted(user.session.workspace.cards.values(), key=lambda card: card.number)
    return [card.title for card in cards]


@pytest.mark.parametrize("size", [(160, 45), (80, 24), (40, 14)], ids=["160x45", "80x24", "40x14"])
async def test_a_card_each_in_one_step(sit: Sit, sample: object, size: tuple[int, int]) -> None:
    async with sit(board=BOARD, size=size) as user:
        before = titles(user)
        await user.press("a")
        await user.paste(LINES)
        assert "3 cards   one card" in user.text
        await user.press("enter")
        assert titles(user)[len(before) :] == ["Ask [/] Ana", "=1+1", "Mail Cleo oelC"]
        assert user.message.startswith("Added 3 cards")
        await user.press("u")
        assert titles(user) == before


async def test_one_card_where_that_is_chosen(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("a")
        await user.paste(LINES, "right", "enter")
        assert titles(user)[-1] == ONE


@pytest.mark.parametrize(
    ("before", "pasted", "after"), [("", "One line\n", ""), ("Ask ", "Ana\nBen", ""), ("", "Ana\nBen", "!")]
)
async def test_nothing_is_asked_of_one_line_nor_of_a_title_that_is_typed(
    sit: Sit, sample: object, before: str, pasted: str, after: str
) -> None:
    async with sit(board=BOARD) as user:
        await user.press("a")
        await user.type(before)
        await user.paste(pasted)
        if after:
            assert "2 cards" in user.text
            await user.press("shift+tab", "end")
            await user.type(after)
        assert "lines" not in user.text
        count = len(titles(user))
        await user.press("enter")
        assert titles(user)[count:] == [" ".join(f"{before}{pasted}{after}".split())]


async def test_the_next_card_is_asked_about_anew(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        count = len(titles(user))
        await user.press("a")
        await user.paste("Ana\nBen", "ctrl+n")
        assert "one card" not in user.text
        await user.type("Cleo", "enter")
        assert titles(user)[count:] == ["Ana", "Ben", "Cleo"]


async def test_whoever_types_on_after_pasting_loses_nothing(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("a")
        await user.paste("Ana\nBen")
        await user.type(" hello")
        assert "lines" not in user.text
        await user.press("enter")
        assert titles(user)[-1] == "Ana Ben hello"

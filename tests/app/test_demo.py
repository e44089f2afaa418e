"""Every screen has something to show in the demo, and says what kind of place it is."""

from __future__ import annotations

import pytest

from tests.app.user import SMALL, USUAL, WIDE, Size, seated
from tui.session import Session

BOARD = "customer-development"
BOARDS = (BOARD, "customer-experience-experiment", "customer-retention-experiment")
NAMES = ("Marta", "Nowicka", "Levi", "Brandt", "Juho", "Haverkamp", "@example.com", "Brindlewick")


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
@pytest.mark.parametrize("board", BOARDS)
async def test_a_board_opens_and_says_that_it_is_the_demo(demo_session: Session, board: str, size: Size) -> None:
    async with seated(demo_session, board=board, size=size, label="demo") as user:
        assert user.grid[0].strip().startswith("demo  Customer")
        await user.press("l", "j", "enter")
        assert not any(name in user.text for name in NAMES)


@pytest.mark.parametrize("size", [WIDE, USUAL])
@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (("P",), "P02"),
        (("P", "G", "enter"), "opted out"),
        (("P", "/", "e", "x", "p", "o", "r", "t", "enter"), "P03"),
        (("0",), "Customer Retention Experiment"),
        (("i",), "returned >= 6"),
        (("/", "at", "P", "0", "3", "enter"), "CSV export"),
        (("question_mark",), "undo"),
        (("t",), "touchpoint"),
        (("S",), "demo  Standup"),
    ],
)
async def test_a_screen_has_something_to_show(
    demo_session: Session, size: Size, keys: tuple[str, ...], words: str
) -> None:
    async with seated(demo_session, board=BOARD, size=size, label="demo") as user:
        await user.press(*({"/": "slash"}.get(key, key) for key in keys))
        assert words in user.text
        assert not any(name in user.text for name in NAMES)


async def test_names_are_there_for_who_asks(demo_session: Session) -> None:
    async with seated(demo_session, board=BOARD, label="demo") as user:
        await user.press("P", "asterisk")
        assert "Marta Nowic" in user.text
        assert "names shown" in user.footer


async def test_a_workspace_of_ones_own_has_no_label(demo_session: Session) -> None:
    async with seated(demo_session, board=BOARD) as user:
        assert "demo" not in user.grid[0]

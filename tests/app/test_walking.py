from __future__ import annotations

import pytest

from tests.app.conftest import Sit
from tests.app.sample import BOARD
from tests.app.user import SMALL, USUAL, WIDE, Size


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_a_template_starts_with_the_first_move(sit: Sit, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        assert "Establish" in user.marked
        assert user.session.current(BOARD) is None
        await user.press("L")
        assert user.message.startswith("Moved 1 to DOING")
        assert user.column("doing") == [1]
        assert "Establish" in user.marked
        await user.press("u")
        assert user.message.startswith("Undid: move 1 to DOING")
        assert user.column("todo") == [1, 2, 3, 4, 5, 6, 7]
        assert "Establish" in user.marked
        await user.press("ctrl+r")
        assert user.message.startswith("Did again: move 1 to DOING")
        assert user.column("doing") == [1]
        assert user.marks == 1


async def test_undo_goes_back_to_the_start_and_says_so(sit: Sit) -> None:
    async with sit(board=BOARD) as user:
        await user.press("u")
        assert user.message.startswith("Nothing to undo")
        await user.press("L", "h", "j", "L")
        assert user.column("doing") == [1, 3]
        await user.press("u", "u", "u")
        assert user.message.startswith("Nothing to undo")
        assert user.column("todo") == [1, 2, 3, 4, 5, 6, 7]
        await user.press("ctrl+r", "ctrl+r", "ctrl+r")
        assert user.message.startswith("Nothing to redo")
        assert user.column("doing") == [1, 3]


@pytest.mark.parametrize(
    ("left", "right", "up", "down"),
    [("H", "L", "K", "J"), ("shift+left", "shift+right", "shift+up", "shift+down"), ("<", ">", "K", "J")],
)
async def test_cards_are_carried_and_ranked(sit: Sit, left: str, right: str, up: str, down: str) -> None:
    async with sit(board=BOARD) as user:
        await user.press(down)
        assert user.column("todo")[:3] == [2, 1, 3]
        assert user.marked.startswith("1 Establish")
        await user.press(up, up)
        assert user.column("todo")[:3] == [1, 2, 3]
        await user.press(right)
        assert (user.column("doing"), user.marked.startswith("1 Establish")) == ([1], True)
        await user.press(right)
        assert user.column("done") == [1]
        assert "n notes what you learned" in user.message
        await user.press(left, left, left)
        assert user.column("done") == user.column("doing") == []
        assert 1 in user.column("todo")
        assert user.marked.startswith("1 Establish")


async def test_the_focus_walks_with_letters_and_arrows(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        seen = []
        for key in ("j", "down", "k", "up", "G", "g", "end", "home", "l", "right", "right", "left", "h", "left"):
            await user.press(key)
            seen.append(int(user.marked.split()[0]))
            assert user.marks == 1
        assert seen == [5, 6, 5, 4, 14, 4, 14, 4, 8, 1, 1, 8, 4, 4]


async def test_pages_and_more_below(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=USUAL) as user:
        assert "2 more below" in user.text
        await user.press("pagedown")
        after = user.marked
        assert after != "Iterate on the product"
        await user.press("pagedown", "pagedown")
        assert "Compare two" in user.marked
        assert "more below" not in user.text
        await user.press("pageup", "pageup", "pageup")
        assert "Iterate on" in user.marked


async def test_the_selection_stays_through_resize_and_density(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("l", "j", "j")
        assert user.marked.startswith("2 Encourage")
        for size in (USUAL, SMALL, (100, 30), (59, 20), (200, 60), (36, 10), WIDE):
            await user.resize(size)
            assert "Encourage" in user.marked, size
            assert user.marks == 1, size
        for words in ("Normal", "Dense", "Roomy"):
            await user.press("z")
            assert user.message.startswith(words)
            assert "Encourage" in user.marked
            assert user.marks == 1


async def test_a_window_too_small_says_so_and_keeps_everything(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=USUAL) as user:
        await user.press("j", "n")
        await user.type("half a thou")
        for size in ((35, 24), (80, 9)):
            await user.resize(size)
            assert "Make the window a little larger" in " ".join(user.text.split()), size
            assert "Measure customer" not in user.text
        await user.resize(USUAL)
        assert "half a thou" in user.text
        await user.press("escape")
        assert "Measure customer" in user.marked


async def test_over_the_limit_warns_and_does_not_block(sit: Sit) -> None:
    async with sit(board=BOARD) as user:
        await user.press("L")
        for _ in range(2):
            await user.press("h", "g", "L")
        assert user.message.startswith("Moved 3 to DOING")
        await user.press("h", "L")
        assert user.message.startswith("DOING is 4/3 now, finish before starting?")
        assert "4/3 over limit" in user.text
        assert "WIP 4/3 over" in user.text
        assert len(user.column("doing")) == 4


async def test_empty_columns_say_what_they_are_for(sit: Sit) -> None:
    async with sit(board=BOARD) as user:
        for words in (
            "Nothing in progress.",
            "L moves the selected card here",
            "Nothing finished yet.",
            "Each card that arrives asks:",
            "what did we learn?",
            "for: nobody; against: nobody",
            "criterion returned >= 3",
            "not started",
        ):
            assert words in user.text
        for _ in range(7):
            await user.press("h", "g", "L")
        assert "Nothing waiting." in user.text
        assert "a adds a card" in user.text
        assert user.marks == 1


async def test_the_mouse_selects_and_opens(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        row = next(index for index, row in enumerate(user.grid) if "Encourage customer" in row)
        await user.pilot.click(offset=(60, row))
        await user.settle()
        assert user.marked.startswith("2 Encourage")
        await user.pilot.click(offset=(60, row), times=2)
        await user.settle()
        assert "CD-2" in user.text

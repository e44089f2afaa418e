from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from tests.app.conftest import Sit
from tests.app.sample import BOARD
from tests.app.user import SMALL, USUAL, WIDE, Size
from tui.app.board.screen import BoardScreen
from tui.app.look.inspector import PanelItem


async def test_the_panel_tells_all_about_a_card(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("l", "j", "enter")
        for words in (
            "CD-3 · ◆ DOING since Sun 15 Nov",
            "Set a fixed time to read what came in",
            "owner @eng",
            "1 of 3",
            "Read the mails",
            "PEOPLE",
            "P04  no facts yet",
            "2, newest first",
            "▼ refutes",
            "nobody answered, so I stopped",
            "HISTORY",
            "TODO → DOING",
            "created",
        ):
            assert words in user.text
        assert user.marks == 1
        await user.press("j")
        assert "CD-2 · " in user.text
        assert "■ blocked 4d legal to approve consent form" in user.text
        await user.press("L")
        assert "CD-2 · ✓ DONE" in user.text
        assert user.marked.startswith("2 Encourage")


async def test_empty_sections_name_the_key_that_fills_them(sit: Sit) -> None:
    async with sit(board="customer-experience-experiment") as user:
        await user.press("G", "enter")
        for words in (
            "no steps yet,  : add a step",
            "nobody linked yet,  c links a customer",
            "nothing written down yet,  n captures a note",
        ):
            assert words in user.text
        await user.press("tab")
        assert user.marks == 1
        await user.press("x", "d")
        assert user.message.startswith("Archived 8 Repeat")
        assert user.marks == 1


async def test_a_recurring_card_is_done_once_more_by_one_key(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.go_down_to("Continuously engage")
        await user.press("enter")
        assert "∞ weekly, done 0 times" in user.text
        await user.press("D", *"today", "enter", *("x" for step in user.card(6).checklist), "x")
        assert not any(step.done for step in user.card(6).checklist)
        assert user.message.startswith("Did 6 once more, due ")
        assert (user.card(6).column, user.card(6).series is not None) == ("todo", True)
        assert "∞ weekly, done 1 time" in user.text
        await user.press("u")
        assert "∞ weekly, done 0 times" in user.text
        await user.press("L", "b", *"legal", "enter", "b")
        assert "■ blocked 1d in all" in user.text


@pytest.mark.parametrize("size", [WIDE, (120, 40), USUAL, SMALL])
async def test_keys_act_on_what_is_chosen_in_the_panel(sit: Sit, sample: object, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        await user.press("l", "j", "enter", "tab", "j")
        assert "Sort them" in user.marked
        await user.press("x")
        assert user.card(3).checklist[1].done
        assert "Sort them" in user.marked
        await user.press("enter")
        assert not user.card(3).checklist[1].done
        await user.press("d")
        assert user.message.startswith("Took the step off")
        assert "Sort them" not in user.text
        await user.press("u")
        assert [step.text for step in user.card(3).checklist] == ["Read the mails", "Sort them", "Answer"]
        for _ in range(6):
            await user.press("j")
        assert user.marks == 1
        await user.press("e", "end", "backspace", "backspace")
        await user.type("ing", "enter")
        assert user.message.startswith("Edited the note")
        await user.press("escape")
        assert "Listen" in user.marked or size[0] < 100


async def test_the_panel_covers_what_it_must_and_goes_back(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=USUAL) as user:
        await user.press("l", "enter")
        assert "CD-8 · " in user.text
        await user.resize(WIDE)
        assert "CD-8 · " in user.text
        assert "◇ TODO" in user.text
        await user.resize(SMALL)
        assert "CD-8 · " in user.text
        await user.press("escape")
        assert "Interview five" in user.marked
        assert "CD-8 · " not in user.text


class LookedAt(list[PanelItem]):
    """Items that are not looked at without an end."""

    def __init__(self, items: Iterable[PanelItem]) -> None:
        super().__init__(items)
        self.left = 1_000

    def __getitem__(self, index: Any) -> Any:
        self.left -= 1
        assert self.left, "it would go on for ever"
        return super().__getitem__(index)


@pytest.mark.parametrize("key", ["h", "l", "left", "right"])
async def test_there_is_nothing_beside_what_is_chosen_in_the_panel(sit: Sit, sample: object, key: str) -> None:
    async with sit(board=BOARD) as user:
        await user.press("a")
        await user.type("A card of which nothing is known", "enter")
        await user.press("enter", "tab")
        screen = user.app.screen
        assert isinstance(screen, BoardScreen)
        screen.panel.view.items = LookedAt(screen.panel.view.items)
        await user.press(key)
        assert screen.mode == "panel"
        assert "went wrong" not in user.text

"""Cards that come of others, on the board: duplicates, and steps that become cards."""

from __future__ import annotations

import pytest

from tests.app.conftest import Sit
from tests.app.sample import BOARD
from tests.app.user import SMALL, USUAL, WIDE, Size


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_a_duplicate_comes_into_sight_behind_its_card(sit: Sit, sample: object, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        first, *rest = user.column("todo")
        await user.run("Duplicate the card")
        new = user.column("todo")[1]
        assert user.column("todo") == [first, new, *rest]
        assert user.card(new).title == user.card(first).title
        assert "Duplicated" in user.message
        await user.press("u")
        assert user.column("todo") == [first, *rest]


async def test_a_step_that_is_typed_becomes_a_card(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        await user.press("l", "j")
        number = next(n for n in user.column("doing") if user.card(n).checklist)
        await user.go_down_to(f"{number} ")
        steps = [step.text for step in user.card(number).checklist if not step.done]
        await user.run("Split a step off")
        await user.type(steps[0][:6], "enter")
        new = user.card(max(user.column("todo")))
        assert new.title == steps[0]
        assert steps[0] not in [step.text for step in user.card(number).checklist]


async def test_a_card_without_open_steps_says_so(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=WIDE) as user:
        await user.run("Split a step off")
        assert "No open step" in user.message

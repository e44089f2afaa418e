"""A mistake of ours beside the interface is told in a sentence, and every screen can be left."""

from __future__ import annotations

import pytest

from tests.app.conftest import Sit
from tests.sample import BOARD
from tui.app.giving import proof
from tui.session import giving

TOLD = "Something unexpected went wrong (ZeroDivisionError at tui/"


def broken(*arguments: object, **named: object) -> object:
    raise ZeroDivisionError


@pytest.mark.parametrize("keys", [("w",), ("S", "G")], ids=["snapshot", "report"])
async def test_what_cannot_be_put_together_is_told(
    sit: Sit, sample: object, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    async with sit(board=BOARD) as user:
        monkeypatch.setattr(proof, "pids_of", broken)
        await user.press(*keys)
        assert TOLD in user.text
        await user.press("escape")
        assert user.grid[0].strip().startswith("Customer Development")


@pytest.mark.parametrize("keys", [("w", "enter"), ("S", "G", "w")], ids=["snapshot", "report"])
async def test_what_cannot_be_written_is_told(
    sit: Sit, sample: object, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    async with sit(board=BOARD) as user:
        monkeypatch.setattr(giving, "to_file", broken)
        await user.press(*keys)
        assert "Something unexpected went wrong (ZeroDivisionError" in user.text
        await user.press("escape")
        assert user.grid[0].strip().startswith("Customer Development")


async def test_what_cannot_be_copied_is_told(sit: Sit, sample: object, monkeypatch: pytest.MonkeyPatch) -> None:
    async with sit(board=BOARD) as user:
        monkeypatch.setattr(giving, "to_clipboard", broken)
        await user.press("y")
        assert "Something unexpected went wrong (ZeroDivisionError" in user.text
        await user.press("j")
        assert user.grid[0].strip().startswith("Customer Development")

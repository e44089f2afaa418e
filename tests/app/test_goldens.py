"""Screens as text. `CUSTDEV_GOLDENS=write pytest tests/app/test_goldens.py` writes them anew; read the difference."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.app.conftest import Sit
from tests.app.flowing import write_flowing
from tests.app.sample import BOARD
from tests.app.user import SMALL, USUAL, WIDE, Size

GOLDENS = Path(__file__).parent / "goldens"
SCREENS: dict[str, tuple[Size, tuple[str, ...]]] = {
    "board_160x45": (WIDE, ("l", "j")),
    "board_80x24": (USUAL, ("l", "j")),
    "board_40x14": (SMALL, ("l",)),
    "dense_80x24": (USUAL, ("z",)),
    "inspector_160x45": (WIDE, ("l", "j", "enter", "tab", "j")),
    "help_160x45": (WIDE, ("?",)),
}
FLOW: dict[str, tuple[Size, tuple[str, ...], bool]] = {
    "flow_160x45": (WIDE, ("f",), False),
    "flow_80x24": (USUAL, ("f", "j"), False),
    "flow_40x14": (SMALL, ("f", "j", "j"), False),
    "flow_ascii_160x45": (WIDE, ("f", "w"), True),
}
LIFE: dict[str, tuple[Size, str, tuple[str, ...]]] = {
    "iterate_80x24": (USUAL, "Iterate: begin the next iteration", ("x", "j")),
    "iterate_40x14": (SMALL, "Iterate: begin the next iteration", ("x", "j")),
    "decide_160x45": (WIDE, "Decide: write the Learning Card", ("right", "tab", *"Five")),
    "decide_80x24": (USUAL, "Decide: write the Learning Card", ()),
    "decide_40x14": (SMALL, "Decide: write the Learning Card", ()),
}


@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_looks_as_it_did(sit: Sit, sample: object, name: str) -> None:
    size, keys = SCREENS[name]
    file = GOLDENS / f"{name}.txt"
    async with sit(board=BOARD, size=size) as user:
        await user.press(*keys)
        if name.startswith("dense"):
            await user.press("j")
        shown = user.text + "\n"
    compare(shown, file)


@pytest.mark.parametrize("name", FLOW)
async def test_the_flow_looks_as_it_did(sit: Sit, folder: Path, name: str) -> None:
    write_flowing(folder)
    size, keys, ascii_only = FLOW[name]
    async with sit(board=BOARD, size=size, ascii_only=ascii_only) as user:
        await user.press(*keys)
        compare(user.text + "\n", GOLDENS / f"{name}.txt")


@pytest.mark.parametrize("name", LIFE)
async def test_the_dialogs_of_an_experiments_life_look_as_they_did(sit: Sit, sample: object, name: str) -> None:
    size, title, keys = LIFE[name]
    async with sit(board=BOARD, size=size) as user:
        await user.run(title)
        await user.press(*keys)
        compare(user.text + "\n", GOLDENS / f"{name}.txt")


def compare(shown: str, file: Path) -> None:
    if os.environ.get("CUSTDEV_GOLDENS") == "write":
        file.write_text(shown, encoding="utf-8")
    assert shown == file.read_text(encoding="utf-8")

"""A command is one row of the table: all that speaks of it, and all that does it, follows."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.app.conftest import Sit
from tests.app.sample import BOARD
from tests.app.test_clicking import click
from tests.app.test_life import begin
from tests.architecture.test_readme import key_table
from tests.cli.command import Command as Shell
from tui.app.here import Here
from tui.app.keys.commands import Command, Group, Line
from tui.app.keys.own_keys import own_keymap
from tui.app.keys.table import GROUPS
from tui.settings import PersonalSettings

KEY = "ctrl+y"
PRAISE = Command(
    id="card.praise",
    keys=(KEY,),
    title="Praise the card",
    does="made_up:praise",
    arguments=("Well",),
    changes=True,
    foot="praise",
)
OFFER = Command(id="card.offer", keys=("ctrl+g",), title="Offer praise", does="made_up:offer")


def praise(here: Here, word: str) -> None:
    here.say(f"{word} done, {here.times + 1}")


def offer(here: Here) -> None:
    here.say("It deserves it", ("card.praise", "praises"))


@pytest.fixture(autouse=True)
def _row(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Add two rows to the table, and the module of their functions."""
    module = ModuleType("tui.app.made_up")
    module.praise, module.offer = praise, offer  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "tui.app.made_up", module)
    group = Group("MADE UP", (Line((PRAISE,), "praise, {change.undo} undoes"), Line((OFFER,))))
    GROUPS.append(group)
    yield
    GROUPS.remove(group)


async def test_its_key_does_it_and_help_palette_and_footer_have_it(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press(KEY)
        assert user.message == "Well done, 1"
        await user.press(KEY)
        assert user.message == "Well done, 2"
        assert user.footer.startswith(
            "H L move   enter open   n note   / filter   S standup   ctrl+y praise   ? help"
        ), user.footer
        await user.press("?")
        assert "MADE UP" in user.text
        assert "ctrl+y     praise, u undoes" in user.text
        await user.press("escape")
        await user.run("Praise the card")
        assert user.message.startswith("Well done")


async def test_the_mouse_does_it_in_the_footer_and_in_a_message(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await click(user, "ctrl+y praise")
        assert user.message == "Well done, 1"
        await user.press("ctrl+g")
        await click(user, "ctrl+y praises", row=-2)
        assert user.message == "Well done, 1"


async def test_it_can_have_another_key_which_is_shown_everywhere(sit: Sit, sample: object) -> None:
    settings = PersonalSettings(keymap={"card.praise": "f7"})
    async with sit(board=BOARD, settings=settings) as user:
        await user.press(KEY)
        assert user.message == ""
        await user.press("f7")
        assert user.message == "Well done, 1"
        assert " f7 praise " in user.footer
        await user.press("ctrl+g")
        assert user.message == "It deserves it   f7 praises"
        await user.press("?")
        assert "f7         praise, u undoes" in user.text
        await user.press("escape", ":")
        await user.type("praise")
        assert "Praise the card  f7" in user.text


@pytest.mark.parametrize("key", [KEY, "palette", "mouse"])
async def test_it_is_refused_where_nothing_may_be_changed(sit: Sit, sample: object, key: str) -> None:
    async with sit(board=BOARD) as user:
        await begin(user)
        await user.run("Open an earlier iteration")
        if key == "palette":
            await user.run("Praise the card")
        elif key == "mouse":
            await user.press("ctrl+g")
            await click(user, "ctrl+y praises", row=-2)
        else:
            await user.press(key)
        assert user.message.startswith("CD iteration 1 is over.")


def test_the_table_of_the_readme_the_shell_and_the_settings_have_it(tmp_path: Path) -> None:
    assert "| | **Made up** |\n| `ctrl+y` | praise, u undoes |" in key_table()
    shell = Shell(tmp_path / "workspace")
    rows = {row["id"]: row for row in shell.json("keys")}
    assert (rows["card.praise"]["keys"], rows["card.praise"]["place"]) == ([KEY], "board")
    (line,) = (line for line in shell.ok("keys").splitlines() if "card.praise" in line)
    assert line.split() == ["ctrl+y", "card.praise", "Praise", "the", "card", "on", "the", "board"]
    assert own_keymap({"card.add": KEY})[1] == [
        f'settings.yaml: keymap: card.add keeps its usual keys: on the board, "{KEY}" is for card.praise.'
    ]
    assert own_keymap({"card.prase": KEY})[1][0].endswith('did you mean "card.praise"?')

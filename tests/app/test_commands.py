"""Every command of the table does what its help says, with each of its keys, wherever it can be done."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.app.checks import (  # noqa: F401 - each module adds its checks
    AT_REPORT,
    CHECKS,
    ON_FLOW,
    ON_GATHERING,
    ON_PEOPLE,
    ON_STANDUP,
    choosing,
    flow,
    gathering,
    living,
    moving,
    people,
    seeing,
    standup,
    writing,
)
from tests.app.conftest import Editor, Sit
from tests.app.sample import BOARD
from tui.app.keys.commands import Command
from tui.app.keys.table import GROUPS

ELSEWHERE_TOO = {
    "change.undo",
    "change.redo",
    "change.retry",
    "app.commands",
    "app.find",
    "app.help",
    "app.quit",
    "app.theme",
    "app.messages",
    "app.settings",
    "board.save_elsewhere",
    "go.due",
    "go.experiments",
    "go.people",
    "go.standup",
    "go.flow",
    "go.gathering",
}
"""Done by every screen in the same way, and checked on the board."""


def commands(*places: str) -> Iterator[Command]:
    for group in GROUPS:
        for line in group.lines:
            if line.place in places:
                yield from line.commands


def keys(*places: str) -> list[tuple[str, str]]:
    """Return by what each command is done: each of its keys, or its title where the palette has it."""
    by_title = [(command.id, command.title) for command in commands(*places) if not command.keys and command.listed]
    return [(command.id, key) for command in commands(*places) for key in command.keys] + by_title


def test_every_command_is_checked() -> None:
    assert {command.id for command in commands("board", "cards", "experiments", "everywhere")} == set(CHECKS)
    others = {command.id for command in commands("everywhere")} - ELSEWHERE_TOO
    on_people = {action for action in others if not action.startswith("go.experiment_")}
    assert {command.id for command in commands("people")} | on_people == set(ON_PEOPLE)
    assert {command.id for command in commands("standup", "cards")} == set(ON_STANDUP)
    assert {command.id for command in commands("report")} == set(AT_REPORT)
    assert {command.id for command in commands("gathering")} == set(ON_GATHERING)
    assert {command.id for command in commands("flow")} | on_people == set(ON_FLOW)


@pytest.mark.parametrize(("action", "key"), keys("board", "cards", "experiments", "everywhere"))
async def test_a_command_does_what_its_help_says(
    sit: Sit, sample: object, editor: Editor, action: str, key: str
) -> None:
    async with sit(board=BOARD) as user:
        await CHECKS[action](user, key)


@pytest.mark.parametrize(("action", "key"), [each for each in keys("people", "everywhere") if each[0] in ON_PEOPLE])
async def test_a_command_does_what_its_help_says_among_people(sit: Sit, sample: object, action: str, key: str) -> None:
    async with sit(board=BOARD) as user:
        await user.press("P")
        await ON_PEOPLE[action](user, key)


@pytest.mark.parametrize(("action", "key"), keys("standup", "cards"))
async def test_a_command_does_what_its_help_says_in_a_standup(sit: Sit, sample: object, action: str, key: str) -> None:
    async with sit(board=BOARD) as user:
        await user.press("S", "space", "space", "space")
        assert user.marked.startswith("CD-2  Encourage")
        await ON_STANDUP[action](user, key)


@pytest.mark.parametrize(("action", "key"), keys("report"))
async def test_a_command_does_what_its_help_says_at_the_report(sit: Sit, sample: object, action: str, key: str) -> None:
    async with sit(board=BOARD) as user:
        await user.press("S", "G")
        await AT_REPORT[action](user, key)


@pytest.mark.parametrize(("action", "key"), [each for each in keys("everywhere", "flow") if each[0] in ON_FLOW])
async def test_a_command_does_what_its_help_says_on_the_flow(sit: Sit, sample: object, action: str, key: str) -> None:
    async with sit(board=BOARD, size=(80, 24)) as user:
        await user.press("f")
        await ON_FLOW[action](user, key)


@pytest.mark.parametrize(("action", "key"), keys("gathering"))
async def test_a_command_does_what_its_help_says_among_insights(
    sit: Sit, sample: object, action: str, key: str
) -> None:
    async with sit(board=BOARD) as user:
        await user.press("I")
        await ON_GATHERING[action](user, key)

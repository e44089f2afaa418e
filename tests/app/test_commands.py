"""Every command of the table does what its help says, with each of its keys, on the sample board."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.app.checks import CHECKS, moving, seeing, writing  # noqa: F401 - each adds its checks
from tests.app.conftest import Editor, Sit
from tests.app.sample import BOARD
from tui.app.commands import KEYS, PALETTE_ONLY, Command


def commands() -> Iterator[Command]:
    for group in KEYS:
        for row in group.rows:
            yield from row.commands
    yield from (command for _, command in PALETTE_ONLY)


def test_every_command_is_checked() -> None:
    assert {command.action for command in commands()} == set(CHECKS)


@pytest.mark.parametrize(
    ("action", "key"), [(command.action, key) for command in commands() for key in command.keys or (command.title,)]
)
async def test_a_command_does_what_its_help_says(
    sit: Sit, sample: object, editor: Editor, action: str, key: str
) -> None:
    async with sit(board=BOARD) as user:
        await CHECKS[action](user, key)

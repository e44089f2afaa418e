"""Limits, columns and the service level set on the board, in its file; and that file in the editor."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.conftest import Sit
from tests.app.user import SMALL, USUAL, WIDE, Size, User
from tui.definitions.catalog import shipped_boards
from tui.definitions.loader import load_board
from tui.domain.records.definition import BoardDefinition

LIMIT, COLUMNS, LEVEL, EDIT = "WIP limit of", "Columns of the board", "Service level: in", "Edit board: open"
YAML = """\
id: listening
key: LI
title: Listening
columns:  # as in spring
  - {id: todo, title: TODO, role: waiting}
  - {id: doing, title: 'DOING', role: active, wip: 3}  # agreed [/]
  - {id: done, title: DONE, role: finished}
cards:
  - id: ask
    title: Ask
"""


@pytest.fixture
def board(folder: Path) -> Path:
    file = folder / "boards" / "listening.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(YAML, encoding="utf-8")
    return file


def definition(user: User, board: str = "listening") -> BoardDefinition:
    running = user.session.current(board)
    assert running is not None
    return running.definition


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_a_limit_is_set_where_one_stands_and_only_it_changes_in_the_file(
    sit: Sit, board: Path, size: Size
) -> None:
    async with sit(board="listening", size=size) as user:
        await user.press("L")
        await user.run(LIMIT)
        assert "DOING at most" in user.text
        await user.type("1")
        assert "1/1" in user.text
        await user.press("enter")
        await user.until("Set in boards/listening.yaml")
        assert definition(user).columns[1].wip == 1
        assert "DOING 1/1" in user.text
        await user.run(LIMIT)
        await user.press("ctrl+u", "enter")
        await user.until("DOING 1 ")
    assert board.read_text("utf-8") == YAML.replace(", wip: 3", "")


async def test_columns_say_what_becomes_of_the_cards_before_they_do(sit: Sit, board: Path) -> None:
    async with sit(board="listening") as user:
        await user.press("L")
        await user.run(COLUMNS)
        await user.type("TODO, Asking:waiting, DONE")
        assert "TODO waiting · Asking waiting · DONE finished" in user.text
        await user.press("ctrl+u")
        await user.type("TODO, DONE")
        assert "1 card of DOING goes to TODO" in user.text
        await user.press("ctrl+u")
        await user.type("TODO, Asking people/2, REVIEW [/], DONE", "enter")
        await user.until("Set in boards/listening.yaml")
        assert [column.title for column in definition(user).columns] == ["TODO", "Asking people", "REVIEW [/]", "DONE"]
        assert "# agreed [/]" not in board.read_text("utf-8")
        assert "# as in spring" in board.read_text("utf-8")


async def test_what_cannot_be_stays_in_the_line(sit: Sit, board: Path) -> None:
    async with sit(board="listening") as user:
        await user.run(LEVEL)
        await user.type("whenever", "enter")
        assert "85% in 10 days" in user.text
        assert "whenever" in user.text
        await user.press("ctrl+u")
        await user.type("90% in 1 day")
        assert "90 of 100 cards are to be finished within 1 day" in user.text
        await user.press("enter")
        await user.until("90% in 1 day")
    text = board.read_text("utf-8")
    assert text == YAML.replace("cards:", "sle:\n  days: 1\n  percent: 90\ncards:")


async def test_what_has_no_place_in_the_file_is_asked_for_again(sit: Sit, board: Path) -> None:
    text = YAML.replace("wip: 3", "wip: &few 3").replace("role: waiting}", "role: waiting, wip: 3}")
    board.write_text(text.replace("role: finished}", "role: finished, wip: *few}"), "utf-8")
    before = board.read_text("utf-8")
    async with sit(board="listening") as user:
        await user.press("L")
        await user.run(LIMIT)
        await user.type("8", "enter")
        await user.until("boards/listening.yaml line 6")
        assert "DOING at most" in user.text
        assert board.read_text("utf-8") == before


async def test_a_board_that_ships_is_copied_first_and_not_started_by_that(sit: Sit, folder: Path) -> None:
    async with sit() as user:
        await user.run(LEVEL)
        await user.type("80% in 12 days", "enter")
        await user.until("Copied customer-development.yaml into boards/")
        assert user.session.workspace.experiments == {}
        copy = folder / "boards" / "customer-development.yaml"
        assert load_board(copy.read_bytes(), "x").sle.days == 12
        shipped = (shipped_boards() / copy.name).read_text("utf-8")
        assert copy.read_text("utf-8").replace("sle:\n  days: 12\n  percent: 80\n", "") == shipped
        await user.press("L")
        assert definition(user, "customer-development").sle.days == 12


async def test_what_runs_elsewhere_follows_in_another_window(sit: Sit, board: Path) -> None:
    async with sit(board="listening") as user:
        await user.press("L")
        board.write_text(YAML.replace("wip: 3", "wip: 7"), "utf-8")
        await user.run(LIMIT)
        await user.type("5", "enter")
        await user.until("Set in boards/listening.yaml")
        assert board.read_text("utf-8") == YAML.replace("wip: 3", "wip: 5")
        assert definition(user).columns[1].wip == 5


@pytest.mark.parametrize("command", [LIMIT, EDIT])
async def test_a_copy_never_goes_over_another_file(sit: Sit, folder: Path, command: str) -> None:
    other = folder / "boards" / "customer-development.yaml"
    other.parent.mkdir(parents=True)
    other.write_text(YAML, "utf-8")
    async with sit(board="customer-development") as user:
        await user.run(command)
        if command == LIMIT:
            await user.type("9", "enter")
        await user.until("There is another customer-development.yaml")
    assert other.read_text("utf-8") == YAML


@pytest.mark.parametrize("size", [WIDE, USUAL])
async def test_a_board_says_how_it_is_changed(sit: Sit, board: Path, size: Size) -> None:
    async with sit(board="customer-development", size=size) as user:
        await user.press("i", "pgdn", "pgdn", "pgdn")
        text = " ".join(user.text.split())
        assert "TODO, DOING/3, DONE · 85% in 10 days" in text
        assert "copied into boards/ before it is changed. : wip, columns" in text
    async with sit(board="listening", size=size) as user:
        await user.press("i", "pgdn")
        assert "boards/listening.yaml : wip, columns" in " ".join(user.text.split())
        await user.press("esc", "0")
        assert "N makes your own" in user.text

"""A running experiment and its board file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import Command
from tests.cli.test_boards import copy_board

BOARD = "customer-development"
TITLE = ("title: Establish communication channels", "title: Open doors")


@pytest.fixture
def running(custdev: Command) -> Command:
    custdev.ok("experiment", "start", "CD")
    return custdev


def titles(custdev: Command) -> list[str]:
    return [card["title"] for card in custdev.json("card", "list", "CD")]


def test_reading_shows_the_running_definition_and_the_next_change_takes_the_edited_one_over(running: Command) -> None:
    copy_board(running.folder, BOARD, TITLE)
    assert "Open doors" not in titles(running)
    result = running.run("card", "move", "CD-2", "doing")
    assert "Took over the edited definition of Customer Development" in result.stderr
    assert titles(running)[0] == "Open doors"
    assert "Took over" not in running.run("card", "move", "CD-2", "done").stderr


def test_a_broken_file_leaves_the_last_good_definition_in_force(running: Command) -> None:
    copy_board(running.folder, BOARD, TITLE, ("goals:", "goles:"))
    assert running.ok("card", "move", "CD-1", "doing") == "Moved CD-1 to DOING.\n"
    assert "Establish communication channels" in titles(running)


def test_a_comment_alone_is_not_worth_a_word(running: Command) -> None:
    file = copy_board(running.folder, BOARD)
    file.write_text(file.read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8")
    assert running.run("card", "move", "CD-1", "doing").stderr == ""


def test_a_card_that_left_the_definition_is_kept_aside(running: Command) -> None:
    file = copy_board(running.folder, BOARD)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("id: build-customer-relationships", "id: other"), encoding="utf-8")
    running.ok("card", "move", "CD-1", "doing")
    cards = {card["key"]: card for card in running.json("card", "list", "CD", "--all")}
    assert cards["CD-7"]["orphaned"] is True
    assert cards["CD-8"]["title"] == "Build customer relationships"
    assert "not in the definition any more" in running.ok("card", "show", "CD-7")


def test_an_experiment_goes_on_without_its_file(running: Command) -> None:
    copy_board(running.folder, BOARD, (f"id: {BOARD}", "id: mine"), ("key: CD", "key: MY")).rename(
        running.folder / "boards" / "mine.yaml"
    )
    running.ok("card", "move", "MY-1", "doing")
    (running.folder / "boards" / "mine.yaml").unlink()
    assert running.ok("card", "move", "MY-1", "done") == "Moved MY-1 to DONE.\n"
    assert [each["key"] for each in running.json("experiment", "list")] == ["CD", "MY"]


def test_two_boards_with_one_key_get_a_key_each(running: Command) -> None:
    copy_board(running.folder, BOARD, (f"id: {BOARD}", "id: second")).rename(running.folder / "boards" / "second.yaml")
    started = running.json("experiment", "start", "second")
    assert started["key"] == "CE"
    assert running.json("card", "show", "CE-1")["board"] == "second"
    assert Path(running.folder / "research.json").exists()

"""`custdev boards new` and `copy`: files a person would have written, and none in the place of another."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import Command
from tui.definitions.catalog import shipped_boards
from tui.definitions.loader import load_board


def board_file(custdev: Command, name: str) -> Path:
    return custdev.folder / "boards" / f"{name}.yaml"


def test_a_new_board_is_what_a_person_would_write_and_starts_with_its_first_change(custdev: Command) -> None:
    goal, card = "A first rota within a day", "Write the set-up call's script"
    made = custdev.json("boards", "new", "Shorter onboarding: trials", "--goal", goal, "--card", card)
    assert (made["id"], made["key"]) == ("shorter-onboarding-trials", "SO")
    assert Path(made["path"]) == board_file(custdev, made["id"])
    assert board_file(custdev, made["id"]).read_text("utf-8").splitlines() == [
        "# yaml-language-server: $schema=board.schema.json",
        "id: shorter-onboarding-trials",
        "key: SO",
        "title: 'Shorter onboarding: trials'",
        "goals:",
        "  - A first rota within a day",
        "cards:",
        "  - id: write-the-set-up-call-s-script",
        "    title: Write the set-up call's script",
    ]
    assert custdev.ok("boards", "check") == ""
    custdev.ok("card", "add", "SO", "Invite ten trials")
    assert [card["title"] for card in custdev.json("card", "list", "SO")] == [card, "Invite ten trials"]


def test_a_new_board_has_all_that_was_said(custdev: Command) -> None:
    said = {
        "--metric": "conversion of trials",
        "--criterion": ">= 30",
        "--min-n": "40",
        "--sle": "85% in 8 days",
        "--columns": "Waiting, Setting up/2, Watching/5, Decided",
        "--outcome": "We know where teams give up.",
        "--hypothesis": "If somebody sets the first rota up in a call, teams stay, because they leave over silence.",
    }
    made = custdev.json("boards", "new", "Trials", *(word for option in said.items() for word in option))
    text = Path(made["path"]).read_text("utf-8")
    assert [line for line in text.splitlines() if line[:1] not in "# "] == [
        *("id: trials", "key: TR", "title: Trials", "hypothesis: >-", "test:", "columns:", "sle:"),
        "expected_outcome: We know where teams give up.",
    ]
    assert "  - id: setting-up\n    title: Setting up\n    role: active\n    wip: 2\n" in text
    assert "test:\n  metric: conversion of trials\n  criterion: '>= 30'\n  min_n: 40\n" in text
    assert "sle:\n  days: 8\n  percent: 85\n" in text
    assert custdev.ok("boards", "check") == ""


def test_a_new_board_is_like_another_one_in_all_that_is_not_said(custdev: Command) -> None:
    made = custdev.json("boards", "new", "Talks", "--based-on", "CX", "--goal", "Ours", "--sle", "90% in 5 days")
    board = load_board(Path(made["path"]).read_bytes(), "x")
    shipped = load_board((shipped_boards() / "customer-experience-experiment.yaml").read_bytes(), "x")
    assert (board.id, board.key, board.goals, board.sle.days) == ("talks", "TA", ("Ours",), 5)
    assert (board.cards, board.hypothesis, board.columns) == (shipped.cards, shipped.hypothesis, shipped.columns)
    assert custdev.ok("boards", "check") == ""


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--criterion", ">= 5"), "A criterion needs a metric"),
        (("--metric", "people", "--criterion", ">= 5", "--min-n", "few"), '"few" is no number'),
        (("--columns", "TODO"), "one where it is finished"),
        (("--sle", "soon"), "85% in 10 days"),
    ],
)
def test_what_is_no_board_yet_is_said(custdev: Command, options: tuple[str, ...], why: str) -> None:
    assert why in custdev.error("boards", "new", "Talk", *options)
    assert not board_file(custdev, "talk").exists()


def test_the_schema_is_written_beside_the_boards_and_over_nothing_else(custdev: Command, tmp_path: Path) -> None:
    path = Path(custdev.json("boards", "schema")["path"])
    assert path == custdev.folder / "boards" / "board.schema.json"
    text = path.read_text("utf-8")
    assert custdev.ok("boards", "schema", "-o", "-") == text
    path.write_text(text.replace("schema:board:1", "schema:board:0"), "utf-8")
    custdev.ok("boards", "schema")
    assert path.read_text("utf-8") == text
    path.write_text("ours", "utf-8")
    assert "another board.schema.json" in custdev.error("boards", "schema")
    assert path.read_text("utf-8") == "ours"
    elsewhere = tmp_path / "elsewhere.json"
    custdev.ok("boards", "schema", "-o", str(elsewhere))
    assert "Nothing was written" in custdev.error("boards", "schema", "-o", str(elsewhere))
    assert [board["source"] for board in custdev.json("boards", "list")].count("workspace") == 0


@pytest.mark.parametrize("title", ["[/] [@click=app.quit]", "=1+1", "\u65e5" * 80, "on", "a: b # c - d", "'\"\\"])
def test_any_title_is_a_board(custdev: Command, title: str) -> None:
    made = custdev.json("boards", "new", title)
    board = load_board(Path(made["path"]).read_bytes(), "x.yaml")
    assert (board.title, board.id, board.key) == (title, made["id"], made["key"])


def test_two_of_one_title_are_two_boards(custdev: Command) -> None:
    first, second = (custdev.json("boards", "new", "Talk More") for _ in range(2))
    assert (first["id"], first["key"], second["id"], second["key"]) == ("talk-more", "TM", "talk-more-2", "TN")


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--key", "CD"), "Another board has the key CD; CE is free"),
        (("--key", "cd"), "is no key"),
        (("--key", "A"), "is no key"),
        (("--key", "ABCD"), "is no key"),
    ],
)
def test_a_key_that_cannot_be_is_refused(custdev: Command, options: tuple[str, ...], why: str) -> None:
    error = custdev.error("boards", "new", "Talk", *options)
    assert why in error
    assert "Nothing was written" in error
    assert not board_file(custdev, "talk").exists()
    assert "Nothing was written" in custdev.error("boards", "new", "  ")


def test_a_copy_takes_the_place_of_the_board_byte_for_byte(custdev: Command) -> None:
    custdev.ok("boards", "copy", "CD")
    shipped = shipped_boards() / "customer-development.yaml"
    assert board_file(custdev, "customer-development").read_bytes() == shipped.read_bytes()
    board = next(board for board in custdev.json("boards", "list") if board["key"] == "CD")
    assert board["source"] == "workspace"
    assert "already" in custdev.error("boards", "copy", "CD")


def test_a_copy_of_its_own_differs_in_two_values_alone(custdev: Command) -> None:
    custdev.ok("boards", "copy", "CD")
    with board_file(custdev, "customer-development").open("a", encoding="utf-8") as file:
        file.write("# ours\n")
    made = custdev.json("boards", "copy", "customer-development", "--as", "talks-in-spring")
    before = board_file(custdev, "customer-development").read_text("utf-8")
    after = board_file(custdev, "talks-in-spring").read_text("utf-8")
    assert made["key"] == "CE"
    wanted = before.replace("id: customer-development\nkey: CD\n", "id: talks-in-spring\nkey: CE\n", 1)
    assert after == wanted


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--as", "Spring Talks"), "is no id"),
        (("--as", "../spring"), "is no id"),
        (("--as", "customer-development"), "is taken"),
        (("--as", "spring", "--key", "CX"), "Another board has the key CX"),
        (("--key", "ZZ"), "name the copy with --as"),
    ],
)
def test_what_cannot_be_copied_so_is_refused(custdev: Command, options: tuple[str, ...], why: str) -> None:
    error = custdev.error("boards", "copy", "CD", *options)
    assert why in error
    assert "Nothing was written" in error
    assert not (custdev.folder / "boards").exists()


def test_a_limit_is_set_in_the_file_where_it_stands_and_what_runs_follows(custdev: Command) -> None:
    path = Path(custdev.json("boards", "new", "Talks", "--columns", "TODO, DOING/2, DONE", "--card", "Ask")["path"])
    custdev.ok("card", "move", "TA-1", "doing")
    text = path.read_text("utf-8").replace("wip: 2", "wip:  2  # agreed in May").replace("\n", "\r\n")
    path.write_text(text, "utf-8", newline="")
    after = custdev.json("boards", "set", "TA", "--wip", "DOING=4")
    assert (after["columns"], after["written"], after["copied"]) == ("TODO, DOING/4, DONE", True, False)
    assert path.read_bytes().decode() == text.replace("wip:  2", "wip:  4")
    assert "DOING 1/4" in custdev.ok("show", "TA")
    assert custdev.ok("boards", "check") == ""
    assert custdev.json("boards", "set", "TA", "--wip", "doing=4")["written"] is False


def test_a_board_that_ships_says_how_and_is_copied_before_it_is_set(custdev: Command) -> None:
    assert "custdev boards copy customer-development" in custdev.run("boards", "show", "CD").stderr
    shipped = (shipped_boards() / "customer-development.yaml").read_text("utf-8")
    assert "was copied into boards/ first" in custdev.run("boards", "set", "CD", "--sle", "90% in 8 days").stderr
    copy = board_file(custdev, "customer-development")
    assert copy.read_text("utf-8") == shipped.replace("cards:\n", "sle:\n  days: 8\n  percent: 90\ncards:\n", 1)
    assert not custdev.json("experiment", "list")


def test_columns_are_set_by_name_and_the_cards_of_one_that_goes_move_on(custdev: Command) -> None:
    custdev.ok("boards", "new", "Talks", "--columns", "TODO, DOING/2, REVIEW, DONE", "--card", "Ask", "--card", "Hear")
    custdev.ok("card", "move", "TA-1", "review")
    custdev.ok("boards", "set", "TA", "--columns", "Backlog:waiting, TODO, DOING/2, DONE")
    shown = custdev.ok("show", "TA")
    assert [line for line in shown.splitlines() if line[:1].isalpha()][1:] == [
        *("evidence for: nobody; against: nobody", "Backlog 0", "TODO 1", "DOING 1/2", "DONE 0")
    ]


@pytest.mark.parametrize(
    ("options", "why", "code"),
    [
        ((), "Say what to set", 2),
        (("--wip", "doing"), "COLUMN=N", 2),
        (("--wip", "nowhere=2"), 'no column "nowhere"', 1),
        (("--wip", "doing=many"), '"many" is no number of cards', 1),
        (("--columns", "TODO"), "one where it is finished", 1),
        (("--sle", "soon"), "85% in 10 days", 1),
        (("--columns", "TODO, DONE"), 'line 8: the card "Ask" starts in the column doing', 1),
    ],
)
def test_what_cannot_be_set_changes_no_byte(custdev: Command, options: tuple[str, ...], why: str, code: int) -> None:
    path = Path(custdev.json("boards", "new", "Talks", "--card", "Ask")["path"])
    text = f"{path.read_text('utf-8')}    column: doing\n"
    path.write_text(text, "utf-8")
    assert why in custdev.error("boards", "set", "TA", *options, code=code)
    assert path.read_text("utf-8") == text


def test_a_file_with_mistakes_is_not_set_and_says_them(custdev: Command) -> None:
    path = Path(custdev.json("boards", "new", "Talks")["path"])
    path.write_text(path.read_text("utf-8").replace("title:", "titel:"), "utf-8")
    assert "talks.yaml" in custdev.error("boards", "set", "talks", "--sle", "85% in 8 days")

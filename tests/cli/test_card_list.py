"""The list of cards as scripts take it: chosen by a filter, in an order, as a table, JSON or CSV; cards from a pipe."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from tests.cli.command import Command


@pytest.fixture
def board(custdev: Command) -> Command:
    custdev.ok("contact", "add", "Ada Lovelace")
    custdev.ok("card", "add", "CD", "=1+1", "--assign", "zoe", "--due", "2027-01-31", "--tag", "Pricing")
    custdev.ok("card", "add", "CD", "Ask about prices", "--assign", "ben", "--due", "2026-12-24", "--person", "P01")
    custdev.ok("card", "move", "CD-3", "doing")
    custdev.ok("card", "block", "CD-3", "Legal, “again”\nand again", "--needs", "Ana")
    custdev.ok("card", "tick", "CD-3", "Write", "--add")
    return custdev


def keys(custdev: Command, *options: str) -> list[str]:
    return [card["key"] for card in custdev.json("card", "list", "CD", *options)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("#pricing", ["CD-8"]),
        ("@P01", ["CD-9"]),
        ("@ada", ["CD-9"]),
        ("is:blocked", ["CD-3"]),
        ("col:doing OR @zoe", ["CD-8", "CD-3"]),
        ("prices -is:blocked", ["CD-9"]),
        ('"=1+1"', ["CD-8"]),
        ("nothing like it", []),
    ],
)
def test_a_filter_chooses_as_on_the_board(board: Command, typed: str, expected: list[str]) -> None:
    assert keys(board, "--filter", typed) == expected


@pytest.mark.parametrize("typed", ["is:purple", "col:nowhere", "due:", "is:b"])
def test_a_condition_that_there_is_none_of_is_told(board: Command, typed: str) -> None:
    assert f'"{typed}" is no condition here' in board.error("card", "list", "CD", "--filter", typed)


def test_cards_are_sorted_and_what_has_nothing_comes_last(board: Command) -> None:
    assert keys(board, "--sort", "due")[:2] == ["CD-9", "CD-8"]
    assert keys(board, "--sort", "-due")[:2] == ["CD-8", "CD-9"]
    assert keys(board, "--sort", "owner")[:2] == ["CD-9", "CD-8"]
    assert keys(board, "--sort", "-key") == [f"CD-{number}" for number in range(9, 0, -1)]
    assert keys(board, "--sort", "-column,-key")[0] == "CD-3"
    assert len(keys(board, "--sort", "age,notes,created,title")) == 9
    refused = board.error("card", "list", "CD", "--sort", "dew", code=2)
    assert '"dew" is nothing to sort by, did you mean "due"?' in refused


def test_csv_is_what_json_says(board: Command) -> None:
    text = board.ok("card", "list", "CD", "--format", "csv", "--sort", "key")
    rows = [*csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))]
    shapes = board.json("card", "list", "CD", "--sort", "key")
    assert [row["key"] for row in rows] == [shape["key"] for shape in shapes]
    assert [row["title"] for row in rows[:7]] == [shape["title"] for shape in shapes[:7]]
    assert rows[7]["title"] == "'=1+1"
    assert (rows[7]["assignee"], rows[7]["due"], rows[7]["tags"], rows[7]["archived"]) == (
        "zoe",
        "2027-01-31",
        "pricing",
        "false",
    )
    assert (rows[2]["blocked"], rows[2]["needs"], rows[2]["steps"]) == ("Legal, “again” and again", "Ana", "4")
    assert rows[8]["people"] == "P01"
    assert board.run("card", "list", "CD", "--format", "csv").stdout_bytes.count(b"\r\n") == 10


def test_a_format_is_asked_for_in_one_way(board: Command) -> None:
    assert json.loads(board.ok("card", "list", "CD", "--format", "json")) == board.json("card", "list", "CD")
    assert board.ok("card", "list", "CD", "--format", "table") == board.ok("card", "list", "CD")
    board.error("card", "list", "CD", "--format", "csv", "--json", code=2)
    board.error("card", "list", "CD", "--format", "xml", code=2)


def test_nobody_is_named_in_any_format(board: Command) -> None:
    board.ok("card", "add", "CD", "Call Ada Lovelace")
    for form in ("table", "json", "csv"):
        assert "Lovelace" not in board.ok("card", "list", "CD", "--format", form)


def test_each_line_of_standard_input_is_a_card_and_one_undo_takes_all_back(custdev: Command) -> None:
    said = custdev.ok("card", "add", "CD", "-", "--tag", "piped", stdin="Ask five\r\n\n  李 zwei \n[/] drei\n")
    assert said.splitlines() == [
        "Added CD-8 Ask five to TODO.",
        "Added CD-9 李 zwei to TODO.",
        "Added CD-10 [/] drei to TODO.",
    ]
    assert keys(custdev, "--filter", "#piped") == ["CD-8", "CD-9", "CD-10"]
    custdev.ok("undo")
    assert keys(custdev, "--filter", "#piped") == []


def test_one_line_is_one_card_and_several_are_a_list(custdev: Command) -> None:
    one = json.loads(custdev.ok("card", "add", "CD", "-", "--json", stdin="Alone\n"))
    assert (one["key"], one["title"]) == ("CD-8", "Alone")
    two = json.loads(custdev.ok("card", "add", "CD", "-", "--json", stdin="One\nTwo"))
    assert [card["title"] for card in two] == ["One", "Two"]


@pytest.mark.parametrize("text", ["", " \n\n", "Good\n" + "x" * 501])
def test_none_is_added_where_one_cannot_be(custdev: Command, text: str) -> None:
    refused = custdev.run("card", "add", "CD", "-", stdin=text)
    assert refused.exit_code == 1
    assert "Nothing was changed" in refused.stderr
    assert custdev.json("experiment", "list") == []


def test_what_is_late_is_red_where_a_person_looks_and_says_by_how_much(
    board: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    board.ok("card", "due", "CD-2", "2026-11-20")
    late = re.findall(r"\d+d late", board.ok("card", "list", "CD"))
    assert len(late) == 1
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    shown = board.ok("card", "list", "CD")
    assert f"\x1b[1;31m{late[0]}" in shown
    assert shown.count("\x1b[1;31m") == 1
    assert "\x1b[1;31m" not in board.ok("--no-color", "card", "list", "CD")

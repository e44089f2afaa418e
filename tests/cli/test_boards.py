from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command import Command
from tui.definitions import catalog
from tui.definitions.catalog import shipped_boards

FIVE_MISTAKES = """\
id: talk
key: talk
title: Talk
goals:
  - Listen: well
cards:
  - title: Ask
    titel: Ask
    kind: chore
    due: soon
"""


def test_the_boards_that_ship_with_what_scripts_rely_on(custdev: Command) -> None:
    boards = {board["id"]: board for board in custdev.json("boards", "list")}
    board = boards["customer-development"]
    assert {name: board[name] for name in ("key", "title", "source", "goals", "cards")} == {
        "key": "CD",
        "title": "Customer Development",
        "source": "shipped",
        "goals": 3,
        "cards": 7,
    }
    assert not custdev.folder.exists()


def test_the_boards_in_words(custdev: Command) -> None:
    lines = custdev.ok("boards", "list").splitlines()
    assert lines[0].split() == ["KEY", "ID", "TITLE", "SOURCE", "GOALS", "CARDS"]
    assert lines[1].split() == ["CD", "customer-development", "Customer", "Development", "shipped", "3", "7"]


def test_a_board_of_the_workspace_goes_before_the_shipped_one(custdev: Command) -> None:
    copy_board(custdev.folder, "customer-development", ("title: Customer Development", "title: Talk more"))
    board = custdev.json("boards", "list")[0]
    assert (board["title"], board["source"]) == ("Talk more", "workspace")


@pytest.mark.parametrize("name", ["customer-development", "CD", "cd", "development"])
def test_showing_a_board_says_all_of_it(custdev: Command, name: str) -> None:
    text = custdev.ok("boards", "show", name)
    for part in ("Customer Development (CD)", "Hypothesis", "CD-7  Build customer relationships", "Expected outcome"):
        assert part in text
    data = custdev.json("boards", "show", name)
    assert data["cards"][0]["title"] == "Establish communication channels"
    assert [column["id"] for column in data["columns"]] == ["todo", "doing", "done"]


def test_showing_a_board_says_what_its_cards_ask_for(custdev: Command) -> None:
    lines = custdev.ok("boards", "show", "EI").splitlines()
    for line in (
        "Criterion: surprises >= 2, with n of at least 8",
        "      [ ] Ask before the recorder starts",
        "      needs consent: take_part, store_notes",
        "      wishes for consent: record_audio",
        "  - contextual-inquiry",
    ):
        assert line in lines


def test_a_board_that_is_not_there_or_ambiguous(custdev: Command) -> None:
    assert "There are customer-development" in custdev.error("boards", "show", "pricing")
    assert "customer-retention-experiment" in custdev.error("boards", "show", "experiment", code=2)


def test_checking_finds_nothing_wrong_with_what_ships(custdev: Command) -> None:
    result = custdev.run("boards", "check")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no problems found" in result.stderr


def test_checking_a_file_reports_each_of_five_mistakes_where_it_is(custdev: Command, tmp_path: Path) -> None:
    file = tmp_path / "talk.yaml"
    file.write_text(FIVE_MISTAKES)
    result = custdev.run("boards", "check", str(file))
    assert result.exit_code == 3
    places = [line.removeprefix(f"{file}:").split(": ")[:2] for line in result.stdout.splitlines()]
    assert places == [
        ["2:6", "key"],
        ["5:5", "goals[1]"],
        ["8:5", "cards[1].titel"],
        ["9:11", "cards[1].kind"],
        ["10:10", "cards[1].due"],
    ]
    assert "5 problems found" in result.stderr


def test_the_mistakes_as_json(custdev: Command, tmp_path: Path) -> None:
    (tmp_path / "talk.yaml").write_text(FIVE_MISTAKES)
    result = custdev.run("boards", "check", str(tmp_path / "talk.yaml"), "--json")
    assert result.exit_code == 3
    problems = json.loads(result.stdout)
    assert [problem["line"] for problem in problems] == [2, 5, 8, 9, 10]
    assert set(problems[0]) == {"file", "line", "column", "path", "sentence"}


def test_checking_everything_finds_the_broken_board_and_only_that(custdev: Command) -> None:
    copy_board(custdev.folder, "customer-development", ("title:", "titel:"))
    result = custdev.run("boards", "check")
    assert result.exit_code == 3
    assert all(line.startswith("boards/customer-development.yaml:") for line in result.stdout.splitlines())
    assert custdev.run("boards", "check", "CX").exit_code == 0


def test_a_broken_board_takes_no_other_down_and_cannot_start(custdev: Command) -> None:
    copy_board(custdev.folder, "customer-development", ("title:", "titel:"))
    assert "has mistakes" in custdev.ok("boards", "list")
    assert "boards check" in custdev.error("card", "list", "customer-development")
    assert "boards check" in custdev.error("boards", "show", "customer-development")
    custdev.ok("card", "add", "CX", "Still works")


@pytest.mark.parametrize("name", ["feedback", "FB", "f", "f.yaml"])
@pytest.mark.parametrize(
    "words",
    [
        ("experiment", "start"),
        ("show",),
        ("card", "list"),
        ("flow",),
        ("standup",),
        ("boards", "show"),
        ("boards", "diff"),
        ("export",),
    ],
)
def test_a_file_with_mistakes_is_not_taken_for_a_board_with_its_name_in_the_title(
    custdev: Command, words: tuple[str, ...], name: str
) -> None:
    copy_board(custdev.folder, "customer-development", ("title: Customer Development", "title: Feedback of FB"))
    (custdev.folder / "boards" / "f.yaml").write_text("id: feedback\nkey: FB\ncolums: []\n")
    said = custdev.error(*words, name)
    assert "boards/f.yaml has mistakes; custdev boards check names them. Nothing was changed." in said
    assert custdev.json("experiment", "list") == []


def test_a_file_to_check_that_is_not_there(custdev: Command) -> None:
    assert "no file nowhere.yaml" in custdev.error("boards", "check", "nowhere.yaml")


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file of a board that ships, in a folder where it may be edited as a newer version would."""
    file = copy_board(tmp_path, "customer-development")
    monkeypatch.setattr(catalog, "shipped_boards", lambda: file.parent)
    return file


def edition(file: Path) -> None:
    """Ship a new edition of a board: a title and the text of a card are others, and there is a card more."""
    text = file.read_text("utf-8").replace("title: Build customer", "title: Deepen customer", 1)
    text = text.replace("expected_outcome:", "  - id: thank\n    title: Thank them\nexpected_outcome:", 1)
    file.write_text(text, "utf-8")


def test_a_new_edition_is_shown_and_changes_nothing_before_it_is_taken(custdev: Command, shipped: Path) -> None:
    custdev.ok("experiment", "start", "CD")
    assert "They are the same." in custdev.run("boards", "diff", "CD").stderr
    edition(shipped)
    custdev.ok("card", "move", "CD-1", "doing")
    assert len(custdev.json("card", "list", "CD")) == 7
    told = custdev.ok("boards", "diff", "CD")
    assert "Customer Development (CD) · as it is, and as its file has it" in told
    assert "CD-8  Thank them" in told
    assert "Build customer relationships" in told
    data = custdev.json("boards", "diff", "CD")
    assert (data["offered"], data["declined"], [each["key"] for each in data["added"]]) == (True, False, ["CD-8"])
    assert len(custdev.json("card", "list", "CD")) == 7


def test_a_new_edition_is_taken_over(custdev: Command, shipped: Path) -> None:
    custdev.ok("experiment", "start", "CD")
    edition(shipped)
    assert custdev.json("boards", "take", "CD")["state"] == "taken"
    titles = [card["title"] for card in custdev.json("card", "list", "CD")]
    assert titles[-2:] == ["Deepen customer relationships", "Thank them"]
    assert "nothing is offered" in custdev.error("boards", "take", "CD")
    assert "Took over the edited definition of Customer Development" in custdev.ok("log")


def test_a_new_edition_is_left_and_may_be_taken_later(custdev: Command, shipped: Path) -> None:
    custdev.ok("experiment", "start", "CD")
    edition(shipped)
    assert custdev.json("boards", "leave", "CD")["state"] == "left"
    data = custdev.json("boards", "diff", "CD")
    assert (data["offered"], data["declined"]) == (False, True)
    assert "Left the new edition of Customer Development" in custdev.ok("log")
    custdev.ok("boards", "take", "CD")
    assert len(custdev.json("card", "list", "CD")) == 8


def test_what_was_taken_cannot_be_undone_nor_the_leaving_before_it(custdev: Command, shipped: Path) -> None:
    custdev.ok("experiment", "start", "CD")
    edition(shipped)
    custdev.ok("boards", "leave", "CD")
    custdev.ok("undo")
    assert custdev.json("boards", "diff", "CD")["declined"] is False
    custdev.ok("boards", "leave", "CD")
    custdev.ok("boards", "take", "CD")
    events = len(custdev.ok("log").splitlines())
    said = custdev.error("undo")
    assert "taking over a new edition cannot be undone. Nothing was changed." in said
    assert len(custdev.ok("log").splitlines()) == events
    custdev.ok("card", "move", "CD-1", "doing")
    custdev.ok("undo")


def test_a_board_that_does_not_run_has_nothing_to_take(custdev: Command) -> None:
    assert "not running" in custdev.error("boards", "diff", "CD")
    assert "not running" in custdev.error("boards", "take", "CD")


def copy_board(folder: Path, board: str, *edits: tuple[str, str]) -> Path:
    """Copy a shipped board into a workspace, with some text replaced."""
    text = (shipped_boards() / f"{board}.yaml").read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    target = folder / "boards" / f"{board}.yaml"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return target


@pytest.mark.parametrize("is_terminal", [True, False])
def test_whoever_waits_at_a_terminal_is_told_of_a_large_file(
    custdev: Command, monkeypatch: pytest.MonkeyPatch, is_terminal: bool
) -> None:
    (custdev.folder / "boards").mkdir(parents=True, exist_ok=True)
    (custdev.folder / "boards" / "large.yaml").write_text("id: large\nkey: LA\ntitle: Large\n" + "# more\n" * 2000)
    monkeypatch.setattr("tui.definitions.catalog._LARGE", 10_000)
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: is_terminal)
    for args in (("boards", "check"), ("card", "list", "LA")):
        result = custdev.run(*args)
        assert result.exit_code == 0
        assert ("Reading boards/large.yaml, 0.0 MB.\n" in result.stderr) == is_terminal
        assert result.stderr.count("Reading") == is_terminal

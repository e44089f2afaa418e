"""The life of an experiment from the shell: iterating, deciding, acting on it, putting it away."""

from __future__ import annotations

import json

import click
import pytest

from tests.cli.command import Command
from tui.cli import deciding

WORDS = ("--observation", "Five of six gave up", "--learning", "They compare by the month")
HOSTILE = "[/] \x1b]0;x\x07 =1+1 " + "漢" * 300


@pytest.fixture
def running(custdev: Command) -> Command:
    custdev.folder.mkdir()
    (custdev.folder / "custdev.yaml").write_text("timezone: UTC\n")
    custdev.ok("experiment", "start", "CD")
    custdev.ok("card", "move", "CD-2", "done")
    custdev.ok("card", "move", "CD-3", "doing")
    return custdev


def columns(custdev: Command, board: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for card in custdev.json("card", "list", board):
        found.setdefault(card["column"], []).append(card["key"])
    return found


def test_the_next_iteration_takes_all_unfinished_cards_along(running: Command) -> None:
    new = running.json("experiment", "iterate", "CD")
    assert (new["iteration"], new["parent"], new["status"]) == (2, 1, "running")
    assert new["cards"] == {"todo": 6, "doing": 1, "done": 0}
    assert columns(running, "CD@1") == {"done": ["CD-2"]}
    first = running.json("experiment", "list")[0]
    assert (first["status"], first["decision"], first["learning"]) == ("decided", "repeat", None)
    assert first["decided_at"].endswith("Z")


@pytest.mark.parametrize(
    ("carry", "kept"),
    [("none", set()), ("CD-3,CD-8", {"CD-3", "CD-8"}), ("3", {"CD-3"}), ("Build customer relationships", {"CD-7"})],
)
def test_only_what_is_named_goes_along(running: Command, carry: str, kept: set[str]) -> None:
    running.ok("card", "add", "CD", "Ask the board")
    said = running.run("experiment", "iterate", "CD", "--carry", carry)
    assert said.exit_code == 0
    now = {key for keys in columns(running, "CD").values() for key in keys}
    assert {key for key in now if int(key[3:]) <= 8} == kept
    assert len(now) == (8 if "CD-8" in kept else 7)
    assert ("1 unfinished card" in said.stderr) is ("CD-8" not in kept)


def test_requests_go_along_unless_they_are_to_stay(running: Command) -> None:
    running.ok("contact", "add", "Ada Lovelace")
    running.ok("note", "add", "CD-2", "Export to CSV?", "--kind", "request", "--about", "P01")
    said = running.ok("experiment", "iterate", "CD", "--carry", "none")
    assert "1 open request goes along; iteration 1 is decided: repeat." in said
    assert [note["card"] for note in running.json("note", "list", "--about", "P01")] == ["CD-9"]
    assert "stays behind" in running.ok("experiment", "iterate", "CD", "--carry", "none", "--no-requests")


@pytest.mark.parametrize(
    "args",
    [
        ("card", "add", "CD@1", "Late"),
        ("card", "move", "CD@1-2", "todo"),
        ("card", "edit", "CD-2", "--title", "Late"),
        ("note", "add", "CD-2", "Late"),
        ("experiment", "iterate", "CD@1"),
        ("experiment", "archive", "CD@1"),
    ],
)
def test_an_earlier_iteration_is_read_and_not_written(running: Command, args: tuple[str, ...]) -> None:
    running.ok("experiment", "iterate", "CD")
    assert running.error(*args) == (
        "CD iteration 1 is over; it is kept as it was, and iteration 2 goes on. Nothing was changed."
    )
    assert "decided: repeat · iteration 1" in running.ok("show", "CD@1")
    assert "CD-2  Encourage customer feedback" in running.ok("card", "show", "CD@1-2")
    assert running.ok("export", "CD@1", "--format", "md", "-o", "-")


def test_a_decision_is_a_learning_card(running: Command) -> None:
    decided = running.json("experiment", "decide", "CD", "pivot", *WORDS, "--action", "Price by the month")
    assert (decided["status"], decided["decision"]) == ("decided", "pivot")
    assert decided["learning"] == {
        "observation": "Five of six gave up",
        "learning": "They compare by the month",
        "by": "me",
        "actions": [{"text": "Price by the month", "card": None, "board": None}],
    }
    again = running.json("experiment", "decide", "CD", "stop")
    assert (again["decision"], again["learning"]) == ("stop", decided["learning"])
    running.ok("undo")
    running.ok("undo")
    assert running.json("experiment", "list")[0]["status"] == "running"


def test_what_is_missing_is_named_where_nobody_can_be_asked(running: Command) -> None:
    assert "needs --observation and --learning" in running.error("experiment", "decide", "CD", "stop", code=2)
    assert "needs a decision (persevere, pivot, stop, repeat)" in running.error("experiment", "decide", "CD", code=2)
    assert '"pivto" is not a decision, did you mean "pivot"?' in running.error(
        "experiment", "decide", "CD", "pivto", code=2
    )


def test_in_a_terminal_what_is_missing_is_asked_for_after_the_evidence(
    running: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deciding, "is_terminal", lambda: True)
    running.ok("contact", "add", "Ada Example")
    running.ok("note", "add", "CD-3", "They open the chat every day", "--stance", "supports", "--about", "P01")
    answers = "pivot\nFive gave up\nToo dear\nPrice by the month\nAsk again\n\n"
    result = running.run("experiment", "decide", "CD", stdin=answers)
    assert result.exit_code == 0, result.stderr
    assert result.stderr.index("They open the chat every day") < result.stderr.index("What was observed")
    learning = running.json("experiment", "list")[0]["learning"]
    assert [learning["observation"], learning["learning"]] == ["Five gave up", "Too dear"]
    assert [action["text"] for action in learning["actions"]] == ["Price by the month", "Ask again"]


def test_an_action_becomes_a_card_or_a_board(running: Command) -> None:
    running.ok(
        "experiment", "decide", "CD", "pivot", *WORDS, "--action", "Price by the month", "--action", "Prices: no"
    )
    assert running.ok("experiment", "act", "CD", "1") == "Added CD-8 Price by the month.\n"
    assert "custdev experiment start prices-no starts it" in running.ok(
        "experiment", "act", "CD", "prices", "--as-board"
    )
    assert (
        running.error("experiment", "act", "CD", "2")
        == "That action is a board already: prices-no. Nothing was changed."
    )
    board = running.json("boards", "show", "prices-no")
    assert (board["title"], board["key"], board["hypothesis"]) == ("Prices: no", "PN", "They compare by the month")
    assert board["related"] == [
        "From the decision on CD iteration 1, Customer Development: pivot",
        "customer-development",
    ]
    text = (running.folder / "boards" / "prices-no.yaml").read_text()
    assert text.startswith("# yaml-language-server: $schema=board.schema.json\n")
    running.ok("experiment", "start", "prices-no")
    actions = running.json("experiment", "list")[0]["learning"]["actions"]
    assert [(action["card"], action["board"]) for action in actions] == [("CD-8", None), (None, "prices-no")]


def test_an_experiment_is_put_away_and_comes_back(running: Command) -> None:
    assert "1 card of CD is in progress (CD-3)" in running.error("experiment", "archive", "CD")
    running.ok("experiment", "decide", "CD", "stop", *WORDS)
    assert running.ok("experiment", "archive", "CD") == "Archived Customer Development (CD).\n"
    assert running.error("card", "add", "CD", "Late").startswith("CD is archived; custdev experiment restore CD")
    assert "custdev experiment restore CD" in running.run("experiment", "start", "CD").stderr
    assert running.json("experiment", "restore", "CD")["status"] == "decided"
    assert "decided: stop" in running.ok("experiment", "list")


@pytest.mark.parametrize("verb", ["iterate", "decide", "archive", "restore", "act"])
def test_a_board_that_is_not_started_has_no_life_yet(custdev: Command, verb: str) -> None:
    more = {"decide": ("stop", *WORDS), "act": ("1",)}.get(verb, ())
    assert "is not started; custdev experiment start" in custdev.error("experiment", verb, "CX", *more)
    assert custdev.json("experiment", "list") == []


def test_hostile_words_are_printed_as_words(running: Command) -> None:
    running.ok(
        "experiment", "decide", "CD", "stop", "--observation", HOSTILE, "--learning", HOSTILE, "--action", HOSTILE
    )
    said = running.ok("experiment", "act", "CD", "1")
    assert "\x1b" not in said
    assert "[/]" in said
    running.ok("experiment", "decide", "CD", "stop", "--action", HOSTILE, "--action", "[/] @{[: &no *x")
    running.ok("experiment", "act", "CD", "2", "--as-board")
    running.ok("boards", "check")
    assert "\x1b" not in json.dumps(running.json("experiment", "list"))


def test_every_command_of_it_has_an_example(custdev: Command) -> None:
    for verb in ("start", "iterate", "decide", "act", "archive", "restore", "list"):
        assert f"Example: custdev experiment {verb}" in click.unstyle(custdev.ok("experiment", verb, "--help"))

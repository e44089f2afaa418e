from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from tests.cli.command import Command


@pytest.fixture
def worked(custdev: Command) -> Command:
    custdev.ok("--as", "ux", "card", "move", "CD-1", "doing")
    custdev.ok("--as", "eng", "card", "add", "CD", "Ask about prices")
    custdev.ok("--as", "ux", "contact", "add", "Ada Lovelace", "--email", "ada@engines.example", "--card", "CD-2")
    custdev.ok("--as", "ux", "card", "move", "CD-1", "done")
    return custdev


def texts(custdev: Command, *args: str) -> list[str]:
    return [told["text"] for told in custdev.json("log", *args)]


def test_what_happened_newest_first(worked: Command) -> None:
    assert texts(worked) == [
        "Moved CD-1 to DONE",
        "Made P01, linked to CD-2",
        "Added CD-8 Ask about prices",
        "Moved CD-1 to DOING",
        "Started Customer Development",
    ]
    lines = worked.ok("log").splitlines()
    assert lines[0].split() == ["WHEN", "WHO", "WHAT"]
    assert lines[1].endswith("ux   Moved CD-1 to DONE")


def test_by_card_by_person_and_by_number(worked: Command) -> None:
    assert texts(worked, "--card", "CD-1") == [
        "Moved CD-1 to DONE",
        "Moved CD-1 to DOING",
        "Started Customer Development",
    ]
    assert texts(worked, "--by", "@eng") == ["Added CD-8 Ask about prices"]
    assert texts(worked, "--limit", "2") == ["Moved CD-1 to DONE", "Made P01, linked to CD-2"]
    shown = worked.run("log", "--limit", "2")
    assert "There is more" in shown.stderr
    assert len(shown.stdout.splitlines()) == 3
    assert worked.run("log", "--limit", "0").stderr == ""


def test_since(worked: Command) -> None:
    assert len(texts(worked, "--since", "yesterday")) == 5
    assert len(texts(worked, "--since", "2w")) == 5
    moment = worked.json("log")[1]["at"]
    assert texts(worked, "--since", moment)[-1] == "Made P01, linked to CD-2"
    later = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    assert texts(worked, "--since", later) == []
    assert "Nothing like that" in worked.run("log", "--since", later).stderr
    assert '"pizza" is not a day in the past' in worked.error("log", "--since", "pizza")


def test_the_log_names_nobody(worked: Command) -> None:
    worked.ok("contact", "edit", "P01", "--name", "Ada King")
    printed = worked.ok("log") + worked.ok("log", "--json")
    assert "Ada" not in printed
    assert "engines.example" not in printed
    assert texts(worked)[0] == "Edited a contact"


def test_what_was_undone_says_so(worked: Command) -> None:
    worked.ok("--as", "ux", "undo")
    told = worked.json("log")
    assert [(each["text"], each["undone"]) for each in told[:2]] == [
        ("Undid: move CD-1 to DONE", False),
        ("Moved CD-1 to DONE", True),
    ]
    assert worked.ok("log").splitlines()[2].endswith("Moved CD-1 to DONE (undone)")
    worked.ok("--as", "ux", "redo")
    assert worked.json("log")[0]["text"] == "Did again: move CD-1 to DONE"
    assert not any(each["undone"] for each in worked.json("log"))


def test_an_empty_workspace_says_so(custdev: Command) -> None:
    assert custdev.json("log") == []
    assert "Nothing happened yet" in custdev.run("log").stderr


def test_events_of_others_are_printed_harmless(worked: Command) -> None:
    path = worked.folder / "research.json"
    path.write_text(path.read_text().replace('"by": "eng"', '"by": "[/] \\u001b]0;x\\u0007 \\u202eeng"'))
    line = next(line for line in worked.ok("log").splitlines() if "CD-8" in line)
    assert "\x1b" not in line
    assert "\u202e" not in line
    assert "[/]" in line


def test_undo_takes_back_ones_own_newest_change(worked: Command) -> None:
    assert worked.ok("--as", "ux", "undo") == "Undid: move CD-1 to DONE.\n"
    assert worked.json("card", "show", "CD-1")["column"] == "doing"
    assert worked.ok("--as", "ux", "undo") == "Undid: make P01, linked to CD-2.\n"
    assert worked.json("contact", "list") == []
    assert worked.json("card", "show", "CD-8")["title"] == "Ask about prices"
    assert worked.ok("--as", "ux", "redo") == "Did again: make P01, linked to CD-2.\n"
    assert [person["name"] for person in worked.json("contact", "list")] == ["Ada Lovelace"]


def test_undo_refuses_in_words(worked: Command) -> None:
    assert "nothing of nobody to undo" in worked.error("--as", "nobody", "undo")
    assert "nothing of ux to do again" in worked.error("--as", "ux", "redo")
    worked.ok("--as", "eng", "card", "move", "CD-1", "todo")
    before = worked.json("card", "show", "CD-1")
    assert "changed again since" in worked.error("--as", "ux", "undo")
    refused = json.loads(worked.error("--as", "ux", "undo", "--json"))
    assert refused["error"]["kind"] == "conflict"
    assert worked.json("card", "show", "CD-1") == before


def test_undo_prints_what_it_undid_as_data(worked: Command) -> None:
    undone = worked.json("--as", "ux", "undo")
    assert (undone["kind"], undone["text"]) == ("card_moved", "move CD-1 to DONE")
    assert undone["event"] == worked.json("log")[1]["uid"]


def test_going_back_to_a_backup_can_be_undone(worked: Command) -> None:
    name = worked.json("backup", "make", "before")["name"]
    worked.ok("card", "add", "CD", "Later")
    worked.ok("--as", "ux", "backup", "restore", name)
    assert "Later" not in [card["title"] for card in worked.json("card", "list", "CD")]
    assert worked.ok("--as", "ux", "undo") == "Undid: go back to a backup.\n"
    assert "Later" in [card["title"] for card in worked.json("card", "list", "CD")]

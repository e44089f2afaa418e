"""`custdev card` on several cards at once, and `duplicate` and `split`, which make new ones."""

from __future__ import annotations

from tests.cli.command import Command


def column(custdev: Command, name: str) -> list[str]:
    return [card["key"] for card in custdev.json("card", "list", "CD", "--column", name)]


def test_several_cards_are_moved_as_one_change(custdev: Command) -> None:
    result = custdev.run("card", "move", "CD-5", "CD-3", "doing")
    assert result.stdout == "Moved 2 cards to DOING.\n"
    assert column(custdev, "doing") == ["CD-3", "CD-5"]
    assert [card["key"] for card in custdev.json("card", "move", "CD-3", "CD-5", "done")] == ["CD-3", "CD-5"]
    custdev.ok("undo")
    assert column(custdev, "doing") == ["CD-3", "CD-5"]
    assert custdev.ok("card", "move", "CD-3", "CD-5", "doing") == "They were like that already.\n"


def test_one_that_is_not_there_leaves_all_as_they_are(custdev: Command) -> None:
    custdev.ok("card", "move", "CD-1", "doing")
    assert custdev.run("card", "archive", "CD-2", "CD-99").exit_code == 1
    assert custdev.run("card", "move", "CD-2", "CD-3", "nowhere").exit_code == 1
    assert custdev.run("card", "move", "CD-2", "CD-3", "done", "--at", "1").exit_code == 2
    assert len(column(custdev, "todo")) == 6


def test_what_is_set_is_set_on_all_of_them(custdev: Command) -> None:
    custdev.ok("contact", "add", "Ada Lovelace")
    for args in (
        ("tag", "CD-1", "CD-2", "#Pricing", "ux"),
        ("due", "CD-1", "CD-2", "30", "nov", "2027"),
        ("assign", "CD-1", "CD-2", "ben"),
        ("expedite", "CD-1", "CD-2"),
        ("link", "CD-1", "CD-2", "P01"),
    ):
        custdev.ok("card", *args)
    for card in custdev.json("card", "list", "CD")[:2]:
        assert {"pricing", "ux"} <= {*card["tags"]}
        assert (card["due"], card["assignee"], card["people"]) == ("2027-11-30", "ben", ["P01"])
    assert custdev.ok("card", "archive", "CD-1", "CD-2") == "Archived 2 cards.\n"
    assert custdev.run("card", "due", "CD-3").exit_code == 2
    assert custdev.run("card", "tag", "CD-3").exit_code == 2


def test_a_card_is_duplicated_and_a_step_split_off(custdev: Command) -> None:
    custdev.ok("card", "add", "CD", "Ask [/] 漢字", "--step", "Write", "--step", "Send")
    new = custdev.json("card", "duplicate", "CD-8")
    assert (new["key"], new["title"], len(new["checklist"])) == ("CD-9", "Ask [/] 漢字", 2)
    assert "Duplicated CD-8 as CD-10 Ask the second group in TODO" in custdev.ok(
        "card", "duplicate", "CD-8", "--title", "Ask the second group"
    )
    assert "CD-11 Send in TODO" in custdev.ok("card", "split", "CD-8", "send")
    assert [step["text"] for step in custdev.json("card", "show", "CD-8")["checklist"]] == ["Write"]
    assert custdev.run("card", "split", "CD-8", "send").exit_code == 1

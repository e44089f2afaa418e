"""Cards that wait for others, in the shell."""

from __future__ import annotations

from tests.cli.command import Command


def test_a_card_waits_for_another_until_that_is_done(custdev: Command) -> None:
    custdev.ok("card", "move", "CD-1", "doing")
    custdev.ok("card", "block", "CD-1", "CD-2, CD-3")
    card = custdev.json("card", "show", "CD-1")
    assert (card["blocked"]["reason"], card["blocked"]["by"], card["blocked"]["free"]) == (
        "CD-2, CD-3",
        ["CD-2", "CD-3"],
        False,
    )
    assert "Waiting for it: CD-1" in custdev.ok("card", "show", "CD-2")
    assert "free" not in custdev.run("card", "move", "CD-2", "done").stderr
    assert "CD-1 is free now." in custdev.run("card", "archive", "CD-3").stderr
    assert "Free: CD-2, CD-3 are done" in custdev.ok("card", "show", "CD-1")
    assert [card["key"] for card in custdev.json("card", "list", "CD", "--filter", "is:free")] == ["CD-1"]
    custdev.ok("card", "unblock", "CD-1")
    assert custdev.json("card", "list", "CD", "--filter", "is:free") == []


def test_a_circle_and_a_card_that_is_not_there_are_refused_in_words(custdev: Command) -> None:
    custdev.ok("card", "block", "CD-1", "CD-2")
    assert "CD-1 waits for CD-2: neither could go on" in custdev.error("card", "block", "CD-2", "CD-1")
    assert "CD-99" in custdev.error("card", "block", "CD-2", "CD-99")
    assert custdev.json("card", "show", "CD-2")["blocked"] is None

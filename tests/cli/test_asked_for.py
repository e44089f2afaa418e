"""`custdev note card`: what people ask for becomes a card, and the card tells who asked."""

from __future__ import annotations

import pytest

from tests.cli.command import Command

TOKEN = "Zyxwolda"


@pytest.fixture
def notes(custdev: Command) -> list[str]:
    """Two people with a note each, and the ids of the notes."""
    for name in (TOKEN, "Ben"):
        custdev.ok("contact", "add", name)
    custdev.ok("note", "add", "CD-1", f"{TOKEN} wants a mail", "--about", "P01", "--kind", "pain")
    custdev.ok("note", "add", "P02", "Mail it to me", "--kind", "request")
    return [note["id"] for note in custdev.json("note", "list")]


def test_a_note_becomes_a_card_named_by_its_words_without_names(custdev: Command, notes: list[str]) -> None:
    told = custdev.ok("note", "card", notes[0])
    assert "P01 wants a mail" in told
    assert TOKEN not in told
    card = custdev.json("card", "list", "CD", "--filter", "is:asked")[0]
    assert (card["title"], card["people"], card["asked_by"]) == ("P01 wants a mail", ["P01"], ["P01"])
    assert custdev.json("note", "list", "CD-1")[0]["asks_for"] == card["key"]
    custdev.ok("undo")
    assert custdev.json("card", "list", "CD", "--filter", "is:asked") == []


@pytest.mark.parametrize("how", ["--join", "--title"])
def test_another_note_joins_it(custdev: Command, notes: list[str], how: str) -> None:
    key = custdev.json("note", "card", notes[0], "--title", "Mail exports")["asks_for"]
    custdev.ok("note", "card", notes[1], how, key)
    assert custdev.json("card", "show", key)["asked_by"] == ["P01", "P02"]
    custdev.ok("note", "card", notes[1], "--leave")
    assert custdev.json("card", "show", key)["asked_by"] == ["P01"]


def test_what_cannot_be_is_a_sentence(custdev: Command, notes: list[str]) -> None:
    assert "--board" in custdev.run("note", "card", notes[1]).stderr
    assert custdev.run("note", "card", notes[0], "--join", "CD-1", "--title", "x").exit_code == 2
    assert custdev.run("note", "card", notes[0], "--join", "CD-99").exit_code == 1
    assert custdev.run("note", "card", notes[1], "--board", "CD", "--title", " ").exit_code == 1


def test_what_is_finished_says_whom_to_tell(custdev: Command, notes: list[str]) -> None:
    key = custdev.json("note", "card", notes[0], "--title", "Mail exports")["asks_for"]
    custdev.ok("note", "card", notes[1], "--join", key)
    assert custdev.run("card", "tell", key).exit_code == 1
    moved = custdev.run("card", "move", key, "done")
    assert f"{key}: 2 people asked for this: P01 P02." in moved.stderr
    assert custdev.json("card", "show", key)["to_tell"] == ["P01", "P02"]
    waiting = {one["about"][0]: one["waiting"]["stage"] for one in custdev.json("note", "list", "--waiting")}
    assert waiting == {"P01": "shipped", "P02": "shipped"}
    assert "Told P02" in custdev.ok("card", "tell", key, "P02")
    assert custdev.json("card", "tell", key)["to_tell"] == []
    assert custdev.json("note", "list", "--waiting") == []
    custdev.ok("undo")
    assert custdev.json("card", "show", key)["to_tell"] == ["P01"]


def test_whoever_is_erased_asked_for_nothing_and_the_card_stays(custdev: Command, notes: list[str]) -> None:
    key = custdev.json("note", "card", notes[0])["asks_for"]
    custdev.ok("note", "card", notes[1], "--join", key)
    custdev.ok("contact", "erase", "P01", "--confirm", "P01")
    card = custdev.json("card", "show", key)
    assert (card["asked_by"], card["people"]) == (["P02"], ["P02"])
    assert TOKEN not in str(card)
    assert custdev.run("doctor").exit_code == 0

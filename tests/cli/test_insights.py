"""`custdev theme` and `custdev insight`: from notes to what was learned, and what erasing leaves of it."""

from __future__ import annotations

import pytest

from tests.cli.command import Command

TOKEN = "Zyxwolda"


@pytest.fixture
def notes(custdev: Command) -> list[str]:
    """Two people with a note each, and the ids of the notes."""
    for name in (TOKEN, "Ben"):
        custdev.ok("contact", "add", name)
    custdev.ok("note", "add", "CD-1", f"{TOKEN} waits for the export", "--about", "P01", "--kind", "pain")
    custdev.ok("note", "add", "CD-1", "I export at night", "--about", "P02", "--kind", "behaviour")
    return [note["id"] for note in custdev.json("note", "list")]


def add(custdev: Command, *args: str) -> str:
    return str(custdev.json("insight", "add", "Exports are too slow", *args)["id"])


def test_themes_say_how_often_they_come_up(custdev: Command, notes: list[str]) -> None:
    custdev.ok("theme", "add", "Slow exports", "--alias", "export")
    told = custdev.json("theme", "tag", "EXPORT", *notes)
    assert (told["name"], told["notes"], told["people"]) == ("Slow exports", 2, 2)
    assert told["first"] <= told["last"]
    assert "2      2       today" in custdev.ok("theme", "list")
    custdev.ok("theme", "tag", "slow", notes[0], "--out")
    assert custdev.json("theme", "list")[0]["notes"] == 1
    assert "There is a theme Slow exports" in custdev.error("theme", "add", "Export")
    assert "There are Slow exports." in custdev.error("theme", "tag", "prices", notes[0])


def test_an_insight_is_told_with_the_words_it_rests_on(custdev: Command, notes: list[str]) -> None:
    custdev.ok("theme", "add", "Slow exports", "--note", notes[0])
    uid = add(custdev, "--note", notes[0], "--against", notes[1], "--theme", "slow", "--board", "CD")
    custdev.ok("insight", "share", uid, "design")
    custdev.ok("insight", "recommend", uid, "CD", "Export faster")
    shown = custdev.ok("insight", "show", uid[-6:])
    assert "acted on, by" in shown
    assert "for: 1 person by 0 methods, not yet triangulated; against: 1 person" in shown
    assert "Shared with design" in shown
    assert "Led to CD-8 Export faster" in shown
    assert "P01 waits for the export" in shown
    assert "I export at night" in shown
    assert TOKEN not in shown
    (told,) = custdev.json("insight", "list", "--theme", "slow", "--board", "CD", "--status", "acted-on")
    assert (told["status"], told["cards"], told["board"]) == ("acted_on", ["CD-8"], "CD")
    assert told["confidence"]["for"]["people"] == 1
    custdev.ok("undo")
    assert custdev.json("insight", "show", uid)["status"] == "shared"


def test_who_is_erased_takes_their_words_along_and_the_insight_says_so(custdev: Command, notes: list[str]) -> None:
    custdev.ok("theme", "add", f"What {TOKEN} said", "--note", notes[0])
    uid = add(custdev, "--note", notes[0], "--note", notes[1], "--theme", "what")
    custdev.ok("insight", "edit", uid, "--statement", f"{TOKEN} waits for exports")
    custdev.ok("contact", "erase", "P01", "--confirm", "P01")
    told = custdev.json("insight", "show", uid)
    assert (told["notes"], told["erased"], told["confidence"]["for"]["people"]) == ([notes[1]], 1, 1)
    assert "1 note it rested on was erased with whoever said it." in custdev.ok("insight", "show", uid)
    for path in custdev.folder.rglob("*"):
        assert not path.is_file() or TOKEN.encode() not in path.read_bytes(), path
    assert custdev.json("theme", "list")[0]["notes"] == 0
    assert "All is well" in custdev.ok("doctor")
    custdev.ok("contact", "erase", "P02", "--confirm", "P02")
    told = custdev.json("insight", "show", uid)
    assert (told["notes"], told["erased"]) == ([], 2)
    custdev.ok("insight", "edit", uid, "--review", "+30d")


def test_who_wants_no_notes_kept_does_not_make_an_insight_sure(custdev: Command, notes: list[str]) -> None:
    uid = add(custdev, "--note", notes[0], "--note", notes[1])
    custdev.ok("consent", "withdraw", "P01", "notes")
    assert custdev.json("insight", "show", uid)["confidence"]["for"]["people"] == 1
    assert "P01 waits" not in custdev.ok("insight", "show", uid)


def test_mistakes_get_a_sentence(custdev: Command, notes: list[str]) -> None:
    assert "rests on notes" in custdev.error("insight", "add", "x")
    assert 'no note "nothing"' in custdev.error("insight", "add", "x", "--note", "nothing")
    assert "not a discipline" in custdev.error("insight", "share", notes[0], "desing", code=2)
    assert 'no insight "4XG7QM"' in custdev.error("insight", "show", "4XG7QM")
    uid = add(custdev, "--note", notes[0])
    assert "Say what to change" in custdev.error("insight", "edit", uid, code=2)
    custdev.ok("insight", "retire", uid)
    assert "retired already" in custdev.error("insight", "retire", uid)
    assert custdev.json("insight", "list") == []
    assert "Nothing yet" in custdev.run("insight", "list").stderr

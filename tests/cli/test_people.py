from __future__ import annotations

import json

import pytest

from tests.cli.command import Command


@pytest.fixture
def people(custdev: Command) -> Command:
    custdev.ok("contact", "add", "Ada Lovelace", "--email", "ada@engines.example", "--org", "Engines", "--card", "CD-3")
    custdev.ok("contact", "add", "Ada Byron")
    return custdev


def test_adding_a_person_prints_them(custdev: Command) -> None:
    added = custdev.json("contact", "add", "Ada Lovelace", "--email", "a@b.example", "--org", "Engines")
    expected = {"id": "P01", "name": "Ada Lovelace", "email": ["a@b.example"], "org": "Engines", "cards": []}
    assert {name: added[name] for name in expected} == expected


def test_people_in_words_and_as_data(people: Command) -> None:
    listed = people.json("contact", "list")
    assert [(person["id"], person["name"], person["cards"]) for person in listed] == [
        ("P01", "Ada Lovelace", ["CD-3"]),
        ("P02", "Ada Byron", []),
    ]
    lines = people.ok("contact", "list").splitlines()
    assert lines[1].split() == ["P01", "Ada", "Lovelace", "never", "in", "14d", "–t", "–o", "–r", "–q", "–s", "0", "1"]


def test_a_person_with_cards_and_words(people: Command) -> None:
    people.ok("note", "add", "CD-3", "I gave up", "--about", "P01", "--kind", "quote")
    text = people.ok("contact", "show", "lovelace")
    for part in ("P01  Ada Lovelace", "CD-3  Listen", "quote about P01", "    I gave up"):
        assert part in text


def test_editing_a_person(people: Command) -> None:
    edited = people.json("contact", "edit", "P01", "--name", "Ada King", "--email", "k@b.example")
    assert (edited["name"], edited["email"], edited["org"]) == ("Ada King", ["k@b.example"], "Engines")
    assert people.json("contact", "edit", "P01", "--email", "")["email"] == []
    assert "--name" in people.error("contact", "edit", "P01", code=2)


def test_a_name_that_two_people_have_lists_pids(people: Command) -> None:
    assert "P01, P02" in people.error("card", "link", "CD-3", "ada", code=2)


def test_without_the_file_of_names_everything_but_the_names_works(people: Command) -> None:
    (people.folder / "people.json").unlink()
    assert people.json("contact", "list")[0]["name"] is None
    assert people.json("card", "show", "CD-3")["people"] == ["P01"]


def test_nothing_but_contact_commands_tells_a_name(people: Command) -> None:
    people.ok("note", "add", "CD-3", "I gave up", "--about", "P01")
    commands = (
        ("card", "list", "CD"),
        ("card", "show", "CD-3"),
        ("note", "list"),
        ("show", "CD"),
        ("export", "CD", "-o", "-"),
        ("export", "CD", "--format", "json", "-o", "-"),
        ("card", "link", "CD-4", "lovelace"),
        ("experiment", "list"),
        ("touchpoint", "add", "interview", "lovelace", "--card", "CD-3", "wants it"),
        ("touchpoint", "list"),
        ("touchpoint", "list", "--with", "lovelace", "--json"),
        ("consent", "give", "lovelace", "contact", "--evidence", "mail of Ada"),
        ("consent", "show", "lovelace"),
        ("consent", "show", "lovelace", "--json"),
        ("note", "list", "--waiting"),
        ("log",),
        ("log", "--json"),
    )
    for args in commands:
        text = people.ok(*args)
        assert "Ada" not in text, args
        assert "engines" not in text.casefold(), args


def test_adding_a_note_prints_it(people: Command) -> None:
    note = people.json(
        "note", "add", "CD-3", "I gave up", "--about", "P01", "--about", "byron", "--kind", "quote",
        "--stance", "refutes", "--tag", "setup",
    )  # fmt: skip
    expected = {
        "card": "CD-3",
        "kind": "quote",
        "text": "I gave up",
        "by": "me",
        "about": ["P01", "P02"],
        "stance": "refutes",
        "tags": ["setup"],
    }
    assert {name: note[name] for name in expected} == expected
    assert note["id"]
    assert note["at"].endswith("Z")
    assert people.json("card", "show", "CD-3")["notes"] == 1
    assert people.json("card", "show", "CD-3")["people"] == ["P01", "P02"]


def test_a_note_about_a_person_alone(people: Command) -> None:
    note = people.json("note", "add", "P02", "Prefers mornings")
    assert (note["card"], note["about"]) == (None, ["P02"])


def test_a_note_from_standard_input_keeps_its_lines(people: Command) -> None:
    people.ok("note", "add", "CD-3", "-", stdin="one\n\n  two ü\n".encode())
    assert people.json("note", "list")[0]["text"] == "one\n\n  two ü"


def test_notes_of_a_card_a_board_a_person(people: Command) -> None:
    people.ok("note", "add", "CD-3", "first")
    people.ok("note", "add", "CX-1", "second", "--about", "P02")
    people.ok("note", "add", "P02", "third")

    def texts(*args: str) -> list[str]:
        return [note["text"] for note in people.json("note", "list", *args)]

    assert texts() == ["first", "second", "third"]
    assert texts("CD-3") == ["first"]
    assert texts("--board", "CX") == ["second"]
    assert texts("--about", "P02") == ["second", "third"]
    assert "CD-3" in people.ok("note", "list")


def test_editing_and_archiving_a_note_by_the_end_of_its_id(people: Command) -> None:
    note = people.json("note", "add", "CD-3", "first")
    end = note["id"][-6:].lower()
    edited = people.json("note", "edit", end, "--text", "better", "--stance", "supports")
    assert (edited["text"], edited["stance"], edited["id"]) == ("better", "supports", note["id"])
    assert people.json("note", "archive", end)["archived"] is True
    assert people.json("note", "list") == []
    assert people.json("note", "archive", end, "--restore")["archived"] is False
    assert len(people.json("note", "list")) == 1


@pytest.mark.parametrize(("args", "by"), [((), "me"), (("--as", "@ben"), "ben")])
def test_who_wrote_it(custdev: Command, args: tuple[str, ...], by: str) -> None:
    assert json.loads(custdev.ok(*args, "note", "add", "CD-3", "x", "--json"))["by"] == by


def test_the_variable_says_who_wrote_it(custdev: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUSTDEV_ACTOR", "ana")
    assert custdev.json("note", "add", "CD-3", "x")["by"] == "ana"

"""The same person a second time: asked for before somebody is made, and made one where there are two."""

from __future__ import annotations

import json

import pytest

from tests.cli.command import Command


@pytest.fixture
def people(custdev: Command) -> Command:
    """Somebody with an accent, and somebody who asked to have a second record."""
    custdev.ok("contact", "add", "José Álvarez", "--email", "jose@example.com", "--card", "CD-3")
    custdev.ok("contact", "add", "Ada Lovelace", "--relation", "customer", "--segment", "enterprise")
    return custdev


@pytest.mark.parametrize("name", ["jose", "JOSÉ", "alvarez", "Jose Alvarez", "José", "jose@", "p1"])
def test_who_is_hidden_as_jose_is_found_as_jose(people: Command, name: str) -> None:
    if "@" in name:
        assert "There is no person" in people.error("contact", "show", name)
        return
    assert people.json("contact", "show", name)["id"] == "P01"


SAME = [
    (("Jose Alvarez",), "P01"),
    (("Álvarez, José",), "P01"),
    (("ALVAREZ jose",), "P01"),
    (("Mr. José Álvarez",), "P01"),
    (("Somebody Else", "--email", "Jose@Example.com"), "P01"),
    (("Ada-Lovelace",), "P02"),
]


@pytest.mark.parametrize(("args", "pid"), SAME)
def test_the_same_name_or_address_a_second_time_makes_nobody(people: Command, args: tuple[str, ...], pid: str) -> None:
    result = people.run("contact", "add", *args, "--json")
    assert result.exit_code == 2
    error = json.loads(result.stderr)["error"]
    assert (error["kind"], error["candidates"]) == ("ambiguous", [pid])
    assert f"That may be {pid} " in error["message"]
    assert "--new" in error["message"]
    assert len(people.json("contact", "list")) == 2
    contact = people.json("contact", "add", *args, "--new")
    assert contact["id"] == "P03"


def test_who_it_may_be_is_told_with_the_name(people: Command) -> None:
    people.ok("contact", "add", "Jose Alvarez", "--new")
    refusal = people.error("contact", "add", "alvarez jose", code=2)
    assert refusal.startswith("That may be P01 José Álvarez or P03 Jose Alvarez. --new adds somebody else")


def test_a_board_is_not_started_for_somebody_who_is_not_made(people: Command) -> None:
    people.error("contact", "add", "jose alvarez", "--card", "CX-1", code=2)
    assert people.json("card", "list", "CD")
    assert "CX" not in people.ok("experiment", "list")


@pytest.mark.parametrize("name", ["José Alvarado", "Alvarez", "Josefina Álvarez", "Ada King"])
def test_another_name_is_somebody_else(people: Command, name: str) -> None:
    assert people.json("contact", "add", name)["id"] == "P03"


def test_two_records_of_a_person_become_one(people: Command) -> None:
    people.ok("note", "add", "CD-3", "asked for the export", "--about", "P02")
    people.ok("consent", "give", "P01", "quote")
    people.ok("consent", "withdraw", "P02", "quote")
    after = people.json("contact", "merge", "P02", "P01")
    assert (after["id"], after["name"], after["nickname"]) == ("P01", "José Álvarez", "Ada Lovelace")
    assert (after["relationship"], after["notes"], after["permission"]["quote"]) == ("customer", 1, "refused")
    assert people.json("contact", "show", "P02")["former_ids"] == ["P02"]
    assert "also P02" in people.ok("contact", "show", "jose")
    assert [person["id"] for person in people.json("contact", "list")] == ["P01"]
    assert [person["id"] for person in people.json("contact", "list", "--all")] == ["P01"]
    assert people.json("note", "list", "--about", "ada")[0]["about"] == ["P01"]
    assert "Put P02 into P01" in people.ok("log")
    assert people.json("contact", "add", "Bob Marley")["id"] == "P03"


@pytest.mark.parametrize(
    "args",
    [
        ("contact", "show", "P02"),
        ("consent", "show", "P02"),
        ("note", "list", "--about", "P02"),
        ("touchpoint", "list", "--with", "P02"),
        ("card", "link", "CD-1", "P02"),
        ("consent", "give", "P02", "quote"),
        ("note", "add", "CD-1", "said so", "--about", "P02"),
        ("touchpoint", "add", "interview", "P02", "wants the export"),
        ("contact", "edit", "P02", "--org", "Engines"),
        ("card", "add", "CD", "Call them", "--person", "P02"),
        ("contact", "dossier", "P02"),
    ],
)
def test_the_number_that_went_still_names_them_and_says_who_it_is_now(people: Command, args: tuple[str, ...]) -> None:
    people.ok("contact", "merge", "P02", "P01")
    result = people.run(*args)
    assert result.exit_code == 0, result.stderr
    assert "P02 is P01 now." in result.stderr
    assert "P02" not in people.ok("card", "list", "CD")


def test_it_is_undone_and_done_again(people: Command) -> None:
    before = people.json("contact", "list")
    assert people.ok("contact", "merge", "ada", "jose").strip() == "Put P02 into P01."
    merged = people.json("contact", "list")
    people.ok("undo")
    assert people.json("contact", "list") == before
    people.ok("redo")
    assert people.json("contact", "list") == merged


def test_names_of_both_find_them(people: Command) -> None:
    people.ok("contact", "merge", "P02", "P01")
    assert people.json("contact", "show", "lovelace")["id"] == "P01"
    assert people.error("contact", "add", "lovelace ada", code=2).startswith("That may be P01 José Álvarez.")


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("P01", "P01"), "P01 is one record already; name another one of the same person."),
        (("P01", "P44"), 'There is no person "P44" in this workspace.'),
    ],
)
def test_what_cannot_be_one_is_told(people: Command, args: tuple[str, str], sentence: str) -> None:
    assert people.error("contact", "merge", *args).startswith(sentence)


def test_one_is_not_put_into_the_other_twice(people: Command) -> None:
    people.ok("contact", "merge", "P02", "P01")
    for pair in (("P02", "P01"), ("P01", "P02")):
        assert people.error("contact", "merge", *pair) == "P02 was put into P01 already. Nothing was changed."


def test_a_check_of_everything_finds_nothing_wrong(people: Command) -> None:
    people.ok("contact", "merge", "P02", "P01")
    assert people.run("doctor").exit_code == 0

"""Who is asked for what: over-asked people, missing permission, and evidence from more than one side."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.command import Command
from tui.session import Session

COOLDOWN = "P01 is in cooldown for 27 more days. Going on takes a reason. Nothing was changed."


@pytest.fixture
def people(custdev: Command) -> Command:
    custdev.folder.mkdir()
    (custdev.folder / "custdev.yaml").write_text("timezone: UTC\n")
    for name in ("Ada Lovelace", "Ben Example"):
        custdev.ok("contact", "add", name)
    return custdev


@pytest.fixture
def tired(people: Command) -> Command:
    for day in ("1d", "2d", "3d"):
        people.ok("touchpoint", "add", "interview", "P01", "--at", day)
    return people


@pytest.mark.parametrize(
    "args",
    [("card", "link", "CD-3", "P01"), ("card", "add", "CD", "Ask again", "--person", "P01")],
)
def test_who_is_asked_often_is_asked_again_only_with_a_reason(tired: Command, args: tuple[str, ...]) -> None:
    assert tired.error(*args) == COOLDOWN
    result = tired.run(*args, "--json")
    assert json.loads(result.stderr)["error"] == {"kind": "over_asked", "message": COOLDOWN}
    tired.ok(*args, "--reason", "she offered to")
    newest = tired.json("log", "--limit", "1")[0]
    assert newest["reason"] == "she offered to"
    assert tired.ok("log", "--limit", "1").splitlines()[1].endswith("; she offered to")
    assert [card["key"] for card in tired.json("card", "list", "CD") if card["people"]]


def test_the_policy_is_that_of_the_team_on_a_board_that_is_not_started_as_well(tired: Command) -> None:
    (tired.folder / "custdev.yaml").write_text("cooldown: {asks: 9}\n")
    tired.ok("card", "link", "CX-1", "P01")
    (tired.folder / "custdev.yaml").write_text("cooldown: {asks: 1}\n")
    assert "P01 is in cooldown" in tired.error("card", "link", "CR-1", "P01")
    assert [each["key"] for each in tired.json("experiment", "list")] == ["CX"]


def test_a_card_says_whose_permission_it_is_missing(people: Command) -> None:
    assert people.json("card", "show", "CD-6")["missing"] == []
    people.ok("card", "link", "CD-6", "P01")
    linked = people.run("card", "link", "CD-6", "P02")
    assert linked.stderr == "P01 and P02 have not agreed to be contacted.\n"
    card = people.json("card", "show", "CD-6")
    assert card["needs"] == ["contact_me"]
    assert card["missing"] == [{"person": "P01", "scope": "contact_me"}, {"person": "P02", "scope": "contact_me"}]
    people.ok("consent", "give", "P01", "contact", "take-part", "notes")
    listed = {each["key"]: each["missing"] for each in people.json("card", "list", "CD")}
    assert listed["CD-6"] == [{"person": "P02", "scope": "contact_me"}]
    assert "P02 has not agreed to be contacted." in people.ok("card", "show", "CD-6").splitlines()
    assert "P02 has not agreed to be contacted" in people.ok("card", "list", "CD")


def test_a_card_says_whom_to_ask_for_a_wish_and_leaves_alone_who_said_no(people: Command) -> None:
    people.ok("experiment", "start", "empathetic-interviews")
    key = next(each["key"] for each in people.json("card", "list", "EI") if each["wish"] == ["record_audio"])
    for pid in ("P01", "P02"):
        people.ok("consent", "give", pid, "take-part", "notes")
        assert people.run("card", "link", key, pid).stderr == ""
    assert people.json("card", "show", key)["to_ask"] == [
        {"person": "P01", "scope": "record_audio"},
        {"person": "P02", "scope": "record_audio"},
    ]
    people.ok("consent", "withdraw", "P01", "audio")
    card = people.json("card", "show", key)
    assert (card["missing"], card["to_ask"]) == ([], [{"person": "P02", "scope": "record_audio"}])
    assert "P02 may be asked to have audio recorded." in people.ok("card", "show", key).splitlines()
    assert f"May be asked: {key}" in people.ok("standup", "EI")
    people.ok("consent", "ask", "P02", "audio")
    assert "may be asked" not in people.ok("card", "show", key)
    assert "May be asked" not in people.ok("standup", "EI")
    shown = people.ok("boards", "show", "empathetic-interviews")
    assert "      needs consent: take_part, store_notes\n      wishes for consent: record_audio\n" in shown
    assert "wish:\n" in people.ok("export", "EI", "--format", "yaml", "-o", "-")


def test_moving_such_a_card_is_done_and_hinted_at(people: Command) -> None:
    people.ok("card", "link", "CD-6", "P02")
    moved = people.run("card", "move", "CD-6", "doing")
    assert (moved.stdout, moved.stderr) == ("Moved CD-6 to DOING.\n", "P02 has not agreed to be contacted.\n")
    assert people.run("card", "move", "CD-6", "done").stderr == ""
    assert people.run("card", "move", "CD-6", "doing", "--json").stderr == ""
    people.ok("consent", "give", "P02", "contact_me")
    assert people.run("card", "move", "CD-6", "todo").stderr == ""


def evidence(custdev: Command) -> object:
    return custdev.json("experiment", "list")[0]["evidence"]


NOTHING = {"notes": 0, "people": 0, "methods": 0, "old": 0, "triangulated": False}


def test_evidence_counts_people_and_methods(people: Command) -> None:
    people.ok("experiment", "start", "CD")
    assert evidence(people) == {
        "supports": 0,
        "refutes": 0,
        "people": 0,
        "methods": 0,
        "triangulated": False,
        "contradicted": False,
        "for": NOTHING,
        "against": NOTHING,
        "status": "untested",
        "sentence": "for: nobody; against: nobody",
    }
    people.ok("contact", "add", "Cy Example")
    for pid, method in (("P01", "interview"), ("P02", "survey"), ("P03", "survey")):
        met = people.json("touchpoint", "add", method, pid)["id"]
        people.ok("note", "add", "CD-3", "yes", "--touchpoint", met, "--stance", "supports")
    people.ok("note", "add", "CD-3", "no", "--about", "P01", "--stance", "refutes")
    sentence = "for: 3 people by 2 methods, triangulated; against: 1 person by 0 methods, not yet triangulated"
    assert evidence(people) == {
        "supports": 3,
        "refutes": 1,
        "people": 3,
        "methods": 2,
        "triangulated": True,
        "contradicted": False,
        "for": {"notes": 3, "people": 3, "methods": 2, "old": 0, "triangulated": True},
        "against": {"notes": 1, "people": 1, "methods": 0, "old": 0, "triangulated": False},
        "status": "supported",
        "sentence": sentence,
    }
    assert people.json("show", "CD")["experiment"]["evidence"] == evidence(people)
    assert sentence in people.ok("experiment", "list")
    assert f"evidence {sentence}" in people.ok("show", "CD").splitlines()
    assert sentence in people.ok("standup", "CD")
    assert sentence in Path(people.ok("export", "CD", "--format", "md").strip()).read_text(encoding="utf-8")
    assert people.run("standup", "CD", "--profile", "public").stdout.count("people by") == 0
    (people.folder / "custdev.yaml").write_text("triangulation: {people: 4}\n")
    assert "for: 3 people by 2 methods, not yet triangulated" in people.ok("experiment", "list")


def test_a_note_about_a_whole_group_is_no_evidence_before_somebody_is_named(people: Command) -> None:
    people.ok("experiment", "start", "CD")
    met = people.json("touchpoint", "add", "focus_group", "P01", "P02")["id"]
    said = people.run("note", "add", "CD-3", "they nodded", "--touchpoint", met, "--stance", "supports")
    assert "It is no evidence yet: nobody is named as who said or did it." in said.stderr
    (note,) = people.json("note", "list", "CD-3")
    assert (note["about"], note["together"], note["evidence"]) == (["P01", "P02"], True, False)
    assert "supports" not in people.ok("note", "list", "CD-3")
    people.ok("note", "edit", note["id"], "--about", "P02")
    (note,) = people.json("note", "list", "CD-3")
    assert (note["about"], note["together"], note["evidence"]) == (["P02"], False, True)
    assert "for: 1 person by 1 method" in people.ok("show", "CD")


def test_our_own_word_is_not_taken_as_evidence(people: Command) -> None:
    people.ok("experiment", "start", "CD")
    refused = people.run(
        "note", "add", "CD-3", "They pay", "--about", "P01", "--kind", "learned", "--stance", "supports"
    )
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "our own word" in refused.stderr
    assert people.json("note", "list", "CD-3") == []


def test_old_evidence_is_said_to_be_old(people: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    people.ok("experiment", "start", "CD")
    people.ok("note", "add", "CD-3", "yes", "--about", "P01", "--stance", "supports")
    (people.folder / "custdev.yaml").write_text("evidence: {fresh: P10D}\n")
    defaults = Session.open.__kwdefaults__
    assert defaults is not None
    monkeypatch.setitem(defaults, "clock", lambda: datetime(2028, 6, 1, tzinfo=UTC))
    assert "against: nobody; 1 of 1 note is older than 10 days" in people.ok("show", "CD")
    (people.folder / "custdev.yaml").write_text("evidence: {fresh: soon}\n")
    assert "for how long it is fresh, such as {fresh: P180D}" in people.run("show", "CD").stderr

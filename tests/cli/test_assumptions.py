"""`custdev assumption`: claims with what they stand on, from the shell."""

from __future__ import annotations

import pytest

from tests.cli.command import Command


@pytest.fixture
def claim(custdev: Command) -> str:
    """The id of a claim for and against which somebody said something."""
    for name in ("Ada", "Ben"):
        custdev.ok("contact", "add", name)
    custdev.ok("note", "add", "CD-1", "I asked twice", "--about", "P01", "--stance", "supports")
    custdev.ok("note", "add", "CD-1", "I never ask", "--about", "P02", "--stance", "refutes")
    notes = [note["id"] for note in custdev.json("note", "list")]
    told = custdev.json("assumption", "add", "CD", "They ask us", "--importance", "5", "--chain", "--note", notes[0])
    assert told["evidence"]["sentence"].startswith("for: 1 person by 0 methods")
    custdev.ok("assumption", "aim", told["id"], notes[1])
    return str(told["id"])


def test_assumptions_are_listed_by_risk(custdev: Command, claim: str) -> None:
    custdev.ok("assumption", "add", "CD", "We answer within a week", "--importance", "5")
    first, second = custdev.json("assumption", "list", "CD")
    assert (first["text"], first["ground"], first["tested"]) == ("We answer within a week", "nobody", False)
    assert (second["ground"], second["tested"], second["link"], len(second["notes"])) == ("1 person", True, 1, 2)
    listed = custdev.ok("assumption", "list", "CD")
    assert listed.index("We answer within a week") < listed.index("They ask us")


def test_one_is_shown_with_the_words_for_and_against_it(custdev: Command, claim: str) -> None:
    custdev.ok("assumption", "card", claim, "Count who asks")
    shown = custdev.ok("assumption", "show", claim[-6:])
    assert "Importance 5, link 1 of the hypothesis" in shown
    assert "for: 1 person by 0 methods, not yet triangulated; against: 1 person" in shown
    assert "I asked twice" in shown
    assert "Tested by CD-8 Count who asks" in shown
    assert custdev.json("assumption", "show", claim)["cards"] == ["CD-8"]


def test_one_is_changed_put_away_and_brought_back(custdev: Command, claim: str) -> None:
    told = custdev.ok("assumption", "edit", claim, "--text", "They ask", "--importance", "1", "--beside")
    assert "Edited They ask" in told
    assert "Importance 1, for: 1 person by 0 methods; against: 1 by 0" in told
    custdev.ok("assumption", "archive", claim)
    assert custdev.json("assumption", "list", "CD") == []
    assert custdev.json("assumption", "list", "CD", "--archived")[0]["archived"] is True
    custdev.ok("assumption", "archive", claim, "--back")
    custdev.ok("undo")
    assert custdev.json("assumption", "show", claim)["archived"] is True
    assert "Say what to change" in custdev.error("assumption", "edit", claim, code=2)
    assert "9 is not in the range" in custdev.error("assumption", "edit", claim, "--importance", "9", code=2)


def test_names_are_not_told(custdev: Command, claim: str) -> None:
    custdev.ok("contact", "add", "Zyxwolda")
    custdev.ok("assumption", "edit", claim, "--text", "Zyxwolda asks us")
    for told in (custdev.ok("assumption", "show", claim), custdev.ok("assumption", "list", "CD"), custdev.ok("log")):
        assert "Zyxwolda" not in told
    assert "P03 asks us" in custdev.ok("assumption", "list", "CD")


def test_who_is_erased_takes_their_evidence_along(custdev: Command, claim: str) -> None:
    custdev.ok("assumption", "edit", claim, "--text", "Ada asks us")
    custdev.ok("contact", "erase", "P01", "--confirm", "P01")
    told = custdev.json("assumption", "show", claim)
    assert (told["evidence"]["for"]["people"], told["evidence"]["against"]["people"]) == (0, 1)
    assert "Ada" not in told["text"]
    assert "All is well" in custdev.ok("doctor")


def test_the_report_of_a_standup_names_the_riskiest_untested_one(custdev: Command, claim: str) -> None:
    assert "riskiest untested" not in custdev.ok("standup", "CD")
    custdev.ok("assumption", "add", "CD", "We answer within a week", "--importance", "5")
    assert "riskiest untested: We answer within a week (importance 5)" in custdev.ok("standup", "CD")
    (hypothesis,) = custdev.json("standup", "CD")["hypotheses"]
    assert (hypothesis["riskiest"], hypothesis["importance"]) == ("We answer within a week", 5)
    assert "riskiest" not in custdev.ok("standup", "CD", "--profile", "public", "--format", "md")

"""`custdev contact erase`, `purge` and `dossier`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command import Command


@pytest.fixture
def known(custdev: Command) -> Command:
    """Make two people known, one of whom said something."""
    custdev.ok("contact", "add", "Quenby Vandersloot", "--email", "quenby@vandersloot.example", "--card", "CD-1")
    custdev.ok("contact", "add", "Ada Example")
    custdev.ok("note", "add", "CD-1", "I gave up at step two", "--about", "P01", "--kind", "quote")
    custdev.ok("touchpoint", "add", "interview", "P01", "wants export", "--card", "CD-1")
    custdev.ok("consent", "give", "P01", "quote")
    return custdev


def test_the_p_id_has_to_be_confirmed(known: Command) -> None:
    refused = known.run("contact", "erase", "P01")
    assert refused.exit_code == 2
    assert "use --confirm" in refused.stderr
    assert "1 note of theirs alone (removed)" in refused.stderr
    wrong = known.run("contact", "erase", "P01", "--confirm", "P02")
    assert (wrong.exit_code, wrong.stderr.strip()) == (1, '"P02" is not P01. Nothing was changed.')
    assert known.json("contact", "show", "P01")["name"] == "Quenby Vandersloot"


def test_who_is_erased_is_gone(known: Command) -> None:
    told = known.ok("contact", "erase", "P01", "--confirm", "P01")
    assert told.startswith("Erased P01: every file")
    assert "An answer to send:" in told
    assert "Quenby" not in told
    assert [each["id"] for each in known.json("contact", "list")] == ["P02"]
    assert known.json("note", "list") == []
    again = known.run("contact", "erase", "P01", "--confirm", "P01")
    assert again.exit_code == 1
    assert "P01 was erased" in again.stderr
    assert known.json("contact", "add", "Grace Example")["id"] == "P03"
    assert "All is well" in known.ok("doctor")


def test_what_was_said_may_stay_without_who(known: Command) -> None:
    erased = known.json("contact", "erase", "P01", "--confirm", "P01", "--said", "strip")
    assert (erased["id"], erased["notes"], erased["touchpoints"], erased["exports"]) == ("P01", 1, 1, [])
    assert erased["notes_removed"] == 0
    (note,) = known.json("note", "list")
    assert (note["text"], note["about"], note["withheld"]) == ("", [], "nobody is named whose words they are")
    assert "I gave up at step two" in (known.folder / "research.json").read_text(encoding="utf-8")


def test_copies_that_were_given_out_are_named(known: Command, tmp_path: Path) -> None:
    copy = tmp_path / "copy.md"
    known.ok("export", "CD", "--format", "md", "-o", str(copy))
    told = known.ok("contact", "erase", "P01", "--confirm", "P01")
    assert f"Not reached: {copy}" in told
    assert copy.exists()


def test_only_those_whose_time_is_over_are_purged(known: Command) -> None:
    known.ok("contact", "edit", "P02", "--retention-until", "2020-01-31")
    assert known.json("contact", "purge", "--dry-run") == [
        {"id": "P02", "retention_until": "2020-01-31", "erased": False}
    ]
    assert known.run("contact", "purge", "--confirm", "2").exit_code == 1
    assert known.ok("contact", "purge", "--confirm", "1") == "P02  kept until 2020-01-31  erased\n"
    assert [each["id"] for each in known.json("contact", "list")] == ["P01"]
    assert known.ok("contact", "purge") == "Nobody is kept longer than was said.\n"


def test_a_dossier_has_every_record_of_a_person(known: Command, tmp_path: Path) -> None:
    file = tmp_path / "p01.json"
    known.ok("contact", "dossier", "P01", "-o", str(file))
    assert file.stat().st_mode & 0o777 == 0o600
    dossier = json.loads(file.read_text())
    counts = {name: len(dossier[name]) for name in ("identity", "consents", "touchpoints", "notes", "cards")}
    assert counts == {"identity": 1, "consents": 1, "touchpoints": 1, "notes": 1, "cards": 1}
    assert [each["what"] for each in dossier["history"]][-1] == "Made P01, linked to CD-1"
    assert known.run("contact", "dossier", "P01", "-o", str(file)).exit_code == 1
    read = known.ok("contact", "dossier", "P01", "--format", "md")
    for words in ("Quenby Vandersloot", "quenby@vandersloot.example", "I gave up at step two", "wants export"):
        assert words in read
    assert "Ada" not in read

"""`custdev contact erase`, `purge` and `dossier`."""

from __future__ import annotations

import json
import shutil
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
    assert told.startswith("Erased P01: all records")
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
    for words in ("- name: Quenby Vandersloot", "- known since: "):
        assert words in read
    for field in ("fn:", "created_at", "contact_me", "take_part"):
        assert field not in read, "it is read by the person it is about"


@pytest.fixture
def folder(known: Command) -> Path:
    """Return the workspace's folder, with files beside its own that tell of the first person."""
    folder = known.folder
    (folder / "people.json~").write_text("Quenby Vandersloot")
    (folder / "notes.md").write_text("# ours\n\nask QUENBY@vandersloot.example\n")
    (folder / "more.zip").write_bytes(b"PK\x03\x04")
    return folder


def test_files_beside_are_named_and_stay_unless_they_are_to_go(known: Command, folder: Path) -> None:
    erased = known.ok("contact", "erase", "P01", "--confirm", "P01")
    assert "Not removed: people.json~, a copy beside the files, tells of them; --beside remove" in erased
    assert "Not changed: notes.md line 3 tells of them; that file is yours." in erased
    assert "Not looked into: more.zip: it is packed, a picture or a recording." in erased
    assert "1 copy, recording or form that we keep elsewhere is still to be removed." in erased
    assert erased.count("What was printed, or pasted elsewhere, is not remembered") == 2
    assert (folder / "people.json~").exists()


def test_files_beside_go_where_that_is_asked_for(known: Command, folder: Path) -> None:
    asked = known.run("contact", "erase", "P01", "--beside", "remove")
    assert "Copies beside the files that go: people.json~." in asked.stderr
    erased = known.json("contact", "erase", "P01", "--confirm", "P01", "--beside", "remove")
    assert erased["beside"] == {"removed": ["people.json~"], "left": []}
    assert erased["own_files"] == ["notes.md line 3"]
    assert erased["not_looked_into"] == [{"path": "more.zip", "why": "it is packed, a picture or a recording"}]
    assert erased["not_removed"] == []
    assert not (folder / "people.json~").exists()
    assert (folder / "notes.md").exists()


def test_who_is_kept_too_long_goes_from_the_files_beside_too(known: Command, folder: Path) -> None:
    known.ok("contact", "edit", "P01", "--retention-until", "2020-01-31")
    known.ok("card", "edit", "CD-3", "--title", "Ask Vanderslot about the forms")
    purged = known.run("contact", "purge", "--confirm", "1", "--beside", "remove")
    assert 'P01: Other spellings that may be them: CD-3 title "Ask Vanderslot about the forms".' in purged.stderr
    assert purged.stdout == "P01  kept until 2020-01-31  erased\n"
    assert "Not changed: notes.md line 3 tells of them" in purged.stderr
    assert not (folder / "people.json~").exists()


def test_other_spellings_are_shown_before_the_p_id_is_asked_for(known: Command) -> None:
    known.ok("card", "edit", "CD-3", "--title", "Ask Vanderslot about the forms")
    asked = known.run("contact", "erase", "P01")
    assert 'Other spellings that may be them: CD-3 title "Ask Vanderslot about the forms"' in asked.stderr
    assert "They stay as they are, unless you edit them." in asked.stderr
    erased = known.json("contact", "erase", "P01", "--confirm", "P01")
    assert [(each["where"], each["text"]) for each in erased["leftovers"]] == [
        ("CD-3 title", "Ask Vanderslot about the forms")
    ]
    assert known.json("card", "show", "CD-3")["title"] == "Ask Vanderslot about the forms"


def test_a_snapshot_that_went_is_in_no_list_of_copies_that_are_out_there(known: Command) -> None:
    known.ok("card", "edit", "CD-1", "--title", "Establish channels with Quenby Vandersloot")
    known.ok("export", "CD", "--format", "md")
    [snapshot] = (known.folder / "snapshots").iterdir()
    snapshot.write_text(snapshot.read_text() + "Quenby")
    erased = known.json("contact", "erase", "P01", "--confirm", "P01")
    assert (erased["snapshots"], erased["exports"]) == ([snapshot.name], [])
    assert "We know of no copy that was given out." in erased["answer"]


def test_letters_and_dossiers_say_who_answers_for_it(known: Command) -> None:
    (known.folder / "custdev.yaml").write_text(
        "privacy: {controller: Acme Ltd, contact: privacy@example.com, purposes: [product research]}\n",
        encoding="utf-8",
    )
    dossier = known.ok("contact", "dossier", "P01", "--format", "md")
    told = known.ok("contact", "erase", "P01", "--confirm", "P01")
    for text in (dossier, told):
        assert "Responsible: Acme Ltd" in text
        assert "How to reach us: privacy@example.com" in text
        assert "What we keep it for: product research" in text
        assert "You may complain to the supervisory authority: ____" in text


def test_both_records_of_a_person_go_at_once(known: Command, tmp_path: Path) -> None:
    copy = tmp_path / "copy.md"
    known.ok("contact", "add", "Ottoline Marchbanks", "--email", "otto@marchbanks.example", "--tel", "+44 7700 900123")
    known.ok("contact", "edit", "P03", "--name", "Ottoline Fairweather")
    known.ok("card", "link", "CD-1", "P03")
    known.ok("note", "add", "CD-1", "Ottoline and Marchbanks came", "--about", "P02", "--about", "P03")
    known.ok("export", "CD", "--format", "md", "-o", str(copy))
    known.ok("contact", "merge", "P03", "P01")
    told = known.ok("contact", "erase", "P03", "--confirm", "P01")
    assert told.startswith("Erased P01: all records")
    assert f"Not reached: {copy}" in told
    files = [path.read_bytes() for path in known.folder.rglob("*") if path.is_file()]
    for token in ("Quenby", "Vandersloot", "Ottoline", "Marchbanks", "Fairweather", "900123", "otto@"):
        assert not any(token.lower() in each.decode(errors="replace").lower() for each in files), token
    assert "P03 was erased" in known.error("contact", "edit", "P03", "--org", "x")
    assert known.json("contact", "add", "Grace Example")["id"] == "P04"
    assert "All is well" in known.ok("doctor")


def test_a_dossier_tells_of_both_records_of_a_person(known: Command, tmp_path: Path) -> None:
    known.ok("contact", "add", "Quenby Marchbanks", "--email", "otto@marchbanks.example", "--card", "CD-2")
    known.ok("export", "CD", "--format", "md", "-o", str(tmp_path / "copy.md"))
    known.ok("contact", "merge", "P03", "P01")
    found = known.json("contact", "dossier", "P03")
    assert found["id"] == "P01"
    assert {each["fn"] for each in found["identity"]} == {"Quenby Vandersloot", "Quenby Marchbanks"}
    assert [card["key"] for card in found["cards"]] == ["CD-1", "CD-2"]
    assert len(found["exports"]) == 1
    assert any("P03" in each["what"] for each in found["history"])


@pytest.fixture
def together(known: Command) -> Command:
    """Let two people say something together, and one of them something alone there."""
    known.ok("touchpoint", "add", "focus_group", "P01", "P02", "Both want a plan in Porto", "--card", "CD-2")
    known.ok("note", "add", "CD-2", "we would both pay", "--about", "P01", "--about", "P02", "--stance", "supports")
    return known


def test_what_several_said_is_listed_before_the_p_id_is_asked_for(together: Command) -> None:
    asked = together.run("contact", "erase", "P01").stderr
    assert "Said or done together with others (removed; who was met, how and when stays with the others" in asked
    assert "note on CD-2, with P02 (note " in asked
    assert "): we would both pay" in asked
    assert "touchpoint of " in asked
    assert "): Both want a plan in Porto" in asked
    shown = together.json("contact", "erase", "P01", "--dry-run", "--shared", "keep")
    assert [(each["kind"], each["with"], each["text"]) for each in shown["shared"]] == [
        ("touchpoint", ["P02"], "Both want a plan in Porto"),
        ("note", ["P02"], "we would both pay"),
    ]
    assert [each["why"] for each in shown["details"]] == ["place"]
    together.ok("note", "edit", shown["shared"][1]["id"], "--text", "P02 would pay", "--about", "P02")
    together.ok("contact", "erase", "P01", "--confirm", "P01")
    assert [each["text"] for each in together.json("note", "list")] == ["P02 would pay"]


@pytest.mark.parametrize(
    ("shared", "texts", "sentence"),
    [
        ("remove", [], "- 1 note of what you said or did together with others.\n"),
        (
            "unnamed",
            [("Both want a plan in Porto", []), ("we would both pay", [])],
            "- 1 note of what you said or did together with others, by our choice: put down to nobody, and counted",
        ),
        (
            "keep",
            [("we would both pay", ["P02"])],
            "- 1 note of what you said or did together with others, by our choice: with the others, and without your",
        ),
    ],
)
def test_the_letter_says_what_became_of_it(
    together: Command, shared: str, texts: list[tuple[str, list[str]]], sentence: str
) -> None:
    told = together.ok("contact", "erase", "P01", "--confirm", "P01", "--shared", shared)
    assert sentence in told
    assert "- 1 record of being in touch with you and others: date, method and the others, without you." in told
    notes = sorted((each["text"], each["about"]) for each in together.json("note", "list"))
    assert notes == texts
    [met] = together.json("touchpoint", "list")
    assert (met["people"], met["summary"]) == (["P02"], "Both want a plan in Porto" if shared == "keep" else "")
    assert "All is well" in together.ok("doctor")


def test_nothing_says_that_all_is_gone_where_something_stays(together: Command) -> None:
    told = together.ok("contact", "erase", "P01", "--confirm", "P01", "--said", "strip")
    assert told.startswith("Erased P01: all records but 3 that stay without them, ")
    assert "- 1 note of what you alone said or did, by our choice: without your name, and counted as no" in told
    assert "- P01, the number you had here, and the day of erasing: so that it is not given again; where a" in told


def test_who_decided_for_somebody_is_missed_there(known: Command) -> None:
    known.ok("contact", "edit", "P02", "--minor", "--guardian", "P01")
    asked = known.run("contact", "erase", "P01")
    assert "P02 has nobody left who decides for them" in asked.stderr
    assert "- That you decide for P02." in known.ok("contact", "erase", "P01", "--confirm", "P01")


def test_shell_and_json_have_the_same_letter(together: Command, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    together.ok("card", "edit", "CD-3", "--title", "Ask Vanderslot about the forms")
    together.ok("contact", "show", "P01")
    shutil.copytree(together.folder, copy)
    arguments = ("contact", "erase", "P01", "--confirm", "P01", "--said", "strip", "--shared", "keep")
    printed = together.ok(*arguments)
    answer = Command(copy).json(*arguments)["answer"]
    assert printed.endswith(f"\n\n{answer}\n")
    assert "- 1 place where somebody may be you, in another spelling or by the same name: we cannot tell.\n" in answer
    assert answer.endswith("You may complain to the supervisory authority: ____________")

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import Command


@pytest.fixture
def worked(custdev: Command) -> Command:
    custdev.ok("card", "move", "CD-1", "doing")
    custdev.ok("contact", "add", "Ada Lovelace", "--card", "CD-2")
    custdev.ok("note", "add", "CD-2", "too dear", "--about", "P01")
    return custdev


def edit(custdev: Command, change: Any, name: str = "research.json") -> None:
    path = custdev.folder / name
    data = json.loads(path.read_text())
    change(data)
    path.write_text(json.dumps(data))


def card(data: dict[str, Any], number: int) -> dict[str, Any]:
    return next(each for each in data["cards"].values() if each["number"] == number)


def found(custdev: Command) -> list[str]:
    result = custdev.run("doctor", "--json")
    assert result.exit_code == 3, result.stdout
    return [str(each["sentence"]) for each in json.loads(result.stdout)["findings"]]


def healthy(custdev: Command) -> bool:
    return bool(custdev.json("doctor")["ok"])


def test_all_is_well(worked: Command, custdev: Command) -> None:
    assert worked.ok("doctor") == "All is well: 1 experiment, 7 cards, 1 note, 1 customer checked.\n"
    assert worked.json("doctor") == {"ok": True, "findings": [], "repaired": []}


def test_a_workspace_that_does_not_exist_is_well_and_stays_away(custdev: Command) -> None:
    assert "All is well" in custdev.ok("doctor")
    assert "All is well" in custdev.ok("doctor", "--repair")
    assert not custdev.folder.exists()


def test_looking_changes_nothing(worked: Command) -> None:
    edit(worked, lambda data: card(data, 1).update(title="By hand", people=["gone"]))
    (worked.folder / "people.json").chmod(0o644)
    before = {path: path.read_bytes() for path in worked.folder.rglob("*") if path.is_file()}
    assert len(found(worked)) >= 4
    assert {path: path.read_bytes() for path in before} == before
    assert (worked.folder / "people.json").stat().st_mode & 0o777 == 0o644


def test_what_was_changed_by_hand_is_named_and_taken_over(worked: Command) -> None:
    edit(worked, lambda data: card(data, 1).update(title="By hand"))
    told = found(worked)
    assert any("research.json was changed outside custdev" in words for words in told)
    assert "CD-1 is not as the events tell: title." in told
    result = worked.run("doctor", "--repair")
    assert result.exit_code == 0, result.stdout
    assert "Made the backup" in result.stdout
    assert "Took over what was changed outside custdev: 1 record." in result.stdout
    assert worked.json("card", "show", "CD-1")["title"] == "By hand"
    assert healthy(worked)
    assert worked.json("backup", "list")[0]["reason"] == "before the repair"


def test_references_and_numbers_are_mended(worked: Command) -> None:
    def change(data: dict[str, Any]) -> None:
        card(data, 1)["people"] = ["gone"]
        card(data, 7)["number"] = 3
        next(iter(data["experiments"].values()))["next_number"] = 1

    edit(worked, change)
    told = found(worked)
    assert "CD-1 is linked to a customer who is not there." in told
    assert "CD-3 was given twice." in told
    assert any("has to be" in words for words in told)
    result = worked.run("doctor", "--repair")
    assert result.exit_code == 0, result.stdout
    assert "was given twice when two copies were merged" in result.stdout
    assert healthy(worked)


def test_permissions_and_leftovers_are_mended_and_strange_files_left(worked: Command) -> None:
    private = worked.folder / ".custdev"
    (worked.folder / "people.json").chmod(0o644)
    (private / "journal").chmod(0o640)
    (private / "people.json.new").write_text("half")
    (private / "notes.txt").write_text("mine")
    told = found(worked)
    assert "people.json can be read by other users of this computer; it must not be." in told
    assert any("people.json.new was left behind" in words for words in told)
    assert any("notes.txt is not a file of custdev's" in words for words in told)
    worked.run("doctor", "--repair")
    assert (worked.folder / "people.json").stat().st_mode & 0o777 == 0o600
    assert not (private / "people.json.new").exists()
    assert (private / "notes.txt").read_text() == "mine"
    assert healthy(worked)


@pytest.mark.parametrize(
    ("text", "kind"),
    [('{"_meta": {"1": {"format": 99}}}', "newer_format"), ("<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n", "recovery")],
)
def test_a_workspace_that_cannot_be_opened_is_told_and_left(worked: Command, text: str, kind: str) -> None:
    (worked.folder / "research.json").write_text(text)
    told = json.loads(worked.run("doctor", "--json").stdout)["findings"]
    assert kind in {each["kind"] for each in told}
    assert worked.run("doctor", "--repair").exit_code in {1, 3}
    assert (worked.folder / "research.json").read_text() == text


def test_what_cannot_be_opened_is_closed_to_others_all_the_same(worked: Command) -> None:
    (worked.folder / "research.json").write_text('{"_meta": {"1": {"format": 99}}}')
    (worked.folder / "people.json").chmod(0o644)
    leftover = worked.folder / ".custdev" / "research.json.new"
    leftover.touch(0o600)
    result = worked.run("doctor", "--repair", "--json")
    assert result.exit_code == 3
    assert json.loads(result.stdout)["repaired"] == ["Closed people.json to other users."]
    assert leftover.exists()


def test_all_that_is_wrong_with_what_cannot_be_opened_is_named_once(worked: Command) -> None:
    (worked.folder / "research.json").write_text('{"_meta": {"1": {"format": 99}}}')
    (worked.folder / "people.json").write_text("[]")
    told = found(worked)
    assert sum("written by a newer custdev" in words for words in told) == 1
    assert any("people.json" in words and "does not hold tables" in words for words in told)


def test_a_record_that_cannot_be_read_is_named_and_left_with_what_refers_to_it(worked: Command) -> None:
    edit(worked, lambda data: next(iter(data["participants"].values())).update(number="one"))
    uid = next(iter(json.loads((worked.folder / "research.json").read_text())["participants"].values()))["uid"]
    result = worked.run("doctor", "--repair", "--json")
    assert result.exit_code == 3
    (finding,) = json.loads(result.stdout)["findings"]
    assert (finding["kind"], finding["table"], finding["uid"]) == ("unreadable", "participants", uid)
    assert not finding["fixable"]
    worked.run("doctor")
    data = json.loads((worked.folder / "research.json").read_text())
    assert next(iter(data["participants"].values()))["number"] == "one"
    assert card(data, 2)["people"] == [uid]


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_text("{")])
def test_a_state_that_is_gone_is_written_anew(worked: Command, spoil: Any) -> None:
    spoil(worked.folder / ".custdev" / "state.json")
    assert any("state.json" in words for words in found(worked))
    worked.run("doctor", "--repair")
    assert healthy(worked)


def test_two_boards_with_one_key_and_a_place_that_is_none_are_mended(worked: Command) -> None:
    worked.ok("card", "move", "CX-1", "doing")

    def change(data: dict[str, Any]) -> None:
        for experiment in data["experiments"].values():
            experiment["key"] = "CD"
        card(data, 2)["rank"] = "!"

    edit(worked, change)
    assert len(found(worked)) >= 3
    result = worked.run("doctor", "--repair")
    assert result.exit_code == 0, result.stdout
    assert "Gave boards with one key a key each: 1 record." in result.stdout
    assert worked.json("card", "show", "CE-1")["column"] == "doing"
    assert healthy(worked)


def test_a_clone_with_a_damaged_line_is_mended_only_when_told(worked: Command, tmp_path: Path) -> None:
    clone = Command(tmp_path / "clone")
    clone.folder.mkdir()
    text = (worked.folder / "research.json").read_text()
    broken = text.replace('"number": 3,', '"number": 3')
    (clone.folder / "research.json").write_text(broken)
    assert len(clone.json("card", "list", "CD")) == 6
    assert "read-only" in clone.error("card", "move", "CD-1", "done")
    assert (clone.folder / "research.json").read_text() == broken
    assert "cannot be understood" in " ".join(found(clone))
    clone.run("doctor", "--repair")
    clone.ok("card", "move", "CD-1", "done")
    kept = next((clone.folder / ".custdev" / "damaged").iterdir())
    assert kept.read_text() == broken


def test_numbers_given_twice_by_a_merge_are_told_apart_with_the_next_change(worked: Command) -> None:
    edit(worked, lambda data: card(data, 7).update(number=3))
    result = worked.run("card", "move", "CD-2", "doing")
    assert result.exit_code == 0
    assert (
        "CD-3 was given twice when two copies were merged; “Build customer relationships” is CD-8 now." in result.stderr
    )
    assert worked.json("card", "show", "CD-8")["title"] == "Build customer relationships"
    assert "CD-" not in worked.run("card", "move", "CD-2", "done").stderr


def test_who_only_reads_is_told_of_numbers_given_twice(worked: Command) -> None:
    edit(worked, lambda data: card(data, 7).update(number=3))
    result = worked.run("card", "list", "CD")
    assert result.exit_code == 0
    assert "CD-3 was given twice when two copies were merged; the next change" in result.stderr
    assert result.stderr.count("given twice") == 1


def test_numbers_given_twice_stay_where_nothing_may_be_written(worked: Command) -> None:
    edit(worked, lambda data: card(data, 7).update(number=3))
    text = (worked.folder / "research.json").read_text()
    (worked.folder / "research.json").write_text(text.replace("{", "<<<<<<< ours\n=======\n>>>>>>> theirs\n{", 1))
    assert "CD-3 was given twice" in worked.error("card", "move", "CD-2", "doing")
    assert '"number": 8' not in (worked.folder / "research.json").read_text()


def test_undo_goes_past_the_new_number(worked: Command) -> None:
    edit(worked, lambda data: card(data, 7).update(number=3))
    worked.ok("card", "move", "CD-2", "doing")
    worked.ok("undo")
    assert worked.json("card", "show", "CD-2")["column"] == "todo"
    worked.ok("undo")
    assert worked.json("card", "show", "CD-8")["title"] == "Build customer relationships"


def test_the_doctor_names_nobody(worked: Command) -> None:
    edit(worked, lambda data: next(iter(data["contacts"].values())).update(fn="Ada King"), "people.json")
    printed = worked.run("doctor").stdout
    assert "the contact of P01" in printed.replace("The contact", "the contact")
    assert "Ada" not in printed


def test_a_conflict_copy_is_named_and_left_where_it_is(worked: Command) -> None:
    worked.ok("doctor", "--repair")
    name = "research (conflicted copy 2026-11-20).json"
    text = (worked.folder / "research.json").read_text(encoding="utf-8")
    (worked.folder / name).write_text(text, encoding="utf-8")
    assert "all of them as in the workspace" in worked.ok("doctor")
    (worked.folder / name).write_text(text.replace("too dear", "too cheap"), encoding="utf-8")
    result = worked.run("doctor", "--repair")
    assert result.exit_code == 3
    assert f"{name} is a second copy" in result.stdout
    assert "of them not as in the workspace. Look for what you miss" in result.stdout
    assert (worked.folder / name).exists()
    (finding,) = json.loads(worked.run("doctor", "--json").stdout)["findings"]
    assert (finding["kind"], finding["name"], finding["fixable"]) == ("beside", name, False)


@pytest.mark.parametrize("loop", [False, True])
def test_a_workspace_behind_a_link_that_leads_nowhere_is_told(custdev: Command, loop: bool) -> None:
    custdev.folder.symlink_to(custdev.folder.name if loop else "missing")
    assert "nothing was read and nothing was made" in found(custdev)[0]
    assert "nothing was read and nothing was made" in custdev.error("contact", "add", "Ada")
    assert not (custdev.folder.parent / "missing").exists()


def test_words_of_nobody_and_notes_of_who_wants_none_are_worth_knowing(worked: Command) -> None:
    worked.ok("contact", "add", "Bo Lindqvist", "--card", "CD-2")
    for words in (("more of this", "--about", "P02"), ("it takes all morning", "--kind", "quote")):
        worked.ok("note", "add", "CD-2", *words)
    worked.ok("consent", "withdraw", "P01", "store_notes")
    told = worked.json("doctor")
    assert told["ok"]
    sentences = [finding["sentence"] for finding in told["findings"]]
    assert sentences[0].startswith("Note …")
    assert "on CD-2 is what somebody said, and nobody is named: it is kept private; custdev note edit " in sentences[0]
    assert sentences[1:] == [
        "1 person wants no notes kept, and there is 1 text; custdev contact erase-notes lists whom, and deletes them."
    ]


def test_a_quote_without_anybody_says_at_once_that_it_is_private(worked: Command) -> None:
    done = worked.run("note", "add", "CD-2", "it takes all morning", "--kind", "quote")
    said = "Its words are kept private: nobody is named whose words they are. custdev note edit "
    assert said in done.stderr
    note = done.stderr.partition(said)[2].split()[0]
    assert "kept private" in worked.run("note", "edit", note, "--about", "P01").stderr
    worked.ok("consent", "give", "P01", "quote_pseudonymous")
    assert "kept private" not in worked.run("note", "edit", note, "--text", "it takes the whole morning").stderr

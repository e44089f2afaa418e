from __future__ import annotations

import json

import pytest

from tests.cli.command import Command


@pytest.fixture
def worked(custdev: Command) -> Command:
    """A workspace whose first state is kept in a backup."""
    custdev.ok("card", "add", "CD", "Ask about prices")
    custdev.ok("backup", "make", "before", "the", "import")
    custdev.ok("contact", "add", "Ada Lovelace")
    custdev.ok("card", "edit", "CD-8", "--title", "Do not ask")
    return custdev


def name_of(custdev: Command, reason: str) -> str:
    return str(next(each["name"] for each in custdev.json("backup", "list") if each["reason"] == reason))


def test_backups_are_listed_newest_first(worked: Command) -> None:
    listed = worked.json("backup", "list")
    assert all(each["readable"] for each in listed)
    assert [each["sequence"] for each in listed] == sorted((each["sequence"] for each in listed), reverse=True)
    lines = worked.ok("backup", "list").splitlines()
    assert lines[0].split() == ["BACKUP", "STATE", "OF", "SIZE", "WHY"]
    assert any(line.endswith("before the import") for line in lines)


def test_a_new_workspace_has_none_and_says_so(custdev: Command) -> None:
    assert custdev.json("backup", "list") == []
    assert "nothing in" in custdev.error("backup", "make", "early")
    assert not custdev.folder.exists()
    assert "no backup yet" in custdev.run("backup", "list").stderr


def test_going_back_and_returning(worked: Command) -> None:
    name = name_of(worked, "before the import")
    result = worked.run("backup", "restore", name)
    assert result.exit_code == 0
    assert f"Went back to {name}" in result.stdout
    assert worked.json("card", "show", "CD-8")["title"] == "Ask about prices"
    assert worked.json("contact", "list") == []
    worked.ok("backup", "restore", name_of(worked, f"before going back to {name}"))
    assert worked.json("card", "show", "CD-8")["title"] == "Do not ask"
    assert [person["id"] for person in worked.json("contact", "list")] == ["P01"]


def test_a_reason_is_kept_harmless(worked: Command) -> None:
    made = worked.json("backup", "make", "[/]", "\x1b]0;x\x07", "\u202e=1+1")
    assert "\x1b" not in made["reason"]
    assert "\u202e" not in made["reason"]
    assert made["reason"].startswith("[/]")
    kept = worked.folder / ".custdev" / "backups" / made["name"] / "about.json"
    assert json.loads(kept.read_text("utf-8"))["reason"] == made["reason"]


def test_going_back_to_what_is_there_says_so(worked: Command) -> None:
    name = worked.json("backup", "make")["name"]
    assert "nothing was changed" in worked.ok("backup", "restore", name)
    assert worked.json("backup", "restore", name)["changed"] == 0


def test_a_backup_that_is_not_there_or_damaged_changes_nothing(worked: Command) -> None:
    assert "There is no backup named 7" in worked.error("backup", "restore", "7")
    name = name_of(worked, "before the import")
    (worked.folder / ".custdev" / "backups" / name / "research.json").write_text("{}")
    before = worked.json("card", "list", "CD")
    assert "not those that were kept" in worked.error("backup", "restore", name)
    assert json.loads(worked.error("backup", "restore", name, "--json"))["error"]["kind"] == "damaged"
    assert worked.json("card", "list", "CD") == before
    assert any(line.startswith(name) and line.endswith("damaged") for line in worked.ok("backup", "list").splitlines())

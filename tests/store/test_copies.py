from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.store.workspace import contents, write
from tui.domain.patch import Patch
from tui.store import open_store
from tui.store.checkup import FileFinding, check_files, remove_leftovers

AT = "2026-03-02T09:00:00Z"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store = open_store(tmp_path)
    write(store, Patch("notes", "N1", {"text": "one", "at": AT, "by": "ux"}), Patch("contacts", "P1", {"fn": "Ada"}))
    write(store, Patch("notes", "N2", {"text": "two", "at": AT, "by": "ux"}))
    store.close(fold=True)
    return tmp_path


def beside(folder: Path) -> list[FileFinding]:
    return [finding for finding in check_files(folder) if finding.kind == "beside"]


def copy_of(folder: Path, name: str, to: str, change: tuple[str, str] = ("", "")) -> None:
    (folder / to).parent.mkdir(parents=True, exist_ok=True)
    (folder / to).write_text((folder / name).read_text().replace(*change))


SAME, OTHER = "2 records, all of them as in the workspace", "2 records, 1 of them not as in the workspace"
CONFLICT, SECOND = "is a second copy that another program wrote", "looks like a second copy"
DROPBOX = "research (conflicted copy 2026-11-20).json"
SYNCTHING = "research.sync-conflict-20261120-101112-ABCDEFG.json"


@pytest.mark.parametrize(
    ("name", "of", "words"),
    [
        (DROPBOX, "research.json", [CONFLICT, SAME, "Remove it when you do not need it"]),
        (SYNCTHING, "research.json", [CONFLICT, SAME]),
        ("research-HOST.json", "research.json", [SECOND, SAME]),
        ("people (1).json", "people.json", [SECOND, "1 record, all of them"]),
        ("people 2.json", "people.json", [SECOND, "1 record, all of them"]),
        ("research.json.orig", "research.json", ["an editor keeps for itself", SAME]),
        ("people.json~", "people.json", ["an editor keeps for itself", "1 record"]),
        ("research.json.bak", "research.json", ["an editor keeps for itself", SAME]),
        (".stversions/people~20261120-101112.json", "people.json", ["is an older copy", "in that program's settings"]),
        (".~lock.people.json#", "", ["has the file open", "Close the file there"]),
        ("research.json.tmp", "research.json", ["left behind by a program that was stopped", SAME]),
        ("boards/problem.yaml~", "", ["an editor keeps for itself", "no records that can be read"]),
    ],
)
def test_a_copy_is_named_with_what_it_holds_and_what_to_do(folder: Path, name: str, of: str, words: list[str]) -> None:
    if of:
        copy_of(folder, of, name)
    else:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("ux,host,20.11.2026;")
    before = contents(folder)
    (finding,) = beside(folder)
    assert finding.path == name
    assert finding.sentence.startswith(f"{name} ")
    assert all(word in finding.sentence for word in words)
    assert (finding.note, finding.fixable) == (True, False)
    assert "Ada" not in finding.sentence
    assert contents(folder) == before


@pytest.mark.parametrize("name", [DROPBOX, SYNCTHING, "research-HOST.json"])
def test_a_second_copy_that_holds_something_else_is_a_fault(folder: Path, name: str) -> None:
    copy_of(folder, "research.json", name, ('"two"', '"dos"'))
    (finding,) = beside(folder)
    assert OTHER in finding.sentence
    assert "Look for what you miss, make it again here, then remove it." in finding.sentence
    assert not finding.note


def test_what_is_in_the_journal_counts_as_in_the_workspace(folder: Path) -> None:
    store = open_store(folder)
    write(store, Patch("notes", "N2", {"text": "dos"}))
    store.close(fold=False)
    copy_of(folder, "research.json", DROPBOX, ('"two"', '"dos"'))
    assert SAME in beside(folder)[0].sentence


def test_a_copy_of_the_journal_tells_how_much_is_in_it(folder: Path) -> None:
    store = open_store(folder)
    write(store, Patch("notes", "N3", {"text": "three"}))
    journal = folder / ".custdev" / "journal"
    shutil.copy(journal, journal.with_name("journal.sync-conflict-20261120-101112-ABCDEFG"))
    (finding,) = beside(folder)
    assert "1 saved change can be read in it" in finding.sentence
    assert not finding.note
    assert not any(finding.kind == "unknown" for finding in check_files(folder))
    store.close()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"mine": {"1": {"uid": "X"}}}', json.dumps({"a": 1}), "\0"])
def test_a_file_of_somebody_elses_with_such_a_name_is_left_alone(folder: Path, text: str) -> None:
    (folder / "people-list.json").write_text(text)
    assert beside(folder) == []


def test_a_conflict_that_cannot_be_read_is_named_all_the_same(folder: Path) -> None:
    (folder / DROPBOX).write_bytes(b"{\0")
    (finding,) = beside(folder)
    assert "it holds no records that can be read" in finding.sentence


def test_mending_leaves_copies_where_they_are(folder: Path) -> None:
    copy_of(folder, "research.json", DROPBOX)
    (folder / ".custdev" / "research.json.new").write_text("{}")
    assert [copy.path for copy in beside(folder)] == [DROPBOX]
    assert remove_leftovers(folder) == ["Removed .custdev/research.json.new."]
    assert (folder / DROPBOX).exists()


def test_copies_are_named_in_a_folder_that_was_never_written_to(tmp_path: Path) -> None:
    (tmp_path / "people.json~").write_text("{}")
    assert [copy.path for copy in beside(tmp_path)] == ["people.json~"]

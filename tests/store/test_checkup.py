from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store.workspace import contents, write
from tui.domain.errors import StoreError
from tui.domain.patch import Patch
from tui.store import open_store
from tui.store.checkup import FileFinding, check_contents, check_files, close_to_others, remove_leftovers
from tui.store.errors import Locked


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with records in both files, a backup and an empty journal."""
    store = open_store(tmp_path)
    write(store, Patch("cards", "a", {"title": "One"}), Patch("contacts", "c", {"fn": "Ada"}))
    store.back_up("by a test")
    write(store, Patch("cards", "b", {"title": "Two"}))
    store.close(fold=True)
    return tmp_path


def found(folder: Path) -> dict[str, FileFinding]:
    """Return what is found by path; looking has to leave every byte as it is."""
    before = contents(folder)
    findings = {finding.path: finding for finding in (*check_files(folder), *check_contents(folder))}
    assert contents(folder) == before
    return findings


def test_a_workspace_that_was_closed_is_well(folder: Path) -> None:
    assert found(folder) == {}


def test_a_folder_without_a_workspace_is_well_and_stays_empty(tmp_path: Path) -> None:
    assert found(tmp_path) == {}
    assert found(tmp_path / "gone") == {}
    assert list(tmp_path.iterdir()) == []


def test_a_clone_is_well(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    clone = tmp_path_factory.mktemp("clone")
    (clone / "research.json").write_bytes((folder / "research.json").read_bytes())
    assert found(clone) == {}


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
@pytest.mark.parametrize("name", ["people.json", ".custdev", ".custdev/journal", ".custdev/backups"])
def test_what_others_may_read_is_closed_to_them(folder: Path, name: str) -> None:
    path = folder / name
    path.chmod(path.stat().st_mode | 0o044)
    assert found(folder)[name].fixable
    assert close_to_others(folder) == [f"Closed {name} to other users."]
    assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600)
    assert found(folder) == {}


def test_the_files_that_a_team_shares_may_be_read_by_others(folder: Path) -> None:
    (folder / "research.json").chmod(0o664)
    assert found(folder) == {}


@pytest.mark.parametrize("name", [".", ".custdev", ".custdev/backups", ".custdev/lock"])
def test_what_one_may_not_look_into_is_a_finding(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    closed = folder / name
    monkeypatch.setattr(os, "access", lambda path, mode: closed not in (path, *path.parents))
    (finding,) = check_files(folder)
    assert "You do not have the permission for " in finding.sentence
    assert (finding.path, finding.fixable, finding.note) == (folder.name if name == "." else name, False, False)
    assert close_to_others(folder) == []


def test_what_was_left_behind_is_removed(folder: Path) -> None:
    private = folder / ".custdev"
    (private / "journal.new").touch(0o600)
    (private / "backups" / ".new").mkdir(0o700)
    (private / "backups" / ".new" / "research.json").touch(0o600)
    assert found(folder).keys() == {".custdev/journal.new", ".custdev/backups/.new"}
    assert len(remove_leftovers(folder)) == 2
    assert found(folder) == {}


def test_what_somebody_is_writing_is_not_left_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    aside = folder / ".custdev" / "research.json.new"
    aside.touch(0o600)
    monkeypatch.setattr("tui.store.checkup.PATIENCE", 0)
    store = open_store(folder)
    with store.writing():
        assert found(folder) == {}
        with pytest.raises(Locked):
            remove_leftovers(folder)
    store.close()
    assert aside.exists()


def test_files_of_others_are_named_and_left(folder: Path) -> None:
    for name in ("notes.txt", "mine.json"):
        (folder / ".custdev" / name).touch(0o600)
    (folder / ".custdev" / "other.json").mkdir(0o700)
    findings = found(folder)
    assert findings.keys() == {".custdev/notes.txt", ".custdev/mine.json"}
    assert all(finding.note and not finding.fixable for finding in findings.values())
    assert remove_leftovers(folder) == []


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_text("[")])
def test_a_state_that_cannot_be_read_is_told_until_the_next_fold(folder: Path, spoil: Callable[[Path], object]) -> None:
    spoil(folder / ".custdev" / "state.json")
    assert found(folder)[".custdev/state.json"].fixable
    store = open_store(folder)
    store.back_up("to mend it")
    store.close()
    assert found(folder) == {}


def test_a_backup_that_lost_bytes_is_a_fault(folder: Path) -> None:
    (research, *_) = sorted((folder / ".custdev" / "backups").glob("*/research.json"))
    research.write_bytes(b"{}")
    (finding,) = found(folder).values()
    assert finding.path == f".custdev/backups/{research.parent.name}"
    assert not finding.note


def test_bytes_set_aside_are_worth_a_note(folder: Path) -> None:
    (folder / "research.json").write_text("{")
    open_store(folder).close()
    kept = [finding for finding in check_files(folder) if finding.kind == "kept"]
    assert [finding.note for finding in kept] == [True]
    assert (folder / kept[0].path).read_text() == "{"


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("research.json", "{", "cannot be understood"),
        ("people.json", "<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n", "conflict markers (line 1)"),
        ("research.json", '{"_meta": {"1": {"format": 99}}}', "newer custdev (format 99)"),
        (".custdev/journal", "", "beginning of .custdev/journal is damaged"),
    ],
)
def test_what_is_wrong_inside_the_files_is_told(folder: Path, name: str, text: str, words: str) -> None:
    (folder / name).write_text(text)
    assert words in found(folder)[name].sentence


def test_every_file_is_looked_at_though_none_can_be_opened(folder: Path) -> None:
    for name in ("research.json", "people.json"):
        (folder / name).write_text('{"_meta": {"1": {"format": 99}}}')
    (folder / ".custdev" / "backups").chmod(0o755)
    with pytest.raises(StoreError):
        open_store(folder)
    assert found(folder).keys() == {"research.json", "people.json", ".custdev/backups"}


def test_lines_of_the_journal_that_cannot_be_read_are_counted(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    for number in range(3):
        write(store, Patch("cards", str(number), {"title": "A card"}))
    store.close(fold=False)
    journal = tmp_path / ".custdev" / "journal"
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join([*lines[:2], lines[2].replace(b"card", b"cart"), lines[3], b"torn"]))
    told = [finding for finding in check_contents(tmp_path) if finding.path == ".custdev/journal"]
    assert [finding.sentence.partition(" of ")[0] for finding in told] == ["1 line", "The last line"]
    assert [finding.note for finding in told] == [False, True]


def test_an_erasing_that_was_stopped_is_told_and_finished_by_the_next_backup(folder: Path) -> None:
    store = open_store(folder)
    write(store, Patch("contacts", "c", None))
    store.close(fold=True)
    (folder / ".custdev" / "erasing").touch(0o600)
    assert "Somebody was erased" in found(folder)[".custdev/erasing"].sentence
    store = open_store(folder)
    store.back_up("after the repair")
    assert found(folder) == {}
    assert not [name for name, data in contents(folder).items() if b"Ada" in data]

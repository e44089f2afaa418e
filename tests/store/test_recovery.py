"""What opening makes of files that are damaged, missing, or in the middle of a merge."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.store.workspace import contents, records, write
from tui.domain.patch import Patch
from tui.store import Store, open_store
from tui.store.errors import Damaged, MergeConflict


def worked_in(folder: Path) -> Path:
    """Make a workspace with a folded past and commits that still stand in the journal; return its data file."""
    store = open_store(folder)
    write(store, Patch("cards", "C1", {"title": "one"}), Patch("contacts", "P1", {"fn": "Ada"}))
    store.fold()
    write(store, Patch("cards", "C2", {"title": "two"}))
    store.fold()
    write(store, Patch("cards", "C3", {"title": "three"}), Patch("cards", "C1", {"title": "uno"}))
    store.close(fold=False)
    return folder / "research.json"


def titles(store: Store) -> list[str]:
    return [record["title"] for record in records(store)]


@pytest.mark.parametrize("text", [b"", b"{", b"\x00" * 50, b'{"cards": {"1": 5}}', b"\xff\xfe"])
def test_a_damaged_file_is_rebuilt_from_the_backups_and_the_journals(tmp_path: Path, text: bytes) -> None:
    path = worked_in(tmp_path)
    path.write_bytes(text)
    store = open_store(tmp_path)
    assert titles(store) == ["uno", "two", "three"]
    (words,) = store.recovery
    assert "research.json cannot be understood" in words
    kept = tmp_path / words.split("kept in ")[1].removesuffix(".")
    assert kept.read_bytes() == text
    write(store, Patch("cards", "C4", {"title": "four"}))
    store.close()
    again = open_store(tmp_path)
    assert again.recovery == ()
    assert titles(again) == ["uno", "two", "three", "four"]
    assert kept.read_bytes() == text


def test_what_somebody_wrote_into_a_file_with_a_typing_mistake_is_not_overwritten(tmp_path: Path) -> None:
    path = worked_in(tmp_path)
    whole = path.read_text().replace('"two"}', '"zwei"}')
    path.write_text(whole.replace('"one"}', '"one"'))
    before = path.read_bytes()
    store = open_store(tmp_path)
    assert titles(store) == ["uno", "two", "three"]
    assert "1 record differs in it from those saved last" in store.recovery[0]
    with pytest.raises(Damaged, match="read-only"):
        write(store, Patch("cards", "C4", {}))
    store.close()
    assert path.read_bytes() == before
    path.write_text(whole)
    again = open_store(tmp_path)
    write(again, Patch("cards", "C4", {"title": "four"}))
    assert titles(again) == ["uno", "zwei", "three", "four"]


def test_a_file_with_a_typing_mistake_can_be_given_up(tmp_path: Path) -> None:
    path = worked_in(tmp_path)
    path.write_text(path.read_text().replace('"two"}', '"zwei"}').replace('"one"}', '"one"'))
    damaged = path.read_bytes()
    store = open_store(tmp_path)
    store.accept_damage()
    write(store, Patch("cards", "C4", {"title": "four"}))
    assert titles(open_store(tmp_path)) == ["uno", "two", "three", "four"]
    assert damaged in contents(tmp_path / ".custdev" / "damaged").values()


@pytest.mark.parametrize("backups", [True, False])
def test_commas_that_a_merge_by_hand_left_out_are_put_right(tmp_path: Path, backups: bool) -> None:
    path = worked_in(tmp_path)
    open_store(tmp_path).close(fold=True)
    if not backups:
        shutil.rmtree(tmp_path / ".custdev")
    last = '"3": {"uid": "C3", "title": "three"}'
    assert last + "\n}" in path.read_text()
    path.write_text(path.read_text().replace(last, last + '\n"3": {"uid": "D3", "title": "drei"}'))
    merged = path.read_bytes()
    store = open_store(tmp_path)
    assert sorted(titles(store)) == ["drei", "three", "two", "uno"]
    assert "every record in it can be read" in store.recovery[0]
    write(store, Patch("cards", "C4", {"title": "four"}))
    store.close(fold=True)
    assert open_store(tmp_path).recovery == ()
    assert sorted(titles(open_store(tmp_path))) == ["drei", "four", "three", "two", "uno"]
    assert merged in contents(tmp_path / ".custdev" / "damaged").values()


def test_a_damaged_people_file_is_rebuilt_and_its_words_name_nobody(tmp_path: Path) -> None:
    worked_in(tmp_path)
    (tmp_path / "people.json").write_text('{"contacts": {"1": {"uid": "P1", "fn": "Ada"}')
    store = open_store(tmp_path)
    assert records(store, "contacts") == [{"uid": "P1", "fn": "Ada"}]
    assert "people.json" in store.recovery[0]
    assert "Ada" not in store.recovery[0]


def test_a_backup_that_is_damaged_itself_is_passed_over(tmp_path: Path) -> None:
    path = worked_in(tmp_path)
    path.write_text("{")
    newest = sorted((tmp_path / ".custdev" / "backups").iterdir())[-1]
    (newest / "research.json").write_text('{"cards": {}}')
    assert titles(open_store(tmp_path)) == ["uno", "two", "three"]


def test_changes_that_no_journal_has_any_more_are_counted(tmp_path: Path) -> None:
    path = worked_in(tmp_path)
    path.write_text("{")
    newest = sorted((tmp_path / ".custdev" / "backups").iterdir())[-1]
    shutil.rmtree(newest)
    store = open_store(tmp_path)
    assert titles(store) == ["uno", "three"]
    assert "1 saved change is missing" in store.recovery[0]


def test_a_missing_data_file_is_brought_back(tmp_path: Path) -> None:
    path = worked_in(tmp_path)
    path.unlink()
    store = open_store(tmp_path)
    assert titles(store) == ["uno", "two", "three"]
    assert "brought back" in store.recovery[0]
    store.close(fold=True)
    assert path.exists()


def without_backups(folder: Path) -> Path:
    """Return the file of a clone: no private folder."""
    path = worked_in(folder)
    open_store(folder).close(fold=True)
    shutil.rmtree(folder / ".custdev")
    return path


def test_without_a_backup_what_can_be_read_is_shown_and_nothing_is_written(tmp_path: Path) -> None:
    path = without_backups(tmp_path)
    path.write_text(path.read_text().replace('"two"}', '"two"'))
    before = path.read_bytes()
    store = open_store(tmp_path)
    assert titles(store) == ["uno", "three"]
    assert "2 records in it can be read and 1 line cannot" in store.recovery[0]
    assert store.read_only
    with pytest.raises(Damaged, match="left exactly as it is"):
        write(store, Patch("cards", "C4", {}))
    store.close()
    assert path.read_bytes() == before


def test_repairing_the_file_opens_the_workspace_for_writing(tmp_path: Path) -> None:
    path = without_backups(tmp_path)
    whole = path.read_text()
    path.write_text(whole.replace('"two"}', '"two"'))
    store = open_store(tmp_path)
    path.write_text(whole)
    write(store, Patch("cards", "C4", {"title": "four"}))
    assert titles(store) == ["uno", "two", "three", "four"]
    assert not store.read_only


def test_what_could_be_read_can_be_accepted(tmp_path: Path) -> None:
    path = without_backups(tmp_path)
    path.write_text(path.read_text().replace('"two"}', '"two"'))
    store = open_store(tmp_path)
    store.accept_damage()
    write(store, Patch("cards", "C4", {"title": "four"}))
    store.close()
    assert titles(open_store(tmp_path)) == ["uno", "three", "four"]
    assert any(b'"two"' in data for name, data in contents(tmp_path).items() if "damaged" in name)


MINE, THEIRS = '"2": {"uid": "C2", "title": "two"}', '"2": {"uid": "C2", "title": "zwei"}'


def in_a_merge(path: Path) -> None:
    marks = f"<<<<<<< HEAD\n{MINE},\n=======\n{THEIRS},\n>>>>>>> feature"
    assert MINE + "," in path.read_text()
    path.write_text(path.read_text().replace(MINE + ",", marks))


def test_conflict_markers_open_read_only_until_they_are_resolved(tmp_path: Path) -> None:
    path = worked_in(tmp_path)
    open_store(tmp_path).close(fold=True)
    whole = path.read_text()
    in_a_merge(path)
    before = contents(tmp_path)
    store = open_store(tmp_path)
    assert titles(store) == ["uno", "two", "three"]
    assert store.recovery == (
        "research.json holds merge conflict markers (line 7). Opened read-only until they are resolved.",
    )
    with pytest.raises(MergeConflict, match="line 7"):
        write(store, Patch("cards", "C1", {"title": "x"}))
    assert contents(tmp_path).items() - {(".custdev/lock", b"")} == before.items() - {(".custdev/lock", b"")}
    path.write_text(whole.replace(MINE, THEIRS))
    assert [list(commit["cards"]) for commit in (*store.poll(), *store.poll())] == [["C2"]]
    assert store.refusal is None
    write(store, Patch("cards", "C1", {"title": "eins"}))
    assert titles(open_store(tmp_path)) == ["eins", "zwei", "three"]


def test_a_merge_that_begins_while_the_window_is_open_stops_its_writing(tmp_path: Path) -> None:
    path = worked_in(tmp_path)
    store = open_store(tmp_path)
    store.fold()
    write(store, Patch("cards", "C3", {"title": "drei"}))
    in_a_merge(path)
    with pytest.raises(MergeConflict):
        write(store, Patch("cards", "C1", {"title": "x"}))
    assert titles(store) == ["uno", "two", "drei"]
    path.write_text(
        path.read_text()
        .replace("<<<<<<< HEAD\n", "")
        .replace("=======\n", "")
        .replace(f"{THEIRS},\n>>>>>>> feature\n", "")
    )
    write(store, Patch("cards", "C1", {"title": "x"}))
    assert titles(open_store(tmp_path)) == ["x", "two", "drei"]


def test_a_journal_without_its_first_line_is_read(tmp_path: Path) -> None:
    worked_in(tmp_path)
    journal = tmp_path / ".custdev" / "journal"
    journal.write_bytes(b"X" + journal.read_bytes()[1:])
    store = open_store(tmp_path)
    assert titles(store) == ["uno", "two", "three"]
    assert "beginning of the journal is damaged" in store.recovery[0]
    write(store, Patch("cards", "C4", {"title": "four"}))
    assert titles(open_store(tmp_path)) == ["uno", "two", "three", "four"]
    assert open_store(tmp_path).recovery == ()


@pytest.mark.parametrize("field", ["sequence", "version", "format"])
def test_a_state_that_is_not_what_it_was_is_not_believed(tmp_path: Path, field: str) -> None:
    worked_in(tmp_path)
    state = tmp_path / ".custdev" / "state.json"
    content = json.loads(state.read_text())
    if field == "format":
        content["format"] = 0
    else:
        content["files"]["research.json"][0][field] = 3 if field == "sequence" else "0-0"
    state.write_text(json.dumps(content))
    assert titles(open_store(tmp_path)) == ["uno", "two", "three"]


def test_the_private_folder_removed_while_open_is_written_anew(tmp_path: Path) -> None:
    worked_in(tmp_path)
    store, other = open_store(tmp_path), open_store(tmp_path)
    write(other, Patch("cards", "C4", {"title": "four"}))
    shutil.rmtree(tmp_path / ".custdev")
    write(store, Patch("cards", "C5", {"title": "five"}))
    write(other, Patch("cards", "C6", {"title": "six"}))
    assert titles(open_store(tmp_path)) == ["uno", "two", "three", "four", "five", "six"]
    store.poll()
    assert titles(store)[3:] == ["four", "five", "six"]


def test_a_line_of_the_journal_damaged_while_open_is_told(tmp_path: Path) -> None:
    worked_in(tmp_path)
    store, other = open_store(tmp_path), open_store(tmp_path)
    write(other, Patch("cards", "C4", {"title": "four"}), Patch("cards", "C5", {"title": "five"}))
    journal = tmp_path / ".custdev" / "journal"
    data = journal.read_bytes()
    journal.write_bytes(data.replace(b"four", b"fXur"))
    store.poll()
    (words,) = store.recovery
    assert words.startswith("1 line of the journal cannot be read; all others were kept. The bytes are kept in")
    kept = tmp_path / words.split("kept in ")[1].removesuffix(".")
    assert b"fXur" in kept.read_bytes()

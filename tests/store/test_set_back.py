"""Older files put in place of newer ones under an open window: nothing acknowledged is lost without a word."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.store.workspace import contents, records, write
from tui.domain.patch import Patch
from tui.store import Store, open_store

Image = dict[str, bytes]
Put = Callable[[Path, bytes], None]


def in_place(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def replaced(path: Path, data: bytes) -> None:
    path.with_name("incoming").write_bytes(data)
    path.with_name("incoming").replace(path)


PARTS: dict[str, Callable[[str], bool]] = {
    "research": lambda name: name == "research.json",
    "people": lambda name: name == "people.json",
    "both snapshots": lambda name: "/" not in name,
    "journal": lambda name: name == ".custdev/journal",
    "state": lambda name: name == ".custdev/state.json",
    "private folder": lambda name: name.startswith(".custdev/"),
    "all": lambda name: True,
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Yield a window that has saved something, in the snapshots and in the journal."""
    store = open_store(tmp_path)
    write(store, Patch("cards", "C1", {"title": "one"}), Patch("contacts", "P1", {"fn": "Ada"}))
    store.fold()
    write(store, Patch("cards", "C2", {"title": "two"}), Patch("events", "E2", {"kind": "x"}, fresh=True))
    yield store
    store.close()


def go_on(store: Store, *, folds: bool) -> None:
    write(store, Patch("cards", "C1", {"title": "uno"}), Patch("events", "E3", {"kind": "y"}, fresh=True))
    write(store, Patch("cards", "C3", {"title": "three"}), Patch("contacts", "P2", {"fn": "Bob"}))
    write(store, Patch("cards", "C2", None))
    if folds:
        store.fold()


def put_back(folder: Path, old: Image, part: str, put: Put) -> None:
    for name, data in old.items():
        if PARTS[part](name) and not name.endswith("lock"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            put(folder / name, data)


def everything(store: Store) -> dict[str, list[object]]:
    return {table: list(records(store, table)) for table in ("cards", "contacts", "events")}


def aside(folder: Path) -> str:
    return " ".join(path.read_text() for path in (folder / ".custdev" / "damaged").glob("*"))


def look(store: Store) -> None:
    """Look around until a file that others write has come to rest."""
    for _ in range(3):
        store.poll()


@pytest.mark.parametrize("notice", ["poll", "write"])
@pytest.mark.parametrize("put", [in_place, replaced])
@pytest.mark.parametrize("folds", [False, True])
@pytest.mark.parametrize("part", PARTS)
def test_what_was_acknowledged_is_there_or_told(store: Store, part: str, folds: bool, put: Put, notice: str) -> None:
    folder, old = store.path, contents(store.path)
    go_on(store, folds=folds)
    before = everything(store)
    put_back(folder, old, part, put)
    if notice == "poll":
        look(store)
    else:
        write(store, Patch("notes", "N1", {"text": "later"}))
    after = everything(store)
    if after != before:
        assert store.recovery
        there = json.dumps(after, ensure_ascii=False) + aside(folder)
        for rows in before.values():
            for row in rows:
                assert all(str(value) in there for value in dict(row).values())  # type: ignore[call-overload]
    write(store, Patch("notes", "N2", {"text": "later still"}))
    after = everything(store)
    assert len(records(store, "notes")) == 1 + (notice == "write")
    store.close(fold=False)
    again = open_store(folder)
    assert everything(again) == after
    again.close(fold=True)
    assert open_store(folder).recovery == ()
    assert everything(open_store(folder)) == after


BROUGHT_BACK = ("journal", "private folder", "all")


@pytest.mark.parametrize("part", BROUGHT_BACK)
@pytest.mark.parametrize("folds", [False, True])
def test_older_files_get_what_they_lack(store: Store, part: str, folds: bool) -> None:
    folder, old = store.path, contents(store.path)
    go_on(store, folds=folds)
    before = everything(store)
    put_back(folder, old, part, replaced)
    assert store.poll() == []
    assert everything(store) == before
    assert everything(open_store(folder)) == before
    if part == "all" or not folds:
        words = "Another program put older files in place of those this window had saved. 3 saved changes were missing"
        assert [words in sentence for sentence in store.recovery] == [True]
        assert "cards “uno”" in store.recovery[0]
        assert "Ada" not in store.recovery[0] and "Bob" not in store.recovery[0]


def test_a_journal_that_was_cut_off_gets_its_lines_back(store: Store) -> None:
    go_on(store, folds=False)
    before, journal = everything(store), store.path / ".custdev" / "journal"
    journal.write_bytes(b"".join(journal.read_bytes().splitlines(keepends=True)[:-2]))
    look(store)
    assert everything(store) == before == everything(open_store(store.path))
    assert "2 saved changes were missing and are written again" in " ".join(store.recovery)


def test_the_same_files_put_there_again_are_nothing_to_tell(store: Store) -> None:
    go_on(store, folds=False)
    before = everything(store)
    put_back(store.path, contents(store.path), "all", replaced)
    look(store)
    assert (everything(store), store.recovery) == (before, ())


def test_a_snapshot_set_back_counts_and_what_was_saved_since_is_kept_and_named(store: Store) -> None:
    folder, old = store.path, contents(store.path)
    go_on(store, folds=True)
    put_back(folder, old, "research", replaced)
    look(store)
    assert [record["title"] for record in records(store)] == ["one"]
    (words,) = (sentence for sentence in store.recovery if "not on the disk any more" in sentence)
    assert "(cards “uno”, cards “three”)" in words
    (aside,) = (folder / ".custdev" / "damaged").iterdir()
    assert aside.name in words
    assert {row["title"] for row in json.loads(aside.read_text())["records"]["cards"].values() if row} >= {
        "uno",
        "three",
    }
    assert aside.stat().st_mode & 0o077 == 0


def test_an_edit_by_hand_is_not_taken_for_an_older_file(store: Store) -> None:
    store.fold()
    path = store.path / "research.json"
    replaced(path, path.read_bytes().replace(b'"two"', b'"zwei"'))
    look(store)
    assert [record["title"] for record in records(store)] == ["one", "zwei"]
    assert not (store.path / ".custdev" / "damaged").exists()
    assert len(store.recovery) == 1


def test_a_folder_in_which_others_went_on_keeps_both_as_far_as_they_fit(store: Store, tmp_path: Path) -> None:
    """Two computers worked on the same state, and what keeps folders in step put one in place of the other."""
    store.fold()
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(tmp_path, elsewhere, ignore=shutil.ignore_patterns("elsewhere"))
    other = open_store(elsewhere)
    for number in range(5):
        write(other, Patch("cards", f"D{number}", {"title": f"theirs {number}"}))
        other.fold()
    write(other, Patch("cards", "C1", {"title": "eins"}))
    other.close(fold=True)
    theirs = contents(elsewhere)
    write(store, Patch("cards", "C3", {"title": "mine"}))
    write(store, Patch("cards", "C1", {"title": "uno"}))
    put_back(tmp_path, theirs, "all", replaced)
    look(store)
    titles = {record["title"] for record in records(store)}
    assert titles == {"eins", "two", "mine", *(f"theirs {number}" for number in range(5))}
    assert '"uno"' in aside(tmp_path)
    sentences = " ".join(store.recovery)
    assert "1 saved change was missing and is written again (cards “mine”)" in sentences
    assert "1 saved change is not brought in" in sentences
    assert titles == {record["title"] for record in records(open_store(tmp_path))}


def test_two_windows_bring_back_the_same_once(store: Store) -> None:
    folder, other = store.path, open_store(store.path)
    old = contents(folder)
    go_on(store, folds=False)
    other.poll()
    before = everything(store)
    put_back(folder, old, "all", replaced)
    for window in (store, other, store, other):
        window.poll()
    assert everything(store) == everything(other) == before == everything(open_store(folder))
    write(other, Patch("cards", "C9", {"title": "nine"}))
    look(store)
    assert everything(store) == everything(other)


def test_document_ids_are_not_given_again(store: Store) -> None:
    folder, old = store.path, contents(store.path)
    go_on(store, folds=True)
    write(store, Patch("cards", "C4", {}))
    write(store, Patch("cards", "C4", None))
    put_back(folder, old, "all", replaced)
    write(store, Patch("cards", "C5", {}))
    store.fold()
    assert '"5": {"uid": "C5"}' in (folder / "research.json").read_text()


def test_what_cannot_be_written_again_yet_is_tried_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from tui.store.errors import DiskFull
    from tui.store.files import fold

    def full(*_: object, **__: object) -> None:
        raise DiskFull(store.path)

    folder, old = store.path, contents(store.path)
    go_on(store, folds=False)
    before = everything(store)
    put_back(folder, old, "all", replaced)
    with monkeypatch.context() as patch:
        patch.setattr(fold, "write_aside", full)
        patch.setattr(fold, "keep", full)
        for _ in range(2):
            with pytest.raises(DiskFull):
                store.poll()
    look(store)
    assert everything(store) == before == everything(open_store(folder))


def test_older_files_behind_conflict_markers_get_what_they_lack_when_they_are_whole(store: Store) -> None:
    folder, old = store.path, contents(store.path)
    go_on(store, folds=False)
    before = everything(store)
    put_back(folder, old, "all", replaced)
    whole = (folder / "research.json").read_bytes()
    (folder / "research.json").write_bytes(b"<<<<<<< ours\n" + whole + b"=======\n{}\n>>>>>>> theirs\n")
    look(store)
    assert store.refusal is not None
    replaced(folder / "research.json", whole)
    look(store)
    assert store.refusal is None
    assert everything(store) == before == everything(open_store(folder))


def test_files_of_a_time_before_somebody_was_erased_are_told(store: Store) -> None:
    folder, old = store.path, contents(store.path)
    write(store, Patch("contacts", "P1", None))
    store.purge()
    epoch = store.epoch
    put_back(folder, old, "all", replaced)
    look(store)
    assert "They are from before somebody was erased: look whether the name is back" in " ".join(store.recovery)
    assert store.epoch > epoch
    assert not any(b"Ada" in data for data in contents(folder).values())


def test_files_in_which_somebody_was_erased_do_not_get_back_what_was(store: Store, tmp_path: Path) -> None:
    store.fold()
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(tmp_path, elsewhere, ignore=shutil.ignore_patterns("elsewhere"))
    other = open_store(elsewhere)
    write(other, Patch("contacts", "P1", None))
    other.purge()
    other.close(fold=True)
    write(store, Patch("notes", "N1", {"text": "Ada said"}))
    put_back(tmp_path, contents(elsewhere), "all", replaced)
    shutil.rmtree(tmp_path / ".custdev" / "backups")
    shutil.rmtree(elsewhere)
    look(store)
    assert "somebody was erased in them" in " ".join(store.recovery)
    assert not any(b"Ada" in data for data in contents(tmp_path).values())

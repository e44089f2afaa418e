"""Data files that somebody else wrote, while the journal still holds commits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.store.workspace import contents, records, write
from tui.domain.patch import Patch
from tui.store import Store, open_store
from tui.store.errors import Busy
from tui.store.files.state import State


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A data file with two cards at rest; the journal has a third, and the first one was changed again."""
    store = open_store(tmp_path)
    write(store, Patch("cards", "C1", {"title": "one"}), Patch("cards", "C2", {"title": "two"}))
    store.fold()
    write(store, Patch("cards", "C1", {"title": "uno"}))
    write(store, Patch("cards", "C3", {"title": "three"}))
    store.close(fold=False)
    return tmp_path / "research.json"


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after))


def titles(store: Store) -> list[str]:
    return [record["title"] for record in records(store)]


def test_a_change_of_another_record_is_taken_in(path: Path) -> None:
    edit(path, "two", "zwei")
    store = open_store(path.parent)
    assert titles(store) == ["uno", "zwei", "three"]
    assert store.recovery == (
        "research.json was changed outside custdev; its contents were taken in. 1 record differs: cards “zwei”.",
    )


def test_a_change_of_the_same_record_stays_and_the_commit_is_set_aside_and_named(path: Path) -> None:
    edit(path, "one", "eins")
    store = open_store(path.parent)
    assert titles(store) == ["eins", "two", "three"]
    words = store.recovery[1]
    assert "1 saved change is not brought in" in words
    assert "cards “uno”" in words
    kept = path.parent / words.split("kept in ")[1].removesuffix(".")
    assert json.loads(kept.read_text())["changes"][0]["documents"] == {"cards": {"1": {"uid": "C1", "title": "uno"}}}
    assert kept.stat().st_mode & 0o077 == 0
    write(store, Patch("cards", "C2", {"title": "dos"}))
    store.close()
    again = open_store(path.parent)
    assert titles(again) == ["eins", "dos", "three"]
    assert again.recovery == ()


def test_a_commit_of_several_records_is_set_aside_as_a_whole(path: Path) -> None:
    store = open_store(path.parent)
    write(store, Patch("cards", "C2", {"title": "dos"}), Patch("contacts", "P1", {"fn": "Ada"}))
    store.close(fold=False)
    edit(path, "two", "zwei")
    again = open_store(path.parent)
    assert titles(again) == ["uno", "zwei", "three"]
    assert records(again, "contacts") == []
    assert "Ada" not in " ".join(again.recovery)


def test_new_records_of_both_sides_are_kept_though_they_have_the_same_number(path: Path) -> None:
    edit(
        path,
        '"2": {"uid": "C2", "title": "two"}',
        '"2": {"uid": "C2", "title": "two"},\n"3": {"uid": "D3", "title": "drei"}',
    )
    store = open_store(path.parent)
    assert sorted(titles(store)) == ["drei", "three", "two", "uno"]
    write(store, Patch("cards", "C3", {"title": "tres"}))
    store.close()
    assert sorted(titles(open_store(path.parent))) == ["drei", "tres", "two", "uno"]


def test_changes_of_a_record_that_was_given_another_number_find_it(path: Path) -> None:
    store = open_store(path.parent)
    write(store, Patch("cards", "C3", {"title": "tres"}))
    write(store, Patch("cards", "C3", None))
    store.close(fold=False)
    edit(
        path,
        '"2": {"uid": "C2", "title": "two"}',
        '"2": {"uid": "C2", "title": "two"},\n"3": {"uid": "D3", "title": "drei"}',
    )
    assert sorted(titles(open_store(path.parent))) == ["drei", "two", "uno"]


def test_a_removed_record_stays_removed(path: Path) -> None:
    text = path.read_text()
    path.write_text(text.replace('"1": {"uid": "C1", "title": "one"},\n', ""))
    store = open_store(path.parent)
    assert titles(store) == ["two", "three"]
    assert any("1 saved change is not brought in" in words for words in store.recovery)


def test_an_older_copy_that_is_put_back_is_taken_as_it_is(path: Path) -> None:
    older = path.read_bytes()
    open_store(path.parent).close(fold=True)
    path.write_bytes(older)
    store = open_store(path.parent)
    assert titles(store) == ["one", "two"]
    assert "changed outside" in store.recovery[0]


def test_a_file_that_holds_the_commits_already_is_not_changed_by_them(path: Path) -> None:
    """The state is lost together with a crash between putting the files in place and beginning the journal."""
    journal = (path.parent / ".custdev" / "journal").read_bytes()
    store = open_store(path.parent)
    write(store, Patch("cards", "C1", {"title": "ichi"}))
    store.close(fold=True)
    edit(path, "two", "zwei")
    (path.parent / ".custdev" / "journal").write_bytes(journal)
    (path.parent / ".custdev" / "state.json").unlink()
    assert titles(open_store(path.parent)) == ["ichi", "zwei", "three"]


def test_reading_a_conflict_changes_neither_the_file_nor_the_journal(path: Path) -> None:
    edit(path, "one", "eins")
    before = contents(path.parent)
    open_store(path.parent).close(fold=False)
    after = contents(path.parent)
    assert {name: after[name] for name in before} == before


def test_an_edit_while_the_window_is_open_is_shown(path: Path) -> None:
    store = open_store(path.parent)
    store.poll()
    edit(path, "two", "zwei")
    assert [list(commit["cards"]) for commit in (*store.poll(), *store.poll())] == [["C2"]]
    assert titles(store) == ["uno", "zwei", "three"]


def test_an_edit_is_there_before_the_next_change_is_made(path: Path) -> None:
    store = open_store(path.parent)
    edit(path, "two", "zwei")
    with store.writing() as commits:
        assert [list(commit["cards"]) for commit in commits] == [["C2"]]
        store.commit([Patch("cards", "C2", {"title": "dos"})])
    assert titles(open_store(path.parent)) == ["uno", "dos", "three"]


def test_a_file_that_is_just_being_written_by_another_program_is_waited_for(path: Path) -> None:
    whole = path.read_text()
    store = open_store(path.parent)
    path.write_text(whole[:30])
    write(store, Patch("cards", "C3", {"title": "tres"}))
    assert store.recovery == ()
    assert store.poll() == []
    path.write_text(whole.replace("two", "zwei"))
    store.poll()
    store.poll()
    assert titles(store) == ["uno", "zwei", "tres"]
    assert "cannot be understood" not in " ".join(store.recovery)


@pytest.mark.parametrize("in_place", [True, False])
def test_an_edit_in_the_middle_of_a_fold_is_not_overwritten(
    path: Path, monkeypatch: pytest.MonkeyPatch, in_place: bool
) -> None:
    store = open_store(path.parent)
    write_state = State.write
    edits = iter([True])

    def then_somebody_edits(state: State, at: Path) -> None:
        write_state(state, at)
        if next(edits, False):
            text = path.read_text().replace("two", "zwei")
            other = path if in_place else path.with_name("other")
            other.write_text(text)
            other.rename(path)

    monkeypatch.setattr(State, "write", then_somebody_edits)
    store.fold()
    assert titles(store) == ["uno", "zwei", "three"]
    assert "zwei" in path.read_text()
    assert all(backup.readable for backup in store.backups())
    again = open_store(path.parent)
    assert (titles(again), again.recovery) == (["uno", "zwei", "three"], ())


def test_an_edit_between_choosing_ids_and_saving_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "research.json").write_text('{"cards": {"1": {"uid": "C1", "title": "one"}}}')
    store = open_store(tmp_path)
    with store.writing(), pytest.raises(Busy, match="try again"):
        text = '{"cards": {"1": {"uid": "C1", "title": "one"}, "2": {"uid": "D2", "title": "zwei"}}}'
        (tmp_path / "research.json").write_text(text)
        store.commit([Patch("cards", "C2", {"title": "two"})])
    write(store, Patch("cards", "C2", {"title": "two"}))
    assert titles(open_store(tmp_path)) == ["one", "zwei", "two"]

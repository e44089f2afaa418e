"""Large tables of events stay in their file, and what is read from it is what was checked, or is refused in words."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store.workspace import records, write
from tui.domain.patch import Patch
from tui.store import Store, open_store
from tui.store.errors import ChangedInPlace
from tui.store.files import snapshot
from tui.store.files.journal import Journal
from tui.store.files.regions import CheckedFile, Region, RegionOnDisk
from tui.store.files.tables import Rows


@pytest.fixture(autouse=True)
def _all_events_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "IN_MEMORY", 0)


def event(number: int) -> Patch:
    return Patch("events", f"E{number}", {"at": f"2026-11-30T09:00:{number:02}Z", "kind": "card_moved"}, fresh=True)


def uids(store: Store) -> list[str]:
    return [record["uid"] for record in records(store, "events")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with a backup and four events, the first three of which are in its file."""
    store = open_store(tmp_path)
    write(store, Patch("cards", "C1", {"title": "a"}), event(1), event(2))
    store.fold()
    write(store, event(3))
    store.fold()
    write(store, event(4))
    store.close(fold=False)
    return tmp_path


def on_disk(store: Store) -> Region:
    return store._storage.engine._held.tables["events"].base  # type: ignore[attr-defined,no-any-return]


def test_they_are_read_from_the_file_and_the_journal(folder: Path) -> None:
    store = open_store(folder)
    assert isinstance(on_disk(store), RegionOnDisk)
    assert uids(store) == ["E1", "E2", "E3", "E4"]
    assert [json.loads(raw)["uid"] for raw, _ in store.events()] == ["E4", "E3", "E2", "E1"]


def overwritten(data: bytes) -> bytes:
    return data.replace(b'"E2"', b'"EX"')


def cut(data: bytes) -> bytes:
    return data[:-60]


@pytest.mark.parametrize("damage", [overwritten, cut])
def test_a_file_that_was_written_over_in_place_is_never_shown_as_what_it_was(
    folder: Path, damage: Callable[[bytes], bytes]
) -> None:
    store, path = open_store(folder), folder / "research.json"
    rows, times = store.rows("events"), path.stat()
    assert isinstance(rows, Rows)
    with path.open("r+b") as file:
        data = damage(file.read())
        file.seek(0)
        file.write(data)
        file.truncate()
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))  # whoever did it hides it
    for read in (lambda: list(rows), lambda: rows[0], lambda: [*reversed(rows)], lambda: [*rows.holding(b"E1")]):
        with pytest.raises(ChangedInPlace, match="What was saved before is safe"):
            read()
    expected = ["E1", "EX", "E3", "E4"] if damage is overwritten else ["E1", "E2", "E3", "E4"]
    if damage is cut:
        # As long as it may be that somebody is still writing it, nothing is shown instead.
        with pytest.raises(ChangedInPlace):
            store.rows("events")
        store.poll()
        store.poll()
    assert uids(store) == expected
    assert store.recovery
    write(store, event(5))
    assert uids(store) == [*expected, "E5"]
    store.close(fold=True)
    assert uids(open_store(folder)) == [*expected, "E5"]


@pytest.mark.parametrize("damage", [b'x3": {', b'"3x: {', b"\n\n\n\n\n\n"])
def test_a_damaged_last_line_of_them_is_told_and_the_rest_is_there(folder: Path, damage: bytes) -> None:
    path = folder / "research.json"
    data = path.read_bytes()
    assert data.count(b'"3": {') == 1
    path.write_bytes(data.replace(b'"3": {', damage))
    store = open_store(folder)
    assert {"E1", "E2", "E4"} <= set(uids(store))
    assert store.recovery
    assert any(damage in kept.read_bytes() for kept in (folder / ".custdev" / "damaged").iterdir())


def write_over(path: Path) -> None:
    with path.open("r+b") as file:
        data = overwritten(file.read())
        file.seek(0)
        file.write(data)


def test_a_commit_that_is_durable_counts_also_where_the_file_is_written_over_at_that_moment(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, append = open_store(folder), Journal.append

    def appended(journal: Journal, line: bytes) -> None:
        append(journal, line)
        write_over(folder / "research.json")

    with monkeypatch.context() as patching:
        patching.setattr(Journal, "append", appended)
        write(store, Patch("cards", "C1", {"title": "b"}), Patch("events", "E1", {"kind": "erased"}))
    assert [record["title"] for record in records(store)] == ["b"]
    for _ in range(3):
        store.poll()
    write(store, event(5))
    for seen in (store, open_store(folder)):
        assert [record["title"] for record in records(seen)] == ["b"]
        assert records(seen, "events")[0]["kind"] == "erased"
        assert uids(seen) == ["E1", "EX", "E3", "E4", "E5"]


def test_what_another_window_did_is_seen_also_where_the_file_is_written_over(folder: Path) -> None:
    store, other = open_store(folder), open_store(folder)
    write(other, Patch("cards", "C2", {"title": "new"}, fresh=True))
    write(other, Patch("cards", "C1", {"title": "b"}), Patch("events", "E1", {"kind": "erased"}))
    write(other, Patch("cards", "C3", {"title": "newer"}, fresh=True))
    write_over(folder / "research.json")
    seen = {uid for commit in store.poll() for uid in commit.get("cards", {})}
    assert seen == {"C1", "C2", "C3"}
    write(store, event(5))
    for here in (store, open_store(folder)):
        assert [record["title"] for record in records(here)] == ["b", "new", "newer"]
        assert uids(here) == ["E1", "EX", "E3", "E4", "E5"]


def test_an_older_file_of_ours_in_place_of_the_newer_one_is_read_anew(folder: Path) -> None:
    store, path = open_store(folder), folder / "research.json"
    older = path.read_bytes()
    write(store, event(5))
    store.fold()
    path.write_bytes(older)
    write(store, event(6))
    store.fold()
    assert {"E1", "E2", "E3", "E6"} <= set(uids(store))
    assert store.recovery


def test_where_another_file_took_its_place_it_is_still_whole(folder: Path) -> None:
    store, path = open_store(folder), folder / "research.json"
    rows = store.rows("events")
    aside = folder / "aside"
    aside.write_bytes(overwritten(path.read_bytes()))
    aside.replace(path)
    assert [json.loads(raw)["uid"] for raw in rows] == ["E1", "E2", "E3", "E4"]


def test_another_window_folds_and_this_one_goes_on(folder: Path) -> None:
    store, other = open_store(folder), open_store(folder)
    for number in range(5, 9):
        write(other, event(number))
        other.fold()
        write(store, event(number + 10))
    assert uids(store) == ["E1", "E2", "E3", "E4", "E5", "E15", "E6", "E16", "E7", "E17", "E8", "E18"]
    assert uids(other) == uids(store)[:-1]


def test_a_fold_lets_go_of_the_file_before_it(folder: Path) -> None:
    store, path = open_store(folder), folder / "research.json"
    write(store, Patch("events", "E1", {"kind": "erased"}))
    store.fold()
    region = on_disk(store)
    assert isinstance(region, RegionOnDisk)
    assert os.fstat(region._file._fd).st_ino == path.stat().st_ino
    assert [record.get("kind") for record in records(store, "events")][:2] == ["erased", "card_moved"]


def test_opening_looks_for_no_line_of_them(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    original = CheckedFile.read

    def counted(file: CheckedFile, start: int, end: int) -> bytes:
        read.append(start)
        return original(file, start, end)

    monkeypatch.setattr(CheckedFile, "read", counted)
    store = open_store(folder)
    assert "_starts" not in vars(on_disk(store))
    write(store, event(5))
    assert store.last("events") is not None
    assert store.documents()
    assert read == []
    next(store.events(by_time=False))
    assert len(read) <= 1


def test_tables_that_are_not_large_or_no_events_are_in_memory(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(folder)
    monkeypatch.setattr(snapshot, "IN_MEMORY", 8 << 20)
    small = open_store(folder)
    (folder / "research.json").write_bytes(b"")
    assert [record["uid"] for record in records(store)] == ["C1"]
    assert uids(small) == ["E1", "E2", "E3", "E4"]

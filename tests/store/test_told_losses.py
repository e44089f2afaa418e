"""Whatever is lost or broken is told, and what is whole beside it is taken in."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from tests.store.disk import no_waiting
from tests.store.workspace import records, write
from tui.domain.errors import StoreError
from tui.domain.patch import Patch
from tui.store import open_database, open_store
from tui.store.errors import Damaged
from tui.store.files import damaged, engine, journal
from tui.store.files.engine import Engine

ANY = Patch("cards", "C1", {"title": "a"})


def journal_of(folder: Path) -> Path:
    return folder / ".custdev" / "journal"


@pytest.mark.parametrize(
    ("gone", "words"),
    [
        (slice(2, 3), "1 saved change is missing from the journal; the later ones were kept."),
        (slice(1, 3), "2 saved changes are missing from the journal; the later ones were kept."),
    ],
)
def test_commits_missing_in_the_middle_of_the_journal_are_counted(tmp_path: Path, gone: slice, words: str) -> None:
    store = open_store(tmp_path)
    for number in range(4):
        write(store, Patch("cards", f"C{number}", {"n": number}))
    lines = journal_of(tmp_path).read_bytes().splitlines(keepends=True)
    assert len(lines) == 5
    left = [number for number in range(4) if number + 1 not in range(*gone.indices(5))]
    del lines[gone]
    journal_of(tmp_path).write_bytes(b"".join(lines))
    again = open_store(tmp_path)
    assert [record["n"] for record in records(again)] == left
    assert again.recovery == (words,)


def test_a_table_that_stands_twice_in_a_broken_file_is_salvaged_as_one(tmp_path: Path) -> None:
    (tmp_path / "research.json").write_text(
        '{\n"_meta": {\n"1": {"format": 1}\n},\n'
        '"cards": {\n"1": {"uid": "C1", "title": "a"},\n"2": {"uid": "C2", "title": "b"}\n},\n'
        '"notes": {\n"1": {"uid": "N1"}\n},\n'
        '"cards": {\n"2": {"uid": "C3", "title": "c"},\n"4": {"uid": "C4", "ti\n}\n}\n'
    )
    store = open_store(tmp_path)
    assert [record["uid"] for record in records(store)] == ["C1", "C2", "C3"]
    assert isinstance(store.refusal, Damaged)
    assert "4 records in it can be read and 1 line cannot" in str(store.refusal)


def test_the_name_of_a_journal_that_somebody_else_began_is_made_durable_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(tmp_path)
    write(store, ANY)
    synced: list[Path] = []
    monkeypatch.setattr(journal, "sync_folder", synced.append)
    other = open_store(tmp_path)
    for number in range(3):
        write(other, Patch("cards", "C2", {"n": number}))
    assert synced == [tmp_path / ".custdev"]


def test_a_journal_remembers_where_the_last_ones_ended_and_no_more_than_it_can_read(tmp_path: Path) -> None:
    with no_waiting():
        store = open_store(tmp_path)
        for number in range(270):
            write(store, Patch("cards", "C1", {"n": number}))
            store.fold()
    again = open_store(tmp_path)
    assert (again.recovery, records(again)) == ((), [{"uid": "C1", "n": 269}])


def test_a_table_that_was_dropped_is_gone_before_the_files_are_at_rest_too(tmp_path: Path) -> None:
    database = open_database(tmp_path / "research.json")
    database.table("notes").insert({"text": "a"})
    database.table("cards").insert({"title": "a"})
    database.drop_table("notes")
    database.storage.close(fold=False)
    assert open_database(tmp_path / "research.json").tables() == {"cards"}


def test_a_file_keeps_the_permissions_its_owner_gave_it(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        store = open_store(tmp_path)
        write(store, ANY)
        store.fold()
    finally:
        os.umask(before)
    path = tmp_path / "research.json"
    assert path.stat().st_mode & 0o777 == 0o640
    path.chmod(0o664)
    write(store, Patch("cards", "C2", {}))
    store.fold()
    assert path.stat().st_mode & 0o777 == 0o664


def test_bytes_that_could_not_be_set_aside_at_once_are_before_others_take_their_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(tmp_path)
    write(store, ANY)
    store.close()
    (tmp_path / "research.json").write_bytes(b"{ broken")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(damaged, "replace_file", full)
        again = open_store(tmp_path)
        assert "Nothing was changed on the disk." in again.recovery[0]
        with pytest.raises(StoreError, match="is full"):
            write(again, Patch("cards", "C2", {}))
        assert (tmp_path / "research.json").read_bytes() == b"{ broken"
    write(again, Patch("cards", "C2", {}))
    (aside,) = (tmp_path / ".custdev" / "damaged").iterdir()
    assert aside.read_bytes() == b"{ broken"
    assert [record["uid"] for record in records(again)] == ["C1", "C2"]


def test_a_journal_that_could_not_be_folded_on_the_way_is_folded_on_closing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "CHEAP_BYTES", 500)
    monkeypatch.setattr(Engine, "cheap_to_fold", False)
    store = open_store(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(Engine, "fold", lambda *_: (_ for _ in ()).throw(StoreError("not now")))
        for number in range(5):
            write(store, Patch("notes", f"N{number}", {"text": "x" * 200}))
    assert len(journal_of(tmp_path).read_bytes().splitlines()) == 6
    store.close()
    assert len(journal_of(tmp_path).read_bytes().splitlines()) == 1
    assert len(json.loads((tmp_path / "research.json").read_bytes())["notes"]) == 5

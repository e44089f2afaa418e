"""Workspaces of every format there has been, and of those to come."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tinydb import TinyDB

from tests.store.workspace import contents, records, stock, write
from tui.domain.patch import Patch
from tui.store import open_store
from tui.store.errors import Damaged, NewerFormat
from tui.store.files import migrations
from tui.store.files.migrations import Decoded

FIXTURES = Path(__file__).parent / "formats"

NEWEST = migrations.newest_format()


def copied(name: str, folder: Path) -> Path:
    """Copy a fixture; its private folder has another name in the repository, which ignores the real one."""
    shutil.copytree(FIXTURES / name, folder, dirs_exist_ok=True)
    (folder / "private").rename(folder / ".custdev")
    return folder


def test_a_journal_that_does_not_know_the_states_before_is_read_and_gone_on_with(tmp_path: Path) -> None:
    folder = copied("journal-1", tmp_path)
    store = open_store(folder)
    assert [sentence.split(". ")[0] for sentence in store.recovery] == [
        f"The records were written in format 1 and are read as format {NEWEST}"
    ]
    cards = {record["number"]: record for record in records(store)}
    assert [len(cards), len(records(store, "contacts")), len(records(store, "events"))] == [8, 2, 7]
    write(store, Patch("cards", cards[1]["uid"], {"title": "Changed today"}))
    store.close(fold=True)
    again = open_store(folder)
    assert again.recovery == ()
    assert records(again)[0]["title"] == "Changed today"
    assert len(records(again)) == len(cards)


def test_a_file_that_names_no_format_gets_one_with_the_first_change(tmp_path: Path) -> None:
    with TinyDB(tmp_path / "research.json", encoding="utf-8") as db:
        db.table("cards").insert({"uid": "C1", "title": "by hand"})
    before = (tmp_path / "research.json").read_bytes()
    store = open_store(tmp_path)
    assert records(store) == [{"uid": "C1", "title": "by hand"}]
    assert store.recovery == ()
    write(store, Patch("cards", "C2", {"title": "by us"}))
    store.close()
    assert json.loads((tmp_path / "research.json").read_text())["_meta"] == {"1": {"format": NEWEST}}
    (backup,) = [each for each in store.backups() if each.reason == f"before format {NEWEST}"]
    kept = tmp_path / ".custdev" / "backups" / backup.name / "research.json"
    assert kept.read_bytes() == before


def rename_titles(tables: Decoded) -> None:
    for card in tables.get("cards", {}).values():
        card["name"] = card.pop("title")


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A workspace of today's format, with a change that still stands in its journal."""
    store = open_store(tmp_path)
    write(store, Patch("cards", "C1", {"title": "one"}), Patch("contacts", "P1", {"fn": "Ada"}))
    store.fold()
    write(store, Patch("cards", "C2", {"title": "two"}))
    store.close(fold=False)
    return tmp_path


@pytest.fixture
def newer_version(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", [*migrations.MIGRATIONS, rename_titles])


@pytest.mark.usefixtures("newer_version")
def test_documents_of_an_older_format_are_brought_forward_after_a_backup(older: Path) -> None:
    before = contents(older)
    store = open_store(older)
    assert [record["name"] for record in records(store)] == ["one", "two"]
    assert f"written in format {NEWEST} and are read as format {NEWEST + 1}" in store.recovery[0]
    assert {name: data for name, data in contents(older).items() if name in before} == before
    write(store, Patch("cards", "C3", {"name": "three"}))
    store.close()
    assert [record["name"] for record in stock(older / "research.json")["cards"]] == ["one", "two", "three"]
    again = open_store(older)
    assert again.recovery == ()
    assert [record["name"] for record in records(again)] == ["one", "two", "three"]
    backup = next(each for each in again.backups() if each.reason == f"before format {NEWEST + 1}")
    kept = older / ".custdev" / "backups" / backup.name
    assert (kept / "research.json").read_bytes() == before["research.json"]
    assert (kept / "journal").read_bytes() == before[".custdev/journal"]
    assert [json.loads(raw)["name"] for raw in again.backup_rows(backup.name)["cards"]] == ["one"]


@pytest.mark.usefixtures("newer_version")
def test_a_damaged_file_is_mended_across_a_migration(older: Path) -> None:
    store = open_store(older)
    write(store, Patch("cards", "C3", {"name": "three"}))
    store.close()
    (older / "research.json").write_text("{")
    assert [record["name"] for record in records(open_store(older))] == ["one", "two", "three"]


def test_an_older_version_leaves_what_a_newer_one_wrote(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "MIGRATIONS", [*migrations.MIGRATIONS, rename_titles])
        store = open_store(older)
        write(store, Patch("cards", "C3", {"name": "three"}))
        store.close()
    before = contents(older)
    with pytest.raises(NewerFormat, match="update custdev"):
        open_store(older)
    (older / ".custdev" / "journal").unlink()
    (older / ".custdev" / "state.json").unlink()
    with pytest.raises(NewerFormat, match=rf"research\.json was written by a newer custdev \(format {NEWEST + 1}\)"):
        open_store(older)
    assert (older / "research.json").read_bytes() == before["research.json"]


def test_an_older_version_that_is_open_stops_when_a_newer_one_has_written(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_open = open_store(older)
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "MIGRATIONS", [*migrations.MIGRATIONS, rename_titles])
        store = open_store(older)
        write(store, Patch("cards", "C3", {"name": "three"}))
        store.close()
    before = contents(older)
    with pytest.raises(NewerFormat):
        write(left_open, Patch("cards", "C1", {"title": "uno"}))
    left_open.close()
    assert contents(older) == before


def test_a_migration_that_fails_leaves_everything_as_it_is(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(tables: Decoded) -> None:
        raise KeyError("title")

    monkeypatch.setattr(migrations, "MIGRATIONS", [*migrations.MIGRATIONS, fail])
    before = contents(older)
    with pytest.raises(Damaged, match=f"could not be brought from format {NEWEST} to {NEWEST + 1}"):
        open_store(older)
    assert contents(older) == before

"""Backups: what each fold keeps, for how long, and how it is read again."""

from __future__ import annotations

import errno
import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.store.workspace import contents, records, write
from tui.domain.patch import Patch
from tui.store import Store, open_store
from tui.store.errors import Damaged, Missing, NoPermission
from tui.store.files import backups

MORNING = datetime(2026, 11, 2, 9, tzinfo=UTC)


def fold_at(store: Store, moment: datetime, number: int) -> None:
    """Change something and fold, as if the files had been at rest since that moment."""
    write(store, Patch("cards", "C1", {"n": number}))
    for path in store.path.glob("*.json"):
        os.utime(path, (moment.timestamp(), moment.timestamp()))
    store.fold()


def test_each_fold_keeps_what_it_replaces(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    write(store, Patch("cards", "C1", {"n": 1}), Patch("contacts", "P1", {"fn": "Ada"}))
    store.fold()
    write(store, Patch("cards", "C1", {"n": 2}))
    store.fold()
    (backup,) = store.backups()
    assert backup.readable
    assert backup.reason is None
    rows = store.backup_rows(backup.name)
    assert [json.loads(raw) for raw in rows["cards"]] == [{"uid": "C1", "n": 1}]
    assert [json.loads(raw) for raw in rows["contacts"]] == [{"uid": "P1", "fn": "Ada"}]


def test_backups_that_may_not_be_looked_at_are_not_said_to_be_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(tmp_path)
    write(store, Patch("cards", "C1", {"n": 1}))
    name = store.back_up("by a test").name
    real = os.scandir

    def closed(path: str | Path) -> object:
        if Path(path).name == "backups":
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", closed)
    with pytest.raises(NoPermission, match="backups"):
        store.backups()
    with pytest.raises(NoPermission, match="backups"):
        store.backup_rows(name)


def test_a_backup_on_purpose_has_its_reason_and_the_state_of_that_moment(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    write(store, Patch("cards", "C1", {"n": 1}))
    backup = store.back_up("before the import")
    write(store, Patch("cards", "C1", {"n": 2}))
    store.fold()
    assert [each.reason for each in store.backups()] == ["before the import"]
    assert [json.loads(raw) for raw in store.backup_rows(backup.name)["cards"]] == [{"uid": "C1", "n": 1}]
    assert records(store) == [{"uid": "C1", "n": 2}]


def test_a_program_that_writes_into_a_file_does_not_reach_its_backup(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    write(store, Patch("cards", "C1", {"n": 1}), Patch("contacts", "P1", {"fn": "Ada"}))
    store.fold()
    write(store, Patch("cards", "C1", {"n": 2}))
    store.fold()
    backup = store.back_up("now")
    for name in ("research.json", "people.json"):
        with (tmp_path / name).open("r+b") as file:
            file.write(b"XXXX")
    assert all(each.readable for each in store.backups())
    assert len(store.backup_rows(backup.name)["contacts"]) == 1


def test_a_backup_that_is_gone_or_damaged_is_refused_in_words(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    write(store, Patch("cards", "C1", {"n": 1}))
    backup = store.back_up("now")
    with pytest.raises(Missing, match="There is no backup named yesterday"):
        store.backup_rows("yesterday")
    (tmp_path / ".custdev" / "backups" / backup.name / "research.json").write_text("{}")
    assert [each.readable for each in store.backups()] == [False]
    with pytest.raises(Damaged, match="not those that were kept"):
        store.backup_rows(backup.name)


def test_a_backup_that_lost_what_it_says_of_itself_still_mends_a_damaged_file(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    write(store, Patch("cards", "C1", {"n": 1}))
    backup = store.back_up("now")
    write(store, Patch("cards", "C2", {"n": 2}))
    store.close(fold=False)
    (tmp_path / ".custdev" / "backups" / backup.name / "about.json").write_text("{")
    (tmp_path / "research.json").write_text("{")
    again = open_store(tmp_path)
    assert [record["uid"] for record in records(again)] == ["C1", "C2"]
    assert [each.readable for each in again.backups()] == [False]


def test_old_backups_are_thinned_out(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    moments = [MORNING + timedelta(days=day, hours=hour) for day in range(-40, 0) for hour in (1, 2)]
    moments += [MORNING + timedelta(minutes=30 * step) for step in range(60)]
    for number, moment in enumerate(moments):
        fold_at(store, moment, number)
    kept = [datetime.fromisoformat(backup.at) for backup in store.backups()]
    newest = moments[-1]
    assert kept[:5] == moments[:-6:-1]
    today = [moment for moment in kept if newest - moment < timedelta(days=1)]
    assert len({moment.replace(minute=0) for moment in today}) == 24
    assert len(today) <= 24 + 3
    before = [moment for moment in kept if moment not in today]
    assert len({moment.date() for moment in before}) == len(before)
    assert newest - before[-1] > timedelta(days=28)
    assert newest - before[-1] <= timedelta(days=30)


def test_backups_made_on_purpose_outlive_the_others(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    write(store, Patch("cards", "C1", {"n": 0}))
    store.back_up("before the import")
    for number in range(12):
        fold_at(store, MORNING + timedelta(minutes=number), number)
    assert [backup.reason for backup in store.backups()] == [None] * 5 + ["before the import"]


def test_of_backups_made_on_purpose_the_newest_ten_outlive_all_others(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    for number in range(12):
        write(store, Patch("cards", "C1", {"import": number}))
        store.back_up(f"before import {number}")
    for number in range(6):
        fold_at(store, MORNING + timedelta(minutes=number), number)
    labelled = [backup.reason for backup in store.backups() if backup.reason]
    assert labelled == [f"before import {number}" for number in reversed(range(2, 12))]


def test_backups_do_not_fill_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "LEAST_BYTES", 1000)
    store = open_store(tmp_path)
    write(store, Patch("notes", "N1", {"text": "x" * 20_000}))
    for number in range(20):
        fold_at(store, MORNING + timedelta(days=number), number)
    assert len(store.backups()) == backups.CONTIGUOUS


def test_a_disk_without_links_keeps_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    store = open_store(tmp_path)
    for number in range(3):
        write(store, Patch("cards", "C1", {"n": number}))
        store.fold()
    assert [backup.readable for backup in store.backups()] == [True, True]
    (tmp_path / "research.json").write_text("{")
    store.close()
    assert records(open_store(tmp_path)) == [{"uid": "C1", "n": 2}]


def test_nobody_else_may_read_backups_and_damaged_bytes(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        store = open_store(tmp_path)
        for number in range(3):
            write(store, Patch("notes", "N1", {"text": f"said {number}"}), Patch("contacts", "P1", {"n": number}))
            store.fold()
        store.close()
        (tmp_path / "research.json").write_text('{"notes": {"1": {"uid": "N1", "text": "sai')
        again = open_store(tmp_path)
        write(again, Patch("notes", "N2", {}))
        again.close()
    finally:
        os.umask(before)
    for path in (tmp_path / ".custdev").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path
    assert any((tmp_path / ".custdev" / "damaged").iterdir())


def test_purging_leaves_no_older_copy_of_anything(tmp_path: Path) -> None:
    store, other = open_store(tmp_path), open_store(tmp_path)
    write(store, Patch("contacts", "P1", {"fn": "Wilhelmina"}))
    store.back_up("now")
    write(store, Patch("contacts", "P1", {"fn": "Wilhelmine"}))
    store.fold()
    write(store, Patch("contacts", "P1", None))
    epoch = store.epoch
    store.purge()
    assert [name for name, data in contents(tmp_path).items() if b"Wilhelmin" in data] == []
    with other.writing():
        pass
    assert other.epoch == store.epoch == epoch + 1
    other.close(fold=True)
    assert open_store(tmp_path).epoch == epoch + 1

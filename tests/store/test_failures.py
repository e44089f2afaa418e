"""A disk that fails, a program that stops anywhere: the state before or after, and trying again works."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.store.workspace import contents, records, write
from tui.domain.errors import StoreError
from tui.domain.patch import Patch
from tui.store import NotStorable, Store, open_store
from tui.store.errors import DiskFull, Locked, NoPermission, ReadOnly, Vanished, explain
from tui.store.files.layout import Layout

OLD = Patch("cards", "C1", {"title": "old"})
NEW = (Patch("cards", "C1", {"title": "new"}), Patch("contacts", "P1", {"fn": "Ada"}))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path)
    write(store, OLD)
    yield store
    store.close(fold=False)


def failing(code: int, after: int = 0) -> Callable[..., None]:
    calls = iter(range(after + 1))

    def fail(*_: object, **__: object) -> None:
        if next(calls, after) == after:
            raise OSError(code, os.strerror(code))

    return fail


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EROFS, ReadOnly),
        (errno.EACCES, NoPermission),
        (errno.ENOENT, Vanished),
        (errno.EIO, StoreError),
    ],
)
@pytest.mark.parametrize("call", ["write", "fdatasync"])
def test_a_refused_commit_changes_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch, call: str, code: int, kind: type[StoreError]
) -> None:
    before = contents(store.path)
    with monkeypatch.context() as patch:
        patch.setattr(os, call, failing(code))
        with pytest.raises(kind) as caught:
            write(store, *NEW)
    assert "safe" in str(caught.value) or "in memory" in str(caught.value)
    assert records(store) == [{"uid": "C1", "title": "old"}]
    assert contents(store.path) == before
    write(store, *NEW)
    assert records(store) == records(open_store(store.path)) == [{"uid": "C1", "title": "new"}]


def test_a_disk_that_fills_in_the_middle_of_a_line(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(store.path)
    real = os.write
    room = [20]

    def write_some(fd: int, data: bytes) -> int:
        if not room[0]:
            raise OSError(errno.ENOSPC, "No space left on device")
        written = real(fd, bytes(data)[: room[0]])
        room[0] -= written
        return written

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", write_some)
        with pytest.raises(DiskFull):
            write(store, *NEW)
        assert contents(store.path) == before
        with pytest.raises(DiskFull):
            write(store, *NEW)
    write(store, *NEW)
    assert records(open_store(store.path)) == [{"uid": "C1", "title": "new"}]


def test_a_line_that_could_neither_be_saved_nor_taken_back(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "fdatasync", failing(errno.EIO))
        patch.setattr(os, "ftruncate", failing(errno.EIO))
        with pytest.raises(StoreError):
            write(store, *NEW)
    with store.writing() as seen:
        assert seen == []
        store.commit([Patch("cards", "C2", {})])
    assert [record["uid"] for record in records(open_store(store.path))] == ["C1", "C2"]


@pytest.mark.parametrize("room", [30, 1_000], ids=["part of the line", "all of the line"])
def test_what_others_wrote_after_a_line_that_could_not_be_taken_back_stays(
    store: Store, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    other, real = open_store(store.path), os.write

    def write_some(fd: int, data: bytes) -> int:
        return real(fd, bytes(data)[:room])

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", write_some)
        for call in ("fdatasync", "ftruncate"):
            patch.setattr(os, call, failing(errno.EIO))
        if room < 1_000:
            patch.setattr(
                os, "write", lambda fd, data: write_some(fd, data) if len(data) > 100 else failing(errno.EIO)()
            )
        with pytest.raises(StoreError):
            write(store, *NEW)
    write(other, Patch("cards", "C2", {}))
    write(store, Patch("cards", "C3", {}))
    other.poll()
    for window in (store, other, open_store(store.path)):
        assert [record["uid"] for record in records(window)] == ["C1", "C2", "C3"]


def test_another_window_forgets_a_commit_that_was_taken_back(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    early: list[Store] = []

    def look_then_fail(_: int) -> None:
        early.append(open_store(store.path))
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fdatasync", look_then_fail)
        with pytest.raises(StoreError):
            write(store, *NEW)
    write(store, Patch("cards", "C1", {"title": "even newer", "and": "longer than the one that failed"}))
    early[0].poll()
    assert records(early[0]) == records(store)
    assert records(early[0], "contacts") == []


@pytest.mark.parametrize("call", ["write", "fsync", "replace", "fdatasync"])
def test_the_very_first_commit_may_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    store = open_store(tmp_path / "new")
    with monkeypatch.context() as patch:
        patch.setattr(os, call, failing(errno.ENOSPC))
        with pytest.raises(DiskFull):
            write(store, OLD)
    assert records(store) == records(open_store(tmp_path / "new")) == []
    write(store, OLD)
    assert records(open_store(tmp_path / "new")) == [{"uid": "C1", "title": "old"}]


def test_a_patch_that_cannot_be_stored_takes_the_others_with_it(store: Store) -> None:
    with pytest.raises(NotStorable):
        write(store, Patch("cards", "C2", {}), Patch("cards", "C3", {"n": float("nan")}))
    write(store, Patch("cards", "C2", {"second": True}))
    assert [record["uid"] for record in records(store)] == ["C1", "C2"]


@pytest.mark.parametrize("keep", range(1, 60))
def test_an_unfinished_last_line_is_ignored_and_then_cut(tmp_path: Path, keep: int) -> None:
    store = open_store(tmp_path)
    write(store, OLD)
    journal = tmp_path / ".custdev" / "journal"
    whole = journal.read_bytes()
    write(store, *NEW)
    store.close(fold=False)
    torn = journal.read_bytes()[: len(whole) + keep]
    journal.write_bytes(torn)
    again = open_store(tmp_path)
    assert records(again) == [{"uid": "C1", "title": "old"}]
    assert "cut off" in again.recovery[0]
    assert journal.read_bytes() == torn
    write(again, Patch("cards", "C2", {}))
    assert journal.read_bytes().startswith(whole)
    last = open_store(tmp_path)
    assert last.recovery == ()
    assert len(records(last)) == 2


def test_a_damaged_line_in_the_middle_is_reported_and_kept(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    for number in range(3):
        write(store, Patch("cards", f"C{number}", {"text": f"number {number}"}))
    store.close(fold=False)
    journal = tmp_path / ".custdev" / "journal"
    journal.write_bytes(journal.read_bytes().replace(b"number 1", b"nXmber 1"))
    again = open_store(tmp_path)
    assert [record["uid"] for record in records(again)] == ["C0", "C2"]
    assert any("1 line of the journal cannot be read" in words for words in again.recovery)
    write(again, Patch("cards", "C3", {}))
    again.close()
    assert b"nXmber 1" in next((tmp_path / ".custdev" / "damaged").iterdir()).read_bytes()


class Killed(BaseException):
    """What stops a fold as a kill would: nothing in the program handles it."""


STEPS = [("replace", step) for step in range(4)] + [("fsync", step) for step in range(7)]
BEFORE = Patch("cards", "C1", {"title": "old"}), Patch("cards", "C2", {}), Patch("contacts", "P1", {"fn": "Ada"})
AFTER = Patch("cards", "C1", {"n": 1}), Patch("cards", "C2", None), Patch("contacts", "P2", {})


def stopping(call: str, step: int, error: BaseException, *, done: bool) -> Callable[..., None]:
    """Return the call, raising the error at one step: before the deed, or after it is done."""
    real = getattr(os, call)
    steps = iter(range(100))

    def stop(*arguments: object) -> None:
        fatal = next(steps) == step
        if not fatal or done:
            real(*arguments)
        if fatal:
            raise error

    return stop


@pytest.mark.parametrize(("call", "step"), STEPS)
@pytest.mark.parametrize("done", [True, False])
@pytest.mark.parametrize("error", [OSError(errno.EIO, "Input/output error"), Killed()], ids=["error", "kill"])
def test_a_fold_may_stop_anywhere(tmp_path: Path, call: str, step: int, *, done: bool, error: BaseException) -> None:
    store = open_store(tmp_path)
    write(store, *BEFORE)
    store.fold()
    write(store, *AFTER)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, call, stopping(call, step, error, done=done))
        with pytest.raises((StoreError, Killed)):
            store.fold()
    found = open_store(tmp_path)
    assert found.recovery == ()
    assert records(found) == [{"uid": "C1", "title": "old", "n": 1}]
    assert records(found, "contacts") == [{"uid": "P1", "fn": "Ada"}, {"uid": "P2"}]
    write(store, Patch("cards", "C3", {}))
    found.poll()
    write(found, Patch("cards", "C4", {}))
    store.fold()
    found.fold()
    assert [record["uid"] for record in records(open_store(tmp_path))] == ["C1", "C3", "C4"]
    assert records(store) == records(found)


def test_an_acknowledged_commit_was_synced(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = store.path / ".custdev" / "journal"
    synced: list[bytes] = []
    real = os.fdatasync

    def sync(fd: int) -> None:
        real(fd)
        synced.append(journal.read_bytes())

    monkeypatch.setattr(os, "fdatasync", sync)
    write(store, *NEW)
    assert synced == [journal.read_bytes()]


def test_closing_where_folding_fails_loses_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", failing(errno.ENOSPC))
        store.close()
    assert records(open_store(store.path)) == [{"uid": "C1", "title": "old"}]


def test_a_commit_stands_though_the_fold_after_it_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(tmp_path)
    write(store, OLD)
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", failing(errno.ENOSPC))
        write(store, Patch("cards", "C1", {"text": "x" * 1_200_000}))
    write(store, Patch("cards", "C1", {"text": "y"}))
    assert records(open_store(tmp_path)) == [{"uid": "C1", "title": "old", "text": "y"}]


def test_a_workspace_that_can_only_be_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Layout, "writable", lambda _: False)
    reader = open_store(store.path)
    assert reader.read_only
    write(store, Patch("cards", "C2", {}))
    assert [list(commit["cards"]) for commit in reader.poll()] == [["C2"]]
    reader.close()
    assert not (store.path / "research.json").exists()


def test_every_kind_has_its_name_and_its_sentence() -> None:
    kinds = [explain(OSError(code, os.strerror(code)), "/w") for code in (errno.ENOSPC, errno.EROFS, errno.EACCES)]
    kinds += [Locked("/w", "10"), Vanished("/w"), explain(OSError("odd"), "/w")]
    assert [error.kind for error in kinds] == ["disk_full", "read_only", "no_permission", "locked", "vanished", "store"]
    assert all("/w" in str(error) and str(error).endswith(".") for error in kinds)

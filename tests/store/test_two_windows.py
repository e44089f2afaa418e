"""Several windows, threads and processes on one workspace: nothing is lost, and each sees what the others did."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from tinydb import where

from tests.store.workspace import records, write
from tui.domain.errors import StoreError
from tui.domain.patch import Patch
from tui.store import Commit, Store, open_database, open_store
from tui.store.errors import Locked
from tui.store.files import following
from tui.store.files.holding import Held
from tui.store.files.replaying import replay


@pytest.fixture
def windows(tmp_path: Path) -> tuple[Store, Store]:
    return open_store(tmp_path, lock_timeout=0.05), open_store(tmp_path, lock_timeout=0.05)


def card(uid: str, **fields: object) -> Patch:
    return Patch("cards", uid, fields)


def test_each_commit_is_seen_once_and_by_itself(windows: tuple[Store, Store]) -> None:
    a, b = windows
    write(a, card("C1", n=1), Patch("contacts", "P1", {"fn": "Ada"}))
    write(a, card("C1", n=2), card("C2"))
    write(a, Patch("cards", "C2", None))
    assert b.poll() == [
        {"cards": {"C1": b'{"uid": "C1", "n": 1}'}, "contacts": {"P1": b'{"uid": "P1", "fn": "Ada"}'}},
        {"cards": {"C1": b'{"uid": "C1", "n": 2}', "C2": b'{"uid": "C2"}'}},
        {"cards": {"C2": None}},
    ]
    assert b.poll() == []
    assert records(b) == records(a) == [{"uid": "C1", "n": 2}]


def test_writing_gives_what_happened_since(windows: tuple[Store, Store]) -> None:
    a, b = windows
    write(a, card("C1", n=1))
    with b.writing() as seen:
        assert [list(commit["cards"]) for commit in seen] == [["C1"]]
        b.commit([card("C1", n=2), card("C2")])
    with a.writing() as seen:
        assert seen == [{"cards": {"C1": b'{"uid": "C1", "n": 2}', "C2": b'{"uid": "C2"}'}}]
    assert a.poll() == b.poll() == []


def test_commits_of_two_windows_never_share_an_id(windows: tuple[Store, Store]) -> None:
    for number in range(10):
        for name, store in zip("ab", windows, strict=True):
            write(store, card(f"{name}{number}"))
    a, b = windows
    a.poll()
    expected = [{"uid": f"{name}{number}"} for number in range(10) for name in "ab"]
    assert records(a) == records(b) == expected


@pytest.mark.parametrize("folds", [1, 2, 3])
def test_a_window_follows_through_folds(windows: tuple[Store, Store], folds: int) -> None:
    a, b = windows
    write(b, card("C0"))
    a.poll()
    for number in range(folds):
        write(a, card("C1", n=number))
        a.fold()
    write(a, card("C2"))
    seen: dict[str, bytes | None] = {}
    for commit in b.poll():
        seen.update(commit["cards"])
    assert seen == {"C1": b'{"uid": "C1", "n": %d}' % (folds - 1), "C2": b'{"uid": "C2"}'}
    write(b, card("C3"))
    assert [commit["cards"] for commit in a.poll()] == [{"C3": b'{"uid": "C3"}'}]
    assert records(a) == records(b)
    assert records(open_store(a.path)) == records(a)


def test_a_fold_by_one_window_keeps_its_commits_apart_for_the_other(windows: tuple[Store, Store]) -> None:
    a, b = windows
    write(a, card("C1"))
    b.poll()
    write(a, card("C1", n=1))
    write(a, card("C1", n=2))
    a.fold()
    assert len(b.poll()) == 2


def test_commits_met_while_folding_are_told_later(windows: tuple[Store, Store]) -> None:
    a, b = windows
    write(a, card("C1"))
    b.fold()
    assert [commit["cards"] for commit in b.poll()] == [{"C1": b'{"uid": "C1"}'}]
    assert b.poll() == []


def test_commits_met_before_an_error_are_told_later(
    windows: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = windows
    write(b, card("C1"))
    a.poll()
    write(a, card("C2"))
    a.fold()

    def fail(path: Path) -> None:
        raise StoreError(f"{path} could not be read.")

    with monkeypatch.context() as patch:
        patch.setattr(following, "read_state", fail)
        with pytest.raises(StoreError):
            write(b, card("C3"))
    with b.writing() as commits:
        assert [list(commit["cards"]) for commit in commits] == [["C2"]]


def test_opening_while_another_window_is_saving_reports_nothing(
    windows: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(windows[0], card("C1"))

    def then_another_begins_to_write(held: Held, *rest: Any) -> Any:
        with held.layout.journal.open("ab") as journal:
            journal.write(b"0")
        return replay(held, *rest)

    monkeypatch.setattr("tui.store.files.loading.replay", then_another_begins_to_write)
    assert open_store(windows[0].path).recovery == ()


def test_closing_one_window_leaves_the_other_going(windows: tuple[Store, Store]) -> None:
    a, b = windows
    write(a, card("C1"))
    a.close()
    write(b, card("C2"))
    b.close()
    assert len(records(open_store(a.path))) == 2


def test_records_changed_and_removed_by_others(windows: tuple[Store, Store]) -> None:
    a, b = windows
    write(a, card("C1", n=1, mine=True), card("C2"))
    write(b, card("C1", n=2), Patch("cards", "C2", None))
    write(a, card("C1", x=1), card("C2", back=True))
    write(a, Patch("cards", "nobody", None))
    b.poll()
    assert records(a) == records(b) == [{"uid": "C1", "n": 2, "mine": True, "x": 1}, {"uid": "C2", "back": True}]


def test_a_lock_that_is_kept_too_long(windows: tuple[Store, Store]) -> None:
    a, b = windows
    write(a, card("C1"))
    with a.writing():
        a.commit([card("C2")])
        with pytest.raises(Locked, match="Another program"):
            write(b, card("C3"))
        assert b.poll() == []
    assert [list(commit["cards"]) for commit in b.poll()] == [["C1"], ["C2"]]


def test_commit_outside_writing_is_a_mistake(windows: tuple[Store, Store]) -> None:
    with pytest.raises(RuntimeError, match="writing"):
        windows[0].commit([card("C1")])


def test_a_database_sees_what_another_committed(tmp_path: Path) -> None:
    a, b = open_database(tmp_path / "research.json"), open_database(tmp_path / "research.json")
    assert not a.changed()
    a.insert({"n": 1})
    assert not a.changed()
    assert b.search(where("n") == 1) == [{"n": 1}]
    assert b.changed()
    assert not b.changed()
    assert b.insert({"n": 2}) == 2
    assert a.changed()
    assert a.insert({"n": 3}) == 3
    assert len(b) == 3
    a.close()
    assert b.insert({"n": 4}) == 4
    assert len(open_database(tmp_path / "research.json")) == 4


def test_polling_beside_a_writing_thread(tmp_path: Path) -> None:
    a, b = open_store(tmp_path), open_store(tmp_path)
    seen: list[Commit] = []
    done = threading.Event()

    def follow() -> None:
        while not done.is_set():
            seen.extend(b.poll())
        seen.extend(b.poll())

    thread = threading.Thread(target=follow)
    thread.start()
    for number in range(100):
        write(a, card("C1", n=number))
        if number % 30 == 0:
            a.fold()
    done.set()
    thread.join()
    assert records(b) == [{"uid": "C1", "n": 99}]
    assert seen[-1] == {"cards": {"C1": b'{"uid": "C1", "n": 99}'}}


WRITER = """
import sys
from pathlib import Path
from tui.domain.patch import Patch
from tui.store import open_store
folder, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
store = open_store(folder)
for number in range(count):
    with store.writing():
        rows = store.rows("counter")
        total = int(next(iter(rows), b'{"n": 0}').split(b'"n": ')[1].rstrip(b"}"))
        store.commit([Patch("counter", "N", {"n": total + 1}), Patch("cards", f"{name}{number}", {"n": number})])
    if number % 17 == 0:
        store.fold()
store.close()
"""


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    processes = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), name, "50"], cwd=Path(__file__).parents[2])
        for name in "ab"
    ]
    assert [process.wait(timeout=60) for process in processes] == [0, 0]
    store = open_store(tmp_path)
    assert store.recovery == ()
    assert records(store, "counter") == [{"uid": "N", "n": 100}]
    assert {record["uid"] for record in records(store)} == {f"{name}{n}" for name in "ab" for n in range(50)}
    assert len(records(store)) == 100

"""The lock on a workspace as Windows has it, by a module of ours in place of the one that is only there."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tui.store.files import lock_file


class Locking(ModuleType):
    """Locks bytes of open files from where they stand, for one of those who opened a file at a time."""

    LK_UNLCK, LK_LOCK, LK_NBLCK = 0, 1, 2

    def __init__(self) -> None:
        super().__init__("msvcrt")
        self.locks: dict[tuple[int, int, int], int] = {}
        """Who has a byte of a file: the descriptor."""
        self.when_refused: Callable[[], None] = lambda: None

    def locking(self, fd: int, mode: int, count: int) -> None:
        file, at = os.fstat(fd), os.lseek(fd, 0, os.SEEK_CUR)
        places = [(file.st_dev, file.st_ino, at + byte) for byte in range(count)]
        assert places, "of no bytes nobody has any"
        assert mode != self.LK_LOCK, "that would keep us waiting for ten seconds, one at a time"
        free = fd if mode == self.LK_UNLCK else None
        if any(self.locks.get(place) != free for place in places):
            self.when_refused()
            raise OSError(errno.EACCES, "Permission denied")
        for place in places:
            if mode == self.LK_UNLCK:
                del self.locks[place]
            else:
                self.locks[place] = fd


@pytest.fixture
def locking() -> Locking:
    return Locking()


@pytest.fixture
def windows(locking: Locking) -> Any:
    """Return the module of the lock as it is when it is read on Windows."""
    spec = spec_from_file_location("lock_file_of_windows", lock_file.__file__)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "platform", "win32")
        patch.setitem(sys.modules, "msvcrt", locking)
        patch.delattr(os, "O_NOFOLLOW", raising=False)
        patch.delattr(os, "O_NONBLOCK", raising=False)
        spec.loader.exec_module(module)
    return module


def test_one_at_a_time_has_it(windows: Any, locking: Locking, tmp_path: Path) -> None:
    one, other = windows.LockFile(tmp_path / "lock"), windows.LockFile(tmp_path / "lock")
    elsewhere = windows.LockFile(tmp_path / "elsewhere")
    assert one.take(0)
    assert [at for _, _, at in locking.locks] == [0], "the byte that earlier versions lock, too"
    assert not other.take(0.01)
    assert elsewhere.take(0)
    one.release()
    one.release()
    assert other.take(0)
    assert not one.take(0)
    other.release()
    elsewhere.release()
    assert locking.locks == {}


def test_who_waits_has_it_once_it_is_let_go(windows: Any, locking: Locking, tmp_path: Path) -> None:
    one, other = windows.LockFile(tmp_path / "lock"), windows.LockFile(tmp_path / "lock")
    assert one.take(0)
    refusals = []

    def lets_go_at_the_third() -> None:
        refusals.append(1)
        if len(refusals) == 3:
            one.release()

    locking.when_refused = lets_go_at_the_third
    assert other.take(9)
    assert len(refusals) == 3
    assert not one.take(0)


def test_nothing_stays_open_where_it_is_not_had(windows: Any, tmp_path: Path) -> None:
    one, other = windows.LockFile(tmp_path / "lock"), windows.LockFile(tmp_path / "lock")
    assert one.take(0)
    before = os.dup(0)
    os.close(before)
    assert not other.take(0.01)
    after = os.dup(0)
    os.close(after)
    assert after == before, "the lowest number that is free"


def test_what_the_disk_says_is_not_taken_for_somebody_elses_lock(
    windows: Any, locking: Locking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(locking, "locking", broken)
    with pytest.raises(OSError, match="Input/output error"):
        windows.LockFile(tmp_path / "lock").take(0)


def test_a_file_that_was_exchanged_meanwhile_is_no_lock(
    windows: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, lock = tmp_path / "lock", windows.LockFile(tmp_path / "lock")

    def exchanged(fd: int) -> None:
        monkeypatch.undo()
        path.rename(tmp_path / "taken away")
        path.touch()
        windows._lock(fd)

    monkeypatch.setattr(windows, "_lock", exchanged)
    assert not lock.take(0)
    assert lock.take(0)

"""The lock on a workspace, also beside versions of custdev that lock by the filelock library."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import FileLock

from tui.store.files import lock_file
from tui.store.files.lock_file import LockFile

OURS = """
from pathlib import Path
from tui.store.files.lock_file import LockFile
lock = LockFile(Path({path!r}))
taken = lock.take({timeout})
"""
EARLIER = """
from filelock import FileLock, Timeout
lock = FileLock({path!r}, mode=0o600, thread_local=False, fallback_to_soft=False)
try:
    lock.acquire(timeout={timeout}, poll_interval=0.01)
    taken = True
except Timeout:
    taken = False
"""
KEEPS = """
import sys
print(taken, flush=True)
sys.stdin.readline()
lock.release()
print("free", flush=True)
sys.stdin.readline()
"""
TRIES = """
print(taken)
"""
SHORT = 0.05


def taken_by(how: str, path: Path, timeout: float = SHORT) -> bool:
    """Return whether another process gets the lock."""
    program = how.format(path=str(path), timeout=timeout) + TRIES
    ran = subprocess.run([sys.executable, "-c", program], check=True, stdout=subprocess.PIPE, text=True)
    return ran.stdout == "True\n"


@contextmanager
def holder(how: str, path: Path) -> Iterator[subprocess.Popen[str]]:
    """Have another process hold the lock; a line lets it go, another one ends it."""
    program = how.format(path=str(path), timeout=5) + KEEPS
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "True\n"
        yield process
        process.kill()


def let_go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("\n")
    assert process.stdout.readline() == "free\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lock"


@pytest.mark.parametrize("held_by", [OURS, EARLIER], ids=["ours", "earlier"])
@pytest.mark.parametrize("tried_by", [OURS, EARLIER], ids=["ours", "earlier"])
def test_one_process_at_a_time_has_it(held_by: str, tried_by: str, path: Path) -> None:
    with holder(held_by, path) as process:
        assert not taken_by(tried_by, path)
        let_go(process)
        assert taken_by(tried_by, path)


@pytest.mark.parametrize("how", [OURS, EARLIER], ids=["ours", "earlier"])
def test_a_process_that_was_killed_has_it_no_more(how: str, path: Path) -> None:
    with holder(how, path) as process:
        assert not taken_by(OURS, path)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert taken_by(OURS, path)


def test_in_one_process_it_is_had_once_and_by_filelock_neither(path: Path) -> None:
    one, other = LockFile(path), LockFile(path)
    assert one.take(0)
    assert not other.take(0)
    one.release()
    one.release()
    assert other.take(0)
    assert not one.take(SHORT)
    other.release()
    with FileLock(path):
        assert not one.take(0)
    assert one.take(0)
    one.release()


def test_the_file_is_its_owners_and_stays(path: Path) -> None:
    before = os.umask(0)
    try:
        lock = LockFile(path)
        assert lock.take(0)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    lock.release()
    assert path.read_bytes() == b""


def test_what_stands_in_the_file_is_left(path: Path) -> None:
    path.write_text("of somebody else", encoding="utf-8")
    lock = LockFile(path)
    assert lock.take(0)
    lock.release()
    assert path.read_text(encoding="utf-8") == "of somebody else"


def test_a_link_in_its_place_is_refused(path: Path) -> None:
    path.symlink_to(path.with_name("elsewhere"))
    with pytest.raises(OSError, match="symbolic links"):
        LockFile(path).take(0)
    assert not path.with_name("elsewhere").exists()


def test_a_file_that_was_exchanged_meanwhile_is_no_lock(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock, is_locked = LockFile(path), lock_file._is_locked

    def exchanged(fd: int) -> bool:
        monkeypatch.undo()
        path.unlink()
        path.touch()
        return is_locked(fd)

    monkeypatch.setattr(lock_file, "_is_locked", exchanged)
    assert not lock.take(0)
    assert lock.take(0)
    assert not taken_by(OURS, path, 0)
    lock.release()


def test_a_file_that_was_taken_away_meanwhile_is_no_lock(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock, is_locked = LockFile(path), lock_file._is_locked

    def taken_away(fd: int) -> bool:
        monkeypatch.undo()
        path.unlink()
        return is_locked(fd)

    monkeypatch.setattr(lock_file, "_is_locked", taken_away)
    assert lock.take(1)
    assert path.exists()
    lock.release()


def test_nothing_stays_open_where_it_is_not_had(path: Path) -> None:
    with holder(OURS, path):
        before = len(list(Path("/dev/fd").iterdir()))
        assert not LockFile(path).take(SHORT)
        assert len(list(Path("/dev/fd").iterdir())) == before


def test_a_child_that_outlives_us_does_not_keep_it(path: Path) -> None:
    lock = LockFile(path)
    assert lock.take(0)
    assert lock._fd is not None
    with subprocess.Popen(["sleep", "60"], pass_fds=[lock._fd]) as child:
        lock.release()
        assert taken_by(OURS, path, 0)
        child.kill()

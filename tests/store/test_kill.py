"""kill -9 at any moment: what was acknowledged is there, and every commit is whole or not at all."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.apart import counted
from tests.store.tasks import TASKS
from tests.store.workspace import records
from tui.store import open_store

ROOT = Path(__file__).parents[2]

WRITER = """
import os, signal, sys
from pathlib import Path
from tui.domain.patch import Patch
from tui.store import open_store

folder, name, fatal = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
calls = iter(range(1_000_000))

def deadly(real):
    def call(*arguments, **named):
        number = next(calls)
        if number == fatal and number % 2:
            os.kill(os.getpid(), signal.SIGKILL)
        try:
            return real(*arguments, **named)
        finally:
            if number == fatal:
                os.kill(os.getpid(), signal.SIGKILL)
    return call

say = os.write
for name_of_call in ("write", "fdatasync", "fsync", "replace", "ftruncate", "unlink"):
    setattr(os, name_of_call, deadly(getattr(os, name_of_call)))

store = open_store(folder)
for number in range(2_000):
    uid = f"{name}{number}"
    with store.writing():
        store.commit([Patch("cards", uid, {"n": number}), Patch("contacts", uid, {"fn": "x" * (number % 7 * 900)})])
    say(1, f"{uid}\\n".encode())
    if number % 5 == 4:
        store.fold()
"""


def start(folder: Path, name: str, fatal: int = -1) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", WRITER, str(folder), name, str(fatal)]
    return subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def acknowledged(process: subprocess.Popen[str], at_most: int | None = None) -> list[str]:
    """Return the commits that a writer said were safe, killing it after some unless it dies by itself."""
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line.strip())
        if len(lines) == at_most:
            process.kill()
    process.stdout.close()
    assert process.wait(timeout=30) == -signal.SIGKILL
    return lines


def check(folder: Path, acknowledged: list[str], writers: int = 1) -> None:
    """Each writer may leave one commit that it made and could not acknowledge any more."""
    store = open_store(folder)
    found = [record["uid"] for record in records(store)]
    assert set(acknowledged) <= set(found)
    assert len(found) == len(set(found))
    assert len(found) <= len(acknowledged) + writers
    assert found == [record["uid"] for record in records(store, "contacts")]
    assert not any("missing" in words or "damaged" in words for words in store.recovery)


@pytest.mark.parametrize("fatal", [12, 31, 44])
def test_killed_at_a_call(tmp_path: Path, fatal: int) -> None:
    check(tmp_path, acknowledged(start(tmp_path, "a", fatal)))


@pytest.mark.slow
@pytest.mark.parametrize("fatal", range(80))
def test_killed_at_every_call(tmp_path: Path, fatal: int) -> None:
    check(tmp_path, acknowledged(start(tmp_path, "a", fatal)))


@pytest.mark.slow
def test_killed_and_started_again(tmp_path: Path) -> None:
    safe: list[str] = []
    for number in range(30):
        name = f"{'xyz'[number % 3]}{chr(97 + number // 3)}-"
        safe += acknowledged(start(tmp_path, name), at_most=1 + number * 7 % 40)
        check(tmp_path, safe, writers=number + 1)


@pytest.mark.slow
def test_two_writers_killed_by_turns(tmp_path: Path) -> None:
    safe: list[str] = []
    for number in range(10):
        pair = [start(tmp_path, f"{letter}-{chr(97 + number)}") for letter in "ab"]
        for process in pair:
            safe += acknowledged(process, at_most=10 + number * 3)
        check(tmp_path, safe, writers=2 * number + 2)


@pytest.mark.parametrize(("task", "share"), [("commit", 3), ("edited", 40)])
def test_killed_at_some_points_of_a_task(task: str, share: int) -> None:
    assert counted("crash_points", task, 1, share)["kills"] > 5


@pytest.mark.parametrize("share", [3, pytest.param(1, marks=pytest.mark.slow)])
def test_a_purge_that_was_killed_is_finished_by_who_comes_next(share: int) -> None:
    assert counted("crash_points", "purge", 0, share)["left_behind"] == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("task", TASKS)
def test_killed_at_every_point_of_a_task_and_again_afterwards(task: str, seed: int) -> None:
    assert counted("crash_points", task, seed, 1)["kills"] > 20

"""Writers that are killed at each call to the system in turn, and once more while that is brought in order.

It runs in a process of its own, `python -m tests.store.crash_points commit 1 1`, since it forks: the name of a task, a
seed, and which share of all points to try (every first, every second ...). It prints what it did as one line of JSON.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from tests.store.disk import no_waiting, open_to_others, standing_between
from tests.store.tasks import BROKEN, TASKS
from tests.store.torture import heard, in_child
from tests.store.workspace import contents, stock, write
from tui.domain.patch import Patch
from tui.store import Store, open_store

TABLES = ("cards", "contacts", "events")
MARK = Patch("marks", "mark", {"text": "written by the next one"})

Rows = dict[str, list[bytes]]


def everything(store: Store) -> Rows:
    return {table: list(store.rows(table)) for table in TABLES}


def at_point(fatal: int) -> Callable[[str, Callable[[], Any], tuple[Any, ...]], Any]:
    """Die at a point: before or after a call, or when half of what was to be written is."""
    points, real_write = count(), os.write

    def reach() -> None:
        if next(points) == fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(name: str, call: Callable[[], Any], args: tuple[Any, ...]) -> Any:
        reach()
        if name == "write" and next(points) == fatal:
            real_write(args[0], bytes(args[1])[: len(args[1]) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        result = call()
        reach()
        return result

    return around


class Ended(NamedTuple):
    """How a killed writer ended."""

    killed: bool
    told: bool


def run_until(fatal: int, work: Callable[[], object]) -> Ended:
    """Do something in a process that dies at a point, unless it is done before."""
    say = os.write

    def doomed(tell: int) -> None:
        with standing_between(at_point(fatal)):
            work()
            say(tell, b".")

    child, line = in_child(doomed)
    told = heard(line) == b"."
    status = os.waitpid(child, 0)[1]
    killed = os.WIFSIGNALED(status)
    assert killed or status == 0, "it ended by a mistake, not by being killed"
    return Ended(killed, told)


def go_on(folder: Path) -> None:
    """Work on in what was left: a commit, and a fold."""
    store = open_store(folder)
    write(store, MARK)
    store.close(fold=True)


class Trial:
    """A task on a workspace that is laid out anew for each kill.

    `left_open` are the private files that others could read even after the next fold, `left_behind` those that
    still held by then what was erased.
    """

    def __init__(self, name: str, place: Path) -> None:
        self.name, self.task, self._place = name, TASKS[name], place
        self.left_open: set[str] = set()
        self.left_behind: set[str] = set()
        self._image = place / "image"
        self._image.mkdir()
        self.task.prepare(self._image)
        self.before = everything(open_store(self._laid_out("before")))
        done = self._laid_out("done")
        self.task.do(done)
        self.after = everything(open_store(done))

    def _laid_out(self, name: str) -> Path:
        return Path(shutil.copytree(self._image, self._place / name))

    def kill_at(self, point: int, again_at: int | None) -> bool:
        """Kill at a point, and perhaps who goes on then; return whether it was killed and not done before."""
        what = f"{self.name}, point {point}, then {again_at}"
        folder = self._laid_out("here")
        try:
            window = open_store(folder)
            first = run_until(point, lambda: self.task.do(folder))
            second = Ended(False, False) if again_at is None else run_until(again_at, lambda: go_on(folder))
            self._check(folder, window, first, second, what)
        finally:
            shutil.rmtree(folder)
        return first.killed

    def _check(self, folder: Path, window: Store, first: Ended, second: Ended, what: str) -> None:
        store = open_store(folder)
        found = everything(store)
        assert found in ([self.after] if first.told else [self.before, self.after]), f"{what}: {found}"
        if second.told:
            assert list(store.rows("marks")), f"{what}: what the next one wrote is lost"
        usual = ("cut off", self.task.tells or "cut off")
        odd = [words for words in store.recovery if not any(part in words for part in usual)]
        assert not self.task.clean or not odd, f"{what}: {odd}"
        assert self.task.precious in b"".join(contents(folder).values()), f"{what}: damaged bytes are gone"
        # What a fold is about to put in place has the permissions of the file before it, and names nobody.
        left = [path for path in open_to_others(folder) if not path.name.startswith("research.json")]
        assert left == [], f"{what}: {left}"
        for file in folder.glob("*.json"):
            if file.read_bytes() != BROKEN:
                stock(file)
        write(store, MARK)
        seen = [window.poll() for _ in range(3)]
        assert everything(window) == found, f"{what}: a window that was open shows something else, after {seen}"
        store.close(fold=True)
        again = open_store(folder)
        assert again.recovery == (), f"{what}: {again.recovery}"
        assert everything(again) == found, what
        assert len(list(again.rows("marks"))) == 1, what
        if again.epoch:
            self.left_behind |= {name for name, data in contents(folder).items() if self.task.erased in data}
        self.left_open |= {str(path.relative_to(folder)) for path in open_to_others(folder)}


def points(seed: int, share: int) -> Iterator[tuple[int, int | None]]:
    rng = random.Random(seed)
    for point in count(seed % share, share):
        yield point, None
        yield point, rng.randrange(70)


def main() -> None:
    """Do what the command line asks for."""
    name, seed, share = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    os.umask(0)
    kills = 0
    with TemporaryDirectory() as place, no_waiting():
        trial = Trial(name, Path(place))
        for point, again_at in points(seed, share):
            if not trial.kill_at(point, again_at):
                break
            kills += 1 + (again_at is not None)
    told = {"kills": kills, "left_open": sorted(trial.left_open), "left_behind": sorted(trial.left_behind)}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()

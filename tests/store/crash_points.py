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
from tests.store.torture import heard, in_child
from tests.store.workspace import contents, stock, write
from tui.store import Patch, Store, open_database, open_store

FORMAT_1 = Path(__file__).parent / "formats" / "journal-1"
TABLES = ("cards", "contacts", "events")
MARK = Patch("marks", "mark", {"text": "written by the next one"})
BROKEN = b'{"cards": {"1": {"uid": "C1", "title": "Gr'

Rows = dict[str, list[bytes]]


class Task(NamedTuple):
    """Something to be killed at: what is there before, what is done, and then told as done.

    `precious` are bytes that must be kept in some file whatever happens, `clean` whether opening finds nothing odd,
    `erased` what must be in no file any more once older copies are declared void.
    """

    prepare: Callable[[Path], object]
    do: Callable[[Path], object]
    precious: bytes = b""
    clean: bool = True
    erased: bytes = b""


def change(store: Store) -> None:
    write(
        store,
        Patch("cards", "C1", {"title": "uno", "text": "\t" * 300}),
        Patch("cards", "C2", None),
        Patch("contacts", "P1", {"fn": "Ada Lovelace"}),
        Patch("contacts", "P9", {"fn": "Wilhelmina"}),
        Patch("events", "E9", {"kind": "y"}, fresh=True),
    )


def filled(folder: Path, folds: int = 1) -> Store:
    store = open_store(folder)
    for number in range(folds):
        write(store, Patch("cards", "C1", {"title": f"Größe {number}"}), Patch("contacts", "P1", {"fn": "Ada"}))
        store.fold()
    write(store, Patch("cards", "C2", {"title": "two"}), Patch("events", "E2", {"kind": "x"}, fresh=True))
    return store


def standing(folder: Path) -> None:
    filled(folder).close(fold=False)


def erased(folder: Path) -> None:
    store = filled(folder)
    write(store, Patch("contacts", "P1", None))
    store.close(fold=False)


def much_folded(folder: Path) -> None:
    filled(folder, folds=9).close(fold=False)


def edited(folder: Path) -> None:
    standing(folder)
    path = folder / "research.json"
    path.write_bytes(path.read_bytes().replace(b"0", b"zero").replace(b'"format"', b'"by": "hand", "format"'))


def edited_at_rest(folder: Path) -> None:
    filled(folder).close(fold=True)
    path = folder / "research.json"
    path.write_bytes(path.read_bytes().replace(b"two", b"zwei"))


def broken(folder: Path) -> None:
    standing(folder)
    (folder / "research.json").write_bytes(BROKEN)


def beheaded(folder: Path) -> None:
    standing(folder)
    journal = folder / ".custdev" / "journal"
    journal.write_bytes(b"X" + journal.read_bytes()[1:])


def older(folder: Path) -> None:
    shutil.copytree(FORMAT_1, folder, dirs_exist_ok=True)
    private = (folder / "private").rename(folder / ".custdev")
    for path in (folder / "people.json", *private.iterdir()):
        path.chmod(0o600)
    private.chmod(0o700)


def commit(folder: Path) -> None:
    change(open_store(folder))


def commit_and_fold(folder: Path) -> None:
    store = open_store(folder)
    change(store)
    store.close(fold=True)


def transaction(folder: Path) -> None:
    db = open_database(folder / "research.json")
    with db.transaction():
        db.table("contacts").insert_multiple([{"uid": f"P{number}", "fn": "x" * 99} for number in (5, 6)])
        db.table("cards").update({"title": "changed"})
        db.drop_table("events")


TASKS = {
    "first": Task(lambda _: None, commit_and_fold),
    "commit": Task(standing, commit),
    "transaction": Task(standing, transaction),
    "fold": Task(standing, lambda folder: open_store(folder).fold()),
    "thinning": Task(much_folded, commit_and_fold),
    "backup": Task(standing, lambda folder: open_store(folder).back_up("now")),
    "purge": Task(erased, lambda folder: open_store(folder).purge(), erased=b'"Ada"'),
    "edited": Task(edited, commit_and_fold, clean=False),
    "edited_at_rest": Task(edited_at_rest, commit_and_fold, clean=False),
    "broken": Task(broken, commit_and_fold, precious=BROKEN, clean=False),
    "beheaded": Task(beheaded, commit_and_fold, clean=False),
    "older": Task(older, commit_and_fold),
}


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
        assert not self.task.clean or not [words for words in store.recovery if "cut off" not in words], (
            f"{what}: {store.recovery}"
        )
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

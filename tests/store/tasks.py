"""What a writer can be in the middle of when it is killed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.store.workspace import write
from tui.domain.patch import Patch
from tui.store import Store, open_database, open_store
from tui.store.files.migrations import newest_format

FORMAT_1 = Path(__file__).parent / "formats" / "journal-1"
BROKEN = b'{"cards": {"1": {"uid": "C1", "title": "Gr'


class Task(NamedTuple):
    """Something to be killed at: what is there before, what is done, and then told as done.

    `precious` are bytes that must be kept in some file whatever happens, `clean` whether opening finds nothing odd but
    what it `tells` in these words, `erased` what must be in no file any more once older copies are declared void.
    """

    prepare: Callable[[Path], object]
    do: Callable[[Path], object]
    precious: bytes = b""
    clean: bool = True
    tells: str = ""
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
    "older": Task(older, commit_and_fold, tells=f"written in format 1 and are read as format {newest_format()}"),
}

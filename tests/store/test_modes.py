"""What is about people, and all that the program keeps for itself, can be read by nobody else: at no moment."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.store.apart import counted
from tests.store.disk import open_to_others, standing_between
from tests.store.workspace import write
from tui.domain.errors import StoreError
from tui.domain.patch import Patch
from tui.store import Store, open_store

NAME = b"Wilhelmina"


@pytest.fixture(autouse=True)
def _generous() -> Iterator[None]:
    """Give new files all permissions, unless the program asks for fewer."""
    before = os.umask(0)
    yield
    os.umask(before)


def change(store: Store, number: int) -> None:
    write(store, Patch("contacts", f"P{number}", {"fn": NAME.decode()}), Patch("cards", f"C{number}", {"n": number}))


def naming(folder: Path) -> list[Path]:
    """Return the files that name the person."""
    return [path for path in folder.rglob("*") if path.is_file() and NAME in path.read_bytes()]


def test_at_no_moment_a_file_that_names_somebody_is_open_to_others(tmp_path: Path) -> None:
    seen: set[str] = set()

    def around(name: str, call: Callable[[], Any], args: tuple[Any, ...]) -> Any:
        result = call()
        for path in naming(tmp_path):
            assert path.stat().st_mode & 0o077 == 0, f"after {name}: {path}"
            seen.add(path.name)
        private = tmp_path / ".custdev"
        assert not private.exists() or private.stat().st_mode & 0o077 == 0
        return result

    with standing_between(around):
        store = open_store(tmp_path)
        for number in range(3):
            change(store, number)
            store.fold()
        store.back_up("now")
        (tmp_path / "people.json").write_bytes((tmp_path / "people.json").read_bytes()[:-9])
        (tmp_path / "people.json").chmod(0o600)
        again = open_store(tmp_path)
        change(again, 4)
        again.close()
    assert seen >= {"journal", "people.json", "people.json.new"}


def test_what_was_copied_here_is_closed_by_the_next_fold(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    change(store, 1)
    store.fold()
    (tmp_path / "people.json").chmod(0o644)
    write(store, Patch("cards", "C9", {}))
    store.close(fold=True)
    assert open_to_others(tmp_path) == []


@pytest.mark.parametrize(
    ("task", "share"),
    [("fold", 16), *(pytest.param(task, 2, marks=pytest.mark.slow) for task in ("first", "fold", "broken", "backup"))],
)
def test_what_a_killed_writer_left_open_is_closed_by_the_next_fold(task: str, share: int) -> None:
    assert counted("crash_points", task, 1, share)["left_open"] == []


def test_folders_and_files_by_name(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    store = open_store(folder)
    for number in range(3):
        change(store, number)
        store.fold()
    (folder / "people.json").write_bytes(b'{"contacts": {"1": {"uid": "P1", "fn": "Wi')
    (folder / "people.json").chmod(0o666)
    store = open_store(folder)
    change(store, 5)
    store.close(fold=False)
    modes = {
        str(path.relative_to(folder)).replace("0000000", ""): path.stat().st_mode & 0o777
        for path in (folder, *folder.rglob("*"))
    }
    assert {name for name, mode in modes.items() if mode == 0o600} >= {
        "people.json",
        ".custdev/lock",
        ".custdev/journal",
        ".custdev/state.json",
        ".custdev/backups/1/people.json",
        ".custdev/backups/1/research.json",
        ".custdev/backups/1/journal",
        ".custdev/backups/1/about.json",
    }
    assert {name for name, mode in modes.items() if mode == 0o700} >= {
        ".custdev",
        ".custdev/backups",
        ".custdev/backups/1",
        ".custdev/damaged",
    }
    assert [name for name in modes if modes[name] & 0o077 and name not in (".", "research.json")] == []


def refusing(some: range) -> Callable[..., Any]:
    """Return a disk that refuses some of the calls that are made of it, counted from 0."""
    calls = iter(range(1000))

    def around(name: str, call: Callable[[], Any], args: tuple[Any, ...]) -> Any:
        if next(calls) in some:
            raise OSError(5, "Input/output error")
        return call()

    return around


def test_a_refused_fold_leaves_nothing_open(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    change(store, 1)
    store.fold()
    for fatal in range(60):
        change(store, fatal)
        with standing_between(refusing(range(fatal, 1000))):
            try:
                store.fold()
                return
            except StoreError as error:
                assert NAME.decode() not in str(error)
        assert [path for path in naming(tmp_path) if path.stat().st_mode & 0o077] == []
    pytest.fail("it never comes to an end")


def test_a_fold_that_was_refused_once_leaves_nothing_aside(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    change(store, 1)
    store.fold()
    for fatal in range(60):
        change(store, fatal)
        with standing_between(refusing(range(fatal, fatal + 1))), suppress(StoreError):
            store.fold()
        assert list((tmp_path / ".custdev").rglob("*.new")) == []


def test_what_a_stopped_program_left_aside_is_removed_by_the_next_fold(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    change(store, 1)
    store.fold()
    for name in ("research.json.new", "people.json.new"):
        (tmp_path / ".custdev" / name).write_bytes(NAME)
    write(store, Patch("contacts", "P2", {"fn": "Ada"}))
    store.fold()
    assert list((tmp_path / ".custdev").glob("*.json.new")) == []

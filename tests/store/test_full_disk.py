"""A disk that says no at any step of a commit and of a fold: the old state or the new one, and it goes on later."""

from __future__ import annotations

import errno
import os
import resource
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.store.disk import no_waiting
from tests.store.workspace import records, stock, write
from tui.domain.errors import StoreError
from tui.domain.patch import Patch
from tui.store import Store, open_store

CALLS = ("open", "write", "fsync", "fdatasync", "replace", "rename", "link", "unlink", "mkdir", "ftruncate", "chmod")
OLD = [{"uid": "C1", "n": 1}, {"uid": "C2", "n": 1}]
NEW = [{"uid": "C1", "n": 2}, {"uid": "C3", "n": 2}]
CHANGE = Patch("cards", "C1", {"n": 2}), Patch("cards", "C2", None), Patch("cards", "C3", {"n": 2})
PERSON = Patch("contacts", "P1", {"fn": "Ada"})


@pytest.fixture(scope="module", autouse=True)
def _no_waiting() -> Iterator[None]:
    with no_waiting():
        yield


class Disk:
    """Fails at one call that changes something, or at that one and all after it."""

    def __init__(self, fatal: int, error: int, lasting: bool) -> None:
        self.calls = 0
        self._fatal, self._error, self._lasting = fatal, error, lasting

    def over(self, real: Callable[..., Any], name: str) -> Callable[..., Any]:
        """Return a call of the operating system on this disk."""

        def call(*args: Any, **named: Any) -> Any:
            reading = name == "open" and not (len(args) > 1 and args[1] & os.O_CREAT)
            if not reading:
                self.calls += 1
                if self.calls == self._fatal or (self._lasting and self.calls > self._fatal):
                    if name == "write":
                        real(args[0], bytes(args[1])[:5])
                    raise OSError(self._error, os.strerror(self._error))
            return real(*args, **named)

        return call


@contextmanager
def failing(fatal: int, error: int, *, lasting: bool) -> Iterator[Disk]:
    disk = Disk(fatal, error, lasting)
    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, disk.over(getattr(os, name), name))
        yield disk


def prepared(folder: Path) -> Store:
    store = open_store(folder)
    write(store, Patch("cards", "C1", {"n": 1}), Patch("cards", "C2", {"n": 1}))
    store.fold()
    return store


def commit(store: Store) -> None:
    write(store, *CHANGE, PERSON)


def fold(store: Store) -> None:
    store.fold()


@pytest.mark.parametrize(
    "error", [errno.ENOSPC, *(pytest.param(error, marks=pytest.mark.slow) for error in (errno.EIO, errno.EROFS))]
)
@pytest.mark.parametrize("lasting", [False, True])
@pytest.mark.parametrize("step", [commit, fold])
def test_each_call_of_a_commit_and_a_fold_fails_in_turn(
    step: Callable[[Store], None], lasting: bool, error: int
) -> None:
    for fatal in range(1, 100):
        with TemporaryDirectory() as name:
            folder = Path(name)
            store = prepared(folder)
            if step is fold:
                commit(store)
            with failing(fatal, error, lasting=lasting) as disk:
                refused = said(step, store)
                seen = records(store)
            assert seen == (OLD if step is commit and refused else NEW), fatal
            assert_old_or_new(folder, seen, taken_back=not lasting)
            if step is commit and refused:
                commit(store)
            assert records(store) == NEW
            store.fold()
            store.close()
            with closing(open_store(folder)) as again:
                assert again.recovery == ()
                assert records(again) == NEW
                assert records(again, "contacts") == [{"uid": "P1", "fn": "Ada"}]
            if disk.calls < fatal:
                assert fatal > 3
                return
    pytest.fail("it never comes to an end")


def said(step: Callable[[Store], None], store: Store) -> bool:
    """Do something that may be refused, in words only, and return whether it was."""
    try:
        step(store)
    except StoreError as error:
        assert len(str(error)) > 20
        return True
    return False


def assert_old_or_new(folder: Path, seen: list[dict[str, Any]], *, taken_back: bool) -> None:
    """Another window sees one of the two states; another one than the first only if the disk cannot take it back."""
    other = open_store(folder)
    found, people = records(other), records(other, "contacts")
    assert found in (OLD, NEW)
    assert bool(people) == (found == NEW)
    assert seen == found or (seen == OLD and not taken_back)
    other.close(fold=False)
    for file in folder.glob("*.json"):
        stock(file)


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EACCES])
def test_a_workspace_that_cannot_be_begun_can_be_begun_later(error: int) -> None:
    for fatal in range(1, 60):
        with TemporaryDirectory() as name:
            folder = Path(name) / "new"
            store = open_store(folder)
            with failing(fatal, error, lasting=True) as disk:
                said(commit, store)
            commit(store)
            store.close()
            with closing(open_store(folder)) as again:
                assert records(again) == NEW
            if disk.calls < fatal:
                return
    pytest.fail("it never comes to an end")


@pytest.mark.parametrize("call", ["replace", "rename", "link", "fsync", "unlink"])
def test_what_a_broken_off_fold_leaves_can_be_read_by_nobody_else(call: str) -> None:
    before = os.umask(0)
    try:
        for fatal in range(1, 12):
            with TemporaryDirectory() as name:
                folder = Path(name)
                store = prepared(folder)
                commit(store)
                with pytest.MonkeyPatch.context() as patch:
                    patch.setattr(os, call, Disk(fatal, errno.EIO, lasting=True).over(getattr(os, call), call))
                    said(fold, store)
                store.close(fold=False)
                left = [path for path in folder.rglob("*") if not path.name.startswith("research.json")]
                assert [path for path in left if path.stat().st_mode & 0o077] == []
    finally:
        os.umask(before)


@contextmanager
def room_up_to(size: int) -> Iterator[None]:
    """Let no file grow beyond a size: the system itself writes what fits and refuses the rest."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("step", [commit, fold])
@pytest.mark.parametrize("share", [61, pytest.param(1, marks=pytest.mark.slow)])
def test_each_number_of_bytes_that_still_fit(step: Callable[[Store], None], share: int, tmp_path: Path) -> None:
    refusals = 0
    for size in range(0, 2000, share):
        folder = tmp_path / str(size)
        store = prepared(folder)
        if step is fold:
            commit(store)
        with room_up_to(size):
            refused = said(step, store)
            seen = records(store)
        assert seen == (OLD if step is commit and refused else NEW), size
        assert_old_or_new(folder, seen, taken_back=True)
        step(store)
        assert records(store) == NEW
        store.close()
        again = open_store(folder)
        assert again.recovery == ()
        assert records(again) == NEW
        refusals += refused
        if not refused:
            break
    assert refusals > 2
    assert not refused

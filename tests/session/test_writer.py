"""What the writer does when the disk says no, and what it tells of that: once, and until somebody asks again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from tests.session.conftest import Open
from tests.session.windows import PATIENCE, MemoryDisk, Window, failed, saved
from tui.domain import operations
from tui.domain.errors import NotAllowed, StoreError
from tui.domain.patch import Patch
from tui.session import Notice, writer
from tui.store import Commit

FULL = StoreError("The disk is full. What was saved before is safe; free some room and press r.")


def warned(notice: Notice) -> bool:
    return notice.warning is not None


class Attempts:
    """How often the writer tried to write."""

    def __init__(self) -> None:
        self._tried = threading.Condition()
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self) -> None:
        with self._tried:
            self._count += 1
            self._tried.notify_all()

    def wait_for_more_than(self, count: int) -> None:
        with self._tried:
            assert self._tried.wait_for(lambda: self._count > count, PATIENCE)


def count_attempts(window: Window, monkeypatch: pytest.MonkeyPatch) -> Attempts:
    attempts = Attempts()
    real: Callable[[], AbstractContextManager[list[Commit]]] = window.disk.writing

    @contextmanager
    def counted() -> Iterator[list[Commit]]:
        attempts.add()
        with real() as commits:
            yield commits

    monkeypatch.setattr(window.disk, "writing", counted)
    return attempts


def test_a_disk_that_goes_on_refusing_is_told_once_until_somebody_asks_again(
    open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "RETRY_SECONDS", 0.0)
    window = open_window().start()
    attempts = count_attempts(window, monkeypatch)
    window.disk.trouble = FULL
    window.session.run(operations.expedite_card, window.card.uid)
    attempts.wait_for_more_than(3)
    window.notices.clear()
    before = len(attempts)
    attempts.wait_for_more_than(before + 3)
    assert not any(map(failed, window.notices))
    window.session.retry()
    assert window.wait(failed).error is FULL


def test_what_was_refused_is_tried_again_after_a_while_and_not_at_every_look(
    open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window().start()
    attempts = count_attempts(window, monkeypatch)
    window.disk.trouble = FULL
    window.session.run(operations.expedite_card, window.card.uid)
    window.wait(failed)
    window.disk.look_on()
    # A look that is under way when somebody asks may try as well.
    assert len(attempts) <= 2
    tried = len(attempts)
    window.disk.trouble = None
    window.disk.look_on()
    assert (window.session.pending, len(attempts)) == (1, tried)
    monkeypatch.setattr(writer, "RETRY_SECONDS", 0.0)
    window.wait(saved)
    assert (window.session.pending, len(attempts)) == (0, tried + 1)


def in_memory(folder: Path) -> tuple[Window, MemoryDisk]:
    window = Window(folder, kind="memory")
    assert isinstance(window.disk, MemoryDisk)
    return window, window.disk


def test_what_is_found_to_be_written_already_is_not_written_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "POLL_SECONDS", 60)
    (window, disk), (other, other_disk) = in_memory(tmp_path), in_memory(tmp_path)
    window.start()

    def write_and_refuse(patches: Sequence[Patch]) -> None:
        with other_disk.writing():
            other_disk.commit(patches)
        raise FULL

    with monkeypatch.context() as patch:
        patch.setattr(disk, "commit", write_and_refuse)
        with pytest.raises(StoreError):
            window.session.save(operations.add_card, window.card.experiment, "Once")
    window.session.retry()
    window.settle()
    assert [card.title for card in window.session.workspace.cards.values()].count("Once") == 1
    assert len(MemoryDisk.shelves[tmp_path].commits) == 2
    for opened in (window, other):
        opened.session.close()


def test_what_the_store_comes_upon_is_told_once(tmp_path: Path) -> None:
    window, disk = in_memory(tmp_path)
    for sentence in ("A line cannot be read.", "Another cannot, too."):
        disk.recovery += (sentence,)
        assert window.wait(warned).warning == sentence
    disk.look_on()
    assert not any(map(warned, window.notices))
    window.session.close()


def test_files_that_are_whole_again_are_told(tmp_path: Path) -> None:
    window, disk = in_memory(tmp_path)
    window.start()
    disk.refusal = FULL
    with pytest.raises(NotAllowed, match="Nothing was changed"):
        window.session.run(operations.expedite_card, window.card.uid)
    disk.look_on()
    assert not any(map(warned, window.notices))
    disk.refusal = None
    assert window.wait(warned).warning == "The files are whole again; changes are saved as before."
    window.session.save(operations.expedite_card, window.card.uid)
    window.session.close()


@pytest.mark.parametrize(("writes", "fold"), [(False, False), (True, None)])
def test_who_only_read_leaves_the_files_alone_on_closing(
    open_window: Open, monkeypatch: pytest.MonkeyPatch, writes: bool, fold: bool | None
) -> None:
    open_window().start().session.close()
    window = open_window()
    if writes:
        window.session.save(operations.expedite_card, window.card.uid)
    folds: list[bool | None] = []

    def closed(fold: bool | None) -> None:
        folds.append(fold)

    monkeypatch.setattr(window.disk, "close", closed)
    window.session.close()
    assert folds == [fold]


def test_what_still_waits_stays_shown_when_what_was_before_it_is_saved(
    open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window().start()
    attempts = count_attempts(window, monkeypatch)
    counted = window.disk.writing

    @contextmanager
    def once() -> Iterator[list[Commit]]:
        if len(attempts) == 1:
            raise FULL
        with counted() as commits:
            yield commits

    monkeypatch.setattr(window.disk, "writing", once)
    window.disk.gate.clear()
    window.session.run(operations.expedite_card, window.card.uid)
    window.session.run(operations.assign_card, window.card.uid, "ux")
    window.disk.gate.set()
    window.wait(failed)
    assert (window.card.expedite, window.card.assignee, window.session.pending) == (True, "ux", 1)
    monkeypatch.setattr(window.disk, "writing", counted)


def test_the_files_are_not_brought_to_rest_while_somebody_works(open_window: Open) -> None:
    window = open_window().start()
    window.session.save(operations.expedite_card, window.card.uid)
    window.disk.look_on()
    assert not window.disk.tidied.is_set()

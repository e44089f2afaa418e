"""Where the journal ended is noted: one that is cut off at a line, or put back from an older copy, is told."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store.workspace import records, write
from tui.domain.patch import Patch
from tui.store import open_store
from tui.store.files.engine import Engine

JOURNAL, STATE = ".custdev/journal", ".custdev/state.json"
MISSING = "missing from the end of the journal"


def worked_in(folder: Path) -> dict[str, bytes]:
    """Make a workspace with a journal that is not folded; return its private files as they were half way."""
    store = open_store(folder)
    write(store, Patch("cards", "C0", {}))
    store.fold()
    write(store, Patch("cards", "C1", {}))
    store.close(fold=False)
    half_way = {name: (folder / name).read_bytes() for name in (JOURNAL, STATE)}
    store = open_store(folder)
    for number in range(2, 5):
        write(store, Patch("cards", f"C{number}", {}))
    store.close(fold=False)
    return half_way


def cut(lines: int) -> Callable[[Path, dict[str, bytes]], None]:
    def cutting(folder: Path, _: dict[str, bytes]) -> None:
        journal = folder / JOURNAL
        journal.write_bytes(b"".join(journal.read_bytes().splitlines(keepends=True)[:-lines]))

    return cutting


def put_back(*names: str) -> Callable[[Path, dict[str, bytes]], None]:
    def putting(folder: Path, half_way: dict[str, bytes]) -> None:
        for name in names:
            (folder / name).write_bytes(half_way[name])

    return putting


def another_branch(folder: Path, half_way: dict[str, bytes]) -> None:
    """Let the journal go on from half way with other changes, as many as it had."""
    state = (folder / STATE).read_bytes()
    put_back(JOURNAL, STATE)(folder, half_way)
    store = open_store(folder)
    for number in range(3):
        write(store, Patch("cards", f"D{number}", {}))
    store.close(fold=False)
    (folder / STATE).write_bytes(state)


@pytest.mark.parametrize(
    ("damage", "words", "left"),
    [
        (cut(1), "1 saved change is", 4),
        (cut(3), "3 saved changes are", 2),
        (cut(4), "4 saved changes are", 1),
        (put_back(JOURNAL), "3 saved changes are", 2),
        (another_branch, "Saved changes may be", 5),
        (put_back(STATE), None, 5),
        (put_back(JOURNAL, STATE), None, 2),
        (put_back(), None, 5),
    ],
)
def test_a_journal_that_lost_its_end_is_told_once(
    tmp_path: Path, damage: Callable[[Path, dict[str, bytes]], None], words: str | None, left: int
) -> None:
    half_way = worked_in(tmp_path)
    damage(tmp_path, half_way)
    store = open_store(tmp_path)
    assert len(records(store)) == left
    sentences = [sentence for sentence in store.recovery if MISSING in sentence]
    assert [sentence.startswith(words or "") for sentence in sentences] == ([] if words is None else [True])
    assert len(store.recovery) == len(sentences)
    write(store, Patch("cards", "C9", {}))
    store.close(fold=False)
    assert open_store(tmp_path).recovery == ()


def test_an_idle_window_notes_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Engine, "cheap_to_fold", False)
    worked_in(tmp_path)
    store = open_store(tmp_path)
    write(store, Patch("cards", "C5", {}))
    store.tidy()
    cut(1)(tmp_path, {})
    again = open_store(tmp_path)
    assert any(sentence.startswith("1 saved change is missing from the end") for sentence in again.recovery)


def test_a_mark_never_goes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Engine, "cheap_to_fold", False)
    worked_in(tmp_path)
    behind, ahead = open_store(tmp_path), open_store(tmp_path)
    write(ahead, Patch("cards", "C5", {}))
    ahead.close(fold=False)
    noted = (tmp_path / STATE).read_bytes()
    behind.close(fold=False)
    assert (tmp_path / STATE).read_bytes() == noted


def test_a_commit_waits_for_the_disk_once_and_leaves_the_mark_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked_in(tmp_path)
    store = open_store(tmp_path)
    write(store, Patch("cards", "C5", {}))
    waits: list[int] = []
    for name in ("fsync", "fdatasync"):
        monkeypatch.setattr(os, name, waits.append)
    noted = (tmp_path / STATE).read_bytes()
    for number in range(6, 16):
        write(store, Patch("cards", f"C{number}", {}))
    assert len(waits) == 10
    assert (tmp_path / STATE).read_bytes() == noted


def test_a_fold_is_marked_before_anything_follows_it(tmp_path: Path) -> None:
    worked_in(tmp_path)
    half_way = (tmp_path / JOURNAL).read_bytes()
    store = open_store(tmp_path)
    store.fold()
    (tmp_path / JOURNAL).write_bytes(half_way)
    again = open_store(tmp_path)
    assert len(records(again)) == 5


def test_who_only_read_notes_nothing(tmp_path: Path) -> None:
    worked_in(tmp_path)
    before = (tmp_path / STATE).stat().st_mtime_ns
    store = open_store(tmp_path)
    store.close(fold=False)
    assert (tmp_path / STATE).stat().st_mtime_ns == before

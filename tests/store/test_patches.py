"""What a commit of patches comes to in the files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.store.workspace import records, write
from tui.domain.patch import Patch
from tui.store import open_store
from tui.store.files.layout import Layout


def test_a_record_that_comes_back_gets_an_id_of_its_own_whoever_removed_it(tmp_path: Path) -> None:
    store, other = open_store(tmp_path), open_store(tmp_path)
    write(store, Patch("cards", "C1", {"n": 1}), Patch("cards", "C2", {"n": 1}))
    write(store, Patch("cards", "C1", None))
    write(store, Patch("cards", "C1", {"n": 2}))
    write(other, Patch("cards", "C2", None))
    write(store, Patch("cards", "C2", {"n": 2}))
    store.close(fold=True)
    rows = json.loads((tmp_path / "research.json").read_text())["cards"]
    assert rows == {"3": {"uid": "C1", "n": 2}, "4": {"uid": "C2", "n": 2}}


def test_patches_are_committed_by_who_has_the_right_to_write(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    with pytest.raises(RuntimeError, match="writing"):
        store.commit([Patch("cards", "C1", {})])
    assert (records(store), list(tmp_path.iterdir())) == ([], [])


def test_a_commit_that_changes_no_document_is_nothing_to_others(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    write(store, Patch("cards", "C1", {"n": 1}), Patch("cards", "C2", {"n": 1}))
    other = open_store(tmp_path)
    write(store, Patch("cards", "C1", {"n": 1}))
    write(store, Patch("cards", "C1", {"n": 1}), Patch("cards", "C2", {"n": 2}))
    assert [dict(commit) for commit in other.poll()] == [{"cards": {"C2": b'{"uid": "C2", "n": 2}'}}]


def test_where_one_may_not_write_it_is_read_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(tmp_path)
    assert not store.read_only
    monkeypatch.setattr(Layout, "writable", lambda _: False)
    assert store.read_only
    assert store.refusal is None

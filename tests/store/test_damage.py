"""Every file cut off at every byte, and every byte changed: nothing intact is lost unseen, and nothing crashes."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.workspace import contents, write
from tui.store import Patch, Store, StoreError, open_store

TABLES = ("cards", "contacts", "events")
Image = dict[str, bytes]


@cache
def image() -> Image:
    """Return the files of a workspace with two generations, snapshots, and commits that stand in the journal."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        store = open_store(folder)
        write(store, Patch("cards", "C1", {"title": "Größe"}), Patch("contacts", "P1", {"fn": "Ada"}))
        store.fold()
        write(store, Patch("cards", "C2", {"title": "two"}), Patch("events", "E2", {"kind": "x"}, fresh=True))
        store.fold()
        write(store, Patch("cards", "C1", {"title": "uno"}), Patch("contacts", "P2", {"fn": "Bob"}))
        write(store, Patch("cards", "C3", {"title": "three"}), Patch("cards", "C2", None))
        write(store, Patch("events", "E3", {"kind": "y"}, fresh=True))
        store.close(fold=False)
        return contents(folder)


def lay_out(folder: Path, files: Image) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def everything(store: Store) -> set[tuple[str, bytes]]:
    return {(table, row) for table in TABLES for row in store.rows(table)}


@cache
def whole() -> set[tuple[str, bytes]]:
    """Return the records of the undamaged workspace."""
    with TemporaryDirectory() as name:
        lay_out(Path(name), image())
        with closing(open_store(Path(name))) as store:
            return everything(store)


def commits_in(journal: bytes) -> int:
    return max(journal.count(b"\n") - 1, 0)


@cache
def after_commits(number: int) -> set[tuple[str, bytes]]:
    """Return the records after some of the commits in the journal: what a journal cut between two lines holds."""
    with TemporaryDirectory() as name:
        files = dict(image())
        lines = files[".custdev/journal"].splitlines(keepends=True)
        files[".custdev/journal"] = b"".join(lines[: number + 1])
        lay_out(Path(name), files)
        with closing(open_store(Path(name))) as store:
            return everything(store)


def check(name: str, data: bytes) -> None:
    """Open the workspace with other bytes in one file, and go on working in it."""
    with TemporaryDirectory() as folder_name:
        folder, files = Path(folder_name), {**image(), name: data}
        lay_out(folder, files)
        try:
            store = open_store(folder)
        except StoreError as error:
            assert len(str(error)) > 20
            assert {path: contents(folder)[path] for path in files} == files
            return
        expected = whole()
        if name == ".custdev/journal" and image()[name].startswith(data):
            expected = after_commits(commits_in(data))
        assert everything(store) == expected or store.recovery, "something is lost unseen"
        assert_kept(folder, store, data)
        go_on(folder, store)


def assert_kept(folder: Path, store: Store, data: bytes) -> None:
    """What cannot be taken in is kept in the file that the words name."""
    for words in store.recovery:
        for name in re.findall(r"kept in (\S+)\.$", words):
            kept = (folder / name).read_bytes()
            assert kept == data or b'"changes"' in kept


def go_on(folder: Path, store: Store) -> None:
    before = everything(store)
    try:
        write(store, Patch("cards", "new", {"title": "new"}))
    except StoreError as error:
        assert store.read_only, error
        store.close()
        return
    store.close(fold=True)
    with closing(open_store(folder)) as again:
        assert again.recovery == ()
        assert everything(again) == before | {("cards", b'{"uid": "new", "title": "new"}')}


def damages(step: int) -> Iterator[tuple[str, bytes]]:
    """Yield each file with its damages: cut off, one bit changed, one byte made zero."""
    for name, data in image().items():
        for place in range(0, len(data), step):
            yield name, data[:place]
            yield name, data[:place] + bytes([data[place] ^ 1 << place % 8]) + data[place + 1 :]
            yield name, data[:place] + b"\0" + data[place + 1 :]


def test_a_sample_of_damages() -> None:
    for name, data in damages(47):
        check(name, data)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(8))
def test_every_damage(first: int) -> None:
    for number, (name, data) in enumerate(damages(1)):
        if number % 8 == first:
            check(name, data)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(image())), st.binary(max_size=200) | st.text(max_size=80).map(str.encode))
def test_anything_in_place_of_a_file(name: str, data: bytes) -> None:
    check(name, data)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["research.json", "people.json", ".custdev/state.json"]),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
        max_leaves=8,
    ),
)
def test_any_json_in_place_of_a_file(name: str, value: object) -> None:
    check(name, json.dumps(value).encode())


@pytest.mark.parametrize("name", ["research.json", "people.json", ".custdev/journal", ".custdev/state.json"])
def test_a_file_that_is_gone(name: str, tmp_path: Path) -> None:
    lay_out(tmp_path, {path: data for path, data in image().items() if path != name})
    store = open_store(tmp_path)
    assert everything(store) == whole() or store.recovery
    go_on(tmp_path, store)


@pytest.mark.parametrize("name", ["research.json", "people.json", ".custdev/journal"])
def test_a_folder_in_place_of_a_file_is_refused_in_words(name: str, tmp_path: Path) -> None:
    lay_out(tmp_path, {path: data for path, data in image().items() if path != name})
    (tmp_path / name).mkdir()
    with pytest.raises(StoreError, match=name.rpartition("/")[2]):
        open_store(tmp_path)


def test_without_its_private_folder_the_files_at_rest_are_what_there_is(tmp_path: Path) -> None:
    lay_out(tmp_path, image())
    shutil.rmtree(tmp_path / ".custdev")
    store = open_store(tmp_path)
    assert {json.loads(row)["uid"] for _, row in everything(store)} == {"C1", "C2", "P1", "E2"}
    go_on(tmp_path, store)

"""Every file cut off at every byte, and every byte changed: nothing intact is lost unseen, and nothing crashes."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.damage import (
    JOURNAL,
    SNAPSHOTS,
    Image,
    Rows,
    after_journal,
    damages,
    everything,
    image,
    lay_out,
    on_disk,
    whole,
)
from tests.store.disk import no_waiting, open_to_others
from tests.store.workspace import contents, write
from tui.domain.errors import StoreError
from tui.domain.patch import Patch
from tui.store import Store, open_store

NEW = ("cards", b'{"uid": "new", "title": "new"}')


@pytest.fixture(scope="module", autouse=True)
def _no_waiting() -> Iterator[None]:
    with no_waiting():
        yield


def check(name: str, data: bytes, *, backups: bool = True) -> None:
    """Open the workspace with other bytes in one file, and go on working in it."""
    with TemporaryDirectory() as folder_name:
        folder, files = Path(folder_name), {**image(backups=backups), name: data}
        lay_out(folder, files)
        intact = on_disk(folder)
        try:
            store = open_store(folder)
        except StoreError as error:
            assert_refused(folder, files, error)
            return
        found = everything(store)
        assert_told(store, found)
        if backups and name in SNAPSHOTS and not accepted(store):
            assert found == whole(), "the backups and the journals hold more than this"
        if name == JOURNAL:
            assert found == after_journal(data), "a whole line of the journal does not count"
        go_on(folder, store)
        assert whole() & intact <= on_disk(folder), "a record that was intact is nowhere any more"
        assert_kept(folder, store, name, data)
        assert open_to_others(folder) == []


def assert_refused(folder: Path, files: Image, error: StoreError) -> None:
    """Refusing is in words, and touches nothing."""
    assert len(str(error)) > 20
    assert {path: contents(folder)[path] for path in files} == files


def assert_told(store: Store, found: Rows) -> None:
    assert found == whole() or store.recovery, "something is lost unseen"


def accepted(store: Store) -> bool:
    """Whether what is in a file counts as an edit that somebody made."""
    return any("changed outside" in words for words in store.recovery)


def assert_kept(folder: Path, store: Store, name: str, data: bytes) -> None:
    """What could not be taken in is kept in a file that the words name."""
    for words in store.recovery:
        for named in re.findall(r"kept in (\S+)\.$", words):
            kept = (folder / named).read_bytes()
            assert kept == data or b'"changes"' in kept
    not_understood = any("cannot be" in words for words in store.recovery)
    if not_understood and name in (*SNAPSHOTS, JOURNAL) and not store.read_only:
        aside = [path for path in (folder / ".custdev" / "damaged").iterdir() if data in path.read_bytes()]
        assert aside, "the damaged bytes are not kept"


def go_on(folder: Path, store: Store) -> None:
    """Write, or be refused in words and accept what is left; then write."""
    before = everything(store)
    try:
        write(store, Patch("cards", "new", {"title": "new"}))
    except StoreError as error:
        assert store.read_only, error
        assert len(str(error)) > 20
        store.accept_damage()
        write(store, Patch("cards", "new", {"title": "new"}))
    store.close(fold=True)
    again = open_store(folder)
    assert again.recovery == ()
    assert everything(again) == before | {NEW}


@pytest.mark.parametrize("backups", [True, False])
def test_a_sample_of_damages(backups: bool) -> None:
    for name, data in damages(image(backups=backups), 97):
        check(name, data, backups=backups)


@pytest.mark.slow
@pytest.mark.parametrize("backups", [True, False])
@pytest.mark.parametrize("first", range(8))
def test_every_damage(first: int, backups: bool) -> None:
    for number, (name, data) in enumerate(damages(image(backups=backups), 1)):
        if number % 8 == first:
            check(name, data, backups=backups)


@pytest.mark.parametrize("backups", [True, False])
def test_a_journal_cut_off_between_two_lines(backups: bool) -> None:
    lines = image()[JOURNAL].splitlines(keepends=True)
    for number in range(len(lines)):
        check(JOURNAL, b"".join(lines[:number]), backups=backups)


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(sorted(image())), st.binary(max_size=200) | st.text(max_size=80).map(str.encode))
def test_anything_in_place_of_a_file(name: str, data: bytes) -> None:
    check(name, data)


@settings(max_examples=20, deadline=None)
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


@pytest.mark.parametrize("place", range(3), ids=["cards", "cards again", "events"])
def test_the_words_about_a_damaged_line_name_the_file_that_keeps_it(place: int, tmp_path: Path) -> None:
    lines = image()[JOURNAL].splitlines(keepends=True)
    lines[place + 1] = b"X" + lines[place + 1][1:]
    damaged = b"".join(lines)
    lay_out(tmp_path, {**image(), JOURNAL: damaged})
    store = open_store(tmp_path)
    words = " ".join(store.recovery)
    write(store, Patch("cards", "new", {"title": "new"}))
    store.close(fold=True)
    (kept,) = [path for path in (tmp_path / ".custdev" / "damaged").iterdir() if damaged in path.read_bytes()]
    assert kept.name in words


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_two_files_damaged_at_once(data: st.DataObject) -> None:
    files = dict(image())
    for name in data.draw(st.lists(st.sampled_from(sorted(files)), min_size=2, max_size=2, unique=True)):
        place = data.draw(st.integers(0, max(len(files[name]) - 1, 0)))
        files[name] = files[name][:place] + data.draw(st.sampled_from([b"", b"\0", b"}" + files[name][place + 1 :]]))
    with TemporaryDirectory() as folder_name:
        folder = Path(folder_name)
        lay_out(folder, files)
        try:
            store = open_store(folder)
        except StoreError as error:
            assert_refused(folder, files, error)
            return
        expected = after_journal(files[JOURNAL])
        assert everything(store) in (whole(), expected) or store.recovery, "something is lost unseen"
        go_on(folder, store)

"""Small rules of the file engine that everything else leans on."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tests.store.workspace import records, write
from tui.domain.patch import Patch
from tui.store import open_store
from tui.store.errors import MergeConflict
from tui.store.files import holding, migrations
from tui.store.files.holding import Log
from tui.store.files.journal import Record
from tui.store.files.migrations import Decoded, migrate
from tui.store.files.state import read_state
from tui.store.files.tables import Table


def test_a_look_never_waits_for_somebody_who_writes(tmp_path: Path) -> None:
    store, other = open_store(tmp_path), open_store(tmp_path, lock_timeout=2)
    write(store, Patch("cards", "C1", {"n": 1}))
    other.poll()
    write(store, Patch("cards", "C1", {"n": 2}))
    with store.writing():
        begun = time.monotonic()
        assert other.poll() == []
        assert time.monotonic() - begun < 1
    assert len(other.poll()) == 1


CONFLICT = """\
{
"_meta": {
"1": {"format": 2}
},
"cards": {
"1": {"uid": "C1", "title": "shared"},
<<<<<<< ours
"2": {"uid": "C2", "title": "ours"}
||||||| before
"2": {"uid": "C2", "title": "before"}
=======
"2": {"uid": "C2", "title": "theirs"}
>>>>>>> theirs
}
}
"""


def test_of_a_conflict_our_side_is_shown_with_what_both_have(tmp_path: Path) -> None:
    (tmp_path / "research.json").write_text(CONFLICT)
    store = open_store(tmp_path)
    assert [record["title"] for record in records(store)] == ["shared", "ours"]
    assert isinstance(store.refusal, MergeConflict)


def test_a_record_that_gets_another_id_gets_none_that_was_ever_given(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    write(store, *(Patch("cards", f"C{number}", {}) for number in range(1, 6)))
    write(store, Patch("cards", "C4", None), Patch("cards", "C5", None))
    store.close(fold=True)
    path = tmp_path / "research.json"
    path.write_text(path.read_text().replace('"3": {"uid": "C3"}', '"3": {"uid": "C3"},\n"3": {"uid": "theirs"}'))
    again = open_store(tmp_path)
    write(again, Patch("notes", "N1", {}))
    again.close(fold=True)
    assert json.loads(path.read_text())["cards"]["6"] == {"uid": "theirs"}


def test_the_newest_commits_are_remembered_as_far_as_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holding, "MOST_BYTES", 250)
    log = Log()
    for number in range(5):
        log.add(Record(number, {"notes": {1: b"x" * 100, 2: None}}, {}, frozenset()))
    assert [record.sequence for record in log] == [3, 4]
    log.add(Record(5, {"notes": {1: b"x" * 1000}}, {}, frozenset()))
    assert [record.sequence for record in log] == [5]


def test_a_state_whose_bytes_were_changed_is_not_believed(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    write(store, Patch("cards", "C1", {}))
    store.close(fold=True)
    path = tmp_path / ".custdev" / "state.json"
    state = read_state(path)
    assert state is not None
    path.write_text(path.read_text().replace('"cards": 2', '"cards": 9'))
    assert read_state(path) is None


def test_after_an_erasing_nothing_is_left_to_be_erased(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    write(store, Patch("contacts", "P1", {"fn": "Ada"}))
    store.purge()
    epoch = store.epoch
    assert not (tmp_path / ".custdev" / "erasing").exists()
    write(store, Patch("cards", "C1", {}))
    store.fold()
    assert store.epoch == epoch == 1


@pytest.fixture
def two_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    def one(tables: Decoded) -> None:
        tables["cards"][1]["one"] = tables["cards"][1].get("one", 0) + 1

    def two(tables: Decoded) -> None:
        tables["cards"][1]["two"] = tables["cards"][1].get("two", 0) + 1

    monkeypatch.setattr(migrations, "MIGRATIONS", [one, two])


@pytest.mark.usefixtures("two_steps")
@pytest.mark.parametrize(
    ("since", "until", "added"), [(0, 1, {"one": 1}), (1, 2, {"two": 1}), (0, 2, {"one": 1, "two": 1}), (2, 2, {})]
)
def test_documents_are_brought_exactly_as_far_as_asked(since: int, until: int, added: dict[str, int]) -> None:
    tables = migrate({"cards": Table(rows={1: b'{"uid": "C1"}'})}, since, until, Path("research.json"))
    assert json.loads(tables["cards"][1]) == {"uid": "C1", **added}


def test_of_many_records_that_differ_three_are_named(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    write(store, *(Patch("cards", f"C{number}", {"title": f"old {number}"}) for number in range(5)))
    store.fold()
    write(store, Patch("notes", "N1", {}))
    store.close(fold=True)
    path = tmp_path / "research.json"
    path.write_text(path.read_text().replace('"old ', '"new '))
    (words,) = open_store(tmp_path).recovery
    assert words.endswith("5 records differ: cards “new 0”, cards “new 1”, cards “new 2” and 2 more.")

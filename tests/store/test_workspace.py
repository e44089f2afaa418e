"""What lies on the disk, and what opening makes of it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tinydb import TinyDB

from tests.store.workspace import contents, records, stock, write
from tui.domain.errors import StoreError
from tui.domain.patch import Patch
from tui.store import open_database, open_store
from tui.store.errors import Damaged, MergeConflict, NewerFormat, Vanished
from tui.store.files.migrations import newest_format
from tui.store.tinydb import Database


def test_reading_writes_nothing(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    assert list(store.rows("cards")) == []
    assert store.poll() == []
    store.close()
    with open_database(tmp_path / "research.json") as db:
        assert db.all() == []
        assert db.tables() == set()
    assert list(tmp_path.iterdir()) == []


def test_reading_a_workspace_leaves_every_byte(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    write(store, Patch("cards", "C1", {"title": "a"}), Patch("contacts", "P1", {"fn": "Ada"}))
    store.close(fold=False)
    before = contents(tmp_path)
    again = open_store(tmp_path)
    assert records(again) == [{"uid": "C1", "title": "a"}]
    again.close(fold=False)
    assert contents(tmp_path) == before


def test_the_first_commit_creates_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "far" / "away"
    store = open_store(folder)
    assert not store.read_only
    write(store, Patch("cards", "C1", {"title": "a"}))
    assert records(open_store(folder)) == [{"uid": "C1", "title": "a"}]


def test_permissions(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    write(store, Patch("cards", "C1", {}), Patch("contacts", "P1", {"fn": "Ada"}))
    store.close()
    modes = {str(p.relative_to(tmp_path)): p.stat().st_mode & 0o777 for p in tmp_path.rglob("*")}
    assert modes.pop("research.json") & 0o600 == 0o600
    for folder in (".custdev", ".custdev/backups", ".custdev/backups/00000000"):
        assert modes.pop(folder) == 0o700
    assert {"people.json", ".custdev/journal", ".custdev/lock", ".custdev/state.json"} < modes.keys()
    assert set(modes.values()) == {0o600}


def test_identities_rest_in_their_own_file(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    write(store, Patch("participants", "P", {"number": 1}), Patch("contacts", "C", {"fn": "Ada Lovelace"}))
    write(store, Patch("people_events", "E", {"changes": {"fn": [None, "Ada Lovelace"]}}))
    store.close()
    assert "Lovelace" not in (tmp_path / "research.json").read_text()
    assert stock(tmp_path / "people.json").keys() == {"contacts", "people_events"}
    again = open_store(tmp_path)
    assert records(again, "contacts") == [{"uid": "C", "fn": "Ada Lovelace"}]
    assert records(again, "participants") == [{"uid": "P", "number": 1}]


def test_files_at_rest_are_tinydbs_one_document_a_line(tmp_path: Path) -> None:
    with open_database(tmp_path / "research.json") as db:
        db.table("cards").insert_multiple({"title": f"Grüße {n}", "n": [n, None, 1.5]} for n in range(3))
        db.table("anything").insert({"a": 1})
        db.table("anything").truncate()
    assert stock(tmp_path / "research.json")["cards"] == [
        {"title": f"Grüße {n}", "n": [n, None, 1.5]} for n in range(3)
    ]
    assert '"2": {"title": "Grüße 1", "n": [1, null, 1.5]},' in (tmp_path / "research.json").read_text().splitlines()
    with open_database(tmp_path / "research.json") as db:
        assert db.tables() == {"anything", "cards"}


def test_what_stock_tinydb_wrote_is_read(tmp_path: Path) -> None:
    with TinyDB(tmp_path / "research.json") as theirs:
        theirs.insert_multiple([{"a": 1}, {"a": 2}])
    with open_database(tmp_path / "research.json") as db:
        assert db.all() == [{"a": 1}, {"a": 2}]
        assert db.storage.last_recovery == ()
        assert db.insert({"a": 3}) == 3
    assert len(stock(tmp_path / "research.json")["_default"]) == 3


def test_a_folded_file_does_not_change_by_itself(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    write(store, Patch("events", "E1", {}), Patch("cards", "C1", {"a": 1}), Patch("contacts", "P1", {}))
    store.close()
    before = contents(tmp_path)
    store = open_store(tmp_path)
    write(store, Patch("cards", "C1", {"a": 2}))
    write(store, Patch("cards", "C1", {"a": 1}))
    store.close()
    after = contents(tmp_path)
    assert (after["research.json"], after["people.json"]) == (before["research.json"], before["people.json"])


@pytest.mark.parametrize("fold", [True, False])
def test_reopening(tmp_path: Path, fold: bool) -> None:
    for number in range(5):
        store = open_store(tmp_path)
        write(store, Patch("cards", f"C{number}", {"n": number}), Patch("cards", "C0", {"last": number}))
        store.close(fold)
    again = open_store(tmp_path)
    assert again.recovery == ()
    assert records(again)[0] == {"uid": "C0", "n": 0, "last": 4}
    assert [record["uid"] for record in records(again)] == [f"C{number}" for number in range(5)]


def test_a_clone_without_people_and_without_a_journal(tmp_path: Path) -> None:
    store = open_store(tmp_path / "a")
    write(store, Patch("cards", "C1", {"a": 1}), Patch("contacts", "P1", {"fn": "Ada"}))
    store.close()
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "research.json").write_bytes((tmp_path / "a" / "research.json").read_bytes())
    clone = open_store(tmp_path / "b")
    assert clone.recovery == ()
    assert records(clone) == [{"uid": "C1", "a": 1}]
    write(clone, Patch("cards", "C1", {"b": 2}))
    assert records(open_store(tmp_path / "b")) == [{"uid": "C1", "a": 1, "b": 2}]
    clone.close()
    assert not (tmp_path / "b" / "people.json").exists()
    assert open_store(tmp_path / "b").recovery == ()


def edited(folder: Path) -> Path:
    """Return the file of a folded workspace with one card, to be changed while it is closed."""
    store = open_store(folder)
    write(store, Patch("cards", "C1", {"title": "old"}))
    store.close()
    return folder / "research.json"


@pytest.mark.parametrize("layout", [{}, {"indent": 2}, {"separators": (",", ":")}])
def test_a_file_edited_while_closed_is_taken_in_and_reported(tmp_path: Path, layout: dict[str, object]) -> None:
    path = edited(tmp_path)
    data = json.loads(path.read_text())
    data["cards"]["1"]["title"] = "new"
    path.write_text(json.dumps(data, **layout))  # type: ignore[arg-type]
    store = open_store(tmp_path)
    assert records(store) == [{"uid": "C1", "title": "new"}]
    assert "research.json was changed outside" in store.recovery[0]
    write(store, Patch("cards", "C2", {}))
    store.close()
    again = open_store(tmp_path)
    assert again.recovery == ()
    assert [record["uid"] for record in records(again)] == ["C1", "C2"]


def test_commits_follow_a_file_that_was_edited_while_closed(tmp_path: Path) -> None:
    path = edited(tmp_path)
    store = open_store(tmp_path)
    write(store, Patch("cards", "C2", {"title": "second"}))
    store.close(fold=False)
    path.write_text(path.read_text().replace("old", "new"))
    for _ in range(2):
        store = open_store(tmp_path)
        assert [record["title"] for record in records(store)] == ["new", "second"]
        store.close(fold=False)


def test_a_file_edited_while_open_is_not_overwritten(tmp_path: Path) -> None:
    path = edited(tmp_path)
    store = open_store(tmp_path)
    write(store, Patch("cards", "C2", {"title": "second"}))
    path.write_text(path.read_text().replace("old", "new"))
    store.fold()
    assert store.poll() == [{"cards": {"C1": b'{"uid": "C1", "title": "new"}'}}]
    assert [record["title"] for record in records(store)] == ["new", "second"]
    write(store, Patch("cards", "C1", {"x": 1}))
    assert records(open_store(tmp_path))[0] == {"uid": "C1", "title": "new", "x": 1}


def test_a_merge_that_numbered_two_records_alike_keeps_both(tmp_path: Path) -> None:
    path = edited(tmp_path)
    line = '"1": {"uid": "C1", "title": "old"}'
    assert line in path.read_text()
    path.write_text(path.read_text().replace(line, line + ',\n"1": {"uid": "C2", "title": "theirs"}'))
    store = open_store(tmp_path)
    assert [record["uid"] for record in records(store)] == ["C1", "C2"]
    write(store, Patch("cards", "C2", {"title": "mine"}), Patch("cards", "C3", {}))
    store.close(fold=False)
    assert [record["uid"] for record in records(open_store(tmp_path))] == ["C1", "C2", "C3"]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("{", Damaged),
        ("", Damaged),
        ("[]", Damaged),
        ("\x00" * 50, Damaged),
        ('{"cards": []}', Damaged),
        ('{"cards": {"1": 5}}', Damaged),
        ('{"cards": {"x": {}}}', Damaged),
        ('{"cards": {"1": {"a": NaN}}}', Damaged),
        ('{"cards": {"1": {"a": "\\ud800"}}}', Damaged),
        ("[" * 100_000, Damaged),
        ('{\n<<<<<<< ours\n"a"\n=======\n"b"\n>>>>>>> theirs\n}', MergeConflict),
        (f'{{"_meta": {{"1": {{"format": {newest_format() + 1}}}}}, "cards": 5}}', NewerFormat),
    ],
)
def test_a_file_that_cannot_be_understood_is_left_alone(tmp_path: Path, text: str, error: type[StoreError]) -> None:
    path = edited(tmp_path)
    shutil.rmtree(tmp_path / ".custdev" / "backups")
    path.write_text(text)
    before = contents(tmp_path)
    with pytest.raises(error, match=r"research\.json"):
        open_store(tmp_path)
    assert contents(tmp_path) == before


def test_an_empty_file_that_was_never_ours_is_an_empty_database(tmp_path: Path) -> None:
    (tmp_path / "research.json").touch()
    with open_database(tmp_path / "research.json") as db:
        db.insert({"a": 1})
    assert stock(tmp_path / "research.json") == {"_default": [{"a": 1}]}


def test_losing_the_state_loses_nothing(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    write(store, Patch("cards", "C1", {"a": 1}))
    store.fold()
    write(store, Patch("cards", "C1", {"a": 2}))
    store.close(fold=False)
    for damage in (b"", b"{", b"[]", b'{"format": 1, "files": 3, "next": {}}'):
        (tmp_path / ".custdev" / "state.json").write_bytes(damage)
        assert records(open_store(tmp_path)) == [{"uid": "C1", "a": 2}]
    (tmp_path / ".custdev" / "state.json").unlink()
    assert records(open_store(tmp_path)) == [{"uid": "C1", "a": 2}]


def test_missing_files_are_named(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    write(store, Patch("cards", "C1", {}), Patch("contacts", "P1", {}))
    store.close()
    (tmp_path / "people.json").unlink()
    store = open_store(tmp_path)
    assert "people.json" in store.recovery[0]
    assert len(records(store)) == 1
    (tmp_path / "research.json").unlink()
    shutil.rmtree(tmp_path / ".custdev" / "backups")
    with pytest.raises(Damaged, match=r"research\.json.*missing"):
        open_store(tmp_path)


@pytest.mark.parametrize("begun", [True, False])
def test_a_workspace_that_was_taken_away_is_not_built_anew(tmp_path: Path, begun: bool) -> None:
    path = edited(tmp_path / "here")
    if not begun:
        (tmp_path / "clone").mkdir()
        path.rename(tmp_path / "clone" / "research.json")
    folder = tmp_path / ("here" if begun else "clone")
    store = open_store(folder)
    folder.rename(tmp_path / "gone")
    with pytest.raises(Vanished, match="put the folder back"):
        write(store, Patch("cards", "C2", {}))
    assert not folder.exists()
    assert len(records(store)) == 1
    (tmp_path / "gone").rename(folder)
    write(store, Patch("cards", "C2", {}))
    assert len(records(open_store(folder))) == 2


@pytest.mark.parametrize("emptied", [False, True])
@pytest.mark.parametrize("folded_elsewhere", [False, True])
def test_looking_around_builds_nothing_where_a_workspace_was_taken_away(
    tmp_path: Path, emptied: bool, folded_elsewhere: bool
) -> None:
    folder = tmp_path / "here"
    edited(folder)
    store = open_store(folder)
    write(store, Patch("cards", "C2", {}), Patch("contacts", "P1", {"fn": "Ada"}))
    if folded_elsewhere:
        open_store(folder).close(fold=True)
        store.poll()
    folder.rename(tmp_path / "gone")
    if emptied:
        folder.mkdir()
    for _ in range(4):
        with pytest.raises(Vanished, match="put the folder back"):
            store.poll()
    with pytest.raises(Vanished):
        write(store, Patch("cards", "C3", {}))
    store.close()
    assert list(tmp_path.rglob("here/*")) == []
    assert folder.exists() == emptied


def test_a_workspace_that_was_put_back_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "here"
    edited(folder)
    store = open_store(folder)
    write(store, Patch("cards", "C2", {}))
    store.fold()
    folder.rename(tmp_path / "gone")
    for _ in range(4):
        with pytest.raises(Vanished):
            store.poll()
    (tmp_path / "gone").rename(folder)
    assert store.poll() == []
    assert store.refusal is None
    write(store, Patch("cards", "C3", {}))
    assert len(records(open_store(folder))) == 3


def test_two_data_files_in_one_folder_are_apart(tmp_path: Path) -> None:
    with open_database(tmp_path / "a.json") as a, open_database(tmp_path / "b.json") as b:
        a.insert({"a": 1})
        b.insert({"b": 1})
    assert open_database(tmp_path / "a.json").all() == [{"a": 1}]
    assert open_database(tmp_path / "b.json").all() == [{"b": 1}]


def test_a_closed_workspace_says_so(tmp_path: Path) -> None:
    db: Database = open_database(tmp_path / "research.json")
    db.insert({})
    db.close()
    db.close()
    with pytest.raises(ValueError, match="closed"):
        db.insert({})


def test_a_long_journal_is_folded_on_the_way(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    for number in range(6):
        write(store, Patch("cards", "C1", {"text": "x" * 300_000, "n": number}))
    assert (tmp_path / ".custdev" / "journal").stat().st_size < 1_200_000
    assert (tmp_path / "research.json").exists()
    assert json.loads(open_store(tmp_path).rows("cards")[0])["n"] == 5


def test_a_small_commit_in_a_large_workspace_is_not_folded(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    write(store, *(Patch("cards", f"C{number}", {"text": "x" * 1000}) for number in range(1100)))
    store.close()
    before = (tmp_path / "research.json").stat().st_ino
    store = open_store(tmp_path)
    write(store, Patch("cards", "C1", {"text": "y"}))
    store.close()
    assert (tmp_path / "research.json").stat().st_ino == before
    assert records(open_store(tmp_path))[1] == {"uid": "C1", "text": "y"}

"""What people know of TinyDB holds: each case runs on stock TinyDB and on ours, and gives the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb import Query, TinyDB, where
from tinydb.operations import delete, increment
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from tests.store.workspace import stock
from tui.store import NotStorable, open_database
from tui.store.tinydb import Database

CASES: dict[str, Callable[[Any], object]] = {
    "insert numbers from one": lambda db: [db.insert({"a": n}) for n in range(3)],
    "insert several": lambda db: [db.insert_multiple({"a": n} for n in range(3)), db.all()],
    "insert with its own id": lambda db: [db.insert(Document({"a": 1}, 7)), db.insert({"a": 2}), db.get(doc_id=7)],
    "search by query": lambda db: [_five(db), db.search(where("n") > 2), db.search(Query().tag.any(["even"]))],
    "search finds nothing": lambda db: [_five(db), db.search(where("other") == 1)],
    "get by query, id, ids": lambda db: [_five(db), db.get(where("n") == 3), db.get(doc_id=2), db.get(doc_ids=[5, 1])],
    "get what is not there": lambda db: [db.get(doc_id=9), db.get(where("n") == 9), db.get(doc_ids=[9])],
    "contains and count": lambda db: [_five(db), db.contains(where("n") == 3), db.contains(doc_id=9), _even(db)],
    "length and iteration": lambda db: [_five(db), len(db), list(db), [document.doc_id for document in db]],
    "update all": lambda db: [_five(db), db.update({"z": 1}), db.all()],
    "update by query": lambda db: [_five(db), db.update({"z": 1}, where("n") == 3), db.all()],
    "update by ids": lambda db: [_five(db), db.update({"z": 1}, doc_ids=[2, 9]), db.all()],
    "update by operations": lambda db: [_five(db), db.update(increment("n"), doc_ids=[1, 1]), db.update(delete("tag"))],
    "update several": lambda db: [_five(db), db.update_multiple([({"z": 1}, where("n") == 1)]), db.all()],
    "upsert old": lambda db: [_five(db), db.upsert({"n": 3, "z": 1}, where("n") == 3), db.all()],
    "upsert new": lambda db: [_five(db), db.upsert({"n": 30}, where("n") == 30), db.all()],
    "upsert by id": lambda db: [
        _five(db),
        db.upsert(Document({"z": 1}, 2)),
        db.upsert(Document({"z": 2}, 70)),
        len(db),
    ],
    "remove by query": lambda db: [_five(db), db.remove(where("n") > 3), db.all()],
    "remove by ids": lambda db: [_five(db), db.remove(doc_ids=[1, 9]), db.all()],
    "truncate": lambda db: [_five(db), db.truncate(), db.all(), db.tables()],
    "tables are apart": lambda db: [db.table("a").insert({"x": 1}), db.table("b").all(), sorted(db.tables())],
    "drop a table": lambda db: [db.table("a").insert({}), db.drop_table("a"), db.drop_table("none"), db.tables()],
    "drop all tables": lambda db: [_five(db), db.table("a").insert({}), db.drop_tables(), db.tables(), db.all()],
    "dropped and begun again": lambda db: [db.table("a").insert({}), db.drop_table("a"), db.table("a").all()],
    "an empty table": lambda db: [len(db.table("a", persist_empty=True)), db.tables()],
    "tuples become lists": lambda db: [db.insert({"a": 1}), db.get(doc_id=1)],
    "no mapping": lambda db: db.insert([1]),
    "an id twice": lambda db: [db.insert(Document({}, 1)), db.insert(Document({}, 1))],
    "remove without saying which": lambda db: db.remove(),
    "get without saying which": lambda db: db.get(),
    "upsert without saying which": lambda db: db.upsert({"a": 1}),
}


def _five(db: Any) -> object:
    return db.insert_multiple({"n": n, "tag": ["even"] if n % 2 == 0 else []} for n in range(1, 6))


def _even(db: Any) -> object:
    return db.count(Query().tag.any(["even"]))


def _outcome(case: Callable[[Any], object], db: TinyDB) -> object:
    try:
        return case(db)
    except (ValueError, RuntimeError) as error:
        return type(error)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_behaves_as_tinydb_does(case: Callable[[Any], object], tmp_path: Path) -> None:
    with open_database(tmp_path / "research.json") as ours:
        assert _outcome(case, ours) == _outcome(case, TinyDB(storage=MemoryStorage))


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return open_database(tmp_path / "research.json")


def test_results_are_copies(db: Database) -> None:
    db.insert({"tags": ["a"]})
    db.search(where("tags").any(["a"]))[0]["tags"].append("b")
    db.all()[0]["tags"].append("c")
    assert db.search(where("tags").any(["a"])) == [{"tags": ["a"]}]


def test_document_ids_are_never_given_again(db: Database) -> None:
    db.insert_multiple([{}, {}, {}])
    db.remove(doc_ids=[3])
    assert db.insert({}) == 4
    db.truncate()
    db.drop_tables()
    db.close()
    assert open_database(Path(db.storage.engine.layout.data)).insert({}) == 5


def test_ids_of_documents_and_numbered_ones_do_not_clash(db: Database) -> None:
    assert db.insert_multiple([{}, Document({}, 2), {}]) == [1, 2, 3]


def test_an_empty_table_does_not_empty_one_that_is_there(db: Database) -> None:
    db.table("a").insert({"x": 1})
    db._tables.clear()
    assert db.table("a", persist_empty=True).all() == [{"x": 1}]


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), {1: "a"}, {"deep": [{2: 0}]}, "half \ud800", {1, 2}, object(), b"bytes", 10**5000],
    ids=["nan", "inf", "key", "deep key", "surrogate", "set", "object", "bytes", "long number"],
)
def test_what_json_cannot_keep_is_refused_before_anything_is_written(db: Database, value: object) -> None:
    db.insert({"a": 1})
    before = db.storage.engine.layout.journal.read_bytes()
    with pytest.raises(NotStorable, match="Nothing was changed"):
        db.insert_multiple([{"a": 2}, {"a": value}])
    with pytest.raises(NotStorable):
        db.update({"a": value})
    assert db.all() == [{"a": 1}]
    assert db.storage.engine.layout.journal.read_bytes() == before


def test_a_document_that_holds_itself_is_refused(db: Database) -> None:
    document: dict[str, object] = {}
    document["me"] = document
    with pytest.raises(NotStorable):
        db.insert(document)


HOSTILE = [
    "[/]",
    "[@click=app.quit]x",
    "\x1b]0;title\x07",
    "\u202eback",
    "a\x00b",
    "客" * 300,
    "a\tb\nc\r\u2028d",
    '"\\',
    "",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back_as_it_was(db: Database, text: str) -> None:
    db.table(f"t{text}").insert({text: text, "n": [text]})
    path = db.storage.engine.layout.data
    assert open_database(path).table(f"t{text}").all() == [{text: text, "n": [text]}]
    db.close()
    assert open_database(path).table(f"t{text}").all() == [{text: text, "n": [text]}]
    assert stock(path) == {f"t{text}": [{text: text, "n": [text]}]}


def test_storage_reads_and_writes_whole_as_tinydbs_own_do(db: Database) -> None:
    assert db.storage.read() is None
    db.storage.write({"a": {"1": {"x": 1}, "2": {"x": 2}}, "b": {}})
    db.storage.write({"a": {"2": {"x": 3}}})
    assert db.storage.read() == {"a": {"2": {"x": 3}}}


def test_the_name_of_the_stores_own_table_is_refused(db: Database) -> None:
    with pytest.raises(ValueError, match="_meta"):
        db.table("_meta").insert({})


def test_the_people_file_is_not_opened_by_itself(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"research\.json"):
        open_database(tmp_path / "people.json")

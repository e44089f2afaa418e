"""Transactions: several tables, one commit, all or nothing."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from tinydb import where

from tui.store import open_database
from tui.store.tinydb import Database


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return open_database(tmp_path / "research.json")


def _lines(db: Database) -> int:
    return len(db.storage.engine.layout.journal.read_bytes().splitlines())


def test_several_tables_are_one_commit(db: Database) -> None:
    db.insert({})
    before = _lines(db)
    with db.transaction():
        db.table("cards").insert({"a": 1})
        db.table("contacts").insert({"b": 1})
        db.table("cards").update({"a": 2})
        assert db.table("cards").all() == [{"a": 2}]
        assert db.tables() == {"_default", "cards", "contacts"}
    assert _lines(db) == before + 1
    assert db.table("cards").all() == [{"a": 2}]


def test_an_exception_takes_everything_back(db: Database) -> None:
    db.table("cards").insert({"a": 1})
    before = _lines(db)
    with pytest.raises(KeyError), db.transaction():
        db.table("cards").update({"a": 2})
        db.table("cards").insert({"a": 3})
        db.table("new").insert({})
        db.drop_table("cards")
        assert db.tables() == {"new"}
        raise KeyError
    assert db.table("cards").all() == [{"a": 1}]
    assert db.tables() == {"cards"}
    assert _lines(db) == before


def test_a_failing_updater_leaves_nothing_half_done(db: Database) -> None:
    db.insert_multiple([{"a": 1}, {"b": 1}])
    with pytest.raises(KeyError):
        db.update(lambda document: document.update(a=document["a"] + 1))
    assert db.all() == [{"a": 1}, {"b": 1}]


def test_a_transaction_inside_another_joins_it(db: Database) -> None:
    db.insert({})
    before = _lines(db)
    with db.transaction():
        db.insert({"outer": 1})
        with db.transaction():
            db.insert({"inner": 1})
        with pytest.raises(KeyError), db.transaction():
            db.insert({"forgotten": 1})
            raise KeyError
        assert len(db) == 3
    assert _lines(db) == before + 1
    assert db.all() == [{}, {"outer": 1}, {"inner": 1}]


def test_the_outer_exception_takes_the_inner_one_back_as_well(db: Database) -> None:
    with pytest.raises(KeyError), db.transaction():
        with db.transaction():
            db.insert({})
        raise KeyError
    assert db.all() == []


def test_nothing_changed_writes_nothing(db: Database) -> None:
    db.insert({"a": 1})
    before = _lines(db)
    db.update({"a": 1})
    db.remove(where("a") == 9)
    with db.transaction():
        pass
    assert _lines(db) == before


def test_other_threads_see_before_or_after(db: Database) -> None:
    db.insert_multiple({"n": 0} for _ in range(20))
    seen: list[int] = []

    def look() -> None:
        seen.append(sum(document["n"] for document in db.all()))

    with db.transaction():
        db.update({"n": 1})
        reader = threading.Thread(target=look)
        reader.start()
        reader.join()
        look()
    look()
    assert seen == [0, 20, 20]


def test_threads_that_write_lose_nothing(db: Database) -> None:
    def write(name: str) -> None:
        for number in range(25):
            db.insert({"name": name, "number": number})

    threads = [threading.Thread(target=write, args=(f"t{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    again = open_database(db.storage.engine.layout.data)
    assert len({(document["name"], document["number"]) for document in again}) == 100
    assert [document.doc_id for document in again] == list(range(1, 101))


def test_a_commit_costs_what_the_change_costs(db: Database) -> None:
    def growth() -> int:
        path = db.storage.engine.layout.journal
        before = path.stat().st_size
        db.update({"x": 1}, doc_ids=[1])
        db.update({"x": 2}, doc_ids=[1])
        return path.stat().st_size - before

    db.insert({"y": 1})
    small = growth()
    db.insert_multiple({"y": "z" * 200} for _ in range(2_000))
    assert growth() <= small + 10

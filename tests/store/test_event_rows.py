"""Events are found by their bytes, and those that only older versions and other hands wrote are found as well."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.store.workspace import write
from tui.domain.patch import Patch
from tui.store import Store, open_store
from tui.store.files import event_rows, regions
from tui.store.port import StoredEvent

HALVES = "events", "people_events"


def at(minute: int) -> datetime:
    return datetime(2026, 11, 23, 9, minute, tzinfo=UTC)


def names(stored: Iterable[StoredEvent] | None) -> list[str]:
    return [json.loads(document)["uid"] for document, _ in stored or ()]


def event(uid: str, time: str, table: str = "events") -> Patch:
    return Patch(table, uid, {"at": f"2026-11-23T{time}", "by": "ux", "kind": "card_moved", "changes": {}})


def test_an_event_of_identities_alone_stands_where_its_time_says(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    write(store, event("one", "09:01:00Z"), event("three", "09:03:00Z"), event("two", "09:02:00Z", "people_events"))
    assert names(store.events()) == names(store.events(by_time=True)) == ["three", "two", "one"]
    assert names(store.events_until(at(2))) == ["one", "two"]
    assert names(store.events_named({"two"})) == ["two"]
    write(store, event("late", "09:00:00Z"), event("late", "09:00:00Z", "people_events"))
    assert names(store.events()) == ["three", "two", "one", "late"]


def test_as_long_as_none_stands_alone_the_order_is_that_of_saving(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    write(store, event("one", "09:03:00Z"), event("one", "09:03:00Z", "people_events"), event("two", "09:01:00Z"))
    assert names(store.events()) == ["two", "one"]
    assert names(store.events_until(at(2))) == ["two"]


def test_of_the_kinds_nobody_asks_for_no_document_is_cut_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(tmp_path)
    still = {"at": "2026-11-23T09:02:00Z", "by": "ux", "kind": "note_added", "changes": {}}
    write(store, *(Patch(table, f"still {number}", still) for number in range(9) for table in HALVES))
    write(store, *(event("moved", "09:01:00Z", table) for table in HALVES))
    cut_out: list[bytes] = []

    def counted(line: bytes) -> bytes:
        cut_out.append(line)
        return regions.document_in(line)

    monkeypatch.setattr(event_rows, "document_in", counted)
    ((document, identity),) = store.events(since=at(0), without=("note_added",))
    assert identity is not None
    assert json.loads(document) == json.loads(identity)
    assert len(cut_out) == len(HALVES)
    assert len([*store.events(since=at(0))]) == 10


def written_by_hand(folder: Path) -> Store:
    store = open_store(folder)
    write(store, event("ours", "09:05:00Z"))
    store.close()
    path = folder / "research.json"
    tables = json.loads(path.read_text())
    theirs = {"kind": "card_moved", "at": "2026-11-23T11:03:00+02:00", "by": "ux", "changes": {}, "uid": "theirs"}
    tables["events"]["7"] = theirs
    path.write_text(json.dumps(tables))
    return open_store(folder)


def test_an_event_spelled_by_another_hand_is_found(tmp_path: Path) -> None:
    store = written_by_hand(tmp_path)
    assert names(store.events_named({"theirs"})) == ["theirs"]
    assert names(store.events_until(at(4))) == ["theirs"]
    assert names(store.events_until(at(2))) == []
    assert set(names(store.events(since=at(4)))) >= {"ours"}
    assert set(names(store.events(since=at(3)))) == {"ours", "theirs"}


def kind(uid: str, kind: str, *parts: str, **fields: Any) -> Patch:
    shared = {"experiment": "X1", "parts": [{"kind": part} for part in parts]}
    return Patch("events", uid, {"at": "2026-11-23T09:00:00Z", "kind": kind, **shared, **fields})


def test_movements_are_found_by_their_own_kind_wherever_it_stands(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    write(store, kind("moved", "card_moved"), kind("tagged", "card_tagged"), kind("new", "from_later"))
    write(store, kind("together", "done_together", "card_tagged"), kind("still", "card_tagged", "card_moved"))
    write(store, kind("quoted", "card_tagged", by='"kind": "card_moved"'))
    store.close()
    path = tmp_path / "research.json"
    tables = json.loads(path.read_text())
    tables["events"]["90"] = dict(reversed(list(tables["events"]["1"].items()))) | {"uid": "turned"}
    path.write_text(json.dumps(tables))
    store = open_store(tmp_path)
    write(store, kind("last", "card_moved"), kind("moved", "card_moved", "card_tagged"), kind("tail", "card_tagged"))
    found = [json.loads(row)["uid"] for row in store.movements(["X1"], ["card_tagged", "note_added"])]
    assert found == ["moved", "new", "together", "turned", "last"]


def test_of_what_moves_nothing_no_document_is_cut_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(tmp_path)
    write(store, *(kind(f"tagged {number}", "card_tagged") for number in range(40)), kind("moved", "card_moved"))
    write(store, kind("elsewhere", "card_moved", experiment="X2"), kind("restored", "backup_restored", experiment=None))
    store.close(fold=True)
    store, looked = open_store(tmp_path), list[bytes]()
    cut = regions.document_in

    def counting(line: bytes) -> bytes:
        looked.append(line)
        return cut(line)

    monkeypatch.setattr(event_rows, "document_in", counting)
    assert len([*store.movements(["X1"], ["card_tagged"])]) == 2
    assert len(looked) == 2

"""What every store answers to the questions of the port, be it in files or in memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tui.domain.patch import Patch
from tui.store import NotStorable, Store, open_store
from tui.store.errors import Missing
from tui.store.port import StoredEvent

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def place(tmp_path: Path, kind: str) -> Path:
    return tmp_path / "workspace"


@pytest.fixture
def store(place: Path) -> Iterator[Store]:
    store = open_store(place)
    yield store
    store.close()


def save(store: Store, *patches: Patch) -> None:
    with store.writing():
        store.commit(patches)


def minute(number: int) -> datetime:
    return NINE + timedelta(minutes=number)


def event(uid: str, at: int = 0, table: str = "events", **fields: Any) -> Patch:
    told = {"at": f"2026-11-23T09:{at:02}:00Z", "by": "ux", "kind": "card_moved", "changes": {}, **fields}
    return Patch(table, uid, told, fresh=True)


def names(stored: Iterable[StoredEvent] | None) -> list[str] | None:
    return None if stored is None else [json.loads(document)["uid"] for document, _ in stored]


@pytest.fixture
def told(store: Store) -> Store:
    """A store with three events, of which the first was saved late: it was done after the others."""
    for patch in (event("first", 5), event("second", 1, by="Zoë"), event("third", 1)):
        save(store, patch)
    return store


def test_events_are_told_newest_first_as_saved_or_as_done(told: Store) -> None:
    assert names(told.events()) == ["third", "second", "first"]
    assert names(told.events(by_time=True)) == ["first", "third", "second"]


@pytest.mark.parametrize(("at", "later"), [(0, 3), (1, 3), (2, 1), (5, 1), (6, 0)])
def test_events_since_a_time_are_those_of_that_time_too(told: Store, at: int, later: int) -> None:
    assert names(told.events(since=minute(at))) == ["first", "third", "second"][:later]


@pytest.mark.parametrize(
    ("at", "past"), [(0, []), (1, ["second", "third"]), (4, ["second", "third"]), (5, None), (9, None)]
)
def test_events_until_a_time_are_in_the_order_of_saving(told: Store, at: int, past: list[str] | None) -> None:
    assert names(told.events_until(minute(at))) == past


def test_nobody_s_events_are_left_out_of_their_own(told: Store) -> None:
    for by, own in (("ux", {"first", "third"}), ("Zoë", {"second"})):
        assert own <= set(names(told.events(by=by)) or ())
    assert "second" not in (names(told.events(by="ux")) or ())


def test_only_what_undoes_something_is_told_as_that(told: Store) -> None:
    save(told, event("undo", 6, undoes="first"), event("after", 7))
    save(told, event("redo", 8, undoes="undo"))
    assert names(told.events_undoing()) == ["redo", "undo"]


def test_what_an_event_says_of_identities_comes_with_it(told: Store) -> None:
    save(told, event("met", 6, card="C1"), event("met", 6, "people_events", card="C1"))
    save(told, event("moved", 7, card="C1"), event("other", 8, card="C2"))
    for stored in (told.events(), told.events_named({"met"}), told.events_about("C1"), told.events_until(minute(7))):
        assert stored is not None
        identities = {json.loads(row)["uid"]: identity for row, identity in stored}
        assert json.loads(identities.pop("met") or b"{}")["uid"] == "met"
        assert not any(identities.values())


def test_events_about_a_record_are_told_oldest_first(told: Store) -> None:
    save(told, event("b", 8, card="C1"), event("a", 7, card="C2"))
    save(told, event("c", 6, changes={"cards": {"C1": {"column": ["todo", "doing"]}}}))
    assert names(told.events_about("C1")) == ["b", "c"]


def test_named_events_are_those_that_are_there(told: Store) -> None:
    assert sorted(names(told.events_named({"first", "third", "nonsense"})) or ()) == ["first", "third"]
    assert names(told.events_named(set())) == []


def test_movements_are_those_of_some_experiments_and_of_whatever_names_none(store: Store) -> None:
    save(
        store,
        event("earlier", experiment="X1"),
        event("assigned", experiment="X2", kind="card_assigned"),
        event("elsewhere", experiment="X3"),
        event("restored", kind="backup_restored"),
        event("noted", kind="note_added"),
        event("iterated", experiment="X3", changes={"cards": {"C1": {"experiment": ["X2", "X3"]}}}),
        event("newest", experiment="X2"),
    )
    rows = store.movements(["X2", "X1"], {"card_assigned", "note_added"})
    assert [json.loads(row)["uid"] for row in rows] == ["earlier", "restored", "iterated", "newest"]
    assert json.loads(next(store.movements(["X3"], ())))["uid"] == "elsewhere"


def test_movements_that_undo_something_are_read_by_themselves(store: Store) -> None:
    save(
        store,
        event("moved", experiment="X1"),
        event("undone", experiment="X1", kind="undone", undoes="moved"),
        event("redone", experiment="X1", kind="redone", undoes="moved"),
        event("elsewhere", experiment="X3", kind="undone", undoes="other"),
    )
    rows = store.undoing(store.movements(["X1"], ()))
    assert [json.loads(row)["uid"] for row in rows] == ["undone", "redone"]


def documents(store: Store, table: str = "cards") -> list[dict[str, Any]]:
    return [json.loads(row) for row in store.rows(table)]


def test_fields_are_merged_and_a_uid_stays(store: Store) -> None:
    save(store, Patch("cards", "C1", {"title": "a", "column": "todo"}), Patch("cards", "C2", {"title": "b"}))
    save(store, Patch("cards", "C1", {"column": "doing", "uid": "C9"}), Patch("cards", "C1", {"tags": ["x"]}))
    assert documents(store) == [
        {"uid": "C1", "title": "a", "column": "doing", "tags": ["x"]},
        {"uid": "C2", "title": "b"},
    ]
    assert json.loads(store.last("cards") or b"") == {"uid": "C2", "title": "b"}
    save(store, Patch("cards", "C2", None), Patch("cards", "nonsense", None))
    assert [document["uid"] for document in documents(store)] == ["C1"]
    assert {table: len(rows) for table, rows in store.documents().items()} == {"cards": 1}
    assert store.last("notes") is None


def test_what_cannot_be_stored_changes_nothing(store: Store) -> None:
    save(store, Patch("cards", "C1", {"title": "a"}))
    with pytest.raises(NotStorable, match="half a character"):
        save(store, Patch("cards", "C1", {"title": "b"}), Patch("cards", "C2", {"title": "\udc00"}))
    assert documents(store) == [{"uid": "C1", "title": "a"}]


def test_others_are_heard_of_once_and_oneself_never(place: Path, store: Store) -> None:
    save(store, Patch("cards", "C1", {"title": "a"}), Patch("cards", "C2", {"title": "b"}))
    other = open_store(place)
    save(store, Patch("cards", "C1", {"title": "c"}))
    save(store, Patch("cards", "C2", None))
    assert documents(other) == [{"uid": "C1", "title": "a"}, {"uid": "C2", "title": "b"}]
    commits = [{table: set(rows) for table, rows in commit.items()} for commit in other.poll()]
    assert commits == [{"cards": {"C1"}}, {"cards": {"C2"}}]
    assert documents(other) == documents(store) == [{"uid": "C1", "title": "c"}]
    assert other.poll() == store.poll() == []
    save(other, Patch("cards", "C1", {"title": "d"}))
    with store.writing() as commits_heard:
        (commit,) = commits_heard
        assert json.loads(commit["cards"]["C1"] or b"") == {"uid": "C1", "title": "d"}
        store.commit([Patch("cards", "C1", {"tags": ["x"]})])
    (commit,) = other.poll()
    assert json.loads(commit["cards"]["C1"] or b"") == {"uid": "C1", "title": "d", "tags": ["x"]}
    other.close()


def test_a_backup_is_the_state_it_was_made_of_until_somebody_is_erased(store: Store) -> None:
    save(store, Patch("cards", "C1", {"title": "a"}))
    backup = store.back_up("before the import")
    save(store, Patch("cards", "C1", {"title": "b"}))
    assert backup.reason == "before the import"
    assert backup.name in [kept.name for kept in store.backups()]
    assert [json.loads(row) for row in store.backup_rows(backup.name)["cards"]] == [{"uid": "C1", "title": "a"}]
    epoch = store.epoch
    with store.writing():
        store.begin_to_erase()
        store.commit([Patch("cards", "C1", None)])
    store.purge()
    assert (store.backups(), store.epoch) == ([], epoch + 1)
    with pytest.raises(Missing):
        store.backup_rows(backup.name)

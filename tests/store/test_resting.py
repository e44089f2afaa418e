"""What rests in the files and what was done since are together what is there."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tui.domain.patch import Patch
from tui.store import AtRest, Store, open_database, open_store
from tui.store.files import holding, resting
from tui.store.files.documents import uid_of

CARDS = 40


@pytest.fixture(autouse=True)
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holding.Memory, "cheap_to_fold", False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store = open_store(tmp_path)
    save(store, *(Patch("cards", f"C{number:02}", {"title": "one"}, fresh=True) for number in range(CARDS)))
    store.fold()
    store.close()
    return tmp_path


def save(store: Store, *patches: Patch) -> None:
    with store.writing():
        store.commit(patches)


def apart(folder: Path) -> tuple[AtRest | None, dict[str | None, bytes]]:
    """Return what a window that is opened now tells apart, and all cards by uid."""
    store = open_store(folder)
    rest, rows = store.at_rest(["cards"]), {uid_of(row): row for row in store.rows("cards")}
    store.close(fold=False)
    return rest, rows


@pytest.mark.parametrize("seed", range(5))
def test_both_together_are_everything(folder: Path, seed: int) -> None:
    chance, store = random.Random(seed), open_store(folder)
    uids = [f"C{number:02}" for number in range(CARDS + 9)]
    for _ in range(30):
        uid = chance.choice(uids)
        save(store, Patch("cards", uid, fields := chance.choice([None, {"title": "two"}, {"title": "three"}])))
        if fields is None:
            uids.remove(uid)  # nobody comes back under the uid they had
        rest, rows = apart(folder)
        assert rest is not None
        assert len(rest.rows["cards"]) == CARDS
        resting_rows = {uid_of(row): row for row in rest.rows["cards"]}
        both = resting_rows | dict(rest.since.get("cards", {}))
        assert {uid: row for uid, row in both.items() if row is not None} == rows
    store.close(fold=False)


def test_it_is_not_told_where_much_was_done_or_documents_share_a_uid(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resting, "_FEW", 3)
    store = open_store(folder)
    for number in range(5):
        assert (apart(folder)[0] is None) == (number > 3)
        save(store, Patch("cards", f"C{number:02}", {"title": "two"}))
    store.fold()
    assert store.at_rest(["cards"]) is None  # memory holds what was read before
    assert apart(folder)[0] is not None
    store.close()
    with open_database(folder / "research.json") as database:
        database.table("cards").update({"uid": "C07"}, doc_ids=[9])
        assert apart(folder)[0] is None


def test_what_is_remembered_is_for_these_files_alone(folder: Path) -> None:
    store = open_store(folder)
    rest = store.at_rest([])
    assert rest is not None
    store.remember("others", b"\0\nsomething")
    assert store.remembered(rest.version) is None
    store.remember(rest.version, b"\0\nsomething")
    assert (store.remembered("others"), store.remembered(rest.version)) == (None, b"\0\nsomething")
    save(store, Patch("cards", "C01", {"title": "two"}))
    store.fold()
    store.remember(rest.version, b"\0\nsomething")
    assert store.remembered(rest.version) is None
    assert not (folder / ".custdev" / "glances").exists()
    store.close()


def test_whoever_was_folded_over_remembers_nothing_of_before(folder: Path) -> None:
    store, other = open_store(folder), open_store(folder)
    rest = store.at_rest([])
    assert rest is not None
    other.purge()
    store.remember(rest.version, b"of somebody who is gone")
    assert not (folder / ".custdev" / "glances").exists()
    store.poll()
    store.remember(rest.version, b"of somebody who is gone")
    assert not (folder / ".custdev" / "glances").exists()
    store.close()
    other.close()

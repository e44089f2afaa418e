"""Permissions of format 1, which one word could give several of: marked, and read as what people heard."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.store.workspace import contents, records, write
from tui.domain.patch import Patch
from tui.store import open_store
from tui.store.files import migrations
from tui.store.files.given_together import mark_given_together
from tui.store.files.migrations import newest_format

FIXTURE = Path(__file__).parent / "formats" / "consents-1"
TALK = ("contact_me", "take_part", "store_notes", "recontact")

Said = tuple[str, str, str, str, str]
"""Who, when, how, what, and the answer; each but the first as usual where it is empty."""


def documents(*said: Said) -> dict[str, dict[int, dict[str, Any]]]:
    rows = {}
    for number, (who, at, method, scope, status) in enumerate(said, 1):
        fields = {"uid": f"C{number}", "participant": who, "scope": scope, "status": status or "given"}
        rows[number] = (
            fields | {"at": at or "2026-11-02T10:00:00Z", "by": "ana"} | ({"method": method} if method else {})
        )
    return {"consents": rows}


def several(who: str, *scopes: str, at: str = "", method: str = "", status: str = "") -> list[Said]:
    return [(who, at, method, scope, status) for scope in scopes]


# What was said, and the mark that each of its records has then.
SETS: dict[str, tuple[list[Said], list[str | None]]] = {
    "talk": (several("A", *TALK), ["talk"] * 4),
    "record": (several("A", "record_video", "record_audio"), ["record"] * 2),
    "share": (several("A", "share_internal", "share_external", status="renewed"), ["share"] * 2),
    "two words at once": (
        several("A", "share_internal", "record_audio", "share_external", "record_video", "quote_pseudonymous"),
        ["share", "record", "share", "record", None],
    ),
    "one given and one renewed": (
        [*several("A", "record_audio", status="renewed"), *several("A", "record_video")],
        ["record"] * 2,
    ),
    "as usual and by name": (
        [*several("A", "record_audio"), *several("A", "record_video", method="verbal_noted")],
        ["record"] * 2,
    ),
    "not all of it": (several("A", *TALK[:3], "record_video", "share_external"), [None] * 5),
    "two people": ([*several("A", "record_audio"), *several("B", "record_video")], [None] * 2),
    "two times": (
        [*several("A", "record_audio"), *several("A", "record_video", at="2026-11-02T10:00:01Z")],
        [None] * 2,
    ),
    "two ways": ([*several("A", "record_audio"), *several("A", "record_video", method="web_form")], [None] * 2),
    "a no": (several("A", "share_internal", "share_external", status="refused"), [None] * 2),
    "a yes and a no": (
        [*several("A", "record_audio"), *several("A", "record_video", status="withdrawn")],
        [None] * 2,
    ),
    "asked": (several("A", *TALK, status="requested"), [None] * 4),
    "one scope": (several("A", "observe", "quote_pseudonymous"), [None] * 2),
}


@pytest.mark.parametrize("name", SETS)
def test_complete_sets_of_one_word_are_marked_and_nothing_else_changes(name: str) -> None:
    said, marks = SETS[name]
    tables, before = documents(*said), documents(*said)
    mark_given_together(tables)
    assert [fields.pop("bundle", None) for fields in tables["consents"].values()] == marks
    assert tables == before


def test_a_public_source_is_a_source_and_no_basis() -> None:
    tables = documents(*several("A", "take_part", "observe"))
    tables["consents"][1]["basis"] = "public_source"
    tables["consents"][2]["basis"] = "contract"
    sides = {"uid": [None, "C1"], "scope": [None, "take_part"], "basis": [None, "public_source"]}
    tables["events"] = {1: {"uid": "E1", "changes": {"consents": {"C1": sides}}}}
    mark_given_together(tables)
    assert [(each["basis"], each.get("source")) for each in tables["consents"].values()] == [
        ("legitimate_interest", "public"),
        ("contract", None),
    ]
    assert sides["basis"] == [None, "legitimate_interest"]
    assert sides["source"] == [None, "public"]


@pytest.mark.parametrize(
    "events",
    [
        {},
        {1: {"uid": "E"}},
        {1: {"changes": []}},
        {1: {"changes": {"consents": None}}},
        {1: {"changes": {"consents": {"C": {"uid": "C"}}}}},
    ],
)
def test_what_is_not_understood_is_left_as_it_is(events: dict[int, Any]) -> None:
    tables: dict[str, dict[int, Any]] = {"consents": {1: {"scope": 7}, 2: {}}, "events": events}
    before = json.dumps(tables)
    mark_given_together(tables)
    assert json.dumps(tables) == before


def copied(folder: Path) -> Path:
    shutil.copytree(FIXTURE, folder, dirs_exist_ok=True)
    (folder / "private").rename(folder / ".custdev")
    return folder


def marks(found: list[dict[str, Any]], pids: dict[str, str]) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for each in found:
        words = counts.setdefault(pids[each["participant"]], {})
        words[each.get("bundle", "")] = words.get(each.get("bundle", ""), 0) + 1
    return counts


def test_a_workspace_of_format_1_is_read_with_its_marks_and_written_so_by_the_next_change(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    before = contents(folder)
    store = open_store(folder)
    pids = {each["uid"]: f"P{each['number']:02d}" for each in records(store, "participants")}
    expected = {
        "P01": {"talk": 4, "record": 2, "share": 2, "": 2},
        "P02": {"": 4},
        "P03": {"record": 2, "": 3},
        "P04": {"": 2},
        "P05": {"talk": 4, "": 5},
    }
    assert marks(records(store, "consents"), pids) == expected
    assert contents(folder) == before
    write(store, Patch("cards", "C9", {"title": "by us"}))
    store.close(fold=True)
    again = open_store(folder)
    assert again.recovery == ()
    assert marks(records(again, "consents"), pids) == expected
    (backup,) = [each for each in again.backups() if each.reason == f"before format {newest_format()}"]
    kept = [json.loads(raw) for raw in again.backup_rows(backup.name)["consents"]]
    assert marks(kept, pids) == expected


def test_a_set_that_stands_half_in_the_journal_is_marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = documents(*several("A", "record_audio", "record_video"))["consents"].values()
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "MIGRATIONS", [None])
        store = open_store(tmp_path)
        write(store, Patch("consents", "C1", first))
        store.fold()
        write(store, Patch("consents", "C2", second))
        store.close(fold=False)
    assert [each["bundle"] for each in records(open_store(tmp_path), "consents")] == ["record", "record"]

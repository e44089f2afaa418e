"""Data files in which somebody kept both sides of a conflict: every record is shown where it belongs, or named."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.workspace import records, stock, write
from tui.domain.patch import Patch
from tui.store import Store, open_store
from tui.store.files.migrations import newest_format

AT = "2026-03-02T09:00:00Z"
Tables = dict[str, list[tuple[int, str]]]


def contact(uid: str, name: str) -> str:
    return json.dumps({"uid": uid, "participant": f"of {uid}", "fn": name})


def told_of_people(uid: str) -> str:
    changes = {"contacts": {"X": {"fn": ["Ada", "Ada King"]}}}
    return json.dumps(event(uid) | {"changes": changes})


def told_of_cards(uid: str) -> str:
    changes = {"cards": {"C1": {"title": ["One", "Uno"]}}}
    return json.dumps(event(uid) | {"changes": changes})


def event(uid: str) -> dict[str, Any]:
    return {"uid": uid, "at": AT, "by": "ux", "session": "S", "kind": "contact_edited"}


def card(uid: str, title: str) -> str:
    row = {"uid": uid, "experiment": "E", "number": 1, "title": title, "column": "todo", "rank": "a0"}
    return json.dumps(row | {"created_at": AT})


def note(uid: str, text: str) -> str:
    return json.dumps({"uid": uid, "text": text, "at": AT, "by": "ux"})


def file(*tables: tuple[str, list[tuple[int, str]]]) -> str:
    """Return a data file with its tables as they stand, one record a line."""
    parts = []
    for name, rows in tables:
        lines = ",\n".join(f'"{doc_id}": {row}' for doc_id, row in rows)
        parts.append(f'"{name}": {{\n{lines}\n}}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


ADA, BOB, CY = contact("A", "Ada"), contact("B", "Bob"), contact("C", "Cy")
BOBBY = contact("B", "Bobby")
P1, P2 = told_of_people("EA"), told_of_people("EB")
ONE, UNO, TWO = card("C1", "One"), card("C1", "Uno"), card("C2", "Two")
SAID = note("N1", "Too dear")
META = ("_meta", [(1, f'{{"format": {newest_format()}}}')])

Shown = dict[str, list[str]]


class Case(NamedTuple):
    """What stands in a file, what is shown of it by table, and words of what is told; none where nothing is."""

    name: str
    text: str
    shown: Shown
    words: str = ""
    gone: str = ""


PEOPLE = [
    Case(
        "an id twice",
        file(("contacts", [(1, ADA), (2, BOB), (2, CY)])),
        {"contacts": [ADA, BOB, CY]},
    ),
    Case(
        "a record twice, alike",
        file(("contacts", [(1, ADA), (1, ADA), (2, BOB), (3, BOB)])),
        {"contacts": [ADA, BOB]},
    ),
    Case(
        "a record twice, different",
        file(("contacts", [(1, ADA), (2, BOB), (2, BOBBY)])),
        {"contacts": [ADA, BOB]},
        "1 record stood there a second time with other contents, and the first is shown (contacts B)",
        "Bobby",
    ),
    Case(
        "a record twice under different ids",
        file(("contacts", [(1, BOB), (2, ADA), (3, BOBBY)])),
        {"contacts": [BOB, ADA]},
        "1 record stood there a second time with other contents",
        "Bobby",
    ),
    Case(
        "a contact among the events",
        file(("contacts", [(1, ADA)]), ("people_events", [(1, P1), (2, BOB)])),
        {"contacts": [ADA, BOB], "people_events": [P1]},
        "1 record stood in another table and is shown where it belongs (contacts B)",
    ),
    Case(
        "an event among the contacts",
        file(("contacts", [(1, ADA), (2, P2), (3, BOB)]), ("people_events", [(1, P1)])),
        {"contacts": [ADA, BOB], "people_events": [P1, P2]},
        "1 record stood in another table",
    ),
    Case(
        "both tables twice",
        file(
            ("contacts", [(1, ADA), (2, BOB)]),
            ("people_events", [(1, P1)]),
            ("contacts", [(1, ADA), (2, CY)]),
            ("people_events", [(1, P1), (2, P2)]),
        ),
        {"contacts": [ADA, BOB, CY], "people_events": [P1, P2]},
        "the table contacts stands in it more than once, and all its records are shown; the table people_events stands",
    ),
    Case(
        "one side ends in the middle of the other",
        file(("contacts", [(1, ADA), (2, BOB)]), ("people_events", [(2, CY), (1, P1)]), ("people_events", [(2, P2)])),
        {"contacts": [ADA, BOB, CY], "people_events": [P1, P2]},
        "1 record stood in another table and is shown where it belongs (contacts C)",
    ),
    Case(
        "a contact among the events that is there already",
        file(("contacts", [(1, ADA)]), ("people_events", [(1, P1), (2, ADA)])),
        {"contacts": [ADA], "people_events": [P1]},
        "1 record stood in another table",
    ),
    Case(
        "a contact among the events that is there with other words",
        file(("contacts", [(1, BOB)]), ("people_events", [(1, P1), (2, BOBBY)])),
        {"contacts": [BOB], "people_events": [P1]},
        "1 record stood there a second time",
        "Bobby",
    ),
    Case(
        "a field twice",
        file(("contacts", [(1, '{"uid": "A", "participant": "PA", "fn": "Ada", "fn": "Ada King"}')])),
        {"contacts": ['{"uid": "A", "participant": "PA", "fn": "Ada King"}']},
        "1 record names a field twice, and the last counts (contacts A)",
        '"Ada"',
    ),
    Case(
        "cards in the file of people",
        file(("contacts", [(1, ADA)]), ("cards", [(1, ONE)])),
        {"contacts": [ADA], "cards": [ONE]},
        "The table cards stands in people.json and belongs in research.json",
    ),
    Case(
        "what no table knows stays where it is",
        file(("contacts", [(1, ADA), (2, '{"uid": "Z", "what": "is this"}')])),
        {"contacts": [ADA, '{"uid": "Z", "what": "is this"}']},
    ),
]
RESEARCH = [
    Case(
        "an id twice",
        file(META, ("cards", [(1, ONE), (1, TWO)])),
        {"cards": [ONE, TWO]},
    ),
    Case(
        "a record twice, different",
        file(META, ("cards", [(1, ONE), (1, UNO), (2, TWO)])),
        {"cards": [ONE, TWO]},
        "1 record stood there a second time with other contents, and the first is shown (cards “Uno”)",
        "Uno",
    ),
    Case(
        "a table twice",
        file(META, ("cards", [(1, ONE)]), ("notes", [(1, SAID)]), ("cards", [(1, ONE), (2, TWO)])),
        {"cards": [ONE, TWO], "notes": [SAID]},
        "the table cards stands in it more than once",
    ),
    Case(
        "a note among the cards",
        file(META, ("cards", [(1, ONE), (2, SAID)])),
        {"cards": [ONE], "notes": [SAID]},
        "1 record stood in another table and is shown where it belongs (notes N1)",
    ),
    Case(
        "a card among the touchpoints, an event among the notes",
        file(META, ("notes", [(1, SAID), (2, told_of_cards("E1"))]), ("touchpoints", [(1, TWO)])),
        {"cards": [TWO], "notes": [SAID], "events": [told_of_cards("E1")]},
        "2 records stood in another table and are shown where they belong",
    ),
    Case(
        "an event that names people",
        file(META, ("events", [(1, told_of_cards("E1")), (2, P1)])),
        {"events": [told_of_cards("E1")], "people_events": [P1]},
        "1 record stood in another table",
    ),
    Case(
        "identities in the file of research",
        file(META, ("cards", [(1, ONE)]), ("contacts", [(1, ADA)])),
        {"cards": [ONE], "contacts": [ADA]},
        "The table contacts stands in research.json and belongs in people.json",
    ),
    Case(
        "the format twice",
        file(META, META, ("cards", [(1, ONE)])),
        {"cards": [ONE]},
    ),
]
CASES = [("people.json", case) for case in PEOPLE] + [("research.json", case) for case in RESEARCH]
TABLES = ("cards", "notes", "events", "contacts", "people_events", "touchpoints")


def shown(store: Store) -> Shown:
    return {table: rows for table in TABLES if (rows := [json.dumps(row) for row in records(store, table)])}


def told(store: Store) -> str:
    return " ".join(words for words in store.recovery if "; its contents were taken in." not in words)


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{name}: {case.name}" for name, case in CASES])
def test_both_sides_were_kept(tmp_path: Path, name: str, case: Case, known: bool) -> None:
    if known:
        store = open_store(tmp_path)
        write(store, Patch("exports", "X", {"uid": "X"}), Patch("people", "Y", {}))
        store.close(fold=True)
    text = case.text
    (tmp_path / name).write_text(text)
    if name == "people.json" and not known:
        (tmp_path / "research.json").write_text(file(META))
    store = open_store(tmp_path)
    assert shown(store) == case.shown
    assert case.words in told(store)
    assert bool(told(store)) == bool(case.words)
    assert "Ada" not in told(store) and "Bob" not in told(store)
    write(store, Patch("exports", "Z", {"uid": "Z"}))
    store.close(fold=True)
    again = open_store(tmp_path)
    assert (shown(again), again.recovery) == (case.shown, ())
    at_rest = {**stock(tmp_path / "research.json"), **stock_if_there(tmp_path / "people.json")}
    assert {
        table: [json.dumps(row) for row in rows] for table, rows in at_rest.items() if table in TABLES and rows
    } == (case.shown)
    if case.gone:
        aside = "".join(path.read_text() for path in (tmp_path / ".custdev" / "damaged").iterdir())
        assert case.gone in aside


def stock_if_there(path: Path) -> dict[str, list[dict[str, Any]]]:
    return stock(path) if path.exists() else {}


def test_an_open_window_tells_it_too(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    write(store, Patch("contacts", "A", json.loads(ADA)))
    store.fold()
    (tmp_path / "people.json").write_text(file(("contacts", [(1, ADA)]), ("people_events", [(1, P1), (2, BOB)])))
    for _ in range(3):
        store.poll()
    assert shown(store) == {"contacts": [ADA, BOB], "people_events": [P1]}
    assert "1 record stood in another table" in told(store)


def test_missing_commas_and_both_sides_at_once(tmp_path: Path) -> None:
    text = file(META, ("cards", [(1, ONE), (1, UNO), (2, TWO)])).replace(",\n", "\n")
    (tmp_path / "research.json").write_text(text)
    store = open_store(tmp_path)
    assert shown(store) == {"cards": [ONE, TWO]}
    assert "1 record stood there a second time" in told(store)


def test_what_is_salvaged_of_a_broken_file_has_both_of_one_id(tmp_path: Path) -> None:
    text = file(META, ("cards", [(1, ONE), (1, TWO)]))
    (tmp_path / "research.json").write_text(text.replace('"1"', '"1', 1).removesuffix("}\n"))
    store = open_store(tmp_path)
    assert store.refusal is not None
    assert shown(store) == {"cards": [ONE, TWO]}


UIDS = st.lists(st.sampled_from("ABCDEFGH"), unique=True, max_size=4)
NAMES = st.sampled_from(["Ada", "Bob", "Cy"])
SIDE = st.tuples(UIDS, UIDS, NAMES)


def side(base: int, people: list[str], events: list[str], name: str) -> str:
    rows = [(doc_id, contact(f"base{doc_id}", "Base")) for doc_id in range(1, base + 1)]
    rows += [(base + place, contact(uid, name)) for place, uid in enumerate(people, 1)]
    told_rows = [(place, told_of_people(uid)) for place, uid in enumerate(events, 1)]
    return file(("contacts", rows), ("people_events", told_rows))


@settings(max_examples=40)
@given(base=st.integers(0, 2), ours=SIDE, theirs=SIDE)
def test_what_version_control_puts_together_of_both_sides(
    tmp_path_factory: pytest.TempPathFactory, base: int, ours: tuple[Any, ...], theirs: tuple[Any, ...]
) -> None:
    folder = tmp_path_factory.mktemp("merged")
    texts = {"base": side(base, [], [], "Base"), "ours": side(base, *ours), "theirs": side(base, *theirs)}
    for name, text in texts.items():
        (folder / name).write_text(text)
    command = ["git", "merge-file", "-p", "--union", "ours", "base", "theirs"]
    merged = subprocess.run(command, cwd=folder, capture_output=True, check=True).stdout
    for name in texts:
        (folder / name).unlink()
    (folder / "research.json").write_text(file(META))
    (folder / "people.json").write_bytes(merged)
    store = open_store(folder)
    there = {json.dumps(row) for table in ("contacts", "people_events") for row in records(store, table)}
    expected = {row for text in (texts["ours"], texts["theirs"]) for row in rows_in(text)}
    if lost := expected - there:
        assert told(store)
        assert all(uid_in(row) in {uid_in(each) for each in there} or store.refusal is not None for row in lost)
    for row in records(store, "contacts"):
        assert "fn" in row
    for row in records(store, "people_events"):
        assert "session" in row


def rows_in(text: str) -> list[str]:
    return [json.dumps(row) for rows in json.loads(text).values() for row in rows.values()]


def uid_in(row: str) -> str:
    return str(json.loads(row)["uid"])

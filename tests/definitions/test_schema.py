"""The schema of board files says what the reader says, as far as a schema can."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from tui.definitions.board_writer import SCHEMA_LINE, board_text
from tui.definitions.catalog import Catalog, shipped_boards
from tui.definitions.loader import BOARD, read_board
from tui.definitions.schema import SCHEMA_FILE, board_schema, schema_text

VALIDATOR = Draft202012Validator(board_schema())
HEAD = "id: x\nkey: XY\ntitle: X\n"


class _Texts(yaml.SafeLoader):
    """Reads days as the texts they are, as editors do."""


_Texts.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def problems(text: str) -> list[str]:
    return [error.json_path for error in VALIDATOR.iter_errors(yaml.load(text, Loader=_Texts))]


def test_it_is_a_schema_and_new_boards_name_it() -> None:
    Draft202012Validator.check_schema(json.loads(schema_text()))
    assert SCHEMA_LINE.endswith(f"$schema={SCHEMA_FILE}")
    assert list(board_schema()["properties"]) == list(BOARD.fields)


@pytest.mark.parametrize("path", sorted(shipped_boards().glob("*.yaml")), ids=lambda path: path.stem)
def test_boards_that_ship_are_as_it_says_and_so_are_they_written_anew(path: Path) -> None:
    entry = next(entry for entry in Catalog(None).entries() if entry.path == path)
    assert entry.definition is not None
    assert problems(entry.path.read_text("utf-8")) == []
    assert problems(board_text(entry.definition)) == []


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ("titel: X", "$"),
        ("goals: no", "$.goals"),
        ("goals: [no]", "$.goals[0]"),
        ("test: {metric: people}", "$.test"),
        ("columns: [{id: a, title: A, role: wating}]", "$.columns[0].role"),
        ("columns: [{id: a, title: A, role: active, wip: 0}]", "$.columns[0].wip"),
        ("sle: {days: 10, percent: 101}", "$.sle.percent"),
        ("cards: [{id: A b, title: A}]", "$.cards[0].id"),
        ("cards: [{title: A, kind: recurring, every: weekly}]", "$.cards[0].every"),
        ("cards: [{title: A, due: 31 May}]", "$.cards[0].due"),
        ("cards: [{title: A, needs: [everything]}]", "$.cards[0].needs[0]"),
    ],
)
def test_what_it_marks_the_reader_refuses(more: str, place: str) -> None:
    assert problems(HEAD + more) == [place]
    assert read_board(HEAD + more, "x.yaml").definition is None


@pytest.mark.parametrize(
    "more",
    [
        "goals:",
        "title: 2027",
        "hypothesis: 3",
        "cards: [{title: 1, due: 2027-01-31, every: P1W, kind: recurring}]",
        "cards: [{id: ärger-3, title: Ä}]",
    ],
)
def test_what_the_reader_takes_it_does_not_mark(more: str) -> None:
    text = (HEAD if not more.startswith("title") else HEAD.replace("title: X\n", "")) + more
    assert read_board(text, "x.yaml").definition is not None
    assert problems(text) == []

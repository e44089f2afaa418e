"""What a board file may cost: its nodes, its depth and its aliases are counted while it is read, never its bytes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from tests.definitions.test_loader import WHOLE
from tests.definitions.test_mistakes import FIVE, MISTAKES
from tests.definitions.test_syntax import SLIPS
from tui.definitions import dumper, parser, shape_reader, source
from tui.definitions.board_writer import board_text, new_definition
from tui.definitions.catalog import Catalog, shipped_boards
from tui.definitions.loader import Reading, read_board
from tui.definitions.problems import MAX_PROBLEMS
from tui.domain.errors import NotAllowed

HEAD = "id: talk\nkey: TK\ntitle: Talk\n"
CARDS = 10_000
LARGE = (
    HEAD
    + "cards:\n"
    + "".join(
        f"  - id: card-{number}\n    title: Ask number {number}\n    description: {'Who said so? ' * 6}{number}\n"
        for number in range(CARDS)
    )
)


class Parser:
    """A parser that counts the events that are asked of it."""

    def __init__(self) -> None:
        self.events = 0

    def parse(self, text: str, **loader: Any) -> Iterator[Any]:
        for event in yaml_parse(text, **loader):
            self.events += 1
            yield event


yaml_parse = yaml.parse


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> Parser:
    counter = Parser()
    monkeypatch.setattr(yaml, "parse", counter.parse)
    return counter


def sentences(text: str) -> list[str]:
    return [problem.sentence for problem in read_board(text, "talk.yaml").problems]


def test_ten_thousand_cards_are_a_board(counting: Parser) -> None:
    assert len(LARGE) > 1_200_000
    reading = read_board(LARGE, "talk.yaml")
    assert reading.definition is not None
    assert len(reading.definition.cards) == CARDS
    assert reading.definition.cards[-1].title == "Ask number 9999"
    # One event for each name and each text, two for each card, and it is gone through once.
    assert counting.events == 8 * CARDS + 15


def test_a_mistake_on_the_last_line_of_a_large_board_is_named_there() -> None:
    [problem] = read_board(LARGE + "    kind: tsk\n", "talk.yaml").problems
    assert (problem.line, problem.column, problem.path) == (LARGE.count("\n") + 1, 11, f"cards[{CARDS}].kind")


@pytest.mark.parametrize(
    ("limit", "value", "text", "sentence"),
    [
        ("MAX_NODES", 20, HEAD + "goals:\n" + "  - a\n" * 11, None),
        (
            "MAX_NODES",
            20,
            HEAD + "goals:\n" + "  - a\n" * 12,
            "holds more than 500,000 fields and texts, more than a board may; make several boards of it",
        ),
        ("MAX_DEPTH", 3, HEAD + "cards: [{title: a}]\n", "levels deep"),
        ("MAX_ALIASED", 5, HEAD + "goals: [&a x, *a, *a, *a, *a, *a]\n", None),
        ("MAX_ALIASED", 5, HEAD + "goals: [&a x, *a, *a, *a, *a, *a, *a]\n", "aliases of this file unfold"),
        ("MAX_LINE", 60, HEAD + f"hypothesis: {'x' * 48}\n", None),
        ("MAX_LINE", 60, HEAD + f"hypothesis: {'x' * 49}\n", "this line is larger than"),
        ("MAX_BYTES", 40, HEAD + "tags: [abcdefgh]\n", "this file is larger than"),
    ],
)
def test_what_costs_is_limited(
    monkeypatch: pytest.MonkeyPatch, limit: str, value: int, text: str, sentence: str | None
) -> None:
    monkeypatch.setattr(source if limit in ("MAX_LINE", "MAX_BYTES") else parser, limit, value)
    problems = sentences(text)
    assert len(problems) == (sentence is not None)
    assert not sentence or sentence in problems[0]


def test_too_many_nodes_are_refused_once_they_are_counted(counting: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser, "MAX_NODES", 100)
    [problem] = read_board(LARGE, "talk.yaml").problems
    assert problem.line == 44  # of the fourteenth card, each of which is seven
    assert counting.events < 130


def test_a_board_of_too_many_cards_is_refused_before_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    board = new_definition("Talk", cards=[f"Card {number}" for number in range(21)])
    monkeypatch.setattr(parser, "MAX_NODES", 100)
    monkeypatch.setattr(dumper, "dumped", None)
    with pytest.raises(NotAllowed, match="more than a board may"):
        board_text(board)


def test_a_long_line_is_named_where_it_stands() -> None:
    [problem] = read_board(f"{HEAD}hypothesis: {'x' * source.MAX_LINE}\n", "talk.yaml").problems
    assert (problem.line, problem.column) == (4, 1)


def test_what_nobody_reads_any_more_is_not_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[object] = []
    read = shape_reader.Reader.read

    def counted(self: shape_reader.Reader, node: Any, kind: Any, path: str = "") -> Any:
        reads.append(node)
        return read(self, node, kind, path)

    monkeypatch.setattr(shape_reader.Reader, "read", counted)
    wrong = "cards:\n" + "  - {kind: tsk, title: a}\n" * 2_000 + HEAD
    reading = read_board(wrong, "talk.yaml")
    assert len(reading.problems) == MAX_PROBLEMS + 1
    assert (reading.board_id, reading.key) == ("talk", "TK")
    assert len(reads) < 4 * MAX_PROBLEMS


SHIPPED = [path.read_text(encoding="utf-8") for path in sorted(shipped_boards().glob("*.yaml"))]
TEXTS = [WHOLE, FIVE, *SHIPPED, *(HEAD + slip + "expected_outcom: x\n" for slip, _, _, _ in SLIPS)]
TEXTS += [str(text) for text, _, _, _ in MISTAKES]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_the_parser_written_in_python_reads_the_same(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    readings: list[Reading] = []
    for loader in (yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        monkeypatch.setattr(parser, "_Loader", loader)
        readings.append(read_board(text, "talk.yaml"))
    assert readings[0] == readings[1]


def test_the_parser_of_the_library_in_c_is_taken_where_there_is_one() -> None:
    assert parser._Loader is getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def test_whoever_waits_for_a_large_file_is_told_of_it_once(tmp_path: Any) -> None:
    (tmp_path / "large.yaml").write_text(LARGE, encoding="utf-8")
    (tmp_path / "small.yaml").write_text(HEAD.replace("talk", "small"), encoding="utf-8")
    sentences: list[str] = []
    catalog = Catalog(tmp_path, tmp_path / "none", tell=sentences.append)
    assert {entry.id for entry in catalog.entries()} == {"talk", "small"}
    assert catalog.entry("talk") is not None
    assert sentences == [f"Reading {tmp_path.name}/large.yaml, {len(LARGE) / 1_000_000:.1f} MB."]

from __future__ import annotations

from pathlib import Path

import pytest

from tui.definitions.board_writer import SCHEMA_LINE, board_text, key_of_title, new_definition, write_board
from tui.definitions.catalog import Catalog
from tui.definitions.loader import load_board
from tui.domain.errors import NotAllowed

TITLES = [
    *("Price by the month", "no", "null", "2026-01-02", "1:30:00", "=1+1", "- a", "yes: no # or", "'", '"', "&a *b"),
    *("[/] {x}", "漢" * 300, "@click", "%tag", "!!python/object:os.system", "Ünïcode tïtle", "a\u2028b", "| >"),
]


@pytest.mark.parametrize("title", TITLES)
def test_what_is_written_is_read_as_it_was_meant(title: str) -> None:
    board = new_definition(title, hypothesis=f"{title}\n\n  {title} #x", related=[title], cards=[title, title])
    text = board_text(board)
    assert text.startswith(f"{SCHEMA_LINE}\nid: ")
    assert load_board(text, "x.yaml") == board


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Customer Development", "CD"),
        ("Price by the month", "PB"),
        ("prices", "PR"),
        ("Élan Vital", "EV"),
        ("漢字", "BD"),
        ("9 lives of a Cat", "LO"),
    ],
)
def test_a_key_comes_from_the_capitals_of_the_title(title: str, key: str) -> None:
    assert key_of_title(title) == key


def test_an_id_and_a_key_that_are_taken_give_the_next_ones() -> None:
    board = new_definition("Customer Development", taken_ids=["customer-development"], taken_keys=["CD", "CE"])
    assert (board.id, board.key) == ("customer-development-2", "CF")


def test_no_file_is_written_over_another(tmp_path: Path) -> None:
    folder = tmp_path / "boards"
    board = new_definition("Prices")
    assert write_board(folder, board).name == "prices.yaml"
    assert write_board(folder, board).name == "prices-2.yaml"
    assert sorted(path.name for path in folder.iterdir()) == ["prices-2.yaml", "prices.yaml"]
    (folder / "prices-2.yaml").unlink()
    entry = Catalog(folder).entry("prices")
    assert entry is not None
    assert entry.definition == board


@pytest.mark.parametrize("title", ["", " \n", "x" * 10_000_000])
def test_what_cannot_be_a_board_is_refused_and_leaves_nothing(tmp_path: Path, title: str) -> None:
    with pytest.raises(NotAllowed, match=r"Nothing was written\."):
        write_board(tmp_path, new_definition(title))
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_a_file_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "boards").write_text("")
    with pytest.raises(NotAllowed, match="No board can be written in"):
        write_board(tmp_path / "boards", new_definition("Prices"))

"""What two everyday commands cost, from start to end: beside importing tinydb, Taskwarrior and kanban-tui."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.bench.boards import BOARD, COLUMNS, DEFINITION
from tests.bench.rivals import KanbanTui, Taskwarrior
from tests.bench.table import Row
from tests.bench.turns import PYTHON, Program, against, always, custdev, in_turns
from tests.bench.workspaces import copied

FLOOR = always(PYTHON, "-c", "import tinydb")


def listing(folder: Path) -> Program:
    """Return what lists the cards of the board as JSON."""
    return always(*custdev(folder, "card", "list", BOARD, "--json"))


def moving(folder: Path, cards: int) -> Program:
    """Return what moves another card each time, and really: the next column is never the one it stands in."""

    def words(turn: int) -> tuple[str, ...]:
        number = turn * 37 % cards + 1
        return custdev(folder, "card", "move", f"{DEFINITION.key}-{number}", COLUMNS[(number + 1) % 3])

    return Program(words)


def small(board: Path, runs: int) -> Iterator[Row]:
    """Measure a board of 100 cards beside importing tinydb."""
    with copied(board) as written:
        floor, listed, moved = in_turns((FLOOR, listing(board), moving(written, 100)), runs)
    yield against("card list --json, 100 cards, against import tinydb", listed, floor, 3.0)
    yield against("card move, 100 cards, against import tinydb", moved, floor, 4.0)


def large(board: Path, warrior: Taskwarrior | None, runs: int) -> Iterator[Row]:
    """Measure a board of 10,000 cards beside Taskwarrior."""
    if warrior is None:
        yield Row("Taskwarrior", "not installed here, nothing to compare with")
        return
    with copied(board) as written:
        programs = (listing(board), warrior.export, moving(written, 10_000), warrior.modify)
        listed, export, moved, modify = in_turns(programs, runs)
    yield against("card list --json, 10,000, against Taskwarrior", listed, export, 1.5)
    yield against("card move, 10,000, against Taskwarrior's modify", moved, modify, 1.6)


def beside(board: Path, kanban: KanbanTui, runs: int) -> Iterator[Row]:
    """Measure a board of 100 cards beside kanban-tui."""
    with copied(board) as written:
        programs = (listing(board), kanban.list_tasks, moving(written, 100), kanban.move)
        listed, theirs, moved, other = in_turns(programs, runs)
    yield against("card list --json, 100 cards, against kanban-tui", listed, theirs, 0.15)
    yield against("card move, 100 cards, against kanban-tui", moved, other, 0.25)

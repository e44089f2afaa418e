"""How long a board takes to be on the screen: beside the smallest Textual app, as it grows, and beside kanban-tui."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.bench.boards import BOARD
from tests.bench.rivals import KanbanTui
from tests.bench.table import Row
from tests.bench.turns import (
    BOARD_WORDS,
    PYTHON,
    Program,
    against,
    always,
    custdev,
    moved_in_turns,
    painted_in_turns,
)
from tests.bench.workspaces import copied

LEAST = always(PYTHON, "-m", "tests.bench.bare", painted=("ready and waiting", "Quit"))


def opened(folder: Path) -> Program:
    """Return what opens the board in a folder."""
    return always(*custdev(folder, "open", BOARD), painted=BOARD_WORDS)


def first_paint(boards: Mapping[int, Path], other_scripts: Path, runs: int) -> Iterator[Row]:
    """Measure first paint of 100 and 10,000 cards, also of 10,000 with titles in other scripts."""
    programs = (LEAST, opened(boards[100]), opened(boards[10_000]), opened(other_scripts))
    least, small, large, elsewhere = painted_in_turns(programs, runs)
    yield against("first paint, 100 cards, against the smallest app", small, least, 1.25)
    yield against("first paint, 10,000 cards, against 100", large, small, 1.4)
    yield against("first paint, 10,000 in other scripts, against 100", elsewhere, small, 1.4)


def largest_paint(boards: Mapping[int, Path], runs: int) -> Iterator[Row]:
    """Measure first paint of 100,000 cards."""
    small, largest = painted_in_turns((opened(boards[100]), opened(boards[100_000])), runs)
    yield against("first paint, 100,000 cards, against 100", largest, small, 3.0)


def moved_beside(boards: Mapping[int, Path], theirs: Mapping[int, KanbanTui]) -> Iterator[Row]:
    """Measure a move on the screen beside kanban-tui with as many cards; on copies, as a move is saved."""
    for cards, rival in theirs.items():
        with copied(boards[cards]) as folder:
            words = custdev(folder, "--as", "ana", "open", BOARD)  # else the first change would ask who one is
            ours, other = moved_in_turns((always(*words, painted=BOARD_WORDS), rival.start), 1)
        limit = 0.01 if cards == 100 else 0.001
        yield against(f"a move on the screen, {cards:,} cards, against kanban-tui", ours, other, limit)


def beside(boards: Mapping[int, Path], theirs: Mapping[int, KanbanTui], runs: int) -> Iterator[Row]:
    """Measure first paint beside kanban-tui with as many cards, 100 and 1,000."""
    for cards, rival in theirs.items():
        ours, other = painted_in_turns((opened(boards[cards]), rival.start), runs if cards == 100 else 1)
        limit = 0.095 if cards == 100 else 0.012
        yield against(f"first paint, {cards:,} cards, against kanban-tui", ours, other, limit)

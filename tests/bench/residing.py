"""How much memory is the app's own: at rest with a large board open, and after a long day of opening everything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.bench.boards import BOARD
from tests.bench.table import Row
from tests.bench.terminal import Terminal
from tests.bench.turns import BOARD_WORDS, QUIET, custdev
from tests.bench.workspaces import copied

REST = 3.0
"""Seconds of silence after which the app is at rest, the files folded."""
SHORT = 0.15
OPENINGS = ("P\x1b", "S\x1b", "f\x1b", "0\x1b1", "?\x1b", ":\x1b", "i\x1b", "w\x1b", "\r\t\x1b\x1b")
"""Keys that open a screen, a dialog or the panel, and come back to the board."""
FILTER = "/we\x1b"
FEW, MANY, FILTERS = 5, 60, 300


def at_rest(boards: Mapping[int, Path]) -> Iterator[Row]:
    """Measure boards that are open and looked at."""
    for cards, limit in ((10_000, 70), (100_000, 230)):
        if cards in boards:
            with Terminal(custdev(boards[cards], "open", BOARD), QUIET) as terminal:
                terminal.wait_for(*BOARD_WORDS)
                terminal.type("jj", quiet=SHORT)
                terminal.read_until_silent(REST)
                own, peak = terminal.private_megabytes, terminal.peak_megabytes
            what = f"private memory at rest, {cards:,} cards, {3 * cards:,} events"
            yield Row(what, f"{own:.0f} MB, {peak:.0f} with what is shared at most", f"{limit} MB", own <= limit)


def after_openings(board: Path, many: int = MANY, filters: int = FILTERS) -> Iterator[Row]:
    """Measure a window in which everything was opened many times, against the same after a few."""
    with copied(board) as workspace, Terminal(custdev(workspace, "open", BOARD), QUIET) as terminal:
        terminal.wait_for(*BOARD_WORDS)
        _open_all(terminal, FEW, FEW)
        few = terminal.private_megabytes
        _open_all(terminal, many - FEW, filters - FEW)
        more = terminal.private_megabytes - few
    what = f"more private memory after {many} openings of everything"
    yield Row(what, f"{more:.1f} MB more than {few:.0f} MB", "10 MB", more <= 10)


def _open_all(terminal: Terminal, times: int, filters: int) -> None:
    for _ in range(times):
        for keys in OPENINGS:
            terminal.type(keys, quiet=SHORT)
    for _ in range(filters):
        terminal.type(FILTER, quiet=SHORT / 3)
    terminal.read_until_silent(REST)

"""How the cost grows from 10,000 to 100,000 cards: the slope of a line through both on logarithmic paper.

At 1 the cost grows as the cards do, at 0 not at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import log10
from pathlib import Path

from tests.bench.boards import BOARD
from tests.bench.measures import key_costs
from tests.bench.painting import opened
from tests.bench.shell import listing
from tests.bench.table import Row
from tests.bench.terminal import Cost
from tests.bench.turns import always, custdev, in_turns, painted_in_turns

SMALL, LARGE = 10_000, 100_000
GROWING, FLAT = 0.9, 0.1


def slopes(boards: Mapping[int, Path], runs: int, batches: int) -> Iterator[Row]:
    """Measure what may grow with the board and what must not, in turns."""
    folders = boards[SMALL], boards[LARGE]
    yield _slope("open", *_cpu(painted_in_turns([*map(opened, folders)], runs)), GROWING)
    words = {
        "standup": ("standup", "--format", "json"),
        "flow": ("flow", BOARD),
        "export": ("export", BOARD, "-o", "-"),
    }
    programs = {"list": [*map(listing, folders)]}
    programs |= {name: [always(*custdev(folder, *line)) for folder in folders] for name, line in words.items()}
    for name, both in programs.items():
        yield _slope(name, *_cpu(in_turns(both, runs)), GROWING)
    small, large = (key_costs(folder, batches) for folder in folders)
    for name, key in {"move": "move", "selection": "selection", "typing": "filter"}.items():
        yield _slope(name, small[key][0], large[key][0], FLAT)


def _cpu(costs: Sequence[Cost]) -> tuple[float, float]:
    small, large = costs
    return small.cpu, large.cpu


def _slope(what: str, small: float, large: float, limit: float) -> Row:
    slope = log10(large / small) / log10(LARGE / SMALL)
    figure = f"{slope:.2f} ({small:,.1f} / {large:,.1f} ms CPU)"
    return Row(f"slope from {SMALL:,} to {LARGE:,} cards, {what}", figure, f"{limit}", slope <= limit)

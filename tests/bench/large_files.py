"""What it costs to read a board file of ten thousand cards, each with an id, a title and a line of description."""

from __future__ import annotations

import time
from collections.abc import Iterator

from tests.bench.boards import SAID
from tests.bench.table import Row
from tui.definitions.loader import read_board

CARDS = 10_000
MOST = 2_000


def costs(runs: int) -> Iterator[Row]:
    """Measure it in a process that has begun."""
    text = board_file(CARDS)
    cpu = min(_cpu(text) for _ in range(runs))
    figure = f"{cpu:.0f} ms CPU for {len(text) / 1_000_000:.1f} MB"
    yield Row(f"reading a board file of {CARDS:,} cards", figure, f"{MOST:,} ms", cpu <= MOST)


def board_file(cards: int) -> str:
    """Return the text of a board file with so many cards."""
    lines = ["id: large-board", "key: LB", "title: Large board", "cards:"]
    for number in range(cards):
        words = SAID[number % len(SAID)][-1]
        lines += [f"  - id: card-{number}", f"    title: Ask customer {number}", f"    description: '{words}'"]
    return "\n".join(lines) + "\n"


def _cpu(text: str) -> float:
    begun = time.process_time()
    reading = read_board(text.encode(), "large-board.yaml")
    assert reading.definition is not None
    assert len(reading.definition.cards) == CARDS
    return (time.process_time() - begun) * 1000

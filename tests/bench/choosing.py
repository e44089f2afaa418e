"""What it costs to work on many cards of a board at once, in a process of its own.

`python -m tests.bench.choosing BATCHES FOLDER` chooses five hundred cards that stand together, and prints as JSON what
the keys cost that move them to the next column, that take it back as one step, and that let the cards go.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import time
from pathlib import Path
from typing import cast

from tests.bench.keys import CountingDriver, Timing, over, press
from tui.app.app import CustdevApp
from tui.app.board.screen import BoardScreen

CARDS = 500
SAVED = 0.4
"""Seconds until a change of so many cards is written, which is part of it."""


async def cost_of(app: CustdevApp, key: str) -> Timing:
    """Return what one key costs until all that comes of it is done."""
    cpu, own, count = time.process_time(), time.thread_time(), CountingDriver.count
    await press(app, (key,))
    await asyncio.sleep(SAVED)
    drawn = float(CountingDriver.count - count)
    return (time.process_time() - cpu) * 1000, (time.thread_time() - own) * 1000, drawn


async def together(app: CustdevApp, batches: int) -> dict[str, Timing]:
    """Return what is done with the chosen cards, from the board; each change is taken back."""
    screen = cast(BoardScreen, app.screen)
    cards = screen.board.lanes[0].all[CARDS : 2 * CARDS]
    costs: dict[str, list[Timing]] = {"choosing": [], "moving": [], "undoing": []}
    for _ in range(batches + 1):
        screen.picked.add(cards)
        costs["choosing"].append(await cost_of(app, "space"))
        for name, key, column in (("moving", "L", 1), ("undoing", "u", 0)):
            costs[name].append(await cost_of(app, key))
            assert {*cards} <= {*screen.board.lanes[column].all}, f"{key} did not bring all of them there"
        await press(app, ("escape",))
    medians = {name: map(statistics.median, zip(*timings[1:], strict=True)) for name, timings in costs.items()}
    return {name: cast(Timing, (*figures,)) for name, figures in medians.items()}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(over(Path(sys.argv[2]), int(sys.argv[1]), together)))

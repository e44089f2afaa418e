"""What it costs to carry a card with the mouse over a board, in a process of its own.

`python -m tests.bench.dragging BATCHES FOLDER` prints as JSON what one move of the mouse costs while a card is carried.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import time
from pathlib import Path
from typing import cast

from textual import events

from tests.bench.keys import PAUSE, CountingDriver, Timing, over, press
from tui.app.app import CustdevApp
from tui.app.board.column import ColumnView

MOVES = 12
LEFT = 1


async def move(app: CustdevApp, kind: type[events.MouseEvent], at: tuple[int, int]) -> None:
    """Send what the mouse does, as a terminal tells it, and wait until all that comes of it is done."""
    x, y = at
    told = kind(None, x, y, 0, 0, LEFT, shift=False, meta=False, ctrl=False, screen_x=x, screen_y=y)
    app.post_message(told)
    await asyncio.sleep(PAUSE)


async def carried(app: CustdevApp, batches: int) -> dict[str, Timing]:
    """Return what a move costs: a card is taken from the first column, carried about the second, and let go at home."""
    first, second = (column.region for column in [*app.screen.query(ColumnView)][:2])
    start = (first.x + 6, first.y + 3)
    costs: list[Timing] = []
    for _ in range(batches + 1):
        await move(app, events.MouseMove, start)
        await move(app, events.MouseDown, start)
        await move(app, events.MouseMove, (start[0] + 6, start[1] + 1))
        for step in range(MOVES):
            cpu, own, count = time.process_time(), time.thread_time(), CountingDriver.count
            await move(app, events.MouseMove, (second.x + 4 + step, second.y + 4 + step))
            drawn = float(CountingDriver.count - count)
            costs.append(((time.process_time() - cpu) * 1000, (time.thread_time() - own) * 1000, drawn))
        assert app.screen.query("#ghost"), "nothing is carried"
        await press(app, ("escape",))
        await move(app, events.MouseUp, start)
    return {"move": cast(Timing, tuple(map(statistics.median, zip(*costs[MOVES:], strict=True))))}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(over(Path(sys.argv[2]), int(sys.argv[1]), carried)))

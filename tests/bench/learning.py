"""What it costs to see what was measured, and to gather notes into themes, in a process of its own.

`python -m tests.bench.learning BATCHES FOLDER` prints as JSON what opening the metrics costs over a survey of many
answers, and a key on the gathering screen over many notes: one that moves, and one that puts a note into a theme.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from pathlib import Path
from typing import cast

from tests.bench.keys import CountingDriver, Timing, measure, over, press
from tui.app.app import CustdevApp
from tui.app.gathering.screen import GatheringScreen

THEME = "by hand"


async def opening(app: CustdevApp, batches: int) -> Timing:
    """Return what opening the metrics costs, from the board; they are closed again."""
    costs: list[Timing] = []
    for _ in range(batches + 1):
        cpu, own, count = time.process_time(), time.thread_time(), CountingDriver.count
        await press(app, ("M",))
        drawn = float(CountingDriver.count - count)
        costs.append(((time.process_time() - cpu) * 1000, (time.thread_time() - own) * 1000, drawn))
        await press(app, ("escape",))
    return cast(Timing, tuple(map(statistics.median, zip(*costs, strict=True))))


async def learned(app: CustdevApp, batches: int) -> dict[str, Timing]:
    """Return the figures, from the board."""
    figures = {"measures": await opening(app, batches)}
    await press(app, ("I", "a", *THEME, "enter"))
    screen = cast(GatheringScreen, app.screen)
    assert screen.affinity is not None, "the notes are not read yet"
    loose = len(screen.affinity)
    figures["selection"] = await measure(app, ("j", "j", "k", "j"), batches)
    figures["taking"] = await measure(app, ("space",) * 4, batches)
    assert len(screen.affinity) < loose, "no note was put into the theme"
    return figures


if __name__ == "__main__":
    sys.stdout.write(json.dumps(over(Path(sys.argv[2]), int(sys.argv[1]), learned)))

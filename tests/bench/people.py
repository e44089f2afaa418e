"""What the people screen costs: opening it, and its keys, in a process of its own.

`python -m tests.bench.people BATCHES FOLDER` prints the figures as JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path

from tests.bench.keys import CountingDriver, Timing, measure, over, press
from tui.app.app import CustdevApp

OPENED = 0.4
SCRIPTS = {
    "selection": ("j", "j", "j", "j", "k", "k", "k", "k"),
    "search": ("e", "n", "g", "e", "backspace", "backspace", "backspace", "backspace"),
    "condition": ("i", "s", "colon", "d", "backspace", "backspace", "backspace", "backspace"),
    "edge": ("G", "g", "G", "g"),
}
BEFORE: dict[str, tuple[str, ...]] = {"search": ("slash",), "condition": ("slash",)}
AFTER: dict[str, tuple[str, ...]] = {"search": ("escape",), "condition": ("escape",)}


async def opening(app: CustdevApp) -> Timing:
    """Return the cost of opening the screen from the board, its first time in this process."""
    cpu, own, count = time.process_time(), time.thread_time(), CountingDriver.count
    await press(app, ("P",))
    await asyncio.sleep(OPENED)
    cost = ((time.process_time() - cpu) * 1000, (time.thread_time() - own) * 1000, float(CountingDriver.count - count))
    await press(app, ("escape",))
    await asyncio.sleep(OPENED)
    return cost


async def on_screen(app: CustdevApp, batches: int) -> dict[str, Timing]:
    """Return what the screen costs, from the board."""
    figures = {"opening": await opening(app)}
    await press(app, ("P",))
    await asyncio.sleep(OPENED)
    for name, keys in SCRIPTS.items():
        await press(app, BEFORE.get(name, ()))
        figures[name] = await measure(app, keys, batches)
        await press(app, AFTER.get(name, ()))
    return figures


if __name__ == "__main__":
    sys.stdout.write(json.dumps(over(Path(sys.argv[2]), int(sys.argv[1]), on_screen)))

"""What the people screen costs: opening it, and its keys, in a process of its own.

`python -m tests.bench.people BATCHES FOLDER` prints the figures as JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path

from tests.bench.boards import BOARD
from tests.bench.keys import PAUSE, SETTLING, SIZE, CountingDriver, Timing, measure, press
from tui.app.app import CustdevApp
from tui.session import Session

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


async def sit(app: CustdevApp, batches: int) -> dict[str, Timing]:
    """Measure the screen when the board has drawn itself."""
    while not CountingDriver.count:
        await asyncio.sleep(PAUSE)
    await asyncio.sleep(SETTLING)
    figures = {"opening": await opening(app)}
    await press(app, ("P",))
    await asyncio.sleep(OPENED)
    for name, keys in SCRIPTS.items():
        await press(app, BEFORE.get(name, ()))
        figures[name] = await measure(app, keys, batches)
        await press(app, AFTER.get(name, ()))
    app.exit(0)
    return figures


async def run(app: CustdevApp, batches: int) -> dict[str, Timing]:
    """Run an app for a terminal that nobody sees."""
    sitting = asyncio.create_task(sit(app, batches))
    app.driver_class = CountingDriver
    await app.run_async(size=SIZE)
    return await sitting


def main(batches: str, folder: str) -> None:
    """Print the figures of a workspace."""
    session = Session.open(Path(folder))
    try:
        figures = asyncio.run(run(CustdevApp(session, board=BOARD), int(batches)))
    finally:
        session.close()
    sys.stdout.write(json.dumps(figures))


if __name__ == "__main__":
    main(*sys.argv[1:])

"""What opening a screen costs, from its key until what it reads is shown, in a process of its own.

`python -m tests.bench.opening flow|standup FOLDER` prints the figures as JSON: processor time and time by the clock, in
milliseconds. A standup is begun in the folder.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path

from tests.bench.boards import BOARD
from tests.bench.keys import PAUSE, SIZE, CountingDriver, Timing, press, settled
from tui.app.app import CustdevApp
from tui.session import Session

DRAWN = 0.1
SCREENS = {"flow": ("f", "report"), "standup": ("S", "moved")}
"""The key of a screen, and what it has once it read what it shows."""


async def opening(app: CustdevApp, screen: str) -> Timing:
    """Return the cost of opening a screen from the board: of all threads, and by the clock."""
    key, read = SCREENS[screen]
    cpu, began = time.process_time(), time.perf_counter()
    await press(app, (key,))
    while getattr(app.screen, read, None) is None:
        await asyncio.sleep(PAUSE)
    wall = time.perf_counter() - began
    await asyncio.sleep(DRAWN)
    return (time.process_time() - cpu) * 1000, wall * 1000, 0.0


async def sit(app: CustdevApp, screen: str) -> Timing:
    """Measure when the board has drawn itself."""
    await settled()
    cost = await opening(app, screen)
    app.exit(0)
    return cost


async def run(app: CustdevApp, screen: str) -> Timing:
    """Run an app for a terminal that nobody sees."""
    sitting = asyncio.create_task(sit(app, screen))
    app.driver_class = CountingDriver
    await app.run_async(size=SIZE)
    return await sitting


def main(screen: str, folder: str) -> None:
    """Print the figures of a workspace."""
    session = Session.open(Path(folder))
    try:
        cost = asyncio.run(run(CustdevApp(session, board=BOARD), screen))
    finally:
        session.close()
    sys.stdout.write(json.dumps({"opening": cost}))


if __name__ == "__main__":
    main(*sys.argv[1:])

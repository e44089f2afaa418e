"""What a key costs: processor time from the key to the bytes for the terminal, in a process of its own.

`python -m tests.bench.keys BATCHES [FOLDER]` prints the cost of a key by name as JSON; without a folder, that of the
bare board.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from textual import events
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver

from tests.bench.bare import BareBoard
from tests.bench.boards import BOARD
from tui.app.app import CustdevApp
from tui.session import Session

SIZE = (160, 45)
PAUSE = 0.05
SETTLING = 0.5
WARM = 2

SCRIPTS = {
    "selection": ("j", "j", "j", "j", "k", "k", "k", "k"),
    "move": ("L", "H", "L", "H"),
    "filter": ("w", "e", "e", "k", "backspace", "backspace", "backspace", "backspace"),
}
BEFORE: dict[str, tuple[str, ...]] = {"filter": ("slash",)}
AFTER: dict[str, tuple[str, ...]] = {"filter": ("escape",)}

Timing = tuple[float, float, float]


class CountingDriver(HeadlessDriver):
    """A terminal that takes every byte and shows none; Textual does for it all it does for a real one."""

    count = 0

    @property
    def is_headless(self) -> bool:
        """Say no, for then nothing would be drawn."""
        return False

    def write(self, data: str) -> None:
        """Take what is drawn."""
        CountingDriver.count += len(data)


async def press(app: App[int], keys: Sequence[str]) -> None:
    """Press keys one after another, each when all that came of the one before is done."""
    for key in keys:
        character = key if len(key) == 1 else "/" if key == "slash" else None
        app.post_message(events.Key(key, character))
        await asyncio.sleep(PAUSE)


async def measure(app: App[int], keys: Sequence[str], batches: int) -> Timing:
    """Return for a key the median CPU of the process and of the interface's thread, in ms, and the bytes."""
    timings: list[Timing] = []
    for batch in range(WARM + batches):
        cpu, own, count = time.process_time(), time.thread_time(), CountingDriver.count
        await press(app, keys)
        timing = (time.process_time() - cpu, time.thread_time() - own, float(CountingDriver.count - count))
        if batch >= WARM:
            timings.append(timing)
    cpu, own, count = (statistics.median(column) / len(keys) for column in zip(*timings, strict=True))
    return cpu * 1000, own * 1000, count


async def run(app: App[int], scripts: Mapping[str, Sequence[str]], batches: int) -> dict[str, Timing]:
    """Run an app for a terminal that nobody sees, and measure the scripts when it has drawn itself."""
    figures: dict[str, Timing] = {}

    async def sit() -> None:
        while not CountingDriver.count:
            await asyncio.sleep(PAUSE)
        await asyncio.sleep(SETTLING)
        for name, keys in scripts.items():
            await press(app, BEFORE.get(name, ()))
            figures[name] = await measure(app, keys, batches)
            await press(app, AFTER.get(name, ()))
        app.exit(0)

    sitting = asyncio.create_task(sit())
    app.driver_class = CountingDriver
    await app.run_async(size=SIZE)
    await sitting
    return figures


def on_board(folder: Path, batches: int) -> dict[str, Timing]:
    """Measure what people do on a board."""
    session = Session.open(folder)
    try:
        return asyncio.run(run(CustdevApp(session, board=BOARD), SCRIPTS, batches))
    finally:
        session.close()


def main(batches: str, folder: str | None = None) -> None:
    """Print the figures of a board, or of the bare one."""
    if folder is None:
        figures = asyncio.run(run(BareBoard(), {"selection": SCRIPTS["selection"]}, int(batches)))
    else:
        figures = on_board(Path(folder), int(batches))
    sys.stdout.write(json.dumps(figures))


if __name__ == "__main__":
    main(*sys.argv[1:])

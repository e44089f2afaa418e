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
from collections.abc import Awaitable, Callable, Mapping, Sequence
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
AT_WORK = 0.02
"""Seconds of processor time in half a second from which on something is still read."""
WARM = 2
CHARACTERS = {"slash": "/", "colon": ":"}

SCRIPTS = {
    "selection": ("j", "j", "j", "j", "k", "k", "k", "k"),
    "move": ("L", "H", "L", "H"),
    "filter": ("w", "e", "e", "k", "backspace", "backspace", "backspace", "backspace"),
    "condition": ("i", "s", "colon", "b", "backspace", "backspace", "backspace", "backspace"),
}
BEFORE: dict[str, tuple[str, ...]] = {"filter": ("slash",), "condition": ("slash",)}
AFTER: dict[str, tuple[str, ...]] = {"filter": ("escape",), "condition": ("escape",)}

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
        character = key if len(key) == 1 else CHARACTERS.get(key)
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


async def settled() -> None:
    """Wait until the app has drawn itself, and what it reads beside that is read: it is no part of what a key costs."""
    while not CountingDriver.count:
        await asyncio.sleep(PAUSE)
    spent = -AT_WORK
    while time.process_time() - spent >= AT_WORK:
        spent = time.process_time()
        await asyncio.sleep(SETTLING)


async def sitting(app: App[int], taken: Callable[[], Awaitable[dict[str, Timing]]]) -> dict[str, Timing]:
    """Run an app for a terminal that nobody sees; return the figures that are taken once it has drawn itself."""

    async def sit() -> dict[str, Timing]:
        await settled()
        figures = await taken()
        app.exit(0)
        return figures

    figures = asyncio.create_task(sit())
    app.driver_class = CountingDriver
    await app.run_async(size=SIZE)
    return await figures


def over(
    folder: Path,
    batches: int,
    taken: Callable[[CustdevApp, int], Awaitable[dict[str, Timing]]],
    prepare: Callable[[Session], None] | None = None,
) -> dict[str, Timing]:
    """Return the figures that are taken of the app over the workspace of a folder, once it is prepared."""
    session = Session.open(folder)
    try:
        if prepare is not None:
            prepare(session)
        app = CustdevApp(session, board=BOARD)
        return asyncio.run(sitting(app, lambda: taken(app, batches)))
    finally:
        session.close()


async def scripted(app: App[int], batches: int, scripts: Mapping[str, Sequence[str]] = SCRIPTS) -> dict[str, Timing]:
    """Return what the keys of each script cost."""
    figures: dict[str, Timing] = {}
    for name, keys in scripts.items():
        await press(app, BEFORE.get(name, ()))
        figures[name] = await measure(app, keys, batches)
        await press(app, AFTER.get(name, ()))
    return figures


def bare(batches: int) -> dict[str, Timing]:
    """Return what a key costs on the bare board."""
    board = BareBoard()
    return asyncio.run(sitting(board, lambda: scripted(board, batches, {"selection": SCRIPTS["selection"]})))


def main(batches: str, folder: str | None = None) -> None:
    """Print the figures of a board, or of the bare one."""
    figures = bare(int(batches)) if folder is None else over(Path(folder), int(batches), scripted)
    sys.stdout.write(json.dumps(figures))


if __name__ == "__main__":
    main(*sys.argv[1:])

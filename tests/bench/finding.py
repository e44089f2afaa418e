"""What a key costs in Find everywhere, in a process of its own: of lines that nobody typed before.

`python -m tests.bench.finding FOLDER` prints the figures as JSON: those of opening it, until all is read, of opening it
again, and of each key of each line.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path

from tests.bench.keys import PAUSE, CountingDriver, Timing, over, press
from tui.app.app import CustdevApp

LINES: Mapping[str, Sequence[str]] = {
    "words": ("export", "wording pri", "questions", "ab", "zebra"),
    "words put together": ("mondays -export", '"by hand"', "support OR churned"),
    "conditions of cards": ("is:blocked OR due:none", "col:doing tour"),
    "other conditions": ("kind:quote hand", "by:ux agencies", "since:2w", "#pricing", "@P03"),
}


async def opening(app: CustdevApp) -> Timing:
    """Return what it costs to open it and to have all read, and close it."""
    cpu, own, count = time.process_time(), time.thread_time(), CountingDriver.count
    await press(app, ("ctrl+f",))
    while not getattr(app.screen, "is_read", True):
        await asyncio.sleep(PAUSE)
    await press(app, ("escape",))
    return _since(cpu, own, count)


async def typing(app: CustdevApp, line: str) -> dict[str, Timing]:
    """Return what each key of a line costs, by what is typed with it, and empty the line again."""
    figures: dict[str, Timing] = {}
    for end, letter in enumerate(line, start=1):
        cpu, own, count = time.process_time(), time.thread_time(), CountingDriver.count
        await press(app, (letter,))
        figures[line[:end]] = _since(cpu, own, count)
    await press(app, ("ctrl+u",))
    return figures


def _since(cpu: float, own: float, count: int) -> Timing:
    return (time.process_time() - cpu) * 1000, (time.thread_time() - own) * 1000, float(CountingDriver.count - count)


async def found(app: CustdevApp, _: int) -> dict[str, Timing]:
    """Return what it costs, from the board."""
    figures = {"opening": await opening(app), "opening again": await opening(app)}
    await press(app, ("ctrl+f",))
    for line in chain.from_iterable(LINES.values()):
        figures |= await typing(app, line)
    return figures


if __name__ == "__main__":
    sys.stdout.write(json.dumps(over(Path(sys.argv[1]), 1, found)))

"""What a note of a million characters costs in the panel, in a process of its own.

`python -m tests.bench.long_note BATCHES FOLDER` writes the note on the first card of the board in the folder, and
prints as JSON what opening the panel on it costs for the first time, and what a key costs that scrolls through it.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path
from random import Random

from tests.bench.boards import BOARD, SAID
from tests.bench.keys import Timing, measure, over, press
from tui.app.app import CustdevApp
from tui.domain import operations
from tui.session import Session

LENGTH = 1_000_000
READ = 0.3
"""Seconds until the history of the card is read, which is part of opening it."""


def write_note(session: Session) -> None:
    """Write the note on the card that may be selected first."""
    experiment = session.current(BOARD)
    assert experiment is not None
    chance = Random(1)
    text = ""
    while len(text) < LENGTH:
        text += "\n\n".join(" ".join(chance.choice(SAID)[2] for _ in range(8)) for _ in range(200)) + "\n\n"
    card = next(session.workspace.lane_cards(experiment.uid, "todo"))
    session.run(operations.add_note, text[:LENGTH], card=card.uid)


async def on_panel(app: CustdevApp, batches: int) -> dict[str, Timing]:
    """Return what the panel costs, from the board."""
    cpu, own = time.process_time(), time.thread_time()
    await press(app, ("enter",))
    await asyncio.sleep(READ)
    opened = ((time.process_time() - cpu) * 1000, (time.thread_time() - own) * 1000, 0.0)
    await press(app, ("tab",))
    return {"opening": opened, "scrolling": await measure(app, ("pagedown", "pagedown", "j", "j"), batches)}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(over(Path(sys.argv[2]), int(sys.argv[1]), on_panel, write_note)))

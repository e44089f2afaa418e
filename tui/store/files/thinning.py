"""Which generations are kept for how long."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from .durable import remove_folder
from .generations import Generation, generations
from .layout import Layout

CONTIGUOUS = 5
LABELLED = 10
DAYS = 30
LEAST_BYTES = 64 << 20


def thin(layout: Layout, workspace_bytes: int) -> None:
    """Remove generations that are no longer of use, or take too much room.

    The newest five stay, since a damaged snapshot is rebuilt from them; before them one an hour for a day and one a
    day for thirty days, and the newest ten that were made on purpose. All together they take at most 64 MB or four
    times the workspace, whichever is more.
    """
    newest_first = generations(layout)
    if len(newest_first) <= CONTIGUOUS:
        return
    staying = {generation.folder for generation in _worth_keeping(newest_first)}
    room = max(LEAST_BYTES, 4 * workspace_bytes)
    for position, generation in enumerate(newest_first):
        room -= generation.size
        if generation.folder not in staying or (room < 0 and position >= CONTIGUOUS):
            with suppress(OSError):
                remove_folder(generation.folder)


def _worth_keeping(newest_first: list[Generation]) -> Iterator[Generation]:
    yield from newest_first[:CONTIGUOUS]
    yield from [generation for generation in newest_first if generation.reason is not None][:LABELLED]
    newest, taken = newest_first[0].at, set()
    for generation in newest_first:
        at, days = generation.at, (newest - generation.at).days
        period = at.replace(minute=0, second=0) if days < 1 else at.replace(hour=0, minute=0, second=0)
        if days < DAYS and (days < 1, period) not in taken:
            taken.add((days < 1, period))
            yield generation

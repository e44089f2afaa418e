"""Generations as points in time that people can go back to: how they are offered, and which are kept for how long."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC

from ..errors import Damaged
from ..port import Backup
from .durable import remove_folder
from .generations import Generation, generation_named, generations, readable_generations
from .layout import Layout
from .migrations import migrate, newest_format
from .tables import Tables

CONTIGUOUS = 5
LABELLED = 10
DAYS = 30
LEAST_BYTES = 64 << 20


def backup_of(generation: Generation) -> Backup:
    """Return a generation as it is offered."""
    at = generation.at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    name = generation.folder.name
    return Backup(name, at, generation.reason, generation.sequence, generation.size, generation.whole)


def backups(layout: Layout) -> list[Backup]:
    """Return the backups of a workspace, newest first; what was kept before it held anything is none.

    Raises:
        NoPermission: When their folder may not be read.
    """
    return [
        backup_of(generation)
        for generation in readable_generations(layout)
        if any(generation.files.values()) or not generation.described
    ]


def backup_tables(layout: Layout, name: str) -> Tables:
    """Return the tables of a backup in today's format.

    Raises:
        Missing, Damaged: When there is none of that name, or it has lost a part of its bytes.
    """
    generation = generation_named(layout, name)
    tables: Tables = {}
    for path in layout.snapshots:
        content = generation.content(path.name)
        if content is None and (path.name in generation.files or path == layout.data):
            raise Damaged(generation.folder / path.name, "its bytes are not those that were kept")
        tables |= {} if content is None else content.tables
    return migrate(tables, generation.format, newest_format(), generation.folder)


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

"""Generations as they are offered to people: points in time to go back to."""

from __future__ import annotations

from datetime import UTC

from ..errors import Damaged
from ..port import Backup
from .documents import Tables
from .generations import Generation, generation_named, readable_generations
from .layout import Layout
from .migrations import migrate, newest_format


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

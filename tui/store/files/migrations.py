"""The format of the stored documents, and how documents of older formats become those of today.

A format is the number of migrations behind it: 0 is a file that names none, as stock TinyDB writes it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..errors import Damaged, NewerFormat
from .documents import decode, encode
from .tables import Table, Tables

Decoded = dict[str, dict[int, dict[str, Any]]]
"""Table -> document id -> document."""


def _mark_given_together(tables: Decoded) -> None:
    from .given_together import mark_given_together  # only where something older is read

    mark_given_together(tables)


MIGRATIONS: list[Callable[[Decoded], None] | None] = [None, _mark_given_together, None]
"""At position n, what changes all documents in place from format n to n + 1; None where they stay as they are.

The third brought measurements and answers, which an older program would not know."""


def newest_format() -> int:
    """Return the format in which documents are written."""
    return len(MIGRATIONS)


def check_format(written: int, path: Path) -> None:
    """Refuse what a later version wrote.

    Raises:
        NewerFormat: In words; nothing was touched.
    """
    if written > newest_format():
        raise NewerFormat(path, str(written))


def migrate(tables: Tables, since: int, until: int, path: Path) -> Tables:
    """Return the documents of all tables brought from one format to another; in memory, the files stay.

    Raises:
        Damaged: When a migration does not understand what it finds.
    """
    if not any(MIGRATIONS[since:until]):
        return tables
    decoded = {table: {doc_id: decode(raw) for doc_id, raw in rows.items()} for table, rows in tables.items()}
    for number, migration in enumerate(MIGRATIONS[since:until], since):
        try:
            if migration is not None:
                migration(decoded)
        except Exception as error:
            raise Damaged(path, f"it could not be brought from format {number} to {number + 1} ({error!r})") from error
    return {
        table: Table(rows={doc_id: encode(document, table) for doc_id, document in rows.items()})
        for table, rows in decoded.items()
    }

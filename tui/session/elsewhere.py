"""Saving many changes at once where nothing is yet: what cannot be written where it belongs, or a whole story."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from tui.domain.errors import NotAllowed
from tui.domain.records.change import Change, patches
from tui.store import Patch, open_store


def write_copy(folder: Path, documents: Mapping[str, Iterable[bytes]], waiting: Iterable[Change]) -> int:
    """Write documents, by table, and the changes that wait to be saved on top of them, as a workspace of its own.

    Raises:
        NotAllowed: The folder holds a workspace.
        StoreError: It cannot be written.
    """
    store = open_store(folder)
    try:
        if store.documents():
            raise NotAllowed(f"There is a workspace in {folder} already; name another folder. Nothing was written.")
        with store.writing():
            decoded = ((table, json.loads(row)) for table, rows in documents.items() for row in rows)
            kept = [Patch(table, fields["uid"], fields, fresh=True) for table, fields in decoded if "uid" in fields]
            store.commit([*kept, *_told(waiting)])
        return len(kept)
    finally:
        store.close(fold=True)


def write_workspace(folder: Path, changes: Iterable[Change]) -> None:
    """Write changes, in the order in which operations made them, as a new workspace.

    It is one commit, where a session would sync the disk for each of them. Raises as `write_copy` does.
    """
    write_copy(folder, {}, changes)


def _told(changes: Iterable[Change]) -> list[Patch]:
    return [Patch(patch.table, patch.uid, patch.fields) for change in changes for patch in patches(change)]

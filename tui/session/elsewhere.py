"""Saving many changes at once where nothing is yet: what cannot be written where it belongs, or a whole story."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from tui.domain.errors import NotAllowed
from tui.domain.patch import Patch
from tui.domain.records.change import Change, patches
from tui.store import open_store


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
            records = [Patch(table, fields["uid"], fields, fresh=True) for table, fields in decoded if "uid" in fields]
            # A waiting change may be among the documents: the disk sometimes says no to what it wrote all the same.
            later = [patch._replace(fresh=False) for change in waiting for patch in patches(change)]
            store.commit([*records, *later])
        return len(records)
    finally:
        store.close(fold=True)


def write_workspace(folder: Path, changes: Iterable[Change]) -> None:
    """Write changes, in the order in which operations made them, as a new workspace.

    It is one commit, where a session would sync the disk for each of them. Raises as `write_copy` does.
    """
    write_copy(folder, {}, changes)

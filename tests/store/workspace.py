"""Short ways to write in a workspace and to look at what lies in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from tui.domain.patch import Patch
from tui.store import Store


def write(store: Store, *patches: Patch) -> None:
    with store.writing():
        store.commit(patches)


def records(store: Store, table: str = "cards") -> list[dict[str, Any]]:
    return [json.loads(raw) for raw in store.rows(table)]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def stock(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the tables of a file as TinyDB itself reads them."""
    with TinyDB(path, encoding="utf-8") as db:
        return {name: [dict(document) for document in db.table(name)] for name in db.tables() - {"_meta"}}

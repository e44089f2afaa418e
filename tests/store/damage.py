"""A small workspace to be damaged, and what must be left of it: worked out here, from the bytes, without the store."""

from __future__ import annotations

import json
import shutil
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.store.workspace import contents, write
from tui.domain.patch import Patch
from tui.store import Store, open_store

TABLES = ("cards", "contacts", "events")
SNAPSHOTS = ("research.json", "people.json")
JOURNAL = ".custdev/journal"

Image = dict[str, bytes]
Rows = set[tuple[str, bytes]]


@cache
def image(*, backups: bool = True) -> Image:
    """Return the files of a workspace with snapshots, commits that stand in the journal, and perhaps two backups."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        store = open_store(folder)
        write(store, Patch("cards", "C1", {"title": "Größe"}), Patch("contacts", "P1", {"fn": "Ada"}))
        store.fold()
        write(store, Patch("cards", "C2", {"title": "two"}), Patch("events", "E2", {"kind": "x"}, fresh=True))
        store.fold()
        write(store, Patch("cards", "C1", {"title": "uno"}), Patch("contacts", "P2", {"fn": "Bob"}))
        write(store, Patch("cards", "C3", {"title": "three"}), Patch("cards", "C2", None))
        write(store, Patch("events", "E3", {"kind": "y"}, fresh=True))
        store.close(fold=False)
        if not backups:
            shutil.rmtree(folder / ".custdev" / "backups")
        return contents(folder)


def lay_out(folder: Path, files: Image) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    for path in (folder / "people.json", *(folder / ".custdev").rglob("*"), folder / ".custdev"):
        if path.exists():
            path.chmod(0o700 if path.is_dir() else 0o600)


def everything(store: Store) -> Rows:
    return {(table, row) for table in TABLES for row in store.rows(table)}


def damages(files: Image, step: int) -> Iterator[tuple[str, bytes]]:
    """Yield each file with its damages: cut off, one bit changed, one byte made zero."""
    for name, data in files.items():
        for place in range(0, len(data), step):
            yield name, data[:place]
            yield name, data[:place] + bytes([data[place] ^ 1 << place % 8]) + data[place + 1 :]
            yield name, data[:place] + b"\0" + data[place + 1 :]


def whole() -> Rows:
    """Return the records of the undamaged workspace."""
    return after_journal(image()[JOURNAL])


def after_journal(journal: bytes) -> Rows:
    """Return the records that the snapshots and the whole lines of a journal make, each line counting by itself."""
    tables: dict[str, dict[str, Any]] = {table: {} for table in TABLES}
    for name in SNAPSHOTS:
        tables |= json.loads(image()[name])
    for line in whole_lines(journal):
        header, *cells = line.split(b"\t")[1:]
        documents = iter(cells)
        for table, numbers in json.loads(header).get("documents", {}).items():
            for number in numbers:
                tables[table][str(number)] = json.loads(next(documents))
    return {
        (table, json.dumps(row, ensure_ascii=False).encode())
        for table in TABLES
        for row in tables[table].values()
        if row is not None
    }


def whole_lines(journal: bytes) -> list[bytes]:
    """Return the finished lines of a journal that are what they were."""
    return [line for line in journal.split(b"\n")[:-1] if is_whole(line)]


def is_whole(line: bytes) -> bool:
    checksum, _, body = line.partition(b"\t")
    return checksum == b"%08x" % zlib.crc32(body)


def on_disk(folder: Path) -> Rows:
    """Return every record that stands in any file below a folder, under the names of all tables.

    The unfinished last line of a journal does not count: it was never acknowledged.
    """
    files = contents(folder)
    files[JOURNAL] = files.get(JOURNAL, b"")[: files.get(JOURNAL, b"").rfind(b"\n") + 1]
    held = b"\n".join(data.replace(b"\t", b"\n") for data in files.values())
    rows = {line.partition(b": ")[2].rstrip(b",") if line.startswith(b'"') else line for line in held.splitlines()}
    for name, data in files.items():
        if name.startswith(".custdev/damaged/changes-"):
            for change in json.loads(data)["changes"]:
                found = (row for table in change["documents"].values() for row in table.values())
                rows |= {json.dumps(row, ensure_ascii=False).encode() for row in found}
    return {(table, row) for table in TABLES for row in rows}

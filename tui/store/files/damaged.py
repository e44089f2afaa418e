"""Bytes that could not be taken in, kept in a file that can be named."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from tui.domain.errors import StoreError

from ..errors import explained
from .documents import decode
from .durable import make_folder, replace_file
from .journal import Changes, Journal
from .layout import Layout
from .regions import version_of


def set_aside(layout: Layout, name: str, data: bytes) -> Path | None:
    """Keep bytes in the folder for damaged ones; None where nothing can be written.

    The name says what they are and which version of it, so bytes that are there already are left alone.
    """
    if not layout.private.is_dir() or not os.access(layout.private, os.W_OK):
        return None
    path = layout.damaged / name
    if not path.exists():
        with explained(path):
            make_folder(layout.damaged, 0o700)
            replace_file(path, data)
    return path


def set_aside_json(layout: Layout, name: str, content: Mapping[str, object]) -> Path | None:
    """Keep what cannot be taken in as JSON that people can read; None where nothing can be written."""
    data = json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"
    with suppress(StoreError):
        return set_aside(layout, f"{name}-{version_of([data])}.json", data)
    return None


def readable(changes: Changes) -> dict[str, dict[int, Any]]:
    """Return documents as people read them, None for those that were removed."""
    return {
        table: {doc_id: None if raw is None else decode(raw) for doc_id, raw in rows.items()}
        for table, rows in changes.items()
    }


def keep_bytes(layout: Layout, name: str, data: bytes) -> Path | None:
    """Keep the bytes of a data file under its name and version."""
    stem, dot, suffix = name.partition(".")
    return set_aside(layout, f"{stem}-{version_of([data])}{dot}{suffix}", data)


def keep_journal(layout: Layout, journal: Journal | None) -> Path | None:
    """Keep the bytes of a journal with lines that cannot be read, once for those lines."""
    if journal is None or (journal.sound and not journal.damaged):
        return None
    if journal.copy is None or journal.copy[0] != journal.damaged:
        data = journal.content()
        path = set_aside(layout, f"journal-{version_of([data])}", data)
        journal.copy = None if path is None else (journal.damaged, path)
    return None if journal.copy is None else journal.copy[1]

"""Bytes that could not be taken in, kept in a file that can be named."""

from __future__ import annotations

import os
from pathlib import Path

from ..errors import explained
from .durable import make_folder, replace_file
from .journal import Journal
from .layout import Layout
from .snapshot import version_of


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


def keep_bytes(layout: Layout, name: str, data: bytes) -> Path | None:
    """Keep the bytes of a data file under its name and version."""
    stem, dot, suffix = name.partition(".")
    return set_aside(layout, f"{stem}-{version_of([data])}{dot}{suffix}", data)


def keep_journal(layout: Layout, journal: Journal | None) -> Path | None:
    """Keep the bytes of a journal with lines that cannot be read, once for those lines."""
    if journal is None or (journal.sound and not journal.damaged):
        return None
    if journal.kept is None or journal.kept[0] != journal.damaged:
        data = journal.content()
        path = set_aside(layout, f"journal-{version_of([data])}", data)
        journal.kept = None if path is None else (journal.damaged, path)
    return None if journal.kept is None else journal.kept[1]

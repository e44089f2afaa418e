"""What was typed and not saved, kept on this machine from one run of the app to the next; never in the workspace.

A run that ends leaves a file of its own and takes over those that others left: two windows at once lose nothing.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
from msgspec import Struct

from tui.domain.records import Card, Note
from tui.domain.text import clean_text
from tui.settings.view_state import state_path, write_private

LONGEST = timedelta(days=365)


class StoredDraft(Struct, frozen=True, omit_defaults=True):
    """The texts of a line or a dialog by field, and the card or note that is edited, as it was then."""

    texts: dict[str, str]
    card: Card | None = None
    note: Note | None = None


Stored = Mapping[str, StoredDraft]
"""Drafts by the key of their line or dialog."""


def save_drafts(workspace: Path, drafts: Stored, folder: Path | None = None) -> None:
    """Keep drafts for the next run, for the eyes of this person only; a disk that refuses troubles nobody."""
    if drafts:
        write_private(state_path(workspace, f"-{secrets.token_hex(4)}.drafts", folder), msgspec.json.encode(drafts))


def take_drafts(workspace: Path, erased: datetime | None = None, folder: Path | None = None) -> Iterator[Stored]:
    """Yield what earlier runs left, which is on disk no more then.

    What was left before somebody was `erased` is gone: it may name them, and nobody knows by now how. So is what was
    left a year ago in any workspace, which may be gone itself.
    """
    long_ago = datetime.now(UTC).timestamp() - LONGEST.total_seconds()
    for file in state_path(workspace, "", folder).parent.glob("*.drafts"):
        with suppress(OSError):
            if file.stat().st_mtime < long_ago:
                file.unlink()
    for file in _files(workspace, folder):
        with suppress(OSError, msgspec.MsgspecError):
            left = datetime.fromtimestamp(file.stat().st_mtime, UTC)
            data = file.read_bytes()
            file.unlink()
            if erased is None or left > erased:
                yield {key: _clean(draft) for key, draft in _decoded(data).items()}


def forget_drafts(workspace: Path, tells: Callable[[str], bool], folder: Path | None = None) -> None:
    """Remove the drafts that tell of somebody, and what cannot be read."""
    for file in _files(workspace, folder):
        with suppress(OSError):
            data = file.read_bytes()
            try:
                drafts = _decoded(data)
            except msgspec.MsgspecError:
                drafts = {}
            left = {key: draft for key, draft in drafts.items() if not tells(msgspec.json.encode(draft).decode())}
            if len(left) < len(drafts) or not drafts:
                file.unlink()
                save_drafts(workspace, left, folder)


def _decoded(data: bytes) -> dict[str, StoredDraft]:
    return msgspec.json.decode(data, type=dict[str, StoredDraft])


def _clean(draft: StoredDraft) -> StoredDraft:
    return msgspec.structs.replace(draft, texts={field: clean_text(text) for field, text in draft.texts.items()})


def _files(workspace: Path, folder: Path | None) -> list[Path]:
    pattern = state_path(workspace, "-*.drafts", folder)
    return sorted(pattern.parent.glob(pattern.name))

"""What the app remembers for a person on this machine between runs; never in the workspace.

For each workspace that is the last board and how dense each is, and what was typed and not saved. Of the latter a run
that ends leaves a file of its own and takes over those that others left: two windows at once lose nothing.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path

import msgspec
from msgspec import Struct

from tui.domain.records import Card, Note
from tui.domain.text import clean_text
from tui.paths import state_folder

LONGEST = timedelta(days=365)
TEXT = ".md"
"""How the name of a file ends in which a text is written in an editor."""


class ViewState(Struct, frozen=True, omit_defaults=True):
    """`last_board` is a board id, `theme` what was turned to last; `density`, `sort` and `swimlanes` are by board id.

    `workspace` says whose it is; `pinned_filter` is what is typed in the filter of every board, `folded` whether a
    standup has its customers in one stop.
    """

    workspace: str = ""
    last_board: str | None = None
    density: dict[str, str] = {}
    sort: dict[str, str] = {}
    swimlanes: dict[str, str] = {}
    theme: str = ""
    pinned_filter: str = ""
    folded: bool = False


def load_view_state(workspace: Path, folder: Path | None = None) -> ViewState:
    """Return what was remembered for a workspace; nothing where there is nothing, or nothing readable."""
    try:
        return msgspec.json.decode(state_path(workspace, ".json", folder).read_bytes(), type=ViewState)
    except (OSError, msgspec.MsgspecError):
        return ViewState()


def save_view_state(workspace: Path, state: ViewState, folder: Path | None = None) -> None:
    """Remember a state, whole or not at all. A disk that refuses is no reason to trouble anybody."""
    data = msgspec.json.encode(msgspec.structs.replace(state, workspace=os.fspath(workspace)))
    write_private(state_path(workspace, ".json", folder), data)


def state_path(workspace: Path, ending: str, folder: Path | None = None) -> Path:
    """Return where something about a workspace is remembered, in `folder` or where this person's programs do so."""
    name = _sha256(os.fsencode(workspace.resolve()))[:16]
    return (folder or state_folder()) / f"{name}{ending}"


def _sha256(data: bytes) -> str:
    """Return the hash that `hashlib` gives; it would load the whole of OpenSSL before the first screen."""
    for module in ("_sha2", "_sha256"):  # as Python's own modules have it since 3.12, and before
        with suppress(ImportError):
            return str(import_module(module).sha256(data).hexdigest())
    return str(import_module("hashlib").sha256(data).hexdigest())


def write_private(file: Path, data: bytes) -> None:
    """Write a file that only this person can read, whole or not at all; where the disk refuses, it is not there."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=".view-")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            Path(temporary).replace(file)
        except OSError:
            Path(temporary).unlink(missing_ok=True)


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
        write_private(state_path(workspace, f"-{os.urandom(4).hex()}.drafts", folder), msgspec.json.encode(drafts))


def new_text_file(workspace: Path, folder: Path | None = None) -> Path:
    """Return an empty file for a text that is written in an editor, for the eyes of this person only."""
    file = state_path(workspace, f"-{os.urandom(4).hex()}{TEXT}", folder)
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except OSError:  # nothing can be kept there; a text is written all the same
        handle, name = tempfile.mkstemp(prefix="custdev-", suffix=TEXT)
        file = Path(name)
    os.close(handle)
    return file


def take_drafts(workspace: Path, erased: datetime | None = None, folder: Path | None = None) -> Iterator[Stored]:
    """Yield what earlier runs left, which is on disk no more then.

    What was left before somebody was `erased` is gone, texts of an editor too: it may name them, and nobody knows by
    now how. So are drafts that were left a year ago in any workspace, which may be gone itself.
    """
    long_ago = datetime.now(UTC).timestamp() - LONGEST.total_seconds()
    for file in state_path(workspace, "", folder).parent.glob("*.drafts"):
        with suppress(OSError):
            if file.stat().st_mtime < long_ago:
                file.unlink()
    for file in _texts(workspace, folder):
        with suppress(OSError):
            if erased is not None and datetime.fromtimestamp(file.stat().st_mtime, UTC) <= erased:
                file.unlink()
    for file in _files(workspace, folder):
        with suppress(OSError, msgspec.MsgspecError):
            left = datetime.fromtimestamp(file.stat().st_mtime, UTC)
            data = file.read_bytes()
            file.unlink()
            if erased is None or left > erased:
                yield {key: _clean(draft) for key, draft in _decoded(data).items()}


def forget_drafts(workspace: Path, tells: Callable[[str], bool], folder: Path | None = None) -> None:
    """Remove the drafts and the texts of an editor that tell of somebody, and drafts that cannot be read."""
    for file in _texts(workspace, folder):
        with suppress(OSError):
            if tells(file.read_text(encoding="utf-8", errors="replace")):
                file.unlink()
    for file in _files(workspace, folder):
        with suppress(OSError):
            data = file.read_bytes()
            try:
                drafts = _decoded(data)
            except msgspec.MsgspecError:
                drafts = {}
            # The key says whom or what a line is about; its words need not.
            texts = {key: f"{key} {msgspec.json.encode(draft).decode()}" for key, draft in drafts.items()}
            left = {key: draft for key, draft in drafts.items() if not tells(texts[key])}
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


def _texts(workspace: Path, folder: Path | None) -> list[Path]:
    pattern = state_path(workspace, f"-*{TEXT}", folder)
    return sorted(pattern.parent.glob(pattern.name))

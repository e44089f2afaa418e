"""What the app remembers for a person between runs, for each workspace: the last board, and how dense each is."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from tui.paths import state_folder


class ViewState(Struct, frozen=True, omit_defaults=True):
    """`last_board` is a board id, `density` the density of boards by id; `workspace` says whose it is."""

    workspace: str = ""
    last_board: str | None = None
    density: dict[str, str] = {}


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
    name = hashlib.sha256(os.fsencode(workspace.resolve())).hexdigest()[:16]
    return (folder or state_folder()) / f"{name}{ending}"


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

"""Long texts in the editor people are used to."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tui.domain.errors import NotAllowed


def editor_command(setting: str | None, environ: Mapping[str, str] = os.environ) -> list[str]:
    """Return the editor with its arguments: the personal setting, else $VISUAL, else $EDITOR, else vi."""
    for words in (setting, environ.get("VISUAL"), environ.get("EDITOR")):
        if words and words.strip():
            try:
                return shlex.split(words)
            except ValueError:
                continue
    return ["notepad"] if os.name == "nt" else ["vi"]


def open_editor(command: list[str], path: Path) -> None:
    """Open a file in an editor and wait; raises NotAllowed where the editor cannot be started or fails."""
    try:
        result = subprocess.run([*command, str(path)], check=False)
    except OSError as error:
        raise NotAllowed(
            f"The editor {command[0]} cannot be started ({error.strerror or error}). Nothing was changed. "
            "Set $EDITOR to one that can."
        ) from error
    if result.returncode != 0:
        raise NotAllowed(f"The editor {command[0]} ended with an error ({result.returncode}). Nothing was changed.")


def edit_text(command: list[str], text: str) -> str | None:
    """Return a text as the editor left it, or None where it was left as it was; no copy stays behind."""
    handle, name = tempfile.mkstemp(prefix="custdev-", suffix=".md")
    path = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        open_editor(command, path)
        written = path.read_text(encoding="utf-8", errors="replace").removesuffix("\n")
    finally:
        path.unlink(missing_ok=True)
    return written if written != text else None

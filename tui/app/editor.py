"""Texts in the editor people are used to; pages and pictures that were written, as their desktop opens them."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tui.domain.errors import NotAllowed

SECONDS = 5.0
"""How long an opener may take to say no; one that takes longer has something open."""
_NOT_READ_AS_TEXT = frozenset({".html", ".svg"})
_OPENERS: tuple[Sequence[str], ...] = (("open",),) if sys.platform == "darwin" else (("xdg-open",), ("wslview",))


def is_read_as_text(path: Path) -> bool:
    """Return whether an editor shows what is in a file, rather than what it is made of."""
    return path.suffix.casefold() not in _NOT_READ_AS_TEXT


def open_by_desktop(path: Path) -> None:
    """Open a file as the desktop does. May wait: not for the interface thread.

    Raises:
        NotAllowed: Nothing here opens it.
    """
    if sys.platform == "win32":
        os.startfile(path)
        return
    for command in _OPENERS:
        tool = shutil.which(command[0])
        if tool and _opened([tool, *command[1:], str(path)]):
            return
    raise NotAllowed(f"Nothing here opens {path.name}. It is safe at {path}")


def _opened(command: Sequence[str]) -> bool:
    quiet = subprocess.DEVNULL
    try:
        process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    except OSError:
        return False
    try:
        return process.wait(SECONDS) == 0
    except subprocess.TimeoutExpired:
        return True


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

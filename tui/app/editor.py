"""Texts in the editor people are used to; pages and pictures that were written, as their desktop opens them."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from tui.domain.errors import NotAllowed

SECONDS = 5.0
"""How long an opener may take to say no; one that takes longer has something open."""
AT_ONCE = 0.5
"""An editor that is back so soon, with nothing written, did not wait for anybody."""
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


def edit_text(command: list[str], text: str, path: Path) -> str | None:
    """Return a text as the editor left it in a file, which stays there; None where it was left as it was.

    Where it was, the file is gone, unless the editor may still be open on it.

    Raises:
        NotAllowed: The editor failed, or left something that is no text; what was written is in the file that is named.
    """
    before = text.encode()
    path.write_bytes(before)
    began = time.monotonic()
    try:
        open_editor(command, path)
    except NotAllowed as error:
        if _left(path) in (before, None):
            path.unlink(missing_ok=True)
            raise
        raise NotAllowed(f"{short_path(path)} keeps what was written. {error}") from error
    after = _left(path)
    if after is None:
        raise NotAllowed(f"The editor {command[0]} left no file behind. Nothing was changed.")
    if after == before:
        if time.monotonic() - began < AT_ONCE:
            raise NotAllowed(
                f"The editor {command[0]} came back at once. What is still saved there is kept in {short_path(path)}; "
                "set one that waits, such as code --wait. Nothing was changed."
            )
        path.unlink()
        return None
    try:
        return after.decode("utf-8-sig").removesuffix("\n")
    except UnicodeDecodeError as error:
        raise NotAllowed(
            f"{short_path(path)} keeps what was written: it is not text in UTF-8. Nothing was changed."
        ) from error


def short_path(path: Path) -> str:
    """Return a path as people write it, from their home on."""
    with suppress(ValueError, RuntimeError):
        return f"~{os.sep}{path.relative_to(Path.home())}"
    return str(path)


def _left(path: Path) -> bytes | None:
    """Return what is in a file, None where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None

"""Opens a file that was written: texts in the editor people are used to, pages and pictures as their desktop does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
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

"""Puts text into the clipboard with the tool of the platform, where there is one."""

from __future__ import annotations

import base64
import shutil
import subprocess
from collections.abc import Sequence

SECONDS = 2.0
"""How long a tool may take; one that asks a display that does not answer would take forever."""

_TOOLS: tuple[tuple[str, Sequence[str], str], ...] = (
    ("wl-copy", (), "utf-8"),
    ("xclip", ("-selection", "clipboard"), "utf-8"),
    ("xsel", ("--clipboard", "--input"), "utf-8"),
    ("pbcopy", (), "utf-8"),
    ("clip.exe", (), "utf-16-le"),
)
_MOST_FOR_TERMINALS = 74_994


def copy_text(text: str) -> bool:
    """Put a text into the clipboard and return whether a tool took it. Waits for it: not for the interface thread."""
    return any(
        _took(path, arguments, text.encode(encoding, errors="replace"))
        for tool, arguments, encoding in _TOOLS
        if (path := shutil.which(tool))
    )


def terminal_copy(text: str) -> str | None:
    """Return what asks a terminal to put a text into its clipboard (OSC 52), or None where that is too long for it.

    Whether it does is up to the terminal, and it does not say.
    """
    coded = base64.b64encode(text.encode("utf-8", errors="replace")).decode("ascii")
    return f"\x1b]52;c;{coded}\x07" if len(coded) <= _MOST_FOR_TERMINALS else None


def _took(path: str, arguments: Sequence[str], data: bytes) -> bool:
    # Some tools leave a process behind that owns the clipboard; it must not hold a pipe of ours open.
    quiet = subprocess.DEVNULL
    try:
        done = subprocess.run([path, *arguments], input=data, stdout=quiet, stderr=quiet, timeout=SECONDS, check=False)
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0

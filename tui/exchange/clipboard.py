"""Puts text into the clipboard with the tool of the platform, where there is one, or asks the terminal to."""

from __future__ import annotations

import base64
import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

SECONDS = 2.0
"""How long a tool may take; one that asks a display that does not answer would take forever."""

_MOST_FOR_TERMINALS = 74_994


class _Tool(NamedTuple):
    """A program that takes the text on its standard input; `display` is the variable that says where it puts it."""

    name: str
    arguments: Sequence[str] = ()
    display: str = ""
    encoding: str = "utf-8"


_TOOLS = (
    _Tool("wl-copy", display="WAYLAND_DISPLAY"),
    _Tool("xclip", ("-selection", "clipboard"), display="DISPLAY"),
    _Tool("xsel", ("--clipboard", "--input"), display="DISPLAY"),
    _Tool("pbcopy"),
    _Tool("clip.exe", encoding="utf-16-le"),
    _Tool("termux-clipboard-set"),
)
TOOLS = tuple(tool.name for tool in _TOOLS)
"""The tools that are tried, in this order."""


def copy_text(text: str) -> str | None:
    """Put a text into the clipboard of whoever sits here; return the tool that took it, or None.

    Waits for the tool: not for the interface thread.
    """
    for tool in _TOOLS:
        path = shutil.which(tool.name) if _is_here(tool) else None
        if path and _took([path, *tool.arguments], text.encode(tool.encoding, errors="replace")):
            return tool.name
    return None


def terminal_copy(text: str) -> str | None:
    """Return what asks a terminal to put a text into its clipboard (OSC 52), or None where that is too long for it.

    Whether it does is up to the terminal, and it does not say.
    """
    coded = base64.b64encode(text.encode("utf-8", errors="replace")).decode("ascii")
    return f"\x1b]52;c;{coded}\x07" if len(coded) <= _MOST_FOR_TERMINALS else None


def ask_tmux(text: str) -> bool:
    """Have tmux ask the terminal it is shown in, as it lets no program in it ask; return whether it would.

    Waits for tmux: not for the interface thread.
    """
    path = shutil.which("tmux") if os.environ.get("TMUX") else None
    return path is not None and _took([path, "load-buffer", "-w", "-"], text.encode("utf-8", errors="replace"))


def _is_here(tool: _Tool) -> bool:
    """Whether a tool puts text where somebody sees it: from afar, only one on a display that was forwarded."""
    display = os.environ.get(tool.display, "")
    if os.environ.get("SSH_TTY") or os.environ.get("SSH_CONNECTION"):
        # A display that ssh forwards is at a host, `localhost:10.0`; `:0` is that of the machine far away.
        return tool.display == "DISPLAY" and display.partition(":")[0] != ""
    return bool(display) or not tool.display


def _took(command: Sequence[str], data: bytes) -> bool:
    # Some tools leave a process behind that owns the clipboard: it must not hold a pipe of ours open, nor end when the
    # terminal is closed. One that takes too long goes with everything it began.
    quiet = subprocess.DEVNULL
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet, start_new_session=True)
    except OSError:
        return False
    with process:
        try:
            process.communicate(data, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError, PermissionError):  # it has just ended
                os.killpg(process.pid, signal.SIGKILL)
            return False
    return process.returncode == 0

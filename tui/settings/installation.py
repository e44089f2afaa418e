"""The mark by which sessions of this person on this machine are recognised later, drawn by chance once."""

from __future__ import annotations

import os
import re
from pathlib import Path

from tui.domain.records.ulid import DIGITS
from tui.paths import state_folder

LENGTH = 8
_MARK = re.compile(f"[{DIGITS}]{{{LENGTH}}}")


def installation_mark(folder: Path | None = None) -> str:
    """Return the mark; empty where it cannot be kept, so that nobody is taken for somebody else."""
    try:
        file = (folder or state_folder()) / "installation"
    except RuntimeError:  # nobody knows where this person is at home
        return ""
    mark = _read(file)
    if not mark:
        from tui.settings.view_state import write_private  # once and never again

        write_private(file, "".join(DIGITS[byte & 31] for byte in os.urandom(LENGTH)).encode())
        mark = _read(file)  # as it is now: another program may have drawn one at the same time
    return mark


def _read(file: Path) -> str:
    try:
        mark = file.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
    return mark if _MARK.fullmatch(mark) else ""

"""The conflict markers that version control leaves in a file."""

from __future__ import annotations

_OURS, _BASE, _THEIRS, _END = b"<<<<<<< ", b"||||||| ", b"=======", b">>>>>>> "


def first_marker(data: bytes) -> int | None:
    """Return the line (from 1) of the first conflict in a file; None when there is none."""
    if not all(mark in data for mark in (_OURS, _THEIRS, _END)):
        return None
    lines = data.splitlines()
    if not all(any(line.startswith(mark) for line in lines) for mark in (_OURS, _THEIRS, _END)):
        return None
    return next(number for number, line in enumerate(lines, 1) if line.startswith(_OURS))


def our_side(data: bytes) -> bytes:
    """Return the file as it would be if every conflict were resolved for the copy that was here before."""
    lines, ours = [], True
    for line in data.splitlines(keepends=True):
        if line.startswith((_OURS, _END)):
            ours = True
        elif line.startswith((_BASE, _THEIRS)):
            ours = False
        elif ours:
            lines.append(line)
    return b"".join(lines)

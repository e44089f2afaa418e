"""What erasing somebody is about to do, and what it did, as data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tui.domain.people.policy import Privacy
from tui.domain.privacy.erasing.letter import letter
from tui.domain.records import Export
from tui.service.board_shapes import fields_of
from tui.session.beside import Beside
from tui.session.erasing import Forgotten, Look, Reach

MOST_LINES = 10


def look_shape(look: Look) -> dict[str, Any]:
    """Return what is to be looked at, for scripts."""
    return {
        "shared": [text.row() for text in look.shared],
        "details": [detail.row() for detail in look.details],
        "leftovers": [spelling.row() for spelling in look.spellings],
    }


def reach_shape(reach: Reach, privacy: Privacy) -> dict[str, Any]:
    """Return what happened, for scripts; `answer` is the letter."""
    erasure = reach.erasure
    return {
        "id": erasure.pid,
        "erased_at": erasure.at,
        **fields_of(erasure.choices, "said", "shared"),
        "notes": erasure.notes_gone + erasure.notes_left,
        "notes_removed": erasure.notes_gone,
        "quotes_removed": erasure.quotes_gone,
        "shared_notes": erasure.shared_notes_gone + erasure.shared_notes_left,
        "shared_notes_removed": erasure.shared_notes_gone,
        "touchpoints": erasure.touchpoints_gone + erasure.touchpoints_left,
        "touchpoints_removed": erasure.touchpoints_gone,
        **fields_of(erasure, "shared_touchpoints", "consents", "wards"),
        "backups": reach.backups,
        "snapshots": [path.name for path in reach.snapshots],
        "exports": export_shapes(reach.exports),
        "linked": reach.linked,
        "beside": {
            "removed": [copy.name for copy in reach.removed],
            "left": [file.name for file in reach.beside if file.standing == "copy"],
        },
        "own_files": [f"{file.name}{lines_of(file)}" for file in reach.beside if file.standing == "own"],
        "not_looked_into": [
            {"path": file.name, "why": file.why} for file in reach.beside if file.standing in ("elsewhere", "unread")
        ],
        "not_removed": [{"path": name, "why": why} for name, why in reach.stuck.items()],
        "versioned": reach.versioned,
        "leftovers": [spelling.row() for spelling in reach.spellings],
        "answer": "\n".join(letter(erasure, reach.remains, privacy)),
    }


def forgotten_shape(pid: str, done: Forgotten) -> dict[str, Any]:
    """Return what was deleted of what was noted about somebody, for scripts."""
    counts = fields_of(done, "notes", "touchpoints", "invitations", "incentives")
    return {"id": pid} | counts | {"exports": export_shapes(done.exports)}


def export_shapes(exports: Iterable[Export]) -> list[dict[str, Any]]:
    """Return the copies that were given out before and cannot be reached from here."""
    return [fields_of(export, "path", "at", "profile") for export in exports]


def lines_of(file: Beside) -> str:
    """Return ` line 2, 5` for the lines of a file, as many as one can take in."""
    if not file.lines:
        return ""
    more = len(file.lines) - MOST_LINES
    shown = ", ".join(map(str, file.lines[:MOST_LINES]))
    return f" line {shown}" + (f" and {more} more" if more > 0 else "")

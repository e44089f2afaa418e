"""The copies that were given out: what they are called, how they stand, and what was done to them."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from tui.domain.errors import Ambiguous, NotAllowed, NotFound
from tui.domain.facts import pids
from tui.domain.privacy.seen import SeenWorkspace
from tui.domain.privacy.sheet import Sheet
from tui.domain.records import Export
from tui.service.naming import Reading

SHOWN = 6
"""How many characters of its id a copy is named by."""

_SHORTEST = 4


def copy_named(reading: Reading, text: str) -> Export:
    """Return the copy of an id or the last characters of one. Raises NotFound or Ambiguous."""
    ending = text.strip().upper()
    copies = [copy for copy in reading.workspace.exports.values() if copy.uid.upper().endswith(ending)]
    if len(copies) > 1:
        raise Ambiguous(f'"{text[:40]}" may be any of {", ".join(copy.uid[-SHOWN:] for copy in copies)}; say which.')
    if not copies or len(ending) < _SHORTEST:
        raise NotFound(f'There is no copy "{text[:40]}"; custdev snapshot list shows those that are remembered.')
    return copies[0]


def board_of_copy(reading: Reading, copy: Export) -> str:
    """Return the key of the board a copy is of; raise NotAllowed where it is of none, or of several."""
    experiments = reading.workspace.experiments_of(copy.board) if copy.board else []
    if not experiments:
        raise NotAllowed("That copy is of no single board. A report of a standup is shown by custdev standups show.")
    return experiments[0].key


def state_of_copy(copy: Export) -> str:
    """Return whether a copy is still where it was written, as it was."""
    path = Path(copy.path)
    if not path.is_absolute():
        return ""
    try:
        return "" if sha256(path.read_bytes()).hexdigest() == copy.sha256 else "changed since"
    except OSError:
        return "not there any more"


def copy_shape(seen: SeenWorkspace, copy: Export) -> dict[str, Any]:
    """Return a copy that was given out; `people` are P-ids, `state` says whether the file is as it was written."""
    return {
        "id": copy.uid,
        "at": copy.at,
        "by": seen.lens.teammate(copy.by),
        "board": seen.handle(copy.board) or None,
        "format": copy.format,
        "profile": copy.profile,
        "path": seen.lens.line(copy.path),
        "sha256": copy.sha256,
        "people": pids(seen, copy.people),
        "state": state_of_copy(copy) or "as written",
    }


def sheet_shape(sheet: Sheet) -> dict[str, Any]:
    """Return what was changed, left out, perhaps left over, and not checked, for scripts."""
    shape: dict[str, Any] = msgspec.to_builtins(sheet)
    return {
        "changed": shape["changed"],
        "left_out": shape["left_out"],
        "leftovers": shape["leftovers"],
        "not_checked": shape["unchecked"],
        "check": shape["check"] | {"clean": sheet.check.is_clean},
    }

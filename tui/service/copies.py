"""What of a board leaves, as it is or was, and the copies that did: what they are called, and how they stand."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from tui.domain.errors import Ambiguous, NotAllowed, NotFound, Remedy
from tui.domain.facts import pids
from tui.domain.privacy.profiles import Profile
from tui.domain.privacy.seen import SeenWorkspace
from tui.domain.privacy.sheet import Sheet
from tui.domain.records import Experiment, Export
from tui.domain.time.moments import parse_moment
from tui.exchange.leaving import Leaving
from tui.exchange.parcel import Include, Parcel
from tui.service.earlier import board_then, end_of, zone_to_read
from tui.service.naming import Reading
from tui.session import Session

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
        remembered = Remedy("snapshot.list", "shows those that are remembered.")
        raise NotFound(f'There is no copy "{text[:40]}";', remembered)
    return copies[0]


def board_of_copy(reading: Reading, copy: Export) -> str:
    """Return the key of the board a copy is of; raise NotAllowed where it is of none, or of several."""
    experiments = reading.workspace.experiments_of(copy.board) if copy.board else []
    if not experiments:
        report = Remedy("standups.show", "shows the report of a standup.")
        raise NotAllowed("That copy is of no single board;", report)
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


def leaving_at(
    reading: Reading,
    board: str,
    at: datetime | None,
    profile: Profile,
    include: Include = Include(),  # noqa: B008 - it is frozen
) -> tuple[Experiment, Leaving]:
    """Return a board, and what leaves of the workspace it is in: as it is, or as it was at a time."""
    now = reading.now()
    workspace, experiment = reading.board_to_read(board) if at is None else board_then(reading, board, at)
    when = at or now
    leaving = Leaving(
        workspace,
        reading.policy,
        when,
        profile=profile,
        include=include,
        present=workspace if at is None else reading.workspace,
        present_at=max(now, when),
    )
    return experiment, leaving


def moment_named(reading: Reading, board: str, text: str) -> datetime:
    """Return the time that was written, a day alone being meant at its end; a time of day may lie ahead."""
    now, zone = reading.now(), zone_to_read(reading, board)
    return parse_moment(text, now, zone) if ":" in text else end_of(text, now, zone)


def parcel_of(session: Session, experiment: Experiment, leaving: Leaving, what: str) -> Parcel:
    """Return a board, or what else of it is asked for, ready to leave."""
    from tui.session import giving  # what looks at copies does without

    if what == "flow":
        return giving.flow_parcel(session, experiment, leaving)
    if what == "events":
        return giving.events_parcel(session, experiment, leaving)
    parcels = {"notes": leaving.notes, "touchpoints": leaving.touchpoints, "contacts": leaving.contacts}
    return parcels.get(what, leaving.board)(experiment)

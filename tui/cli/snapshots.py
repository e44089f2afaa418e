"""`custdev snapshot`: the copies that were given out, what they say, and what changed between two of them."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import click

from tui.cli.delivery import NAMES, Destination, FormatType, check_reader, deliver
from tui.cli.desk import Desk
from tui.cli.grammar import noun, verb
from tui.cli.output import answer_rows, emit
from tui.domain.errors import Ambiguous, NotAllowed, NotFound
from tui.domain.facts import pids
from tui.domain.privacy.profiles import profile_named
from tui.domain.privacy.seen import SeenWorkspace
from tui.domain.records import Experiment, Export
from tui.service.naming import Reading

HEADERS = ("ID", "WHEN", "BOARD", "FORMAT", "FOR", "ABOUT", "WHERE", "")
_SHOWN = 6
_SHORTEST = 4


@noun(("snapshots", "list", "show", "diff"), example="custdev snapshot diff 7QF2KX 9BC4MN")
def snapshot() -> None:
    """Copies that were given out. SNAPSHOT is an id, or its last characters as snapshot list shows them."""


@verb("list", example="custdev snapshot list CD")
@click.argument("board", required=False)
def listing(desk: Desk, board: str | None, as_json: bool) -> None:
    """List the copies that are remembered, the newest first: when, of what, for whom, about whom, and where."""
    with desk.reading(policy=True) as reading:
        board_id = _board_id(reading, board) if board else None
        copies = sorted(reading.workspace.exports.values(), key=lambda copy: (copy.at, copy.uid), reverse=True)
        copies = [copy for copy in copies if board_id is None or copy.board == board_id]
        seen = reading.seen()
        rows = (_row(reading, seen, copy) for copy in copies)
        nothing = "No copy is remembered. What was printed or pasted elsewhere is not."
        shapes = (_shape(seen, copy) for copy in copies)
        answer_rows(as_json, shapes, HEADERS, rows, no_color=desk.no_color, nothing=nothing)


@verb("show", example="custdev snapshot show 7QF2KX")
@click.argument("which", metavar="SNAPSHOT")
@click.option("--format", "form", type=FormatType(), help="In another format than it was given out in.")
@click.option("--confirm", metavar=NAMES, help=f"Has to be {NAMES} for a copy with names.")
def show(desk: Desk, which: str, form: str | None, confirm: str | None, as_json: bool) -> None:
    """Print a board as a copy showed it: rebuilt as it stood then, for the same reader.

    Only what people agreed to then and now is in it, so that it may say less than the copy does.
    """
    with desk.reading(policy=True) as reading:
        copy = _copy(reading, which)
        if as_json and form is None:
            emit(_shape(reading.seen(), copy))
            return
        check_reader(profile_named(copy.profile), confirm)
        from tui.cli.export import leaving_at, parcel_of

        experiment, leaving = leaving_at(reading, _key(reading, copy), copy.at, profile_named(copy.profile))
        parcel = parcel_of(reading.session, experiment, leaving, "cards")
        deliver(desk, reading.session, parcel, form or copy.format, Destination("-", as_json=as_json))


@verb("diff", example="custdev snapshot diff 7QF2KX now --board CD")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--board", metavar="BOARD", help="Of which board, where A and B are times.")
def diff(desk: Desk, before: str, after: str, board: str | None, as_json: bool) -> None:
    """Show what changed on a board from A to B, by what it means: what was finished, moved, blocked, said.

    A and B are ids as snapshot list shows them, or times such as 2026-11-20T14:00, fri, or now.
    """
    from tui.cli.diff import tell_difference

    with desk.reading(policy=True) as reading:
        sides = [_moment(reading, text, board) for text in (before, after)]
        boards = {key for _, key in sides if key}
        if not boards:
            raise click.UsageError("Two times say nothing of a board; add --board, or name a copy by its id.")
        if len(boards) > 1:
            raise click.UsageError(f"These are copies of different boards: {', '.join(sorted(boards))}.")
        since, until = sorted(at for at, _ in sides)
        tell_difference(reading, boards.pop(), since, until, as_json=as_json)


def _moment(reading: Reading, text: str, board: str | None) -> tuple[datetime, str]:
    """Return the time that is meant, and the board where the text names a copy of one."""
    try:
        copy = _copy(reading, text)
        return copy.at, _key(reading, copy)
    except NotFound:
        from tui.service.earlier import end_of, zone_to_read

        zone = zone_to_read(reading, board) if board else reading.policy.zone
        now = reading.now()
        key = reading.the_board(board).key if board else ""
        return (now if text == "now" else end_of(text, now, zone)), key


def _copy(reading: Reading, text: str) -> Export:
    ending = text.strip().upper()
    copies = [copy for copy in reading.workspace.exports.values() if copy.uid.upper().endswith(ending)]
    if len(copies) > 1:
        raise Ambiguous(f'"{text[:40]}" may be any of {", ".join(copy.uid[-_SHOWN:] for copy in copies)}; say which.')
    if not copies or len(ending) < _SHORTEST:
        raise NotFound(f'There is no copy "{text[:40]}"; custdev snapshot list shows those that are remembered.')
    return copies[0]


def _key(reading: Reading, copy: Export) -> str:
    experiments = reading.workspace.experiments_of(copy.board) if copy.board else []
    if not experiments:
        raise NotAllowed("That copy is of no single board. A report of a standup is shown by custdev standups show.")
    return experiments[0].key


def _board_id(reading: Reading, text: str) -> str:
    board = reading.the_board(text)
    return board.board_id if isinstance(board, Experiment) else board.id


def _state(copy: Export) -> str:
    """Return whether a copy is still where it was written, as it was."""
    path = Path(copy.path)
    if not path.is_absolute():
        return ""
    try:
        return "" if sha256(path.read_bytes()).hexdigest() == copy.sha256 else "changed since"
    except OSError:
        return "not there any more"


def _row(reading: Reading, seen: SeenWorkspace, copy: Export) -> list[str]:
    about, place = " ".join(pids(seen, copy.people)), seen.lens.line(copy.path)
    when = f"{copy.at.astimezone(reading.policy.zone):%Y-%m-%d %H:%M}"
    return [copy.uid[-_SHOWN:], when, seen.handle(copy.board), copy.format, copy.profile, about, place, _state(copy)]


def _shape(seen: SeenWorkspace, copy: Export) -> dict[str, Any]:
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
        "state": _state(copy) or "as written",
    }

"""`custdev snapshot`: the copies that were given out, what they say, and what changed between two of them."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import click

from tui.cli.delivery import NAMES, Destination, FormatType, check_reader, deliver
from tui.cli.desk import Desk
from tui.cli.lazy import LazyGroup
from tui.cli.naming import the_board
from tui.cli.options import json_flag
from tui.cli.output import emit, hint, table
from tui.domain.errors import Ambiguous, NotAllowed, NotFound
from tui.domain.facts import pids
from tui.domain.privacy.profiles import profile_named
from tui.domain.privacy.seen import SeenWorkspace
from tui.domain.records import Experiment, Export
from tui.session import Session

COMMANDS = {
    "list": "tui.cli.snapshots:list_snapshots",
    "show": "tui.cli.snapshots:show",
    "diff": "tui.cli.snapshots:diff",
}
_SHOWN = 6
_SHORTEST = 4


@click.group(cls=LazyGroup, lazy=COMMANDS, epilog="Example: custdev snapshot diff 7QF2KX 9BC4MN")
def snapshot() -> None:
    """Copies that were given out. SNAPSHOT is an id, or its last characters as snapshot list shows them."""


@click.command("list", epilog="Example: custdev snapshot list CD")
@click.argument("board", required=False)
@json_flag
@click.pass_obj
def list_snapshots(desk: Desk, board: str | None, as_json: bool) -> None:
    """List the copies that are remembered, the newest first: when, of what, for whom, about whom, and where."""
    with desk.reading(policy=True) as session:
        board_id = _board_id(session, board) if board else None
        copies = sorted(session.workspace.exports.values(), key=lambda copy: (copy.at, copy.uid), reverse=True)
        copies = [copy for copy in copies if board_id is None or copy.board == board_id]
        if as_json:
            emit([_shape(desk.seen(session), copy) for copy in copies])
        elif copies:
            headers = ("ID", "WHEN", "BOARD", "FORMAT", "FOR", "ABOUT", "WHERE", "")
            seen = desk.seen(session)
            table(headers, [_row(session, seen, copy) for copy in copies], no_color=desk.no_color)
        else:
            hint("No copy is remembered. What was printed or pasted elsewhere is not.")


@click.command("show", epilog="Example: custdev snapshot show 7QF2KX")
@click.argument("which", metavar="SNAPSHOT")
@click.option("--format", "form", type=FormatType(), help="In another format than it was given out in.")
@click.option("--confirm", metavar=NAMES, help=f"Has to be {NAMES} for a copy with names.")
@json_flag
@click.pass_obj
def show(desk: Desk, which: str, form: str | None, confirm: str | None, as_json: bool) -> None:
    """Print a board as a copy showed it: rebuilt as it stood then, for the same reader.

    Only what people agreed to then and now is in it, so that it may say less than the copy does.
    """
    with desk.reading(policy=True) as session:
        copy = _copy(session, which)
        if as_json and form is None:
            emit(_shape(desk.seen(session), copy))
            return
        check_reader(profile_named(copy.profile), confirm)
        from tui.cli.export import leaving_at, parcel_of

        experiment, leaving = leaving_at(desk, session, _key(session, copy), copy.at, profile_named(copy.profile))
        destination = Destination("-", as_json=as_json)
        deliver(desk, session, parcel_of(session, experiment, leaving, "cards"), form or copy.format, destination)


@click.command("diff", epilog="Example: custdev snapshot diff 7QF2KX now --board CD")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--board", metavar="BOARD", help="Of which board, where A and B are times.")
@json_flag
@click.pass_obj
def diff(desk: Desk, before: str, after: str, board: str | None, as_json: bool) -> None:
    """Show what changed on a board from A to B, by what it means: what was finished, moved, blocked, said.

    A and B are ids as snapshot list shows them, or times such as 2026-11-20T14:00, fri, or now.
    """
    from tui.cli.diff import tell_difference

    with desk.reading(policy=True) as session:
        sides = [_moment(desk, session, text, board) for text in (before, after)]
        boards = {key for _, key in sides if key}
        if not boards:
            raise click.UsageError("Two times say nothing of a board; add --board, or name a copy by its id.")
        if len(boards) > 1:
            raise click.UsageError(f"These are copies of different boards: {', '.join(sorted(boards))}.")
        since, until = sorted(at for at, _ in sides)
        tell_difference(desk, session, boards.pop(), since, until, as_json=as_json)


def _moment(desk: Desk, session: Session, text: str, board: str | None) -> tuple[datetime, str]:
    """Return the time that is meant, and the board where the text names a copy of one."""
    try:
        copy = _copy(session, text)
        return copy.at, _key(session, copy)
    except NotFound:
        from tui.cli.earlier import zone_to_read
        from tui.cli.times import end_of

        zone = zone_to_read(desk, session, board) if board else session.policy.zone
        now = session.now()
        key = _key_of(the_board(session, board)) if board else ""
        return (now if text == "now" else end_of(text, now, zone)), key


def _copy(session: Session, text: str) -> Export:
    ending = text.strip().upper()
    copies = [copy for copy in session.workspace.exports.values() if copy.uid.upper().endswith(ending)]
    if len(copies) > 1:
        raise Ambiguous(f'"{text[:40]}" may be any of {", ".join(copy.uid[-_SHOWN:] for copy in copies)}; say which.')
    if not copies or len(ending) < _SHORTEST:
        raise NotFound(f'There is no copy "{text[:40]}"; custdev snapshot list shows those that are remembered.')
    return copies[0]


def _key(session: Session, copy: Export) -> str:
    experiments = session.workspace.experiments_of(copy.board) if copy.board else []
    if not experiments:
        raise NotAllowed("That copy is of no single board. A report of a standup is shown by custdev standups show.")
    return experiments[0].key


def _key_of(board: object) -> str:
    return str(getattr(board, "key", ""))


def _board_id(session: Session, text: str) -> str:
    board = the_board(session, text)
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


def _row(session: Session, seen: SeenWorkspace, copy: Export) -> list[str]:
    about, place = " ".join(pids(seen, copy.people)), seen.lens.line(copy.path)
    when = f"{copy.at.astimezone(session.policy.zone):%Y-%m-%d %H:%M}"
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

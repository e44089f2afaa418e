"""`custdev export` and `snapshot`: what of a board leaves, as it is or was, and the copies that did."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import click

from tui.cli.delivery import NAMES, Destination, FormatType, check_reader, deliver, form_of, reader_options
from tui.cli.desk import Desk
from tui.cli.output import answer_rows, emit
from tui.cli.verbs import noun, verb
from tui.domain.errors import Ambiguous, NotAllowed, NotFound, Remedy
from tui.domain.facts import pids
from tui.domain.privacy.profiles import Profile, profile_named
from tui.domain.privacy.seen import SeenWorkspace
from tui.domain.records import Experiment, Export
from tui.domain.time.moments import parse_moment
from tui.exchange.leaving import Leaving
from tui.exchange.parcel import Include, Parcel
from tui.service.earlier import board_then, end_of, zone_to_read
from tui.service.naming import Reading
from tui.session import Session

HEADERS = ("ID", "WHEN", "BOARD", "FORMAT", "FOR", "ABOUT", "WHERE", "")
SHOWN = 6
"""How many characters of its id a copy is named by."""

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
        exports = sorted(reading.workspace.exports.values(), key=lambda copy: (copy.at, copy.uid), reverse=True)
        exports = [copy for copy in exports if board_id is None or copy.board == board_id]
        seen = reading.seen()
        rows = (_row(reading, seen, copy) for copy in exports)
        nothing = "No copy is remembered. What was printed or pasted elsewhere is not."
        shapes = (copy_shape(seen, copy) for copy in exports)
        answer_rows(as_json, shapes, HEADERS, rows, no_color=desk.no_color, nothing=nothing)


@verb(example="custdev snapshot show 7QF2KX")
@click.argument("which", metavar="SNAPSHOT")
@click.option("--format", "form", type=FormatType(), help="In another format than it was given out in.")
@click.option("--confirm", metavar=NAMES, help=f"Has to be {NAMES} for a copy with names.")
def show(desk: Desk, which: str, form: str | None, confirm: str | None, as_json: bool) -> None:
    """Print a board as a copy showed it: rebuilt as it stood then, for the same reader.

    Only what people agreed to then and now is in it, so that it may say less than the copy does.
    """
    with desk.reading(policy=True) as reading:
        copy = copy_named(reading, which)
        if as_json and form is None:
            emit(copy_shape(reading.seen(), copy))
            return
        profile = profile_named(copy.profile)
        check_reader(profile, confirm)
        experiment, leaving = leaving_at(reading, board_of_copy(reading, copy), copy.at, profile)
        parcel = parcel_of(reading.session, experiment, leaving, "cards")
        deliver(desk, reading.session, parcel, form or copy.format, Destination("-", as_json=as_json))


@verb(example="custdev snapshot diff 7QF2KX now --board CD")
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
        copy = copy_named(reading, text)
        return copy.at, board_of_copy(reading, copy)
    except NotFound:
        zone = zone_to_read(reading, board) if board else reading.policy.zone
        now = reading.now()
        key = reading.the_board(board).key if board else ""
        return (now if text == "now" else end_of(text, now, zone)), key


def _board_id(reading: Reading, text: str) -> str:
    board = reading.the_board(text)
    return board.board_id if isinstance(board, Experiment) else board.id


def _row(reading: Reading, seen: SeenWorkspace, copy: Export) -> list[str]:
    when = f"{copy.at.astimezone(reading.policy.zone):%Y-%m-%d %H:%M}"
    facts = [copy.uid[-SHOWN:], when, seen.handle(copy.board), copy.format, copy.profile]
    return [*facts, " ".join(pids(seen, copy.people)), seen.lens.line(copy.path), state_of_copy(copy)]


WHAT = ("cards", "notes", "touchpoints", "insights", "metrics", "flow", "events", "contacts")


@verb(example="custdev export CD --format html --profile public -o board.html")
@click.argument("board")
@click.option("--format", "form", type=FormatType(), help="Without it: as FILE ends, else md.")
@click.option(
    "--what", type=click.Choice(WHAT), default="cards", show_default=True, help="What of it; csv and json have all."
)
@reader_options
@click.option("--with-notes", "plain_notes", is_flag=True, help="Plain notes, too, which stakeholders do not get else.")
@click.option("--archived", is_flag=True, help="Archived cards, too.")
@click.option("--at", metavar="TIME", help="As it stood then: 2026-11-20 (its end), 2026-11-20T14:00, yesterday, fri.")
@click.option("-o", "--output", metavar="FILE|-", help="Where to; - is standard output. By default in snapshots/.")
@click.option("--copy", is_flag=True, help="Put it into the clipboard, too.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
def export(
    desk: Desk,
    /,
    *,
    board: str,
    form: str | None,
    what: str,
    profile: Profile,
    confirm: str | None,
    plain_notes: bool,
    archived: bool,
    at: str | None,
    **to: Any,
) -> None:
    """Write a snapshot of a board for its readers: customers are P-ids, and only what they agreed to is in it.

    Files and what is copied are remembered with the people they are about; what goes to standard output is not. With
    --at it is rebuilt from the events as it stood then, and only what people agreed to then and now is told.
    """
    check_reader(profile, confirm)
    destination = Destination(**to)
    form = form_of(form, destination.output, "md")
    destination.check()
    include = Include(plain_notes=plain_notes, archived=archived)
    with desk.reading(policy=True) as reading:
        when = moment_named(reading, board, at) if at is not None else None
        experiment, leaving = leaving_at(reading, board, when, profile, include)
        parcel = parcel_of(reading.session, experiment, leaving, what)
        deliver(desk, reading.session, parcel, form, destination)


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
    parcels = {
        "notes": leaving.notes,
        "touchpoints": leaving.touchpoints,
        "insights": leaving.insights,
        "metrics": leaving.metrics,
        "contacts": leaving.contacts,
    }
    return parcels.get(what, leaving.board)(experiment)

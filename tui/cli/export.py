"""`custdev export`: a board as a document to share."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from tui.cli.copies import remember_copy
from tui.cli.desk import Desk
from tui.cli.naming import board_to_read
from tui.cli.options import json_flag
from tui.cli.output import emit, say
from tui.domain.errors import NotAllowed
from tui.domain.flow import zone_of
from tui.domain.records import Experiment
from tui.exchange.files import FORMATS, snapshot_name, write_file, write_snapshot
from tui.exchange.snapshot import build_snapshot


@click.command(epilog="Example: custdev export CD --format md -o -")
@click.argument("board")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="md", show_default=True)
@click.option("--at", metavar="TIME", help="The time it is taken to be, such as 2026-11-23T09:00; ages follow it.")
@click.option("-o", "--output", metavar="FILE|-", help="Where to; - is standard output. By default in snapshots/.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@json_flag
@click.pass_obj
def export(
    desk: Desk, *, board: str, form: str, at: str | None, output: str | None, force: bool, as_json: bool
) -> None:
    """Write a snapshot of a board for the team: customers are P-ids, no name is looked up.

    What the team typed stays as typed, names in it included. The workspace remembers which files were written, and
    about whom; what goes to standard output it does not. --at sets the clock of the report, not the state: it
    shows the board as it stands, as if it were that time.
    """
    with desk.reading() as session:
        workspace, experiment = board_to_read(desk, session, board)
        taken = _time(at, experiment) if at else session.now()
        snapshot = build_snapshot(workspace, experiment, taken)
        text = FORMATS[form](snapshot)
        if output == "-":
            sys.stdout.buffer.write(text.encode("utf-8", errors="replace"))
            return
        if output:
            path = write_file(Path(output).expanduser(), text, force=force)
        else:
            path = write_snapshot(session.folder, text, snapshot_name(snapshot, form))
        session.actor = desk.acting()
        pids = {person.pid for person in snapshot.people}
        about = [uid for uid, person in session.workspace.participants.items() if person.pid in pids]
        remember_copy(session, path, form, profile=snapshot.profile, board=snapshot.board.id, people=about)
    if as_json:
        emit({"path": str(path), "format": form, "profile": snapshot.profile})
    else:
        say(str(path))


def _time(text: str, experiment: Experiment) -> datetime:
    """Return the time that was typed; without an offset it is in the experiment's zone."""
    try:
        found = datetime.fromisoformat(text)
        return found if found.tzinfo else found.replace(tzinfo=zone_of(experiment.timezone))
    except (ValueError, OverflowError):
        raise NotAllowed(f'"{text}" is not a time; write it as 2026-11-23T09:00. Nothing was written.') from None

"""`custdev undo` and `custdev redo`: take back what you did last, wherever you did it."""

from __future__ import annotations

import click

from tui.cli.desk import Desk
from tui.cli.options import json_flag
from tui.cli.output import emit, say
from tui.domain.phrases import phrase_of
from tui.domain.records import Event
from tui.session import Session


@click.command(epilog="Example: custdev undo")
@json_flag
@click.pass_obj
def undo(desk: Desk, as_json: bool) -> None:
    """Undo your newest change that is not undone. Again, and the one before it is undone."""
    with desk.writing() as session:
        _tell(session, "Undid", session.undo_last(), as_json)


@click.command(epilog="Example: custdev redo")
@json_flag
@click.pass_obj
def redo(desk: Desk, as_json: bool) -> None:
    """Do again what you undid last, unless you did something new since."""
    with desk.writing() as session:
        _tell(session, "Did again", session.redo_last(), as_json)


def _tell(session: Session, what: str, event: Event, as_json: bool) -> None:
    words = phrase_of(event, session.workspace, keys=True).named
    if as_json:
        emit({"event": event.uid, "at": event.at, "kind": event.kind, "text": words})
    else:
        say(f"{what}: {words}.")

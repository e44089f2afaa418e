"""`custdev undo` and `custdev redo`: take back what you did last, wherever you did it."""

from __future__ import annotations

import click

from tui.cli.desk import Desk
from tui.cli.event_output import event_shape
from tui.cli.options import json_flag
from tui.cli.output import emit, say
from tui.domain.history.phrases import told_of
from tui.session import Session
from tui.session.own import Reversal, redo_own, undo_own


@click.command(epilog="Example: custdev undo")
@json_flag
@click.pass_obj
def undo(desk: Desk, as_json: bool) -> None:
    """Undo your newest change that is not undone. Again, and the one before it is undone."""
    with desk.writing() as session:
        _tell(desk, session, undo_own(session), as_json)


@click.command(epilog="Example: custdev redo")
@json_flag
@click.pass_obj
def redo(desk: Desk, as_json: bool) -> None:
    """Do again what you undid last, unless you did something new since."""
    with desk.writing() as session:
        _tell(desk, session, redo_own(session), as_json)


def _tell(desk: Desk, session: Session, done: Reversal, as_json: bool) -> None:
    seen, originals = desk.seen(session), {done.original.uid: done.original}
    if as_json:
        emit(event_shape(done.written, seen, originals, undone=False))
    else:
        say(f"{seen.lens.line(told_of(done.written, seen, originals))}.")

"""`custdev boards diff`, `take`, `leave`: what changed in the file of a board that runs."""

from __future__ import annotations

import click

from tui.cli.desk import Desk
from tui.cli.diff import Beside, Side, tell_beside
from tui.cli.output import emit, hint
from tui.cli.verbs import verb
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.records import Experiment
from tui.domain.records.definition import BoardDefinition
from tui.domain.records.workspace import Workspace
from tui.domain.work.own_edits import own_edits
from tui.service.naming import entry_named
from tui.service.writing import rehearsing
from tui.session import CatalogEntry, Session
from tui.session.board_files import is_offered, offered, own_sentences, take_over


@verb(example="custdev boards diff customer-development")
@click.argument("board")
def diff(desk: Desk, *, board: str, as_json: bool) -> None:
    """Show what a running board would become if it took over what its file says now.

    What was edited on the board stays as it is, and is named. The team's own files are followed by themselves. What
    changed in a board that ships is offered: custdev boards take takes it over, custdev boards leave leaves the board
    as it is.
    """
    with desk.reading(policy=True) as reading:
        session = reading.session
        entry = _entry(session, board)
        experiment = session.current(entry.id)
        if experiment is None or experiment.status != "running":
            raise NotAllowed(
                f"{entry.id} is not running, so its file is all there is of it; custdev boards show has it."
            )
        now, is_open = session.now(), is_offered(experiment, entry)
        after = _definition(entry)
        sides = Side(session.workspace, now), Side(_taken(session, experiment, entry), now)
        data = {"offered": is_open, "declined": entry.hash == experiment.left_hash}
        own = own_edits(session.workspace, experiment, after)
        beside = Beside(*sides, "as it is, and as its file has it", "They are the same.", own)
        tell_beside(reading, experiment, beside, data if as_json else None)
        if is_open and not as_json:
            hint(f"custdev boards take {entry.id} takes this over; custdev boards leave {entry.id} leaves it.")


@verb(example="custdev boards take customer-development")
@click.argument("board")
def take(desk: Desk, *, board: str, as_json: bool) -> None:
    """Take over what changed in the shipped file of a running board; custdev boards diff shows it first.

    Cards match by id. What somebody edited on the board stays theirs. It cannot be undone.
    """
    with desk.writing() as work:
        experiment, entry = _offered(work.session, board)
        own = own_sentences(work.session, experiment, _definition(entry))
        take_over(work.session, experiment, entry)
        _tell(entry, "taken", "Took over what changed in", as_json=as_json)
        for sentence in own:
            hint(sentence)


@verb(example="custdev boards leave customer-development")
@click.argument("board")
def leave(desk: Desk, *, board: str, as_json: bool) -> None:
    """Leave what changed in the shipped file of a running board: the board stays as it is, and is not asked again."""
    with desk.writing() as work:
        experiment, entry = _offered(work.session, board)
        work.save(operations.leave_definition, experiment.uid, definition_hash=entry.hash)
        _tell(entry, "left", "Left what changed in", as_json=as_json)


def _offered(session: Session, board: str) -> tuple[Experiment, CatalogEntry]:
    entry = _entry(session, board)
    return offered(session.current(entry.id), entry)


def _entry(session: Session, board: str) -> CatalogEntry:
    entry = entry_named(session.catalog, board)
    if entry.definition is None:
        raise entry.refusal
    return entry


def _taken(session: Session, experiment: Experiment, entry: CatalogEntry) -> Workspace:
    """Return the workspace as it would be if an experiment took over what its board file says now."""
    workspace, context = session.workspace, rehearsing(session)
    change = operations.reconcile_definition(
        workspace, context, experiment.uid, _definition(entry), definition_hash=entry.hash
    )
    return workspace.apply(change)


def _definition(entry: CatalogEntry) -> BoardDefinition:
    assert entry.definition is not None, "a file with mistakes is refused when it is named"
    return entry.definition


def _tell(entry: CatalogEntry, state: str, words: str, *, as_json: bool) -> None:
    if as_json:
        emit({"board": entry.id, "state": state, "hash": entry.hash})
    else:
        hint(f"{words} {entry.path.name}.")

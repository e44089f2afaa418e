"""`custdev note`: what people said, did and need."""

from __future__ import annotations

import click

from tui.cli.card_output import describe_note, today_of
from tui.cli.desk import Desk
from tui.cli.lazy import LazyGroup
from tui.cli.naming import board_to_read, card_to_read
from tui.cli.options import TEXT, json_flag
from tui.cli.output import emit, say
from tui.cli.shapes import note_shape
from tui.cli.writing import Work, working
from tui.domain import operations
from tui.domain.finding import card_key, find_note, find_person, is_pid
from tui.domain.operations.notes import NOTE_KINDS, STANCES
from tui.domain.records import Note
from tui.session import Session

COMMANDS = {
    "list": "tui.cli.notes:list_notes",
    "add": "tui.cli.notes:add",
    "edit": "tui.cli.notes:edit",
    "archive": "tui.cli.notes:archive",
}


@click.group(cls=LazyGroup, lazy=COMMANDS, epilog="Example: custdev note add CD-3 'I gave up at step two' --about P01")
def note() -> None:
    """Notes on cards and people. NOTE is an id, or its last characters as note list shows them."""


@click.command("list", epilog="Example: custdev note list CD-3")
@click.argument("card", metavar="CARD", required=False)
@click.option("--board", metavar="BOARD", help="Only the notes of a board.")
@click.option("--about", metavar="P03", help="Only the notes about a customer.")
@json_flag
@click.pass_obj
def list_notes(desk: Desk, card: str | None, board: str | None, about: str | None, as_json: bool) -> None:
    """List notes, oldest first: all there are, or those of a card, a board, a customer."""
    with desk.reading() as session:
        found = [each for each in session.workspace.notes.values() if not each.archived_at]
        if card:
            uid = card_to_read(desk, session, card)[1].uid
            found = [each for each in found if each.card == uid]
        if board:
            workspace, experiment = board_to_read(desk, session, board)
            cards = {each.uid for each in workspace.cards_of(experiment.uid)}
            found = [each for each in found if each.card in cards]
        if about:
            person = find_person(session.workspace, about).uid
            found = [each for each in found if person in each.people]
        found.sort(key=lambda each: (each.at, each.uid))
        if as_json:
            emit([note_shape(session.workspace, each) for each in found])
        else:
            for each in found:
                _say_note(session, each)


@click.command(
    epilog="Example: custdev note add CD-3 'I gave up at step two' --about P01 --kind quote --stance refutes"
)
@click.argument("card", metavar="CARD|PERSON")
@click.argument("text", type=TEXT)
@click.option("--about", multiple=True, metavar="P03", help="A customer it is about; may be given several times.")
@click.option("--kind", type=click.Choice(NOTE_KINDS), default="note", show_default=True)
@click.option("--stance", type=click.Choice(STANCES), help="What it says about the hypothesis.")
@click.option("--tag", "tags", multiple=True, metavar="TAG")
@json_flag
@click.pass_obj
def add(
    desk: Desk,
    *,
    card: str,
    text: str,
    about: tuple[str, ...],
    kind: str,
    stance: str | None,
    tags: tuple[str, ...],
    as_json: bool,
) -> None:
    """Note something on a card, or with a P-id in its place about a person alone; - as TEXT reads standard input."""
    with working(desk) as work:
        names = [card, *about] if is_pid(card) else about
        people = [find_person(work.workspace, name).uid for name in names]
        uid = None if is_pid(card) else work.card(card).uid
        change = work.save(operations.add_note, text, card=uid, people=people, kind=kind, stance=stance, tags=tags)
        _show(work, next(iter(change.records["notes"])), "Noted", as_json)


@click.command(epilog="Example: custdev note edit 4XG7QM --stance supports")
@click.argument("note_id", metavar="NOTE")
@click.option("--text", type=TEXT, help="- reads standard input.")
@click.option("--kind", type=click.Choice(NOTE_KINDS))
@click.option("--stance", type=click.Choice(STANCES))
@json_flag
@click.pass_obj
def edit(desk: Desk, *, note_id: str, text: str | None, kind: str | None, stance: str | None, as_json: bool) -> None:
    """Change the words, the kind or the stance of a note."""
    if text is None and kind is None and stance is None:
        raise click.UsageError("Say what to change: --text, --kind or --stance.")
    with working(desk) as work:
        found = find_note(work.workspace, note_id)
        work.save(operations.edit_note, found.uid, text=text, kind=kind, stance=stance)
        _show(work, found.uid, "Edited the note", as_json)


@click.command(epilog="Example: custdev note archive 4XG7QM")
@click.argument("note_id", metavar="NOTE")
@click.option("--restore", is_flag=True, help="Bring it back instead.")
@json_flag
@click.pass_obj
def archive(desk: Desk, note_id: str, restore: bool, as_json: bool) -> None:
    """Put a note away, or bring it back."""
    with working(desk) as work:
        found = find_note(work.workspace, note_id)
        work.save(operations.restore_note if restore else operations.archive_note, found.uid)
        _show(work, found.uid, "Restored the note" if restore else "Archived the note", as_json)


def _show(work: Work, uid: str, done: str, as_json: bool) -> None:
    workspace = work.workspace
    found = workspace.notes[uid]
    if as_json:
        emit(note_shape(workspace, found))
        return
    card = workspace.cards.get(found.card or "")
    where = f" on {card_key(workspace, card)} {card.title}" if card else ""
    say(f"{done}{where} ({found.uid[-6:]}).")


def _say_note(session: Session, found: Note) -> None:
    workspace = session.workspace
    card = workspace.cards.get(found.card or "")
    experiment = workspace.experiments.get(card.experiment) if card else None
    today = today_of(experiment, session.now()) if experiment else session.now().date()
    head, *lines = describe_note(workspace, found, experiment, today)
    say("\n".join([f"{card_key(workspace, card)}  {head}" if card else head, *lines]))

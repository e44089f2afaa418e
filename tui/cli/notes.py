"""`custdev note`: what people said, did and need."""

from __future__ import annotations

from collections.abc import Sequence

import click

from tui.cli.card_output import describe_note, today_of
from tui.cli.desk import Desk
from tui.cli.lazy import LazyGroup
from tui.cli.naming import board_to_read, card_to_read, the_person
from tui.cli.options import TEXT, json_flag
from tui.cli.output import emit, hint, say
from tui.cli.people_shapes import waiting_shape
from tui.cli.shapes import note_shape
from tui.cli.writing import Work, working
from tui.domain import operations
from tui.domain.evidence.stances import DIRECTIONS, why_no_evidence
from tui.domain.facts import pids
from tui.domain.operations.notes import NOTE_KINDS, STANCES
from tui.domain.people.waiting import waiting_among, words_of
from tui.domain.privacy.permits import kept_from_team
from tui.domain.records import Note
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key, find_touchpoint, is_pid
from tui.domain.time.dates import parse_day
from tui.session import Session

COMMANDS = {
    "list": "tui.cli.notes:list_notes",
    "add": "tui.cli.notes:add",
    "edit": "tui.cli.note_changes:edit",
    "archive": "tui.cli.note_changes:archive",
    "answer": "tui.cli.note_changes:answer",
    "keep": "tui.cli.note_changes:keep",
}


@click.group(cls=LazyGroup, lazy=COMMANDS, epilog="Example: custdev note add CD-3 'I gave up at step two' --about P01")
def note() -> None:
    """Notes on cards and people. NOTE is an id, or its last characters as note list shows them."""


@click.command("list", epilog="Example: custdev note list CD-3")
@click.argument("card", metavar="CARD", required=False)
@click.option("--board", metavar="BOARD", help="Only the notes of a board.")
@click.option("--about", metavar="P03", help="Only the notes about a customer.")
@click.option("--waiting", is_flag=True, help="Only requests without an answer and promises that are open.")
@json_flag
@click.pass_obj
def list_notes(
    desk: Desk, *, card: str | None, board: str | None, about: str | None, waiting: bool, as_json: bool
) -> None:
    """List notes, oldest first: all there are, or those of a card, a board, a customer.

    With --waiting each says for how many days somebody waits, the first day counted.
    """
    with desk.reading(policy=waiting) as session:
        found = [each for each in session.workspace.notes.values() if not each.archived_at]
        if card:
            uid = card_to_read(desk, session, card)[1].uid
            found = [each for each in found if each.card == uid]
        if board:
            workspace, experiment = board_to_read(desk, session, board)
            cards = {each.uid for each in workspace.cards_of(experiment.uid)}
            found = [each for each in found if each.card in cards]
        if about:
            person = the_person(session.workspace, about).uid
            found = [each for each in found if person in each.people]
        found.sort(key=lambda each: (each.at, each.uid))
        seen = desk.seen(session)
        if waiting:
            _tell_waiting(session, seen, [seen.notes[each.uid] for each in found], as_json)
        elif as_json:
            emit([note_shape(seen, seen.notes[each.uid]) for each in found])
        else:
            for each in found:
                _say_note(session, seen, seen.notes[each.uid])


@click.command(
    epilog="Example: custdev note add CD-3 'I gave up at step two' --about P01 --kind quote --stance refutes"
)
@click.argument("card", metavar="CARD|PERSON")
@click.argument("text", type=TEXT)
@click.option("--about", multiple=True, metavar="P03", help="A customer it is about; may be given several times.")
@click.option("--kind", type=click.Choice(NOTE_KINDS), default="note", show_default=True)
@click.option("--stance", type=click.Choice(STANCES), help="What it says about the hypothesis.")
@click.option("--tag", "tags", multiple=True, metavar="TAG")
@click.option(
    "--touchpoint", metavar="TOUCHPOINT", help="Where it was said; by default it is about all who were there."
)
@click.option("--due", metavar="DAY", help="When a promise is due: fri, +3d, 30 nov.")
@click.option("--contact", "in_touch", is_flag=True, help="You were in touch just now: log a touchpoint, too.")
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
    touchpoint: str | None,
    due: str | None,
    in_touch: bool,
    as_json: bool,
) -> None:
    """Note something on a card, or with a P-id in its place about a person alone; - as TEXT reads standard input."""
    if due and kind != "promise":
        raise click.UsageError("--due says when a promise is due; add --kind promise.")
    if touchpoint and in_touch:
        raise click.UsageError("--contact logs a new touchpoint; with --touchpoint there is one already.")
    with working(desk) as work:
        names = [card, *about] if is_pid(card) else about
        said_at = find_touchpoint(work.workspace, touchpoint) if touchpoint else None
        people = [the_person(work.workspace, name).uid for name in names]
        change = work.save(
            operations.add_note,
            text,
            card=None if is_pid(card) else work.card(card).uid,
            people=people or (list(said_at.people) if said_at else []),
            kind=kind,
            stance=stance,
            tags=tags,
            touchpoint=said_at.uid if said_at else None,
            together=not people,
            due=parse_day(due, work.today) if due else None,
            counts_as_contact=in_touch,
        )
        show_note(work, next(iter(change.records["notes"])), "Noted", as_json, written=True)


def show_note(work: Work, uid: str, done: str, as_json: bool, *, written: bool = False) -> None:
    """Answer a change of a note: the note as JSON, or a sentence; one that was just `written` with its words."""
    workspace = work.seen_with(uid) if written else work.seen
    found = workspace.notes[uid]
    if as_json:
        emit(note_shape(workspace, found))
        return
    card = workspace.cards.get(found.card or "")
    where = f" on {card_key(workspace, card)} {card.title}" if card else ""
    say(f"{done}{where} ({found.uid[-6:]}).")
    if why := kept_from_team(work.workspace, work.workspace.notes[uid], work.today):
        named = "" if found.people else f" custdev note edit {found.uid[-6:]} --about P03 says whose they are."
        hint(f"Its words are kept private: {why}.{named}")
    if found.stance in DIRECTIONS and (why := why_no_evidence(found)):
        hint(f"It is no evidence yet: {why}. custdev note edit {found.uid[-6:]} --about P03 names them.")


def _tell_waiting(session: Session, workspace: Workspace, notes: Sequence[Note], as_json: bool) -> None:
    for_whom = waiting_among(notes, session.policy, session.today)
    if as_json:
        emit([note_shape(workspace, each.note) | {"waiting": waiting_shape(each)} for each in for_whom])
        return
    for each in for_whom:
        card = workspace.cards.get(each.note.card or "")
        who = [*pids(workspace, each.note.people), *([card_key(workspace, card)] if card else [])]
        sign, told = "!" if each.is_pressing else " ", words_of(each, session.today)
        say(f"{sign} {' '.join(who)}  {told}  ({each.note.uid[-6:]})")


def _say_note(session: Session, workspace: Workspace, found: Note) -> None:
    card = workspace.cards.get(found.card or "")
    experiment = workspace.experiments.get(card.experiment) if card else None
    today = today_of(experiment, session.now()) if experiment else session.now().date()
    head, *lines = describe_note(workspace, found, experiment, today)
    say("\n".join([f"{card_key(workspace, card)}  {head}" if card else head, *lines]))

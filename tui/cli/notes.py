"""`custdev note`: what people said, did and need, and how far we answer it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from tui.cli.card_output import describe_note, today_of
from tui.cli.desk import Desk
from tui.cli.options import option
from tui.cli.output import emit, hint, say
from tui.cli.verbs import TEXT, noun, verb
from tui.domain import operations
from tui.domain.evidence.stances import DIRECTIONS, why_no_evidence
from tui.domain.facts import pids
from tui.domain.operations.notes import NOTE_KINDS, OUTCOMES, STANCES, next_step
from tui.domain.people.askers import title_of
from tui.domain.people.guides import question_uid
from tui.domain.people.waiting import waiting_among, words_of
from tui.domain.privacy.profiles import kept_from_team
from tui.domain.records import Note, Request, Scene
from tui.domain.records.vocabulary import SURROUNDINGS, Surroundings
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key, card_with_key, find_note, find_touchpoint, is_pid
from tui.domain.time.dates import parse_day
from tui.domain.time.recordings import parse_clock
from tui.domain.work.iterations import newest_of
from tui.service.board_shapes import note_shape
from tui.service.naming import Reading
from tui.service.people_shapes import in_order, waiting_notes

if TYPE_CHECKING:
    from tui.service.writing import Work


@noun(
    ("notes", "list", "add", "edit", "archive", "answer", "keep", "card"),
    example="custdev note add CD-3 'I gave up at step two' --about P01",
)
def note() -> None:
    """Notes on cards and people. NOTE is an id, or its last characters as note list shows them."""


@verb("list", example="custdev note list CD-3")
@click.argument("card", metavar="[CARD]", required=False)
@option("--board", metavar="BOARD", help="Only the notes of a board.")
@option("--about", metavar="P03", help="Only the notes about a customer.")
@option("--waiting", is_flag=True, help="Only requests without an answer and promises that are open.")
def listing(
    desk: Desk, *, card: str | None, board: str | None, about: str | None, waiting: bool, as_json: bool
) -> None:
    """List notes, oldest first: all there are, or those of a card, a board, a customer.

    With --waiting each says for how many days somebody waits, the first day counted.
    """
    with desk.reading(policy=waiting) as reading:
        notes = [note for note in reading.workspace.notes.values() if not note.archived_at]
        if card:
            uid = reading.card_to_read(card)[1].uid
            notes = [note for note in notes if note.card == uid]
        if board:
            workspace, experiment = reading.board_to_read(board)
            cards = {card.uid for card in workspace.cards_of(experiment.uid)}
            notes = [note for note in notes if note.card in cards]
        if about:
            person = reading.person(about).uid
            notes = [note for note in notes if person in note.people]
        seen = reading.seen()
        shown = [seen.notes[note.uid] for note in in_order(notes)]
        if waiting:
            _tell_waiting(reading, seen, shown, as_json)
        elif as_json:
            emit([note_shape(seen, note) for note in shown])
        else:
            for note in shown:
                _say_note(reading, seen, note)


@verb(example="custdev note add CD-3 'I gave up at step two' --about P01 --kind quote --stance refutes")
@click.argument("card", metavar="CARD|PERSON")
@click.argument("text", type=TEXT)
@option("--about", multiple=True, metavar="P03", help="A customer it is about; may be given several times.")
@option("--kind", type=click.Choice(NOTE_KINDS), default="note", show_default=True)
@option("--stance", type=click.Choice(STANCES), help="What it says about the hypothesis.")
@option("--tag", "tags", multiple=True, metavar="TAG")
@option("--touchpoint", metavar="TOUCHPOINT", help="Where it was said; by default it is about all who were there.")
@option("--heard-at", metavar="12:03", help="When in the recording of the touchpoint it was said.")
@option("--due", metavar="DAY", help="When a promise is due: fri, +3d, 30 nov.")
@option("--step", type=int, metavar="N", help="Of a touchpoint: which step of what happened it is.")
@option("--felt", type=int, metavar="-2..2", help="Of a touchpoint: how that felt, from -2 to 2.")
@option("--aeiou", type=click.Choice(SURROUNDINGS), help="Of a touchpoint: what of the surroundings it tells.")
@option("--answers", type=int, metavar="N", help="Of a touchpoint: which question of the card's checklist it answers.")
@option("--contact", "counts_as_contact", is_flag=True, help="You were in touch just now: log a touchpoint, too.")
def add(
    desk: Desk,
    *,
    card: str,
    text: str,
    about: tuple[str, ...],
    touchpoint: str | None,
    heard_at: str | None,
    due: str | None,
    step: int | None,
    felt: int | None,
    aeiou: Surroundings | None,
    answers: int | None,
    as_json: bool,
    **fields: Any,
) -> None:
    """Note something on a card, or with a P-id in its place about a person alone; - as TEXT reads standard input."""
    if due and fields["kind"] != "promise":
        raise click.UsageError("--due says when a promise is due; add --kind promise.")
    if touchpoint and fields["counts_as_contact"]:
        raise click.UsageError("--contact logs a new touchpoint; with --touchpoint there is one already.")
    with desk.writing() as work:
        names = [card, *about] if is_pid(card) else about
        meeting = find_touchpoint(work.workspace, touchpoint) if touchpoint else None
        people = [work.person(name).uid for name in names]
        fields["card"] = None if is_pid(card) else work.card(card).uid
        fields["people"] = people or (list(meeting.people) if meeting else [])
        fields["touchpoint"] = meeting.uid if meeting else None
        fields["together"] = not people
        fields["due"] = parse_day(due, work.today) if due else None
        fields["heard_at"] = parse_clock(heard_at) if heard_at else None
        asked = question_uid(work.workspace.cards.get(fields["card"] or ""), answers) if answers is not None else ""
        fields["scene"] = Scene(step, felt, aeiou, asked)
        change = work.save(operations.add_note, text, **fields)
        show_note(work, next(iter(change.records["notes"])), "Noted", as_json, written=True)


def show_note(work: Reading, uid: str, done: str, as_json: bool, *, written: bool = False) -> None:
    """Answer a change of a note: the note as JSON, or a sentence; one that was just `written` with its words."""
    seen = work.seen(written=[uid] if written else ())
    note = seen.notes[uid]
    if as_json:
        emit(note_shape(seen, note))
        return
    ending = uid[-6:]
    card = seen.cards.get(note.card or "")
    where = f" on {card_key(seen, card)} {card.title}" if card else ""
    say(f"{done}{where} ({ending}).")
    if why := kept_from_team(work.workspace, work.workspace.notes[uid], work.today):
        named = "" if note.people else f" custdev note edit {ending} --about P03 says whose they are."
        hint(f"Its words are kept private: {why}.{named}")
    if note.stance in DIRECTIONS and (why := why_no_evidence(note)):
        hint(f"It is no evidence yet: {why}. custdev note edit {ending} --about P03 names them.")


def _tell_waiting(reading: Reading, seen: Workspace, notes: Sequence[Note], as_json: bool) -> None:
    for_whom = waiting_among(reading.workspace, notes, reading.policy, reading.today)
    if as_json:
        emit(waiting_notes(seen, for_whom))
        return
    for waiting in for_whom:
        card = seen.cards.get(waiting.note.card or "")
        who = [*pids(seen, waiting.note.people), *([card_key(seen, card)] if card else [])]
        sign, words = "!" if waiting.is_pressing else " ", words_of(waiting, reading.today)
        say(f"{sign} {' '.join(who)}  {words}  ({waiting.note.uid[-6:]})")


def _say_note(reading: Reading, seen: Workspace, note: Note) -> None:
    card = seen.cards.get(note.card or "")
    experiment = seen.experiments.get(card.experiment) if card else None
    today = today_of(experiment, reading.now()) if experiment else reading.now().date()
    head, *lines = describe_note(seen, note, experiment, today)
    say("\n".join([f"{card_key(seen, card)}  {head}" if card else head, *lines]))


ANSWERED = {"acknowledged": "Acknowledged", "responded": "Answered", "told": "Told who asked about"}


@verb(example="custdev note edit 4XG7QM --stance supports")
@click.argument("note_id", metavar="NOTE")
@option("--text", type=TEXT, help="- reads standard input.")
@option("--kind", type=click.Choice(NOTE_KINDS))
@option("--stance", type=click.Choice(STANCES))
@option("--tag", "tags", multiple=True, metavar="TAG", help="In place of those there are; '' takes them away.")
@option("--about", multiple=True, metavar="P03", help="In place of whom it was about; '' makes it nobody.")
@option("--due", metavar="DAY", help="When a promise is due: fri, +3d, 30 nov.")
@option(
    "--step",
    type=int,
    metavar="N",
    help="Of a touchpoint: which step of what happened it is; 0 takes this and the next two away.",
)
@option("--felt", type=int, metavar="-2..2", help="Of a touchpoint: how that felt, from -2 to 2.")
@option("--aeiou", type=click.Choice(SURROUNDINGS), help="Of a touchpoint: what of the surroundings it tells.")
def edit(
    desk: Desk,
    *,
    note_id: str,
    about: tuple[str, ...],
    due: str | None,
    step: int | None,
    felt: int | None,
    aeiou: Surroundings | None,
    as_json: bool,
    **fields: Any,
) -> None:
    """Change the words of a note, its kind, stance or tags, whom it is about, or when a promise is due."""
    fields["tags"] = fields["tags"] or None
    scene = {"step": step, "emotion": felt, "aeiou": aeiou}
    if due is None and not about and all(value is None for value in (*fields.values(), *scene.values())):
        raise click.UsageError(
            "Say what to change: --text, --kind, --stance, --tag, --about, --due, --step, --felt or --aeiou."
        )
    with desk.writing() as work:
        note = find_note(work.workspace, note_id)
        if due and (fields["kind"] or note.kind) != "promise":
            raise click.UsageError("--due says when a promise is due; add --kind promise.")
        if about:
            fields["people"] = [work.person(name).uid for name in about if name]
        fields["scene"] = _scene_after(note, scene)
        work.save(operations.edit_note, note.uid, due=parse_day(due, work.today) if due else None, **fields)
        show_note(work, note.uid, "Edited the note", as_json)


def _scene_after(note: Note, given: dict[str, Any]) -> Scene | None:
    """Return the scene of a note with what is given in it, step 0 takes all of it away; None where nothing is given."""
    parts = {name: value for name, value in given.items() if value is not None}
    if parts.get("step") == 0:
        return Scene()
    return replace(note.scene or Scene(), **parts) if parts else None


@verb(example="custdev note archive 4XG7QM")
@click.argument("note_id", metavar="NOTE")
@option("--restore", is_flag=True, help="Bring it back instead.")
def archive(desk: Desk, note_id: str, restore: bool, as_json: bool) -> None:
    """Put a note away, or bring it back."""
    with desk.writing() as work:
        note = find_note(work.workspace, note_id)
        work.save(operations.restore_note if restore else operations.archive_note, note.uid)
        show_note(work, note.uid, "Restored the note" if restore else "Archived the note", as_json)


@verb(example="custdev note answer 4XG7QM --responded --outcome planned")
@click.argument("note_id", metavar="NOTE")
@option("--acknowledged", "step", flag_value="acknowledged", help="They know that it has arrived.")
@option("--responded", "step", flag_value="responded", help="They have an answer.")
@option("--told", "step", flag_value="told", help="They know what became of it; the request is closed.")
@option("--outcome", type=click.Choice(OUTCOMES), help="What becomes of it.")
def answer(desk: Desk, note_id: str, step: str | None, outcome: str | None, as_json: bool) -> None:
    """Say how far the answer to a request is; without an option it is the next of the three steps."""
    with desk.writing() as work:
        note = find_note(work.workspace, note_id)
        work.save(operations.answer_request, note.uid, step, outcome)
        done = step or next_step(note.request or Request()) or "told"
        show_note(work, note.uid, f"{ANSWERED[done]} the request", as_json)


@verb(example="custdev note keep 4XG7QM")
@click.argument("note_id", metavar="NOTE")
@option("--not", "reopen", is_flag=True, help="It was not kept after all.")
def keep(desk: Desk, note_id: str, reopen: bool, as_json: bool) -> None:
    """Say that a promise was kept."""
    with desk.writing() as work:
        note = find_note(work.workspace, note_id)
        work.save(operations.keep_promise, note.uid, not reopen)
        show_note(work, note.uid, "The promise is open again" if reopen else "The promise is kept", as_json)


@verb(example="custdev note card 4XG7QM --board CD --title 'Export without a dialog'")
@click.argument("note_id", metavar="NOTE")
@option("--board", metavar="BOARD", help="Where it waits; by default on the board of the note's card.")
@option("--title", type=TEXT, default="", help="What it is called; by default the words of the note.")
@option("--join", metavar="CARD", help="A card that is there: the note asks for it, too.")
@option("--leave", is_flag=True, help="It asks for no card after all.")
def card(
    desk: Desk, *, note_id: str, board: str | None, title: str, join: str | None, leave: bool, as_json: bool
) -> None:
    """Make what somebody asks for a card, linked to whoever said it; one that is there lists who asked.

    Once the card is finished it tells whom to tell: note answer says that they were told.
    """
    if sum((bool(join), leave, bool(board or title))) > 1:
        raise click.UsageError("--join, --leave, and --board with --title, are three different things.")
    with desk.writing() as work:
        note = find_note(work.workspace, note_id)
        joined = work.card(join) if join else card_with_key(work.workspace, title)
        if leave or joined is not None:
            work.save(operations.join_card, note.uid, joined.uid if joined else None)
            done = f"Also asks for {card_key(work.workspace, joined)}: the note" if joined else "Took the note off"
        else:
            name = title or title_of(work.seen().notes[note.uid].text)
            change = work.save(operations.make_card_of_note, note.uid, name, into=_board_for(work, note, board))
            new = work.workspace.cards[change.event.card or ""]
            done = f"Made {card_key(work.workspace, new)} {work.seen().lens.line(new.title)} of the note"
        show_note(work, note.uid, done, as_json)


def _board_for(work: Work, note: Note, board: str | None) -> str:
    """Return the experiment (uid) in which a card of a note is to wait."""
    if board:
        return work.started(board).uid
    about = work.workspace.cards.get(note.card or "")
    if about is None:
        raise click.UsageError("That note is on no card; say with --board where its card waits.")
    return newest_of(work.workspace, work.workspace.experiments[about.experiment]).uid

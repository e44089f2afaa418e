"""`custdev note`: edit and archive notes, answer requests, keep promises."""

from __future__ import annotations

from typing import Any

import click

from tui.cli.desk import Desk
from tui.cli.grammar import verb
from tui.cli.notes import show_note
from tui.cli.options import TEXT
from tui.domain import operations
from tui.domain.operations.notes import NOTE_KINDS, OUTCOMES, STANCES, next_step
from tui.domain.records import Request
from tui.domain.search.naming import find_note
from tui.domain.time.dates import parse_day

ANSWERED = {"acknowledged": "Acknowledged", "responded": "Answered", "told": "Told who asked about"}


@verb(example="custdev note edit 4XG7QM --stance supports")
@click.argument("note_id", metavar="NOTE")
@click.option("--text", type=TEXT, help="- reads standard input.")
@click.option("--kind", type=click.Choice(NOTE_KINDS))
@click.option("--stance", type=click.Choice(STANCES))
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="In place of those there are; '' takes them away.")
@click.option("--about", multiple=True, metavar="P03", help="In place of whom it was about; '' makes it nobody.")
@click.option("--due", metavar="DAY", help="When a promise is due: fri, +3d, 30 nov.")
def edit(desk: Desk, *, note_id: str, about: tuple[str, ...], due: str | None, as_json: bool, **fields: Any) -> None:
    """Change the words of a note, its kind, stance or tags, whom it is about, or when a promise is due."""
    fields["tags"] = fields["tags"] or None
    if due is None and not about and all(value is None for value in fields.values()):
        raise click.UsageError("Say what to change: --text, --kind, --stance, --tag, --about or --due.")
    with desk.writing() as work:
        note = find_note(work.workspace, note_id)
        if due and (fields["kind"] or note.kind) != "promise":
            raise click.UsageError("--due says when a promise is due; add --kind promise.")
        if about:
            fields["people"] = [work.person(name).uid for name in about if name]
        work.save(operations.edit_note, note.uid, due=parse_day(due, work.today) if due else None, **fields)
        show_note(work, note.uid, "Edited the note", as_json)


@verb(example="custdev note archive 4XG7QM")
@click.argument("note_id", metavar="NOTE")
@click.option("--restore", is_flag=True, help="Bring it back instead.")
def archive(desk: Desk, note_id: str, restore: bool, as_json: bool) -> None:
    """Put a note away, or bring it back."""
    with desk.writing() as work:
        note = find_note(work.workspace, note_id)
        work.save(operations.restore_note if restore else operations.archive_note, note.uid)
        show_note(work, note.uid, "Restored the note" if restore else "Archived the note", as_json)


@verb(example="custdev note answer 4XG7QM --responded --outcome planned")
@click.argument("note_id", metavar="NOTE")
@click.option("--acknowledged", "step", flag_value="acknowledged", help="They know that it has arrived.")
@click.option("--responded", "step", flag_value="responded", help="They have an answer.")
@click.option("--told", "step", flag_value="told", help="They know what became of it; the request is closed.")
@click.option("--outcome", type=click.Choice(OUTCOMES), help="What becomes of it.")
def answer(desk: Desk, note_id: str, step: str | None, outcome: str | None, as_json: bool) -> None:
    """Say how far the answer to a request is; without an option it is the next of the three steps."""
    with desk.writing() as work:
        note = find_note(work.workspace, note_id)
        work.save(operations.answer_request, note.uid, step, outcome)
        done = step or next_step(note.request or Request()) or "told"
        show_note(work, note.uid, f"{ANSWERED[done]} the request", as_json)


@verb(example="custdev note keep 4XG7QM")
@click.argument("note_id", metavar="NOTE")
@click.option("--not", "reopen", is_flag=True, help="It was not kept after all.")
def keep(desk: Desk, note_id: str, reopen: bool, as_json: bool) -> None:
    """Say that a promise was kept."""
    with desk.writing() as work:
        note = find_note(work.workspace, note_id)
        work.save(operations.keep_promise, note.uid, not reopen)
        show_note(work, note.uid, "The promise is open again" if reopen else "The promise is kept", as_json)

"""`custdev contact erase-notes`: notes about people who want none kept are deleted when somebody says so."""

from __future__ import annotations

from collections.abc import Iterator

import click

from tui.cli.desk import Desk
from tui.cli.erasing import check_confirmed
from tui.cli.grammar import verb
from tui.cli.output import emit, hint, say
from tui.domain.errors import NotAllowed
from tui.domain.history.phrases import plural
from tui.domain.people.consent import notes_against_will, refuses_notes
from tui.domain.people.merged import merged_uids
from tui.domain.privacy.erasing.estate import Estate
from tui.domain.privacy.erasing.letter import CLIPBOARD
from tui.domain.privacy.erasing.places import place_of
from tui.domain.records import Participant
from tui.domain.records.fields import words_of
from tui.domain.records.workspace import Workspace
from tui.service.erasing_shapes import forgotten_shape
from tui.session.forgetting import Forgotten, forget


@verb(example="custdev contact erase-notes P07")
@click.argument("person", required=False)
@click.option("--confirm", metavar="P07", help="The P-id again; without it, you are asked to type it.")
@click.option("--dry-run", is_flag=True, help="Only list them.")
def erase_notes(desk: Desk, *, person: str | None, confirm: str | None, dry_run: bool, as_json: bool) -> None:
    """Delete the notes about somebody who wants none kept, in every file and backup. This cannot be undone.

    What several said goes, too; conversations stay with date, method and people, without what was written about them,
    and so do invitations and incentives.
    Without PERSON, those who want none kept and of whom there are some are listed.
    """
    if person is None:
        _list_due(desk, as_json=as_json)
        return
    with desk.writing() as work:
        somebody = work.person(person)
        pid = somebody.pid
        if not refuses_notes(work.workspace, somebody, work.today):
            raise NotAllowed(
                f"{pid} has not said that no notes are to be kept. custdev consent withdraw {pid} notes "
                "says so; custdev note archive puts one note away. Nothing was changed."
            )
        places = list(_places(work.workspace, somebody))
        if dry_run:
            _tell_places(somebody, places, as_json=as_json)
            return
        if confirm is None:
            for place in places:
                hint(f"  {place}")
        check_confirmed(somebody, confirm, "delete what was noted about them")
        done = forget(work.session, somebody)
    if as_json:
        emit(forgotten_shape(pid, done))
        return
    for line in _lines(somebody, done):
        say(line)


def _list_due(desk: Desk, *, as_json: bool) -> None:
    with desk.reading(policy=True) as reading:
        due = notes_against_will(reading.workspace, reading.today)
    if as_json:
        emit([{"id": person.pid, "texts": count} for person, count in due])
    elif not due:
        say("Nothing is noted about anybody who wants no notes kept.")
    else:
        say("\n".join(f"{person.pid}  {plural(count, 'text')}" for person, count in due))


def _places(workspace: Workspace, person: Participant) -> Iterator[str]:
    """Yield where something is noted about a person: `note of 2026-11-12 on CD-3`, without the words."""
    estate = Estate(workspace, {person.uid, *merged_uids(workspace, person.uid)})
    for note in sorted(estate.all_notes, key=lambda note: (note.at, note.uid)):
        yield f"{note.at.date()} {note.kind} {place_of(workspace, note)}"
    met = sorted((*estate.touchpoints, *estate.shared_touchpoints), key=lambda record: (record.at, record.uid))
    for record in (*met, *estate.owned):
        if any(getattr(record, name) for name in words_of(type(record))):
            at = getattr(record, "at", None)
            yield f"{at.date() if at else ''} what was written of {place_of(workspace, record)}".strip()


def _tell_places(person: Participant, places: list[str], *, as_json: bool) -> None:
    if as_json:
        emit({"id": person.pid, "would_go": places})
    else:
        say("\n".join(places) if places else f"Nothing is noted about {person.pid}.")


def _lines(person: Participant, done: Forgotten) -> Iterator[str]:
    counts = (done.touchpoints, "conversation"), (done.invitations, "invitation"), (done.incentives, "incentive")
    wordless = ", ".join(plural(count, noun) for count, noun in counts if count)
    if not done.notes and not wordless:
        yield f"Nothing is noted about {person.pid}."
        return
    words = f" and what was written of {wordless}" if wordless else ""
    yield f"Deleted {plural(done.notes, 'note')} about {person.pid}{words}, and {plural(done.backups, 'backup')}."
    for export in done.exports:
        place = "copied to the clipboard" if export.path == CLIPBOARD else export.path
        yield f"Given out before: {place}, on {export.at.date()} for {export.profile}."
    yield "What was printed, or pasted elsewhere, is not remembered."

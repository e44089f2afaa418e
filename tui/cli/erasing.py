"""`custdev contact erase`, `erase-notes` and `purge`: only when somebody says so, who is told what is left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import click

from tui.cli import erasing_output
from tui.cli.desk import Desk, is_terminal
from tui.cli.options import option
from tui.cli.output import answer, emit, hint, say
from tui.cli.verbs import together, verb
from tui.domain.errors import NotAllowed
from tui.domain.people.consent import notes_against_will, refuses_notes
from tui.domain.people.merged import uids_of
from tui.domain.privacy.erasing.estate import Choices, Estate, Said, Shared
from tui.domain.privacy.erasing.letter import CLIPBOARD, letter
from tui.domain.privacy.erasing.places import place_of
from tui.domain.records import Participant
from tui.domain.records.meaning import words_of
from tui.domain.records.workspace import Workspace
from tui.domain.text import plural
from tui.session import erasing
from tui.session.erasing import Forgotten, forget
from tui.session.session import Session

_rest = together(
    option(
        "--shared",
        type=click.Choice(get_args(Shared)),
        default="remove",
        show_default=True,
        help="What becomes of the words of several: they go; stay without anybody, as no evidence; "
        "stay with the others.",
    ),
    option(
        "--beside",
        "with_copies",
        type=click.Choice(("keep", "remove")),
        default="keep",
        show_default=True,
        callback=lambda _context, _option, value: value == "remove",
        help="Whether copies that editors and syncing programs left in the folder, and that tell of them, are removed.",
    ),
)
"""What becomes of all that is not theirs alone."""


@verb(example="custdev contact erase P03 --said strip --shared unnamed")
@click.argument("person")
@option("--confirm", metavar="P03", help="The P-id again; without it, you are asked to type it.")
@option("--dry-run", is_flag=True, help="Only show what there is, and what is worth a look before.")
@option(
    "--said",
    "own",
    type=click.Choice(get_args(Said)),
    default="delete",
    show_default=True,
    help="What becomes of what they alone said: it goes, or stays without the name, but for quotes they did not allow.",
)
@_rest
def erase(
    desk: Desk,
    *,
    person: str,
    confirm: str | None,
    dry_run: bool,
    own: Said,
    shared: Shared,
    with_copies: bool,
    as_json: bool,
) -> None:
    """Erase everything on a person, in every file and backup. This cannot be undone.

    What they said together with others is listed before, to be edited or given up. The answer to send them says what
    went and what stays.
    """
    choices = Choices(own, shared)
    with desk.writing() as work:
        session = work.session
        somebody = work.person(person)
        if dry_run:
            look = erasing.look_at(session, somebody, choices)
            data = {"id": look.reach.erasure.pid, **erasing_output.look_shape(look)}
            answer(as_json, data, erasing_output.look_lines(look, with_copies=with_copies))
            return
        if confirm is None:
            hint(*erasing_output.look_lines(erasing.look_at(session, somebody, choices), with_copies=with_copies))
        check_confirmed(somebody, confirm, "erase them")
        reach = erasing.erase(session, somebody, choices, with_copies=with_copies)
        privacy = session.policy.privacy
        answer(as_json, erasing_output.reach_shape(reach, privacy), erasing_output.done_lines(reach, privacy))


@verb(example="custdev contact purge --dry-run")
@option("--dry-run", is_flag=True, help="Only list them.")
@option("--confirm", type=int, metavar="N", help="How many they are; without it, you are asked to type it.")
@_rest
def purge(desk: Desk, *, dry_run: bool, confirm: int | None, shared: Shared, with_copies: bool, as_json: bool) -> None:
    """Erase everybody whose time to be kept is over. Never done unless you say so."""
    choices = Choices(shared=shared)
    with desk.writing() as work:
        session = work.session
        people = erasing.past_retention(session)
        rows: list[dict[str, Any]] = [
            {"id": person.pid, "retention_until": person.retention_until} for person in people
        ]
        if people and not dry_run:
            for row, somebody in zip(rows, people, strict=True):
                row.update(_looked_at(session, somebody, choices))
            _confirm_all(people, confirm)
            for row, somebody in zip(rows, people, strict=True):
                reach = erasing.erase(session, somebody, choices, with_copies=with_copies)
                reply = letter(reach.erasure, reach.remains, session.policy.privacy)
                row.update(left=list(erasing_output.left_lines(reach)), answer="\n".join(reply))
    if as_json:
        emit([row | {"erased": bool(not dry_run)} for row in rows])
    elif not people:
        say("Nobody is kept longer than was said.")
    else:
        done = "would be erased" if dry_run else "erased"
        say("\n".join(f"{row['id']}  kept until {row['retention_until']}  {done}" for row in rows))
        hint(*dict.fromkeys(line for row in rows for line in row.get("left", ())))


def _looked_at(session: Session, person: Participant, choices: Choices) -> dict[str, Any]:
    """Tell what is worth a look before somebody is erased, and return it for scripts."""
    look = erasing.look_at(session, person, choices)
    shared = erasing_output.shared_lines(look.shared, choices.shared)
    lines = (*shared, *erasing_output.detail_lines(look.details), *erasing_output.spelling_lines(look.spellings))
    hint(*(f"{person.pid}: {line}" for line in lines))
    return erasing_output.look_shape(look)


def _confirm_all(people: list[Participant], confirm: int | None) -> None:
    if confirm is None:
        hint(f"Kept too long: {', '.join(person.pid for person in people)}.")
        text = typed(f"This cannot be undone. Type how many they are to erase them ({len(people)})")
        confirm = int(text) if text.strip().isdecimal() else -1
    if confirm != len(people):
        raise NotAllowed(f"They are {len(people)}, not {confirm}. Nothing was changed.")


def check_confirmed(person: Participant, confirm: str | None, what: str) -> None:
    """Ask for the P-id of a person where none was given to confirm `what`; raise NotAllowed for any other."""
    if confirm is None:
        confirm = typed(f"This cannot be undone. Type {person.pid} to {what}")
    if confirm.strip().upper() != person.pid:
        raise NotAllowed(f'"{confirm.strip()[:20]}" is not {person.pid}. Nothing was changed.')


def typed(question: str) -> str:
    """Ask for a confirmation in the terminal; where there is none, it is wrong usage."""
    if not is_terminal():
        raise click.UsageError("Erasing asks for a confirmation, and there is no terminal to ask in; use --confirm.")
    return str(click.prompt(question, err=True))


@verb(example="custdev contact erase-notes P07")
@click.argument("person", required=False)
@option("--confirm", metavar="P07", help="The P-id again; without it, you are asked to type it.")
@option("--dry-run", is_flag=True, help="Only list them.")
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
            answer(as_json, {"id": pid, "would_go": places}, places or [f"Nothing is noted about {pid}."])
            return
        if confirm is None:
            hint(*(f"  {place}" for place in places))
        check_confirmed(somebody, confirm, "delete what was noted about them")
        done = forget(work.session, somebody)
    answer(as_json, erasing_output.forgotten_shape(pid, done), _lines(somebody, done))


def _list_due(desk: Desk, *, as_json: bool) -> None:
    with desk.reading(policy=True) as reading:
        due = notes_against_will(reading.workspace, reading.today)
    lines = [f"{person.pid}  {plural(count, 'text')}" for person, count in due]
    nothing = "Nothing is noted about anybody who wants no notes kept."
    answer(as_json, [{"id": person.pid, "texts": count} for person, count in due], lines or [nothing])


def _places(workspace: Workspace, person: Participant) -> Iterator[str]:
    """Yield where something is noted about a person: `note of 2026-11-12 on CD-3`, without the words."""
    estate = Estate(workspace, uids_of(workspace, person.uid))
    for note in sorted(estate.all_notes, key=lambda note: (note.at, note.uid)):
        yield f"{note.at.date()} {note.kind} {place_of(workspace, note)}"
    met = sorted((*estate.touchpoints, *estate.shared_touchpoints), key=lambda record: (record.at, record.uid))
    for record in (*met, *estate.owned):
        if any(getattr(record, name) for name in words_of(type(record))):
            at = getattr(record, "at", None)
            yield f"{at.date() if at else ''} what was written of {place_of(workspace, record)}".strip()


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

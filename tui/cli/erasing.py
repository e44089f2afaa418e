"""`custdev contact erase` and `purge`: people are forgotten only when somebody says so, and is told what is left."""

from __future__ import annotations

from typing import Any, get_args

import click

from tui.cli.desk import Desk
from tui.cli.erasing_output import (
    detail_lines,
    done_lines,
    left_lines,
    look_lines,
    shared_lines,
    spelling_lines,
)
from tui.cli.grammar import together, verb
from tui.cli.options import is_terminal
from tui.cli.output import emit, hint, say
from tui.domain.errors import NotAllowed
from tui.domain.privacy.erasing.estate import Choices, Said, Shared
from tui.domain.privacy.erasing.letter import letter
from tui.domain.records import Participant
from tui.service.erasing_shapes import look_shape, reach_shape
from tui.session import erasing
from tui.session.reach import Look, look_at
from tui.session.session import Session

_rest = together(
    click.option(
        "--shared",
        type=click.Choice(get_args(Shared)),
        default="remove",
        show_default=True,
        help="What becomes of the words of several: they go; stay without anybody, as no evidence; "
        "stay with the others.",
    ),
    click.option(
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
@click.option("--confirm", metavar="P03", help="The P-id again; without it, you are asked to type it.")
@click.option("--dry-run", is_flag=True, help="Only show what there is, and what is worth a look before.")
@click.option(
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
            _show(look_at(session, somebody, choices), with_copies=with_copies, as_json=as_json)
            return
        if confirm is None:
            for line in look_lines(look_at(session, somebody, choices), with_copies=with_copies):
                hint(line)
        check_confirmed(somebody, confirm, "erase them")
        reach = erasing.erase(session, somebody, choices, with_copies=with_copies)
        if as_json:
            emit(reach_shape(reach, session.policy.privacy))
            return
        answer = letter(reach.erasure, reach.remains, session.policy.privacy)
        for line in (*done_lines(reach), *left_lines(reach), *spelling_lines(reach.spellings), "", *answer):
            say(line)


@verb(example="custdev contact purge --dry-run")
@click.option("--dry-run", is_flag=True, help="Only list them.")
@click.option("--confirm", type=int, metavar="N", help="How many they are; without it, you are asked to type it.")
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
                answer = letter(reach.erasure, reach.remains, session.policy.privacy)
                row.update(left=list(left_lines(reach)), answer="\n".join(answer))
    if as_json:
        emit([row | {"erased": bool(not dry_run)} for row in rows])
    elif not people:
        say("Nobody is kept longer than was said.")
    else:
        done = "would be erased" if dry_run else "erased"
        say("\n".join(f"{row['id']}  kept until {row['retention_until']}  {done}" for row in rows))
        for line in dict.fromkeys(line for row in rows for line in row.get("left", ())):
            hint(line)


def _looked_at(session: Session, person: Participant, choices: Choices) -> dict[str, Any]:
    """Tell what is worth a look before somebody is erased, and return it for scripts."""
    look = look_at(session, person, choices)
    shared = shared_lines(look.shared, choices.shared)
    for line in (*shared, *detail_lines(look.details), *spelling_lines(look.spellings)):
        hint(f"{person.pid}: {line}")
    return look_shape(look)


def _confirm_all(people: list[Participant], confirm: int | None) -> None:
    if confirm is None:
        hint(f"Kept too long: {', '.join(person.pid for person in people)}.")
        confirm = _number(typed(f"This cannot be undone. Type how many they are to erase them ({len(people)})"))
    if confirm != len(people):
        raise NotAllowed(f"They are {len(people)}, not {confirm}. Nothing was changed.")


def _show(look: Look, *, with_copies: bool, as_json: bool) -> None:
    if as_json:
        emit({"id": look.reach.erasure.pid, **look_shape(look)})
        return
    for line in look_lines(look, with_copies=with_copies):
        say(line)


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


def _number(text: str) -> int:
    return int(text) if text.strip().isdecimal() else -1

"""`custdev contact erase` and `purge`: people are forgotten only when somebody says so, and is told what is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, get_args

import click
from msgspec.structs import replace

from tui.cli.desk import Desk
from tui.cli.naming import the_person
from tui.cli.options import is_terminal, json_flag
from tui.cli.output import emit, hint, say
from tui.domain.answering import answering_lines
from tui.domain.erasing import Said
from tui.domain.errors import NotAllowed
from tui.domain.namesakes import Spelling
from tui.domain.phrases import plural
from tui.domain.policy import Privacy
from tui.session.beside import Beside
from tui.session.erasing import Reach, erase, past_retention, reach_of, spellings_of

MOST_LINES = 10
CLIPBOARD = "clipboard"
BESIDE_WORDS = {
    "copy": "Not removed: {name}, a copy beside the files, tells of them; --beside remove removes such copies.",
    "own": "Not changed: {name}{lines} tells of them; that file is yours.",
    "elsewhere": "Not looked into: {name}, {why}.",
    "unread": "Not looked into: {name}: {why}.",
}
SAID: tuple[Said, ...] = get_args(Said)

BESIDE_OPTION = click.option(
    "--beside",
    "with_copies",
    type=click.Choice(("keep", "remove")),
    default="keep",
    show_default=True,
    callback=lambda _context, _option, value: value == "remove",
    help="Whether copies that editors and syncing programs left in the folder, and that tell of them, are removed.",
)


@click.command("erase", epilog="Example: custdev contact erase P03 --said strip")
@click.argument("person")
@click.option("--confirm", metavar="P03", help="The P-id again; without it, you are asked to type it.")
@click.option(
    "--said",
    type=click.Choice(SAID),
    default="delete",
    show_default=True,
    help="What becomes of what they alone said: it goes, or stays without who, but for quotes they did not allow.",
)
@BESIDE_OPTION
@json_flag
@click.pass_obj
def erase_person(desk: Desk, *, person: str, confirm: str | None, said: Said, with_copies: bool, as_json: bool) -> None:
    """Erase everything on a person, in every file and backup. This cannot be undone."""
    with desk.writing() as session:
        found = the_person(session.workspace, person)
        spellings = spellings_of(session, found, said)
        if confirm is None:
            reach = reach_of(session, found, said)
            for line in (*preview_lines(reach, said, with_copies=with_copies), *spelling_lines(spellings)):
                hint(line)
            confirm = _typed(f"This cannot be undone. Type {found.pid} to erase them")
        if confirm.strip().upper() != found.pid:
            raise NotAllowed(f'"{confirm.strip()[:20]}" is not {found.pid}. Nothing was changed.')
        reached, at = erase(session, found, said, with_copies=with_copies)
        if as_json:
            emit(_shape(reached, at, session.policy.privacy) | {"leftovers": [each.row() for each in spellings]})
            return
        left = (*_left_lines(reached), *spelling_lines(spellings))
        for line in (*_done_lines(reached), *left, "", *letter(reached, at, session.policy.privacy)):
            say(line)


@click.command("purge", epilog="Example: custdev contact purge --dry-run")
@click.option("--dry-run", is_flag=True, help="Only list them.")
@click.option("--confirm", type=int, metavar="N", help="How many they are; without it, you are asked to type it.")
@BESIDE_OPTION
@json_flag
@click.pass_obj
def purge(desk: Desk, *, dry_run: bool, confirm: int | None, with_copies: bool, as_json: bool) -> None:
    """Erase everybody whose time to be kept is over. Never done unless you say so."""
    with desk.writing() as session:
        people = past_retention(session)
        rows: list[dict[str, Any]] = [{"id": each.pid, "retention_until": each.retention_until} for each in people]
        if people and not dry_run:
            if confirm is None:
                hint(f"Kept too long: {', '.join(each.pid for each in people)}.")
            for row, each in zip(rows, people, strict=True):
                spellings = spellings_of(session, each, "delete")
                row["leftovers"] = [spelling.row() for spelling in spellings]
                for line in spelling_lines(spellings):
                    hint(f"{each.pid}: {line}")
            if confirm is None:
                confirm = _number(
                    _typed(f"This cannot be undone. Type how many they are to erase them ({len(people)})")
                )
            if confirm != len(people):
                raise NotAllowed(f"They are {len(people)}, not {confirm}. Nothing was changed.")
            for row, each in zip(rows, people, strict=True):
                reached, _ = erase(session, each, "delete", with_copies=with_copies)
                row["left"] = list(_left_lines(reached))
        if as_json:
            emit([row | {"erased": bool(not dry_run)} for row in rows])
        elif not people:
            say("Nobody is kept longer than was said.")
        else:
            done = "would be erased" if dry_run else "erased"
            say("\n".join(f"{row['id']}  kept until {row['retention_until']}  {done}" for row in rows))
            for line in dict.fromkeys(line for row in rows for line in row.get("left", ())):
                hint(line)


def preview_lines(reach: Reach, said: Said, *, with_copies: bool = False) -> Iterator[str]:
    """Yield what erasing would reach, for who is asked to confirm it."""
    becomes = "removed" if said == "delete" else "kept without who, but for quotes they did not allow"
    yield f"{reach.pid}: {'name and addresses' if reach.has_name else 'no name is kept here'}, " + ", ".join(
        (
            f"{plural(reach.notes_alone, 'note')} of theirs alone ({becomes})",
            f"{plural(reach.notes_shared, 'note')} with others (kept without them)",
            f"{plural(reach.touchpoints_alone + reach.touchpoints_shared, 'touchpoint')}",
            f"{plural(reach.consents, 'word')} about consent",
            f"links to {plural(reach.cards, 'card')}",
        )
    )
    if reach.backups:
        yield f"{plural(reach.backups, 'backup goes', 'backups go')} too: the person is in there."
    if reach.snapshots:
        yield f"Snapshots that go: {_names(reach)}."
    copies = [each.name for each in reach.beside if with_copies and each.standing == "copy"]
    if copies:
        yield f"Copies beside the files that go: {', '.join(copies)}."
    yield from _left_lines(replace(reach, beside=tuple(each for each in reach.beside if each.name not in copies)))


def spelling_lines(spellings: Sequence[Spelling]) -> Iterator[str]:
    """Yield what may be the person and stays, so that somebody edits it while it can be known."""
    if not spellings:
        return
    shown = [f'{each.where} "{each.text}"' for each in spellings[:MOST_LINES]]
    more = len(spellings) - MOST_LINES
    rest = f"; and {more} more, which --json lists" if more > 0 else ""
    yield f"Other spellings that may be them: {'; '.join(shown)}{rest}. They stay as they are, unless you edit them."


def _lines(each: Beside) -> str:
    """Return ` line 2, 5` for the lines of a file, as many as one can take in."""
    if not each.lines:
        return ""
    more = len(each.lines) - MOST_LINES
    shown = ", ".join(map(str, each.lines[:MOST_LINES]))
    return f" line {shown}" + (f" and {more} more" if more > 0 else "")


def _names(reach: Reach) -> str:
    return ", ".join(path.name for path in reach.snapshots)


def _done_lines(reach: Reach) -> Iterator[str]:
    yield f"Erased {reach.pid}: all records, {plural(reach.backups, 'backup')} and every undo step."
    if reach.snapshots:
        yield f"Removed {_names(reach)} from snapshots/."
    for each in reach.removed:
        yield f"Removed {each.name}, a copy beside the files."


def _left_lines(reach: Reach) -> Iterator[str]:
    """Yield the copies that cannot be reached from here."""
    for export in reach.exports:
        if export.path == CLIPBOARD:
            yield f"Not reached: copied to the clipboard on {export.at.date()} for {export.profile}."
        else:
            yield f"Not reached: {export.path}, exported {export.at.date()} as {export.profile}."
    for place in reach.linked:
        yield f"Not reached: {place}, which a record of a conversation or of a consent of theirs led to."
    for each in reach.beside:
        yield BESIDE_WORDS[each.standing].format(name=each.name, lines=_lines(each), why=each.why)
    for name, why in reach.stuck.items():
        yield f"Not removed: {name}: {why}."
    if reach.versioned:
        yield "Not reached: version control keeps what was committed; rewrite its history, and ask for clones."
    yield "What was printed, or pasted elsewhere, is not remembered."


def letter(reach: Reach, at: datetime, privacy: Privacy) -> Iterator[str]:
    """Yield a draft of the answer to the person, who has no name here any more."""
    yield "An answer to send:"
    yield ""
    yield f"On {at.date()} we erased what we kept about you: your name and addresses, what you told us, the record of"
    yield "our conversations, what you agreed to, and all backups of them."
    if reach.exports:
        copies = plural(len(reach.exports), "copy had", "copies had")
        yield f"{copies} been given out before; we are asking for them to be deleted."
    else:
        yield "We know of no copy that was given out."
    left = sum(each.standing == "copy" for each in reach.beside) + len(reach.stuck) + len(reach.linked)
    if left:
        is_left = "copy, recording or form that we keep elsewhere is", "copies, recordings or forms kept elsewhere are"
        yield f"{plural(left, *is_left)} still to be removed."
    if own := sum(each.standing == "own" for each in reach.beside):
        are = plural(own, "file that we wrote is", "files that we wrote are")
        yield f"{are} still to be changed: you are in there."
    yield "What was printed, or pasted elsewhere, is not remembered, so it is not among these."
    yield "We keep a number that stands for nobody any more, so that it is not given again."
    yield ""
    yield from answering_lines(privacy)


def _shape(reach: Reach, at: datetime, privacy: Privacy) -> dict[str, Any]:
    return {
        "id": reach.pid,
        "erased_at": at,
        "notes": reach.notes_alone,
        "notes_removed": reach.notes_going,
        "touchpoints": reach.touchpoints_alone,
        "consents": reach.consents,
        "backups": reach.backups,
        "snapshots": [path.name for path in reach.snapshots],
        "exports": [{"path": each.path, "at": each.at, "profile": each.profile} for each in reach.exports],
        "linked": reach.linked,
        "beside": {
            "removed": [each.name for each in reach.removed],
            "left": [each.name for each in reach.beside if each.standing == "copy"],
        },
        "own_files": [f"{each.name}{_lines(each)}" for each in reach.beside if each.standing == "own"],
        "not_looked_into": [
            {"path": each.name, "why": each.why} for each in reach.beside if each.standing in ("elsewhere", "unread")
        ],
        "not_removed": [{"path": name, "why": why} for name, why in reach.stuck.items()],
        "versioned": reach.versioned,
        "answer": "\n".join(letter(reach, at, privacy)),
    }


def _typed(question: str) -> str:
    if not is_terminal():
        raise click.UsageError("Erasing asks for a confirmation, and there is no terminal to ask in; use --confirm.")
    return str(click.prompt(question, err=True))


def _number(text: str) -> int:
    return int(text) if text.strip().isdecimal() else -1

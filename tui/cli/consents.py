"""`custdev consent`: what customers agreed to, word by word or scope by scope."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

import click

from tui.cli.contact_output import permission_lines
from tui.cli.desk import Desk
from tui.cli.lazy import LazyGroup
from tui.cli.naming import the_person
from tui.cli.options import WordType, json_flag
from tui.cli.output import emit, say
from tui.cli.people_output import signs_of, time_words
from tui.cli.people_shapes import consent_shape, permission_of, scope_shapes
from tui.cli.writing import Work, working
from tui.domain import operations
from tui.domain.operations.consents import BASES, METHODS, SOURCES, the_scopes
from tui.domain.people.consent import VALID, latest_words, status_now
from tui.domain.people.consent_words import INSTEAD, NAMES, WORDS, as_typed, instead_of
from tui.domain.privacy.sight import Sight
from tui.domain.records import Consent, Participant
from tui.domain.records.change import Change
from tui.domain.records.definition import CONSENT_SCOPES
from tui.domain.records.vocabulary import ConsentMethod
from tui.domain.records.workspace import Workspace
from tui.domain.time.moments import parse_any_day, parse_moment

COMMANDS = {verb: f"tui.cli.consents:{verb}" for verb in ("show", "give", "withdraw", "ask")}
SCOPE = WordType(NAMES, "anything people agree to", gone={word: instead_of(word) for word in INSTEAD})
METHOD = WordType(METHODS, "a way of agreeing")

Command = Callable[..., None]
HOW_PRINTED = "--json prints the record where one scope is named, and a list of records for plain words and several."
_NAMES = [each.name for each in WORDS]
WHICH = (
    f"SCOPE is {', '.join(map(as_typed, _NAMES))}, "
    f"or one of {', '.join(scope for scope in CONSENT_SCOPES if scope not in _NAMES)}."
)


@click.group(
    cls=LazyGroup, lazy=COMMANDS, epilog="Example: custdev consent give P03 take-part quote --method signed-form"
)
def consent() -> None:
    """What customers agreed to. What nobody agreed to is not allowed, and the latest word counts."""


@click.command(epilog="Example: custdev consent show P03 --at 2027-01-31")
@click.argument("person")
@click.option("--at", metavar="DAY", help="How it stood, or will stand, on a day.")
@json_flag
@click.pass_obj
def show(desk: Desk, person: str, at: str | None, as_json: bool) -> None:
    """Show what somebody agreed to, word by word and scope by scope, and how that came, newest first."""
    with desk.reading(policy=True) as session:
        workspace, policy = session.workspace, session.policy
        found = the_person(workspace, person)
        day = parse_any_day(at, session.today) if at else session.today
        history = [
            each
            for uid in reversed(workspace.consent_uids(found.uid))
            if policy.day((each := workspace.consents[uid]).at) <= day
        ]
        if as_json:
            lens = desk.seen(session).lens
            emit(
                {
                    "id": found.pid,
                    "at": day,
                    "is_minor": found.is_minor,
                    "retention_until": found.retention_until,
                    "groups": permission_of(workspace, found, policy, day),
                    "scopes": [_nameless(shape, lens) for shape in scope_shapes(workspace, found, policy, day)],
                    "history": [_nameless(consent_shape(workspace, each), lens) for each in history],
                }
            )
            return
        say(f"{found.pid} on {day}")
        say("\n".join(permission_lines(workspace, found, policy, day, signs_of(desk))))
        for each in history:
            how = f", {each.method}" if each.status in VALID else ""
            expiry = f", until {each.expires_at}" if each.expires_at else ""
            told = f"{each.status}{how}{expiry}".replace("_", " ")
            told += f", with others by the word {each.bundle}" if each.bundle else ""
            say(f"{time_words(each.at, policy, day)}  {each.scope} {told}, noted by {each.by}")


def _whom_and_what(command: Command) -> Command:
    """Add what giving, withdrawing and asking have in common."""
    command = click.option("--at", metavar="TIME", help="When it was said: yesterday, thu 14:00, 2026-11-23T14:00.")(
        command
    )
    command = click.argument("words", metavar="SCOPE…", type=SCOPE, nargs=-1, required=True)(command)
    return click.argument("person")(command)


def _how(command: Command) -> Command:
    """Add how somebody said so."""
    return click.option(
        "--method", type=METHOD, default="verbal_noted", metavar="M", show_default=True, help=f"{', '.join(METHODS)}."
    )(command)


@click.command(
    epilog="Example: custdev consent give P03 quote --method signed-form --expires 2027-11-30",
    help=f"""Note that somebody agrees.

    {WHICH} Each gives one thing. {HOW_PRINTED}""",
)
@_whom_and_what
@_how
@click.option("--expires", metavar="DAY", help="From that day on it holds no more: 2027-11-30, 30 nov, +26w.")
@click.option(
    "--basis",
    type=WordType(BASES, "a basis"),
    default="consent",
    metavar="B",
    show_default=True,
    help=f"The lawful basis: {', '.join(BASES)}.",
)
@click.option(
    "--source",
    type=WordType(SOURCES, "a source"),
    default="person",
    metavar="S",
    show_default=True,
    help=f"Whom we have it from: {', '.join(SOURCES)}.",
)
@click.option("--purpose", default="", metavar="TEXT", help="What it is for; else as custdev.yaml says.")
@click.option("--notice", default="", metavar="V", help="The version of the notice given; else as custdev.yaml says.")
@click.option("--by-guardian", is_flag=True, help="The guardian agrees, as for a minor it must be.")
@click.option("--evidence", default="", metavar="REF", help="Where the proof is; kept among the names.")
@json_flag
@click.pass_obj
def give(
    desk: Desk,
    *,
    person: str,
    words: tuple[str, ...],
    at: str | None,
    method: str,
    expires: str | None,
    basis: str,
    source: str,
    purpose: str,
    notice: str,
    by_guardian: bool,
    evidence: str,
    as_json: bool,
) -> None:
    """Note that somebody agrees."""
    with working(desk) as work:
        found = the_person(work.workspace, person)
        change = work.save(
            operations.give_consent,
            found.uid,
            words,
            at=_moment(work, at),
            expires_at=parse_any_day(expires, work.today, ahead=True) if expires else None,
            method=method,
            basis=basis,
            source=source,
            purpose=purpose,
            notice_version=notice,
            given_by="guardian" if by_guardian else "self",
            evidence=evidence,
        )
        _show(work, change, found, words, the_scopes(words), as_json=as_json)


@click.command(
    epilog="Example: custdev consent withdraw P03 quote",
    help=f"Note that somebody does not agree, or not any more: to what is named, and to nothing else.\n\n"
    f"    {WHICH} {HOW_PRINTED}",
)
@_whom_and_what
@_how
@json_flag
@click.pass_obj
def withdraw(
    desk: Desk, *, person: str, words: tuple[str, ...], at: str | None, method: ConsentMethod, as_json: bool
) -> None:
    """Note that somebody does not agree, or not any more."""
    _note(desk, partial(operations.withdraw_consent, method=method), person, words, at, as_json=as_json)


@click.command(
    epilog="Example: custdev consent ask P03 audio share-outside",
    help=f"Note that somebody was asked; what they agree to already stays agreed to.\n\n    {WHICH} {HOW_PRINTED}",
)
@_whom_and_what
@json_flag
@click.pass_obj
def ask(desk: Desk, person: str, words: tuple[str, ...], at: str | None, as_json: bool) -> None:
    """Note that somebody was asked."""
    _note(desk, operations.ask_consent, person, words, at, as_json=as_json)


def _note(
    desk: Desk,
    operation: Callable[..., Change],
    person: str,
    words: tuple[str, ...],
    at: str | None,
    *,
    as_json: bool,
) -> None:
    with working(desk) as work:
        found = the_person(work.workspace, person)
        change = work.save(operation, found.uid, words, at=_moment(work, at))
        _show(work, change, found, words, the_scopes(words), as_json=as_json)


def _moment(work: Work, text: str | None) -> datetime | None:
    return parse_moment(text, work.now(), work.policy.zone) if text else None


def _show(
    work: Work, change: Change, person: Participant, words: Sequence[str], scopes: Sequence[str], *, as_json: bool
) -> None:
    """Answer a word about consent: the records written, or those that said so already."""
    workspace = work.workspace
    written: dict[str, Any] = dict(change.records.get("consents", {}))
    if as_json:
        records = _records(workspace, person, written.values(), scopes)
        shapes = [_nameless(consent_shape(workspace, record), work.seen.lens) for record in records]
        emit(shapes[0] if len(words) == 1 and words[0] in CONSENT_SCOPES else shapes)
    elif change.is_empty:
        say(f"{person.pid} said so already.")
    else:
        latest = latest_words(workspace, person.uid)
        for each in written.values():
            said = _told(each, latest.get(each.scope, each), person, work)
            say(f"{person.pid} {each.scope}: {said}.")


def _told(word: Consent, latest: Consent, person: Participant, work: Work) -> str:
    """Return what a word that was written changes: nothing where one was said after it."""
    if latest.uid != word.uid:
        day, status = work.policy.day(latest.at), status_now(latest, person, work.today).replace("_", " ")
        return f"noted; a later word of {day.day} {day:%b %Y} still counts: {status}"
    return f"{word.status} until {word.expires_at}" if word.expires_at else word.status


def _nameless(shape: dict[str, Any], lens: Sight) -> dict[str, Any]:
    """Return a word about consent without the names that were typed into it; whose it is stays."""
    texts = {name: lens.line(shape[name]) for name in ("notice_version", "purpose") if shape[name]}
    return shape | texts | ({"by": lens.teammate(shape["by"])} if "by" in shape else {})


def _records(workspace: Workspace, person: Participant, written: Any, scopes: Sequence[str]) -> list[Consent]:
    known = latest_words(workspace, person.uid) | {each.scope: each for each in written}
    return [known[scope] for scope in scopes]

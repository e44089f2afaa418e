"""`custdev consent`: what customers agreed to, word by word or scope by scope."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, cast

import click

from tui.cli.contact_output import permission_lines
from tui.cli.desk import Desk
from tui.cli.options import option
from tui.cli.output import emit, say
from tui.cli.people_output import signs_of, time_words
from tui.cli.verbs import WordType, noun, together, verb, word_option
from tui.domain import operations
from tui.domain.operations.consents import BASES, METHODS, SOURCES, the_scopes
from tui.domain.people.consent import INSTEAD, NAMES, VALID, WORDS, as_typed, instead_of, latest_words, status_now
from tui.domain.people.person_facts import PersonFacts
from tui.domain.privacy.sight import Sight
from tui.domain.records import Consent, Participant
from tui.domain.records.change import Change
from tui.domain.records.vocabulary import CONSENT_SCOPES
from tui.domain.time.moments import parse_any_day
from tui.service.board_shapes import fields_of
from tui.service.people_shapes import consent_shape, scope_shapes

if TYPE_CHECKING:
    from tui.service.writing import Work

SCOPE = WordType(NAMES, "anything people agree to", gone={word: instead_of(word) for word in INSTEAD})

HOW_PRINTED = "--json prints the record where one scope is named, and a list of records for plain words and several."
_NAMES = [word.name for word in WORDS]
WHICH = (
    f"SCOPE is {', '.join(map(as_typed, _NAMES))}, "
    f"or one of {', '.join(scope for scope in CONSENT_SCOPES if scope not in _NAMES)}."
)


@noun(
    ("consents", "show", "give", "withdraw", "ask"),
    example="custdev consent give P03 take-part quote --method signed-form",
)
def consent() -> None:
    """What customers agreed to. What nobody agreed to is not allowed, and the latest word counts."""


@verb(example="custdev consent show P03 --at 2027-01-31")
@click.argument("person")
@option("--at", metavar="DAY", help="How it stood, or will stand, on a day.")
def show(desk: Desk, person: str, at: str | None, as_json: bool) -> None:
    """Show what somebody agreed to, word by word and scope by scope, and how that came, newest first."""
    with desk.reading(policy=True) as reading:
        workspace, policy = reading.workspace, reading.policy
        somebody = reading.person(person)
        day = parse_any_day(at, reading.today) if at else reading.today
        records = (workspace.consents[uid] for uid in reversed(workspace.consent_uids(somebody.uid)))
        facts = PersonFacts(workspace, somebody, policy, day)
        history = [record for record in records if policy.day(record.at) <= day]
        if as_json:
            lens = reading.seen().lens
            emit(
                {
                    "id": somebody.pid,
                    "at": day,
                    **fields_of(somebody, "is_minor", "retention_until"),
                    "groups": facts.signs,
                    "scopes": [_nameless(shape, lens) for shape in scope_shapes(facts)],
                    "history": [_nameless(consent_shape(workspace, record), lens) for record in history],
                }
            )
            return
        say(f"{somebody.pid} on {day}", *permission_lines(facts, signs_of(desk)))
        for record in history:
            how = f", {record.method}" if record.status in VALID else ""
            expiry = f", until {record.expires_at}" if record.expires_at else ""
            words = f"{record.status}{how}{expiry}".replace("_", " ")
            words += f", with others by the word {record.bundle}" if record.bundle else ""
            say(f"{time_words(record.at, policy, day)}  {record.scope} {words}, noted by {record.by}")


_whom_and_what = together(
    click.argument("person"),
    click.argument("words", metavar="SCOPE…", type=SCOPE, nargs=-1, required=True),
    option("--at", metavar="TIME", help="When it was said: yesterday, thu 14:00, 2026-11-23T14:00."),
)
_word = partial(word_option, show_default=True)
_how = _word("--method", words=METHODS, what="a way of agreeing", default="verbal_noted", metavar="M")


@verb(
    example="custdev consent give P03 quote --method signed-form --expires 2027-11-30",
    help=f"""Note that somebody agrees.

    {WHICH} Each gives one thing. {HOW_PRINTED}""",
)
@_whom_and_what
@_how
@option("--expires", "expires_at", metavar="DAY", help="From that day on it holds no more: 2027-11-30, 30 nov, +26w.")
@_word("--basis", words=BASES, what="a basis", default="consent", metavar="B", help="The lawful basis: ")
@_word("--source", words=SOURCES, what="a source", default="person", metavar="S", help="Whom we have it from: ")
@option("--purpose", default="", metavar="TEXT", help="What it is for; else as custdev.yaml says.")
@option(
    "--notice",
    "notice_version",
    default="",
    metavar="V",
    help="The version of the notice given; else as custdev.yaml says.",
)
@option(
    "--by-guardian",
    "given_by",
    flag_value="guardian",
    default="self",
    help="The guardian agrees, as for a minor it must be.",
)
@option("--evidence", default="", metavar="REF", help="Where the proof is; kept among the names.")
def give(desk: Desk, /, **options: Any) -> None:
    """Note that somebody agrees."""
    _note(desk, operations.give_consent, **options)


@verb(
    example="custdev consent withdraw P03 quote",
    help=f"Note that somebody does not agree, or not any more: to what is named, and to nothing else.\n\n"
    f"    {WHICH} {HOW_PRINTED}",
)
@_whom_and_what
@_how
def withdraw(desk: Desk, /, **options: Any) -> None:
    """Note that somebody does not agree, or not any more."""
    _note(desk, operations.withdraw_consent, **options)


@verb(
    example="custdev consent ask P03 audio share-outside",
    help=f"Note that somebody was asked; what they agree to already stays agreed to.\n\n    {WHICH} {HOW_PRINTED}",
)
@_whom_and_what
def ask(desk: Desk, /, **options: Any) -> None:
    """Note that somebody was asked."""
    _note(desk, operations.ask_consent, **options)


def _note(
    desk: Desk,
    operation: Callable[..., Change],
    *,
    person: str,
    words: tuple[str, ...],
    at: str | None,
    as_json: bool,
    **how: Any,
) -> None:
    """Do an operation with a word about consent; `how` are the options that are called as it calls its arguments."""
    with desk.writing() as work:
        somebody = work.person(person)
        if how.get("expires_at"):
            how["expires_at"] = parse_any_day(how["expires_at"], work.today, ahead=True)
        change = work.save(operation, somebody.uid, words, at=work.moment(at), **how)
        _show(work, change, somebody, words, as_json=as_json)


def _show(work: Work, change: Change, person: Participant, words: Sequence[str], *, as_json: bool) -> None:
    """Answer a word about consent: the records written, or those that said so already."""
    workspace = work.workspace
    written = cast("list[Consent]", list(change.records.get("consents", {}).values()))
    latest = latest_words(workspace, person.uid)
    if as_json:
        records = latest | {record.scope: record for record in written}
        lens = work.seen().lens
        shapes = [_nameless(consent_shape(workspace, records[scope]), lens) for scope in the_scopes(words)]
        emit(shapes[0] if len(words) == 1 and words[0] in CONSENT_SCOPES else shapes)
    elif change.is_empty:
        say(f"{person.pid} said so already.")
    else:
        for record in written:
            say(f"{person.pid} {record.scope}: {_effect_of(record, latest.get(record.scope, record), person, work)}.")


def _effect_of(word: Consent, latest: Consent, person: Participant, work: Work) -> str:
    """Return what a word that was written changes: nothing where one was said after it."""
    if latest.uid != word.uid:
        day, status = work.policy.day(latest.at), status_now(latest, person, work.today).replace("_", " ")
        return f"noted; a later word of {day.day} {day:%b %Y} still counts: {status}"
    return f"{word.status} until {word.expires_at}" if word.expires_at else word.status


def _nameless(shape: dict[str, Any], lens: Sight) -> dict[str, Any]:
    """Return a word about consent without the names that were typed into it; whose it is stays."""
    texts = {name: lens.line(shape[name]) for name in ("notice_version", "purpose") if shape[name]}
    return shape | texts | ({"by": lens.teammate(shape["by"])} if "by" in shape else {})

"""`custdev touchpoint add`, `done` and `edit`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from tui.cli.desk import Desk
from tui.cli.options import option
from tui.cli.output import emit, say
from tui.cli.people_output import time_words, touchpoint_words
from tui.cli.verbs import TEXT, WordType, reason_option, together, verb, word_option
from tui.domain import operations
from tui.domain.errors import NotFound
from tui.domain.facts import pids
from tui.domain.flow.figures import CLOCK_TOLERANCE
from tui.domain.operations.touchpoints import CHANNELS, TOUCHPOINT_METHODS
from tui.domain.records import Link
from tui.domain.records.change import Change
from tui.domain.records.vocabulary import PLANNED, LinkKind
from tui.domain.search.naming import find_touchpoint, is_pid
from tui.domain.time.dates import parse_day
from tui.service.people_shapes import notes_at, touchpoint_shape
from tui.service.writing import Work

METHOD = WordType(TOUCHPOINT_METHODS, "a method")
LINKS: dict[str, LinkKind] = {"recording": "recording", "transcript": "transcript", "notes_file": "note"}
"""The options that say where something is, and the kind of link each gives."""

_course = together(
    word_option("--channel", words=CHANNELS, what="a channel", none=True, metavar="C"),
    option("--minutes", "duration", type=click.IntRange(1), metavar="N", help="How long it took."),
    option("--at", metavar="TIME", help="2026-11-23T14:00, 14:00, yesterday, thu 14:00; a time to come plans it."),
    option("--observer", "observers", multiple=True, metavar="NAME", help="Who of the team was there, too."),
    option("--expect", "expectation", type=TEXT, help="What you expect to hear, written before."),
    option("--recording", metavar="REF", help="Where the recording is; needs permission to record."),
    option("--transcript", metavar="REF", help="Where the transcript is; needs permission to record."),
    option("--notes-file", metavar="REF", help="Where more notes are."),
)
"""What `add` and `edit` share."""

_outcome = together(
    option("--surprise", type=TEXT, default="", help="What you did not expect."),
    option("--promise", type=TEXT, default="", help="What you promised."),
    option("--by", "promised_for", metavar="DAY", help="When the promise is due: fri, +3d, 30 nov."),
)
"""What came of it, in notes of their own."""


@verb(
    example="custdev touchpoint add interview P03 --card CD-3 --channel video 'wants the export'",
    help=f"""Log a contact with customers, or plan one; once it was had, the clock of keeping in touch starts anew.

    METHOD is {", ".join(TOUCHPOINT_METHODS)}. PERSON is a P-id, or a part of a name that no one else has. The last
    argument is the text if it names nobody; - reads it from standard input.

    A weekday is the last one, or with --plan the next one; a day without a time is noon, today without one is now.
    A time to come is planned without saying so, and the text then is what you expect to hear.""",
)
@click.argument("method", type=METHOD)
@click.argument("people_and_text", metavar="PERSON… [TEXT]", nargs=-1)
@option("--text", type=TEXT, help="The text, where as the last argument it would be taken for a name.")
@option("--card", "cards", multiple=True, metavar="CARD", help="A card it concerns; may be given several times.")
@_course
@option(
    "--inbound",
    "direction",
    flag_value="inbound",
    default="outbound",
    help="They came to us; by default we went to them.",
)
@_outcome
@option("--plan", is_flag=True, help="It is still to come.")
@option("--tentative", is_flag=True, help="It is still to come, and not sure.")
@reason_option
def add(
    desk: Desk,
    /,
    *,
    method: str,
    people_and_text: tuple[str, ...],
    text: str | None,
    cards: tuple[str, ...],
    at: str | None,
    plan: bool,
    tentative: bool,
    as_json: bool,
    **fields: Any,
) -> None:
    """Log a contact with customers, or plan one."""
    if (plan or tentative) and not at:
        raise click.UsageError("Say when it is planned: --at 'thu 14:00'.")
    with desk.writing() as work:
        people, words = _people_and_text(work, people_and_text, text)
        moment = work.moment(at, ahead=plan or tentative)
        to_come = plan or (moment is not None and moment - work.now() > CLOCK_TOLERANCE)
        fields["cards"] = [work.card(card).uid for card in cards]
        fields["links"] = _take_links((), fields) or ()
        fields["status"] = "tentative" if tentative else "confirmed" if to_come else "done"
        fields["channel"] = fields["channel"] or None
        fields |= _texts(words, fields["expectation"], planned=tentative or to_come)
        fields["promised_for"] = _due(fields["promised_for"], fields["promise"], work.today)
        change = work.save(operations.log_touchpoint, method, people, at=moment, **fields)
        _show(work, change, next(iter(change.records["touchpoints"])), as_json)


@verb(example="custdev touchpoint done 4XG7QM --minutes 25 --surprise 'they print it' 'wants export'")
@click.argument("touchpoint", metavar="TOUCHPOINT")
@click.argument("summary", metavar="[TEXT]", type=TEXT, required=False)
@option("--at", metavar="TIME", help="When it was; by default when it was planned, or now where that is to come.")
@option("--minutes", "duration", type=click.IntRange(1), metavar="N", help="How long it took.")
@_outcome
@option("--no-show", "status", flag_value="no_show", help="Nobody came.")
@option("--cancelled", "status", flag_value="cancelled", help="It was called off.")
def done(desk: Desk, /, *, touchpoint: str, at: str | None, status: str | None, as_json: bool, **fields: Any) -> None:
    """Say what became of a planned touchpoint: it was had, nobody came, or it was called off."""
    with desk.writing() as work:
        uid = find_touchpoint(work.workspace, touchpoint).uid
        moment = work.moment(at)
        fields["promised_for"] = _due(fields["promised_for"], fields["promise"], work.today)
        change = work.save(operations.settle_touchpoint, uid, status or "done", at=moment, **fields)
        _show(work, change, uid, as_json)


@verb(example="custdev touchpoint edit 4XG7QM --minutes 40 --observer ben")
@click.argument("touchpoint", metavar="TOUCHPOINT")
@option("--text", "summary", type=TEXT, help="What came of it; - reads standard input.")
@option("--method", type=METHOD, metavar="M")
@_course
@option("--inbound/--outbound", default=None, help="Whether they came to us.")
def edit(desk: Desk, /, *, touchpoint: str, inbound: bool | None, as_json: bool, **fields: Any) -> None:
    """Change a touchpoint. Observers replace those there were, a link the one of its kind; '' takes them away."""
    with desk.writing() as work:
        meeting = find_touchpoint(work.workspace, touchpoint)
        links = _take_links(meeting.links, fields)
        fields["at"] = work.moment(fields["at"], ahead=meeting.status in PLANNED)
        fields["observers"] = fields["observers"] or None
        direction = None if inbound is None else "inbound" if inbound else "outbound"
        values = {**fields, "links": links, "direction": direction}
        edits = {name: value for name, value in values.items() if value is not None}
        if not edits:
            raise click.UsageError("Say what to change, such as --at, --minutes or --text; --help lists the rest.")
        _show(work, work.save(operations.edit_touchpoint, meeting.uid, **edits), meeting.uid, as_json)


def _people_and_text(work: Work, arguments: Sequence[str], text: str | None) -> tuple[list[str], str]:
    """Return the uids of the people named, and the text: the last argument if it names nobody."""
    people = []
    for place, argument in enumerate(arguments):
        try:
            people.append(work.person(argument).uid)
        except NotFound as error:
            if is_pid(argument):
                raise
            if place < len(arguments) - 1:
                raise NotFound(f"{error} The text goes last, in quotes.") from None
            if text is not None:
                raise NotFound(f"{error} The text is given by --text already.") from None
            text = TEXT.convert(argument, None, None)
    return people, text or ""


def _texts(text: str, expectation: str | None, *, planned: bool) -> dict[str, str]:
    """Return the text as what came of it, or of what is still to come as what is expected of it."""
    if planned and expectation is None:
        return {"expectation": text}
    return {"expectation": expectation or "", "summary": text}


def _due(text: str | None, promise: str, today: date) -> date | None:
    if text and not promise:
        raise click.UsageError("--by says when a promise is due; say what was promised: --promise TEXT.")
    return parse_day(text, today) if text else None


def _take_links(links: Sequence[Link], fields: dict[str, Any]) -> list[Link] | None:
    """Take the options for links out of `fields`, and return the links with them in place of those of their kind.

    None where no option names a link.
    """
    options = {kind: fields.pop(name) for name, kind in LINKS.items()}
    named = {kind: ref for kind, ref in options.items() if ref is not None}
    if not named:
        return None
    others = [link for link in links if link.kind not in named]
    return [*others, *(Link(kind, ref) for kind, ref in named.items())]


def _show(work: Work, change: Change, uid: str, as_json: bool) -> None:
    seen = work.seen(written=[uid, *change.records.get("notes", ())])
    meeting = seen.touchpoints[uid]
    if as_json:
        emit(touchpoint_shape(seen, meeting, notes_at(seen).get(uid, ())))
        return
    if change.is_empty:
        say("That touchpoint was like that already.")
        return
    with_whom = f" with {', '.join(pids(seen, meeting.people))}" if meeting.people else ""
    what = touchpoint_words(meeting).replace(", planned", "")
    verb = "Planned" if meeting.status in PLANNED else "Logged"
    when = time_words(meeting.at, work.policy, work.today)
    say(f"{verb} {what}{with_whom}, {when} ({uid[-6:]}).")

"""`custdev touchpoint add`, `done` and `edit`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import click

from tui.cli.desk import Desk
from tui.cli.naming import people_and_text_of
from tui.cli.options import TEXT, WordType, json_flag
from tui.cli.output import emit, say
from tui.cli.people_output import said_at, time_words, touchpoint_words
from tui.cli.people_shapes import touchpoint_shape
from tui.cli.writing import Work, working
from tui.domain import operations
from tui.domain.facts import pids
from tui.domain.flow.figures import CLOCK_TOLERANCE
from tui.domain.operations.touchpoints import CHANNELS, TOUCHPOINT_METHODS
from tui.domain.records import Link
from tui.domain.records.change import Change
from tui.domain.records.vocabulary import PLANNED, LinkKind
from tui.domain.search.naming import find_touchpoint
from tui.domain.time.dates import parse_day
from tui.domain.time.moments import parse_moment

METHOD = WordType(TOUCHPOINT_METHODS, "a method")
CHANNEL = WordType(CHANNELS, "a channel", none=True)
LINKS: dict[str, LinkKind] = {"recording": "recording", "transcript": "transcript", "notes_file": "note"}
"""The options that say where something is, and the kind of link each gives."""

Command = Callable[..., None]


def _course(command: Command) -> Command:
    """Add the options that `add` and `edit` share."""
    options = (
        click.option("--channel", type=CHANNEL, metavar="C", help=f"{', '.join(CHANNELS)}."),
        click.option("--minutes", type=click.IntRange(1), metavar="N", help="How long it took."),
        click.option(
            "--at", metavar="TIME", help="2026-11-23T14:00, 14:00, yesterday, thu 14:00; a time to come plans it."
        ),
        click.option("--observer", "observers", multiple=True, metavar="NAME", help="Who of the team was there, too."),
        click.option("--expect", "expectation", type=TEXT, help="What you expect to hear, written before."),
        click.option("--recording", metavar="REF", help="Where the recording is; needs permission to record."),
        click.option("--transcript", metavar="REF", help="Where the transcript is; needs permission to record."),
        click.option("--notes-file", metavar="REF", help="Where more notes are."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _outcome(command: Command) -> Command:
    """Add the options for what came of it, which become notes of their own."""
    options = (
        click.option("--surprise", type=TEXT, default="", help="What you did not expect."),
        click.option("--promise", type=TEXT, default="", help="What you promised."),
        click.option("--by", "promised_for", metavar="DAY", help="When the promise is due: fri, +3d, 30 nov."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command(
    epilog="Example: custdev touchpoint add interview P03 --card CD-3 --channel video 'wants the export'",
    help=f"""Log a contact with customers, or plan one; once it was had, the clock of keeping in touch starts anew.

    METHOD is {", ".join(TOUCHPOINT_METHODS)}. PERSON is a P-id, or a part of a name that no one else has. The last
    argument is the text if it names nobody; - reads it from standard input.

    A weekday is the last one, or with --plan the next one; a day without a time is noon, today without one is now.
    A time to come is planned without saying so, and the text then is what you expect to hear.""",
)
@click.argument("method", type=METHOD)
@click.argument("people_and_text", metavar="PERSON… [TEXT]", nargs=-1)
@click.option("--text", type=TEXT, help="The text, where as the last argument it would be taken for a name.")
@click.option("--card", "cards", multiple=True, metavar="CARD", help="A card it concerns; may be given several times.")
@_course
@click.option("--inbound", is_flag=True, help="They came to us; by default we went to them.")
@_outcome
@click.option("--plan", is_flag=True, help="It is still to come.")
@click.option("--tentative", is_flag=True, help="It is still to come, and not sure.")
@click.option("--reason", default="", metavar="WHY", help="Why they are asked though they were asked often enough.")
@json_flag
@click.pass_obj
def add(
    desk: Desk,
    /,
    *,
    method: str,
    people_and_text: tuple[str, ...],
    text: str | None,
    cards: tuple[str, ...],
    inbound: bool,
    plan: bool,
    tentative: bool,
    as_json: bool,
    **fields: Any,
) -> None:
    """Log a contact with customers, or plan one."""
    if (plan or tentative) and not fields["at"]:
        raise click.UsageError("Say when it is planned: --at 'thu 14:00'.")
    with working(desk) as work:
        people, said = people_and_text_of(work.workspace, people_and_text, text)
        moment = _moment(work, fields["at"], ahead=plan or tentative)
        to_come = plan or (moment is not None and moment - work.now() > CLOCK_TOLERANCE)
        change = work.save(
            operations.log_touchpoint,
            method,
            people,
            at=moment,
            status="tentative" if tentative else "confirmed" if to_come else "done",
            cards=[work.card(card).uid for card in cards],
            channel=fields["channel"] or None,
            direction="inbound" if inbound else "outbound",
            duration=fields["minutes"],
            observers=fields["observers"],
            **_texts(said, fields["expectation"], planned=tentative or to_come),
            links=_links((), fields) or (),
            surprise=fields["surprise"],
            promise=fields["promise"],
            promised_for=_due(fields["promised_for"], fields["promise"], work.today),
            reason=fields["reason"],
        )
        _show(work, change, next(iter(change.records["touchpoints"])), as_json)


@click.command(epilog="Example: custdev touchpoint done 4XG7QM --minutes 25 --surprise 'they print it' 'wants export'")
@click.argument("touchpoint", metavar="TOUCHPOINT")
@click.argument("text", type=TEXT, required=False)
@click.option("--at", metavar="TIME", help="When it was; by default when it was planned, or now where that is to come.")
@click.option("--minutes", type=click.IntRange(1), metavar="N", help="How long it took.")
@_outcome
@click.option("--no-show", "status", flag_value="no_show", help="Nobody came.")
@click.option("--cancelled", "status", flag_value="cancelled", help="It was called off.")
@json_flag
@click.pass_obj
def done(
    desk: Desk,
    *,
    touchpoint: str,
    text: str | None,
    at: str | None,
    minutes: int | None,
    surprise: str,
    promise: str,
    promised_for: str | None,
    status: str | None,
    as_json: bool,
) -> None:
    """Say what became of a planned touchpoint: it was had, nobody came, or it was called off."""
    with working(desk) as work:
        found = find_touchpoint(work.workspace, touchpoint)
        change = work.save(
            operations.settle_touchpoint,
            found.uid,
            status or "done",
            at=_moment(work, at),
            duration=minutes,
            summary=text,
            surprise=surprise,
            promise=promise,
            promised_for=_due(promised_for, promise, work.today),
        )
        _show(work, change, found.uid, as_json)


@click.command(epilog="Example: custdev touchpoint edit 4XG7QM --minutes 40 --observer ben")
@click.argument("touchpoint", metavar="TOUCHPOINT")
@click.option("--text", "summary", type=TEXT, help="What came of it; - reads standard input.")
@click.option("--method", type=METHOD, metavar="M")
@_course
@click.option("--inbound/--outbound", default=None, help="Whether they came to us.")
@json_flag
@click.pass_obj
def edit(desk: Desk, /, *, touchpoint: str, inbound: bool | None, as_json: bool, **fields: Any) -> None:
    """Change a touchpoint. Observers replace those there were, a link the one of its kind; '' takes them away."""
    with working(desk) as work:
        found = find_touchpoint(work.workspace, touchpoint)
        ahead = found.status in PLANNED
        wanted: dict[str, Any] = {name: fields[name] for name in ("summary", "method", "channel", "expectation")}
        wanted["at"] = _moment(work, fields["at"], ahead=ahead)
        wanted["duration"] = fields["minutes"]
        wanted["observers"] = fields["observers"] or None
        wanted["direction"] = None if inbound is None else "inbound" if inbound else "outbound"
        wanted["links"] = _links(found.links, fields)
        wanted = {name: value for name, value in wanted.items() if value is not None}
        if not wanted:
            raise click.UsageError("Say what to change, such as --at, --minutes or --text; --help lists the rest.")
        _show(work, work.save(operations.edit_touchpoint, found.uid, **wanted), found.uid, as_json)


def _texts(text: str, expectation: str | None, *, planned: bool) -> dict[str, str]:
    """Return the text as what came of it, or of what is still to come as what is expected of it."""
    if planned and expectation is None:
        return {"expectation": text}
    return {"expectation": expectation or "", "summary": text}


def _moment(work: Work, text: str | None, *, ahead: bool = False) -> datetime | None:
    return parse_moment(text, work.now(), work.policy.zone, ahead=ahead) if text else None


def _due(text: str | None, promise: str, today: date) -> date | None:
    if text and not promise:
        raise click.UsageError("--by says when a promise is due; say what was promised: --promise TEXT.")
    return parse_day(text, today) if text else None


def _links(links: Sequence[Link], fields: Mapping[str, Any]) -> list[Link] | None:
    """Return links with those named in options in place of the ones of their kind, or None where none is named."""
    given = {kind: fields[name] for name, kind in LINKS.items() if fields[name] is not None}
    if not given:
        return None
    kept = [link for link in links if link.kind not in given]
    return [*kept, *(Link(kind, ref) for kind, ref in given.items())]


def _show(work: Work, change: Change, uid: str, as_json: bool) -> None:
    workspace = work.seen_with(uid, *change.records.get("notes", ()))
    found = workspace.touchpoints[uid]
    if as_json:
        emit(touchpoint_shape(workspace, found, said_at(workspace).get(uid, ())))
        return
    if change.is_empty:
        say("That touchpoint was like that already.")
        return
    with_whom = f" with {', '.join(pids(workspace, found.people))}" if found.people else ""
    what = touchpoint_words(found).replace(", planned", "")
    verb = "Planned" if found.status in PLANNED else "Logged"
    when = time_words(found.at, work.policy, work.today)
    say(f"{verb} {what}{with_whom}, {when} ({found.uid[-6:]}).")

"""`custdev touchpoint` and `session`: contacts with customers, and the sheet to read before one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import click

from tui.cli.delivery import Destination, FormatType, check_reader, deliver, form_of, reader_options
from tui.cli.desk import Desk
from tui.cli.options import option
from tui.cli.output import answer_rows, emit, say
from tui.cli.people_output import time_words, touchpoint_words
from tui.cli.verbs import noun, verb
from tui.domain.errors import NotFound
from tui.domain.facts import pids
from tui.domain.people.meeting import meeting_lines, meeting_of, next_with
from tui.domain.privacy.profiles import Profile
from tui.domain.records import Touchpoint
from tui.domain.records.vocabulary import PLANNED
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key, find_touchpoint, is_pid
from tui.domain.time.moments import parse_any_day
from tui.service.naming import Reading
from tui.service.people_shapes import in_order, meeting_shape, notes_at, touchpoint_shape

HEADERS = ("WHEN", "WHAT", "WITH", "CARDS", "ID", "SUMMARY")


@noun(
    ("touchpoints", "list", "show"),
    ("touchpoint_writing", "add", "done", "edit"),
    example="custdev touchpoint add interview P03 'wants the export'",
)
def touchpoint() -> None:
    """Contacts with customers. TOUCHPOINT is an id, or its last characters as touchpoint list shows them."""


@verb("list", example="custdev touchpoint list --with P03 --since 3w")
@option("--card", metavar="CARD", help="Only those that concern a card.")
@option("--with", "person", metavar="P03", help="Only those with a customer.")
@option("--board", metavar="BOARD", help="Only those that concern a card of a board.")
@option("--planned", is_flag=True, help="Only those that are still planned.")
@option("--since", metavar="DAY", help="Only from a day on: yesterday, fri, 3w, 2026-11-20.")
def listing(
    desk: Desk,
    *,
    card: str | None,
    person: str | None,
    board: str | None,
    planned: bool,
    since: str | None,
    as_json: bool,
) -> None:
    """List touchpoints, oldest first."""
    with desk.reading(policy=True) as reading:
        meetings = _meetings(reading, person, planned=planned, since=since)
        if card:
            uid = reading.card_to_read(card)[1].uid
            meetings = [meeting for meeting in meetings if uid in meeting.cards]
        if board:
            workspace, experiment = reading.board_to_read(board)
            cards = {card.uid for card in workspace.cards_of(experiment.uid)}
            meetings = [meeting for meeting in meetings if cards.intersection(meeting.cards)]
        seen = reading.seen()
        shown = [seen.touchpoints[meeting.uid] for meeting in meetings]
        notes = notes_at(seen) if as_json else {}
        shapes = (touchpoint_shape(seen, meeting, notes.get(meeting.uid, ())) for meeting in shown)
        rows = (_row(reading, seen, meeting) for meeting in shown)
        answer_rows(as_json, shapes, HEADERS, rows, no_color=desk.no_color)


def _meetings(reading: Reading, person: str | None, *, planned: bool, since: str | None) -> list[Touchpoint]:
    """Return the touchpoints with a person, that are still planned, from a day on, oldest first."""
    workspace, policy = reading.workspace, reading.policy
    begin = parse_any_day(since, reading.today) if since else date.min
    uids: Iterable[str] = workspace.touchpoints
    if person:
        uids = workspace.touchpoint_uids(reading.person(person).uid)
    meetings = (workspace.touchpoints[uid] for uid in uids)
    chosen = (meeting for meeting in meetings if meeting.status in PLANNED or not planned)
    return in_order(meeting for meeting in chosen if begin <= policy.day(meeting.at))


def _row(reading: Reading, seen: Workspace, meeting: Touchpoint) -> list[str]:
    cards = (seen.cards.get(uid) for uid in meeting.cards)
    why = seen.withheld(meeting.uid)
    return [
        time_words(meeting.at, reading.policy, reading.today),
        touchpoint_words(meeting),
        " ".join(pids(seen, meeting.people)),
        " ".join(card_key(seen, card) for card in cards if card),
        meeting.uid[-6:],
        f"(kept private: {why})" if why else meeting.summary or meeting.expectation,
    ]


@verb(example="custdev touchpoint show 4XG7QM --format md")
@click.argument("which", metavar="TOUCHPOINT|PERSON")
@option("--format", "form", type=FormatType("interview"), help="Without it: as FILE ends, else md.")
@reader_options
@option("-o", "--output", metavar="FILE|-", default="-", help="Write it to a file, instead of standard output.")
@option("--copy", is_flag=True, help="Put it into the clipboard, too.")
@option("--force", is_flag=True, help="Replace a file that is there.")
def show(
    desk: Desk,
    *,
    which: str,
    form: str | None,
    profile: Profile,
    confirm: str | None,
    output: str,
    copy: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Print a conversation on a page: expected, found, steps and how they felt, surroundings, quotes, opportunities.

    TOUCHPOINT is an id as touchpoint list shows it, PERSON a P-id: then it is the latest that was had with them. What
    it changed, its themes, promises and earlier ones stand below.
    """
    check_reader(profile, confirm)
    destination = Destination(output, force=force, copy=copy)
    form = "json" if as_json and form is None else form_of(form, None if output == "-" else output, "md")
    destination.check()
    with desk.reading(policy=True) as reading:
        from tui.exchange.leaving import Leaving  # other lists of this noun do without

        touchpoint = _latest_with(reading, which) if is_pid(which) else find_touchpoint(reading.workspace, which)
        leaving = Leaving(reading.workspace, reading.policy, reading.now(), profile=profile)
        deliver(desk, reading.session, leaving.interview(touchpoint), form, destination)


def _latest_with(reading: Reading, which: str) -> Touchpoint:
    person, workspace = reading.person(which), reading.workspace
    had = (workspace.touchpoints[uid] for uid in reversed(workspace.touchpoint_uids(person.uid)))
    met = next((one for one in had if one.status == "done"), None)
    if met is None:
        raise NotFound(f"Nobody spoke with {person.pid} yet, so there is no page of it.")
    return met


@verb(example="custdev session P05")
@click.argument("which", metavar="TOUCHPOINT|PERSON")
def session(desk: Desk, *, which: str, as_json: bool) -> None:
    """Print the sheet before an interview: who, what they agreed to and what is missing, last words, guide.

    TOUCHPOINT is an id as touchpoint list shows it, PERSON a P-id: then it is what is planned next with them,
    or else what was planned last and nobody settled. It is Markdown, with P-ids in place of names, and for our team.
    """
    with desk.reading(policy=True) as reading:
        workspace, policy, today = reading.workspace, reading.policy, reading.today
        if is_pid(which):
            touchpoint = next_with(workspace, reading.person(which), reading.now())
        else:
            touchpoint = find_touchpoint(workspace, which)
        seen = reading.seen()
        meeting = meeting_of(seen, seen.touchpoints[touchpoint.uid], policy, today)
        if as_json:
            emit(meeting_shape(seen, meeting))
        else:
            say("\n".join(meeting_lines(seen, meeting, policy, today)))

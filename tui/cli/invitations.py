"""`custdev invitation`: who was asked to take part, and what came of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from tui.cli.desk import Desk
from tui.cli.lazy import LazyGroup
from tui.cli.naming import card_to_read, the_person
from tui.cli.options import TEXT, WordType, json_flag
from tui.cli.output import emit, hint, say, table
from tui.cli.people_output import time_words
from tui.cli.people_shapes import invitation_shape
from tui.cli.writing import Work, working
from tui.domain import operations
from tui.domain.facts import pids
from tui.domain.operations.touchpoints import CHANNELS, TOUCHPOINT_METHODS
from tui.domain.people.invitations import INVITATION_STATUSES, invitation_words, standing_words
from tui.domain.people.policy import Policy
from tui.domain.records import Invitation
from tui.domain.records.change import Change
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key, find_invitation, find_touchpoint
from tui.domain.time.moments import parse_any_day, parse_moment

COMMANDS = {"list": "tui.cli.invitations:list_invitations"}
COMMANDS |= {verb: f"tui.cli.invitations:{verb}" for verb in ("add", "answer")}
METHOD = WordType(TOUCHPOINT_METHODS, "a method")
CHANNEL = WordType(CHANNELS, "a channel")
ANSWER = WordType(INVITATION_STATUSES, "what comes of an invitation")


@click.group(cls=LazyGroup, lazy=COMMANDS, epilog="Example: custdev invitation add P03 --method interview")
def invitation() -> None:
    """Asking customers to take part. How often somebody is asked is counted, whatever comes of it."""


@click.command("list", epilog="Example: custdev invitation list --open")
@click.option("--of", "person", metavar="P03", help="Only those of a customer.")
@click.option("--card", metavar="CARD", help="Only those for the work of a card.")
@click.option("--open", "only_open", is_flag=True, help="Only those nothing came of yet.")
@click.option("--since", metavar="DAY", help="Only from a day on: yesterday, fri, 3w, 2026-11-20.")
@json_flag
@click.pass_obj
def list_invitations(
    desk: Desk, *, person: str | None, card: str | None, only_open: bool, since: str | None, as_json: bool
) -> None:
    """List who was asked to take part, oldest first, and what came of it."""
    with desk.reading(policy=True) as session:
        workspace, policy = session.workspace, session.policy
        begin = parse_any_day(since, session.today) if since else date.min
        found = list(workspace.invitations.values())
        if person:
            found = workspace.invitations_of(the_person(workspace, person).uid)
        if card:
            uid = card_to_read(desk, session, card)[1].uid
            found = [each for each in found if each.card == uid]
        chosen = [each for each in found if policy.day(each.at) >= begin and (each.is_open or not only_open)]
        seen = desk.seen(session)
        shown = [seen.invitations[each.uid] for each in sorted(chosen, key=lambda each: (each.at, each.uid))]
        if as_json:
            emit([invitation_shape(seen, each) for each in shown])
            return
        headers = ("WHEN", "WHO", "TO", "CARD", "CAME OF IT", "ID", "NOTE")
        table(headers, [_row(seen, each, policy, session.today) for each in shown], no_color=desk.no_color)


@click.command(epilog="Example: custdev invitation add P03 P04 --card CD-3 --method interview --channel email")
@click.argument("people", metavar="PERSON…", nargs=-1, required=True)
@click.option("--card", metavar="CARD", help="The card for whose work they are asked.")
@click.option("--touchpoint", metavar="ID", help="The planned touchpoint they are asked to.")
@click.option("--method", type=METHOD, metavar="M", help=f"{', '.join(TOUCHPOINT_METHODS)}.")
@click.option("--channel", type=CHANNEL, metavar="C", help=f"{', '.join(CHANNELS)}.")
@click.option("--at", metavar="TIME", help="When they were asked: yesterday, thu 14:00; now, unless it is said.")
@click.option("--note", type=TEXT, default="", help="What is worth knowing about it.")
@click.option("--reason", default="", metavar="WHY", help="Why they are asked though they were asked often enough.")
@json_flag
@click.pass_obj
def add(desk: Desk, /, *, people: tuple[str, ...], as_json: bool, **fields: Any) -> None:
    """Note that customers were asked to take part.

    A touchpoint that is planned or had with them afterwards, of that method and card, is what came of it, and settles
    it by itself.
    """
    with working(desk) as work:
        card, planned = fields["card"], fields["touchpoint"]
        change = work.save(
            operations.invite,
            [the_person(work.workspace, person).uid for person in people],
            card=work.card(card).uid if card else None,
            touchpoint=find_touchpoint(work.workspace, planned).uid if planned else None,
            method=fields["method"],
            channel=fields["channel"],
            at=_moment(work, fields["at"]),
            note=fields["note"],
            reason=fields["reason"],
        )
        _show(work, change, as_json)


@click.command(
    epilog="Example: custdev invitation answer P03 declined",
    help=f"""Note what came of an invitation: {", ".join(INVITATION_STATUSES)}.

    INVITATION is an id, its last characters as invitation list shows them, or the P-id of somebody with one that is
    open.""",
)
@click.argument("invitation")
@click.argument("answer", type=ANSWER, metavar="WHAT")
@click.option("--at", metavar="TIME", help="When they answered: yesterday, thu 14:00; now, unless it is said.")
@click.option("--note", type=TEXT, help="What is worth knowing about it; '' takes it away.")
@json_flag
@click.pass_obj
def answer(desk: Desk, *, invitation: str, answer: str, at: str | None, note: str | None, as_json: bool) -> None:
    """Note what came of an invitation."""
    with working(desk) as work:
        found = find_invitation(work.workspace, invitation)
        change = work.save(operations.answer_invitation, found.uid, answer, at=_moment(work, at), note=note)
        _show(work, change, as_json, found.uid)


def _row(workspace: Workspace, asked: Invitation, policy: Policy, today: date) -> list[str]:
    card = workspace.cards.get(asked.card or "")
    return [
        time_words(asked.at, policy, today),
        " ".join(pids(workspace, [asked.participant])),
        invitation_words(asked),
        card_key(workspace, card) if card else "",
        standing_words(asked),
        asked.uid[-6:],
        asked.note,
    ]


def _show(work: Work, change: Change, as_json: bool, uid: str = "") -> None:
    """Print the invitations of a change; of one that was like that already, that."""
    uids = [uid] if uid else list(change.records["invitations"])
    seen = work.seen_with(*uids)
    shown = [seen.invitations[each] for each in uids]
    if as_json:
        shapes = [invitation_shape(seen, each) for each in shown]
        emit(shapes[0] if len(shapes) == 1 else shapes)
        return
    if change.is_empty:
        hint("That invitation was like that already.")
    for each in shown:
        who = ", ".join(pids(seen, [each.participant])) or "somebody"
        say(f"{who}: {invitation_words(each)}, {standing_words(each)} ({each.uid[-6:]}).")


def _moment(work: Work, text: str | None) -> Any:
    return parse_moment(text, work.now(), work.policy.zone) if text else None

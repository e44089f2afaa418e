"""`custdev invitation`: who was asked to take part, and what came of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from tui.cli.desk import Desk
from tui.cli.options import option
from tui.cli.output import answer_rows, emit, hint, say
from tui.cli.people_output import time_words
from tui.cli.verbs import TEXT, WordType, noun, reason_option, verb, word_option
from tui.domain import operations
from tui.domain.facts import pids
from tui.domain.operations.touchpoints import CHANNELS, TOUCHPOINT_METHODS
from tui.domain.people.invitations import INVITATION_STATUSES, invitation_words, standing_words
from tui.domain.records import Invitation
from tui.domain.records.change import Change
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key, find_invitation, find_touchpoint
from tui.domain.time.moments import parse_any_day
from tui.service.naming import Reading
from tui.service.people_shapes import in_order, invitation_shape

HEADERS = ("WHEN", "WHO", "TO", "CARD", "CAME OF IT", "ID", "NOTE")
ANSWER = WordType(INVITATION_STATUSES, "what comes of an invitation")


@noun(("invitations", "list", "add", "answer"), example="custdev invitation add P03 --method interview")
def invitation() -> None:
    """Asking customers to take part. How often somebody is asked is counted, whatever comes of it."""


@verb("list", example="custdev invitation list --open")
@option("--of", "person", metavar="P03", help="Only those of a customer.")
@option("--card", metavar="CARD", help="Only those for the work of a card.")
@option("--open", "only_open", is_flag=True, help="Only those nothing came of yet.")
@option("--since", metavar="DAY", help="Only from a day on: yesterday, fri, 3w, 2026-11-20.")
def listing(
    desk: Desk, *, person: str | None, card: str | None, only_open: bool, since: str | None, as_json: bool
) -> None:
    """List who was asked to take part, oldest first, and what came of it."""
    with desk.reading(policy=True) as reading:
        workspace, policy = reading.workspace, reading.policy
        begin = parse_any_day(since, reading.today) if since else date.min
        invitations = list(workspace.invitations.values())
        if person:
            invitations = workspace.invitations_of(reading.person(person).uid)
        if card:
            uid = reading.card_to_read(card)[1].uid
            invitations = [asked for asked in invitations if asked.card == uid]
        chosen = (asked for asked in invitations if policy.day(asked.at) >= begin and (asked.is_open or not only_open))
        seen = reading.seen()
        shown = [seen.invitations[asked.uid] for asked in in_order(chosen)]
        shapes = (invitation_shape(seen, asked) for asked in shown)
        answer_rows(as_json, shapes, HEADERS, (_row(reading, seen, asked) for asked in shown), no_color=desk.no_color)


@verb(example="custdev invitation add P03 P04 --card CD-3 --method interview --channel email")
@click.argument("people", metavar="PERSON…", nargs=-1, required=True)
@option("--card", metavar="CARD", help="The card for whose work they are asked.")
@option("--touchpoint", metavar="ID", help="The planned touchpoint they are asked to.")
@word_option("--method", words=TOUCHPOINT_METHODS, what="a method", metavar="M")
@word_option("--channel", words=CHANNELS, what="a channel", metavar="C")
@option("--at", metavar="TIME", help="When they were asked: yesterday, thu 14:00; now, unless it is said.")
@option("--note", type=TEXT, default="", help="What is worth knowing about it.")
@reason_option
def add(desk: Desk, /, *, people: tuple[str, ...], as_json: bool, **fields: Any) -> None:
    """Note that customers were asked to take part.

    A touchpoint that is planned or had with them afterwards, of that method and card, is what came of it, and settles
    it by itself.
    """
    with desk.writing() as work:
        asked = [work.person(person).uid for person in people]
        card, planned = fields["card"], fields["touchpoint"]
        fields["card"] = work.card(card).uid if card else None
        fields["touchpoint"] = find_touchpoint(work.workspace, planned).uid if planned else None
        fields["at"] = work.moment(fields["at"])
        change = work.save(operations.invite, asked, **fields)
        _show(work, change, as_json)


@verb(
    example="custdev invitation answer P03 declined",
    help=f"""Note what came of an invitation: {", ".join(INVITATION_STATUSES)}.

    INVITATION is an id, its last characters as invitation list shows them, or the P-id of somebody with one that is
    open.""",
)
@click.argument("invitation")
@click.argument("answer", type=ANSWER, metavar="WHAT")
@option("--at", metavar="TIME", help="When they answered: yesterday, thu 14:00; now, unless it is said.")
@option("--note", type=TEXT, help="What is worth knowing about it; '' takes it away.")
def answer(desk: Desk, *, invitation: str, answer: str, at: str | None, note: str | None, as_json: bool) -> None:
    """Note what came of an invitation."""
    with desk.writing() as work:
        uid = find_invitation(work.workspace, invitation).uid
        change = work.save(operations.answer_invitation, uid, answer, at=work.moment(at), note=note)
        _show(work, change, as_json, uid)


def _row(reading: Reading, seen: Workspace, asked: Invitation) -> list[str]:
    card = seen.cards.get(asked.card or "")
    return [
        time_words(asked.at, reading.policy, reading.today),
        " ".join(pids(seen, [asked.participant])),
        invitation_words(asked),
        card_key(seen, card) if card else "",
        standing_words(asked),
        asked.uid[-6:],
        asked.note,
    ]


def _show(work: Reading, change: Change, as_json: bool, uid: str = "") -> None:
    """Print the invitations of a change; of one that was like that already, that."""
    uids = [uid] if uid else list(change.records["invitations"])
    seen = work.seen(written=uids)
    shown = [seen.invitations[uid] for uid in uids]
    if as_json:
        shapes = [invitation_shape(seen, asked) for asked in shown]
        emit(shapes[0] if len(shapes) == 1 else shapes)
        return
    if change.is_empty:
        hint("That invitation was like that already.")
    for asked in shown:
        who = ", ".join(pids(seen, [asked.participant])) or "somebody"
        say(f"{who}: {invitation_words(asked)}, {standing_words(asked)} ({asked.uid[-6:]}).")

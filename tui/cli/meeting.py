"""`custdev session`: the sheet to read before an interview."""

from __future__ import annotations

import click

from tui.cli.card_output import column_title
from tui.cli.desk import Desk
from tui.cli.grammar import verb
from tui.cli.output import emit, say
from tui.cli.people_output import said_at
from tui.cli.people_shapes import incentive_shape, touchpoint_shape, waiting_shape
from tui.cli.shapes import Shape, note_shape
from tui.domain.people.meeting import Guest, Meeting, meeting_lines, meeting_of, next_with
from tui.domain.records import Card
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key, find_touchpoint, is_pid


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
            emit(_shape(seen, meeting))
        else:
            say("\n".join(meeting_lines(seen, meeting, policy, today)))


def _shape(workspace: Workspace, meeting: Meeting) -> Shape:
    """Return a sheet for scripts: the touchpoint, who comes, and the cards it is about."""
    notes = said_at(workspace).get(meeting.touchpoint.uid, ())
    return {
        "touchpoint": touchpoint_shape(workspace, meeting.touchpoint, notes),
        "expectation": meeting.touchpoint.expectation,
        "people": [_guest_shape(workspace, guest) for guest in meeting.guests],
        "guide": [_card_shape(workspace, card) for card in meeting.cards],
    }


def _guest_shape(workspace: Workspace, guest: Guest) -> Shape:
    person = guest.person
    return {
        "id": person.pid,
        "relationship": person.relationship,
        "segments": [{"dimension": segment.dimension, "value": segment.value} for segment in person.segments],
        "is_minor": person.is_minor,
        "agreed": [
            {
                "scope": word.consent.scope,
                "status": word.status,
                "allowed": word.holds,
                "method": word.consent.method,
                "at": word.consent.at,
                "expires_at": word.consent.expires_at,
                "given_by": word.consent.given_by,
            }
            for word in guest.agreed
        ],
        "missing": guest.missing,
        "last_words": [note_shape(workspace, note) for note in guest.last_words],
        "waiting": [note_shape(workspace, one.note) | {"waiting": waiting_shape(one)} for one in guest.waiting],
        "incentives": [incentive_shape(workspace, incentive) for incentive in guest.incentives],
    }


def _card_shape(workspace: Workspace, card: Card) -> Shape:
    return {
        "key": card_key(workspace, card),
        "title": card.title,
        "column": column_title(workspace, card),
        "description": card.description,
        "checklist": [{"text": step.text, "done": step.done} for step in card.checklist],
    }

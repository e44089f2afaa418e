"""The sheet to read before an interview as data for scripts."""

from __future__ import annotations

from tui.domain.facts import column_title
from tui.domain.people.meeting import Guest, Meeting
from tui.domain.records import Card
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key
from tui.service.board_shapes import Shape, fields_of, note_shape
from tui.service.people_shapes import incentive_shape, notes_at, segment_shapes, touchpoint_shape, waiting_notes


def meeting_shape(workspace: Workspace, meeting: Meeting) -> Shape:
    """Return a sheet for scripts: the touchpoint, who comes, and the cards it is about."""
    notes = notes_at(workspace).get(meeting.touchpoint.uid, ())
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
        "segments": segment_shapes(person),
        "is_minor": person.is_minor,
        "agreed": [
            {
                "scope": word.consent.scope,
                "status": word.status,
                "allowed": word.holds,
                **fields_of(word.consent, "method", "at", "expires_at", "given_by"),
            }
            for word in guest.agreed
        ],
        "missing": guest.missing,
        "last_words": [note_shape(workspace, note) for note in guest.last_words],
        "waiting": waiting_notes(workspace, guest.waiting),
        "incentives": [incentive_shape(workspace, incentive) for incentive in guest.incentives],
    }


def _card_shape(workspace: Workspace, card: Card) -> Shape:
    return {
        "key": card_key(workspace, card),
        "title": card.title,
        "column": column_title(workspace, card),
        "description": card.description,
        "checklist": [fields_of(step, "text", "done") for step in card.checklist],
    }

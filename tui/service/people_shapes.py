"""Records about people as JSON for scripts. Keys may be added; those that are here stay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

import msgspec

from tui.domain.facts import column_title, pids
from tui.domain.people.consent import VALID, group_of, is_to_ask_again
from tui.domain.people.keeping import cadence_of
from tui.domain.people.merged import former_pids
from tui.domain.people.person_facts import PersonFacts
from tui.domain.people.timeline import Entry, timeline_of
from tui.domain.people.waiting import Waiting
from tui.domain.records import Card, Consent, Contact, Incentive, Invitation, Note, Participant, Promise, Touchpoint
from tui.domain.records.vocabulary import CONSENT_SCOPES
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key
from tui.service.board_shapes import Shape, fields_of, note_shape

if TYPE_CHECKING:
    from tui.domain.people.meeting import Guest, Meeting

Dated = TypeVar("Dated", Note, Touchpoint, Invitation, Incentive)


def contact_shape(facts: PersonFacts) -> Shape:
    """Return a person; `name` is null where names are not kept, `cards` are keys, `notes` how many there are.

    `permission` has a word for each of the five plain groups: given, refused, asked, expired or unknown.
    """
    workspace, person = facts.workspace, facts.person
    contact = workspace.contact_of(person.uid)
    card = contact or Contact("", "", "")
    ideal, longest = cadence_of(person, facts.policy)
    guardian = workspace.participants.get(person.guardian or "")
    return {
        "id": person.pid,
        "name": contact.fn if contact else None,
        **fields_of(card, "email", "org"),
        "cards": [card_key(workspace, work) for work in workspace.cards_with(person.uid)],
        **fields_of(card, "nickname", "tel", "title", "url", "adr", "note"),
        "relationship": person.relationship,
        "segments": segment_shapes(person),
        **fields_of(person, "advisory_board", "is_minor"),
        "guardian": guardian.pid if guardian else None,
        "contact_status": person.contact_status,
        "cadence": {"ideal": ideal, "max": longest},
        **fields_of(person, "retention_until", "erased_at"),
        "notes": facts.notes,
        "next_touch": next_touch_shape(facts),
        "not_to_be_asked": facts.not_to_be_asked or None,
        "permission": facts.signs,
    }


def next_touch_shape(facts: PersonFacts) -> Shape:
    """Return how things stand with a person; `last` is null before the first touchpoint, `since` are days."""
    keeping, today = facts.keeping, facts.today
    return {
        **fields_of(keeping, "last", "since", "state", "status", "ideal", "max"),
        "days_left": keeping.days_left(today),
        "days_over": keeping.days_over(today),
        "cooldown_until": keeping.resting,
        "words": facts.next_words(),
    }


def whole_shape(facts: PersonFacts) -> Shape:
    """Return a person with everything that is known: consents, invitations, incentives, what waits, the timeline."""
    workspace, person = facts.workspace, facts.person
    contact = workspace.contact_of(person.uid)
    return contact_shape(facts) | {
        "consents": scope_shapes(facts),
        "former_ids": former_pids(workspace).get(person.uid, ()),
        "evidence_refs": contact.evidence_refs if contact else {},
        "invitations": [invitation_shape(workspace, invitation) for invitation in facts.invitations],
        "incentives": [incentive_shape(workspace, incentive) for incentive in facts.incentives],
        "waiting": waiting_notes(workspace, facts.waiting),
        "timeline": [entry_shape(workspace, entry) for entry in timeline_of(workspace, person)],
    }


def touchpoint_shape(workspace: Workspace, touchpoint: Touchpoint, notes: Sequence[Note]) -> Shape:
    """Return a touchpoint with the notes of what was said there: `people` are P-ids, `cards` keys, `notes` ids.

    `surprise` and `promise` come from the notes of these kinds; of several promises, it is the first that is not kept.
    """
    cards = (workspace.cards.get(uid) for uid in touchpoint.cards)
    return {
        "id": touchpoint.uid,
        **fields_of(touchpoint, "method", "channel", "direction", "status", "at"),
        "minutes": touchpoint.duration,
        "people": pids(workspace, touchpoint.people),
        "cards": [card_key(workspace, card) for card in cards if card],
        **fields_of(touchpoint, "observers", "expectation", "summary"),
        "withheld": workspace.withheld(touchpoint.uid) or None,
        "surprise": "\n".join(note.text for note in notes if note.kind == "surprise"),
        "promise": _promise_shape(notes),
        "links": [fields_of(link, "kind", "ref") for link in touchpoint.links],
        "notes": [note.uid for note in notes],
        "by": touchpoint.by,
    }


def invitation_shape(workspace: Workspace, asked: Invitation) -> Shape:
    """Return an invitation for scripts; `person` is a P-id, null for one who may not be seen, `card` a key."""
    card = workspace.cards.get(asked.card or "")
    return {
        "id": asked.uid,
        "person": next(iter(pids(workspace, [asked.participant])), None),
        **fields_of(asked, "at", "by", "status"),
        "card": card_key(workspace, card) if card else None,
        **fields_of(asked, "touchpoint", "method", "channel", "answered_at", "note"),
    }


def incentive_shape(workspace: Workspace, promised: Incentive) -> Shape:
    """Return an incentive for scripts; `person` is a P-id, `amount` a decimal as text."""
    return {
        "id": promised.uid,
        "person": next(iter(pids(workspace, [promised.participant])), None),
        "amount": str(promised.amount),
        **fields_of(promised, "currency", "what", "state", "at", "by", "touchpoint", "owed_since", "paid_at"),
    }


def segment_shapes(person: Participant) -> list[Shape]:
    """Return the groups somebody belongs to."""
    return [fields_of(segment, "dimension", "value") for segment in person.segments]


def waiting_notes(workspace: Workspace, waiting: Iterable[Waiting]) -> list[Shape]:
    """Return the notes of what somebody waits for, each with how far it is; `days` is its age, `late` by how many."""
    names = ("stage", "days", "due", "late")
    return [note_shape(workspace, one.note) | {"waiting": fields_of(one, *names)} for one in waiting]


def entry_shape(workspace: Workspace, entry: Entry) -> Shape:
    """Return a moment of a timeline; `what` says which: touchpoint, note, consent or made_known."""
    touchpoint = entry.touchpoint
    what = "touchpoint" if touchpoint else "consent" if entry.consents else "note" if entry.notes else "made_known"
    return {
        "at": entry.at,
        "what": what,
        "touchpoint": touchpoint_shape(workspace, touchpoint, entry.notes) if touchpoint else None,
        "notes": [note_shape(workspace, note) for note in entry.notes],
        "consents": [consent_shape(workspace, consent) for consent in entry.consents],
    }


def _promise_shape(notes: Iterable[Note]) -> Shape | None:
    promises = [(note, note.promise or Promise()) for note in notes if note.kind == "promise"]
    if not promises:
        return None
    note, promise = next((pair for pair in promises if pair[1].kept_at is None), promises[-1])
    return {"note": note.uid, "text": note.text, **msgspec.structs.asdict(promise)}


def notes_at(workspace: Workspace) -> Mapping[str, list[Note]]:
    """Return the notes of every touchpoint (uid) that are not archived, as they were written."""
    notes: defaultdict[str, list[Note]] = defaultdict(list)
    for note in in_order(workspace.notes.values()):
        if note.touchpoint and not note.archived_at:
            notes[note.touchpoint].append(note)
    return notes


def in_order(records: Iterable[Dated]) -> list[Dated]:
    """Return records oldest first."""
    return sorted(records, key=lambda record: (record.at, record.uid))


def scope_shapes(facts: PersonFacts) -> list[Shape]:
    """Return how it stands with every scope; `allowed` is what counts.

    `ask_again` says what was given only together with others by `bundle`, a word of an earlier version.
    """
    return [_scope_shape(facts, scope) for scope in CONSENT_SCOPES]


def _scope_shape(facts: PersonFacts, scope: str) -> Shape:
    consent, status = facts.words.get(scope), facts.statuses.get(scope, "unknown")
    return {
        "scope": scope,
        "group": group_of(scope),
        "status": status,
        "allowed": facts.is_held and status in VALID,
        **fields_of(consent, "at", "expires_at", "method", "basis", "source"),
        "purpose": (consent and consent.purpose) or None,
        "notice_version": (consent and consent.notice_version) or None,
        **fields_of(consent, "given_by", "bundle"),
        "ask_again": consent is not None and is_to_ask_again(consent),
    }


def consent_shape(workspace: Workspace, consent: Consent) -> Shape:
    """Return one word about consent; `person` is a P-id."""
    return {
        "id": consent.uid,
        "person": next(iter(pids(workspace, [consent.participant])), None),
        **fields_of(consent, "scope", "status", "at", "expires_at", "method", "basis", "source"),
        "purpose": consent.purpose or None,
        **fields_of(consent, "given_by", "by", "notice_version", "bundle"),
    }


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

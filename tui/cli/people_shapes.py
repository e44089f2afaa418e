"""Records about people as JSON for scripts. Keys may be added; those that are here stay."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from tui.cli.people_output import next_touch_words
from tui.cli.shapes import Shape, note_shape
from tui.domain.facts import pids
from tui.domain.people.consent import VALID, is_past_retention, is_to_ask_again, sign_of, status_now, words_until
from tui.domain.people.consent_words import GROUPS, group_of
from tui.domain.people.invitations import why_not
from tui.domain.people.keeping import Keeping, cadence_of, keeping_of
from tui.domain.people.policy import Policy
from tui.domain.people.timeline import Entry
from tui.domain.people.waiting import Waiting
from tui.domain.records import (
    Consent,
    Contact,
    Incentive,
    Invitation,
    Note,
    Participant,
    Promise,
    Touchpoint,
)
from tui.domain.records.definition import CONSENT_SCOPES
from tui.domain.records.vocabulary import ConsentStatus
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key

VCARD = ("nickname", "tel", "title", "url", "adr", "note")


def contact_shape(workspace: Workspace, person: Participant, policy: Policy, today: date) -> Shape:
    """Return a person; `name` is null where names are not kept, `cards` are keys, `notes` how many there are.

    `permission` has a word for each of the five plain groups: given, refused, asked, expired or unknown.
    """
    contact = workspace.contact_of(person.uid)
    kept = contact or Contact("", "", "")
    ideal, longest = cadence_of(person, policy)
    guardian = workspace.participants.get(person.guardian or "")
    return {
        "id": person.pid,
        "name": contact.fn if contact else None,
        "email": kept.email,
        "org": kept.org,
        "cards": [card_key(workspace, card) for card in workspace.cards_with(person.uid)],
        **{name: getattr(kept, name) for name in VCARD},
        "relationship": person.relationship,
        "segments": [{"dimension": segment.dimension, "value": segment.value} for segment in person.segments],
        "advisory_board": person.advisory_board,
        "is_minor": person.is_minor,
        "guardian": guardian.pid if guardian else None,
        "contact_status": person.contact_status,
        "cadence": {"ideal": ideal, "max": longest},
        "retention_until": person.retention_until,
        "erased_at": person.erased_at,
        "notes": len(workspace.note_uids_about(person.uid)),
        "next_touch": next_touch_shape(keeping_of(workspace, person, policy, today), today),
        "not_to_be_asked": why_not(workspace, person, policy, today) or None,
        "permission": permission_of(workspace, person, policy, today),
    }


def next_touch_shape(keeping: Keeping, today: date) -> Shape:
    """Return how things stand with a person; `last` is null before the first touchpoint, `since` are days."""
    return {
        "last": keeping.last,
        "since": keeping.since,
        "state": keeping.state,
        "status": keeping.status,
        "ideal": keeping.ideal,
        "max": keeping.max,
        "days_left": keeping.days_left(today),
        "days_over": keeping.days_over(today),
        "cooldown_until": keeping.resting,
        "words": next_touch_words(keeping, today),
    }


def permission_of(workspace: Workspace, person: Participant, policy: Policy, day: date) -> Shape:
    """Return a word for each of the five plain groups, as it was or will be on a day."""
    known = statuses_on(workspace, person, policy, day)
    return {group: sign_of(group, known) for group in GROUPS}


def statuses_on(workspace: Workspace, person: Participant, policy: Policy, day: date) -> dict[str, ConsentStatus]:
    """Return the status of each scope that was asked about by the end of a day, as of that day."""
    words = words_until(workspace, person.uid, day, policy)
    return {scope: status_now(consent, person, day) for scope, consent in words.items()}


def scope_shapes(workspace: Workspace, person: Participant, policy: Policy, day: date) -> list[Shape]:
    """Return how it stands with every scope on a day; `allowed` is what counts.

    `ask_again` says what was given only together with others by `bundle`, a word of an earlier version.
    """
    words = words_until(workspace, person.uid, day, policy)
    kept = person.erased_at is None and not is_past_retention(person, day)
    shapes = []
    for scope in CONSENT_SCOPES:
        consent = words.get(scope)
        status = status_now(consent, person, day)
        shapes.append(
            {
                "scope": scope,
                "group": group_of(scope),
                "status": status,
                "allowed": kept and status in VALID,
                "at": consent.at if consent else None,
                "expires_at": consent.expires_at if consent else None,
                "method": consent.method if consent else None,
                "basis": consent.basis if consent else None,
                "source": consent.source if consent else None,
                "purpose": consent.purpose or None if consent else None,
                "notice_version": consent.notice_version or None if consent else None,
                "given_by": consent.given_by if consent else None,
                "bundle": consent.bundle if consent else None,
                "ask_again": consent is not None and is_to_ask_again(consent),
            }
        )
    return shapes


def consent_shape(workspace: Workspace, consent: Consent) -> Shape:
    """Return one word about consent; `person` is a P-id."""
    return {
        "id": consent.uid,
        "person": next(iter(pids(workspace, [consent.participant])), None),
        "scope": consent.scope,
        "status": consent.status,
        "at": consent.at,
        "expires_at": consent.expires_at,
        "method": consent.method,
        "basis": consent.basis,
        "source": consent.source,
        "purpose": consent.purpose or None,
        "given_by": consent.given_by,
        "by": consent.by,
        "notice_version": consent.notice_version,
        "bundle": consent.bundle,
    }


def touchpoint_shape(workspace: Workspace, touchpoint: Touchpoint, said: Iterable[Note]) -> Shape:
    """Return a touchpoint with what was `said` there: `people` are P-ids, `cards` keys, `notes` ids.

    `surprise` and `promise` come from the notes of these kinds; of several promises, it is the first that is not kept.
    """
    notes = list(said)
    surprises = [note.text for note in notes if note.kind == "surprise"]
    cards = (workspace.cards.get(uid) for uid in touchpoint.cards)
    return {
        "id": touchpoint.uid,
        "method": touchpoint.method,
        "channel": touchpoint.channel,
        "direction": touchpoint.direction,
        "status": touchpoint.status,
        "at": touchpoint.at,
        "minutes": touchpoint.duration,
        "people": pids(workspace, touchpoint.people),
        "cards": [card_key(workspace, card) for card in cards if card],
        "observers": touchpoint.observers,
        "expectation": touchpoint.expectation,
        "summary": touchpoint.summary,
        "withheld": workspace.withheld(touchpoint.uid) or None,
        "surprise": "\n".join(surprises),
        "promise": _promise_shape(notes),
        "links": [{"kind": link.kind, "ref": link.ref} for link in touchpoint.links],
        "notes": [note.uid for note in notes],
        "by": touchpoint.by,
    }


def invitation_shape(workspace: Workspace, asked: Invitation) -> Shape:
    """Return an invitation for scripts; `person` is a P-id, null for one who may not be seen, `card` a key."""
    card = workspace.cards.get(asked.card or "")
    return {
        "id": asked.uid,
        "person": next(iter(pids(workspace, [asked.participant])), None),
        "at": asked.at,
        "by": asked.by,
        "status": asked.status,
        "card": card_key(workspace, card) if card else None,
        "touchpoint": asked.touchpoint,
        "method": asked.method,
        "channel": asked.channel,
        "answered_at": asked.answered_at,
        "note": asked.note,
    }


def incentive_shape(workspace: Workspace, promised: Incentive) -> Shape:
    """Return an incentive for scripts; `person` is a P-id, `amount` a decimal as text."""
    return {
        "id": promised.uid,
        "person": next(iter(pids(workspace, [promised.participant])), None),
        "amount": str(promised.amount),
        "currency": promised.currency,
        "what": promised.what,
        "state": promised.state,
        "at": promised.at,
        "by": promised.by,
        "touchpoint": promised.touchpoint,
        "owed_since": promised.owed_since,
        "paid_at": promised.paid_at,
    }


def waiting_shape(waiting: Waiting) -> Shape:
    """Return how far something is that somebody waits for; `days` is its age, `late` by how many days."""
    return {"stage": waiting.stage, "days": waiting.days, "due": waiting.due, "late": waiting.late}


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
    found = next((each for each in promises if each[1].kept_at is None), promises[-1] if promises else None)
    if found is None:
        return None
    note, promise = found
    return {"note": note.uid, "text": note.text, **msgspec.structs.asdict(promise)}

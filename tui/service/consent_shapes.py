"""What people agreed to as data for scripts. Keys may be added; those that are here stay."""

from __future__ import annotations

from datetime import date

from tui.domain.facts import pids
from tui.domain.people.consent import VALID, is_past_retention, is_to_ask_again, sign_of, status_now, words_until
from tui.domain.people.consent_words import GROUPS, group_of
from tui.domain.people.policy import Policy
from tui.domain.records import Consent, Participant
from tui.domain.records.definition import CONSENT_SCOPES
from tui.domain.records.workspace import Workspace
from tui.service.board_shapes import Shape, fields_of


def permission_of(workspace: Workspace, person: Participant, policy: Policy, day: date) -> Shape:
    """Return a word for each of the five plain groups, as it was or will be on a day."""
    words = words_until(workspace, person.uid, day, policy)
    statuses = {scope: status_now(consent, person, day) for scope, consent in words.items()}
    return {group: sign_of(group, statuses) for group in GROUPS}


def scope_shapes(workspace: Workspace, person: Participant, policy: Policy, day: date) -> list[Shape]:
    """Return how it stands with every scope on a day; `allowed` is what counts.

    `ask_again` says what was given only together with others by `bundle`, a word of an earlier version.
    """
    words = words_until(workspace, person.uid, day, policy)
    is_held = person.erased_at is None and not is_past_retention(person, day)
    shapes = []
    for scope in CONSENT_SCOPES:
        consent = words.get(scope)
        status = status_now(consent, person, day)
        shapes.append(
            {
                "scope": scope,
                "group": group_of(scope),
                "status": status,
                "allowed": is_held and status in VALID,
                **fields_of(consent, "at", "expires_at", "method", "basis", "source"),
                "purpose": (consent and consent.purpose) or None,
                "notice_version": (consent and consent.notice_version) or None,
                **fields_of(consent, "given_by", "bundle"),
                "ask_again": consent is not None and is_to_ask_again(consent),
            }
        )
    return shapes


def consent_shape(workspace: Workspace, consent: Consent) -> Shape:
    """Return one word about consent; `person` is a P-id."""
    return {
        "id": consent.uid,
        "person": next(iter(pids(workspace, [consent.participant])), None),
        **fields_of(consent, "scope", "status", "at", "expires_at", "method", "basis", "source"),
        "purpose": consent.purpose or None,
        **fields_of(consent, "given_by", "by", "notice_version", "bundle"),
    }

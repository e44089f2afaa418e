"""What people agreed to as data for scripts. Keys may be added; those that are here stay."""

from __future__ import annotations

from tui.domain.facts import pids
from tui.domain.people.consent import VALID, is_to_ask_again
from tui.domain.people.consent_words import group_of
from tui.domain.people.person_facts import PersonFacts
from tui.domain.records import Consent
from tui.domain.records.definition import CONSENT_SCOPES
from tui.domain.records.workspace import Workspace
from tui.service.board_shapes import Shape, fields_of


def scope_shapes(facts: PersonFacts) -> list[Shape]:
    """Return how it stands with every scope; `allowed` is what counts.

    `ask_again` says what was given only together with others by `bundle`, a word of an earlier version.
    """
    shapes = []
    for scope in CONSENT_SCOPES:
        consent = facts.words.get(scope)
        status = facts.statuses.get(scope, "unknown")
        shapes.append(
            {
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

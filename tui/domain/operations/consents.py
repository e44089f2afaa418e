"""What people agree to and take back, each word kept with its time, its method, and who gave it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import get_args

from tui.domain.change import Change, Context
from tui.domain.consent import VALID, given_by_word, latest_words, scopes_of, statuses
from tui.domain.definition import CONSENT_SCOPES
from tui.domain.edit import Edit
from tui.domain.errors import NotAllowed
from tui.domain.operations.checks import not_to_come, one_of, short, the_participant
from tui.domain.operations.people import the_contact
from tui.domain.records import Consent, Participant
from tui.domain.vocabulary import ConsentBasis, ConsentMethod, ConsentStatus, GivenBy
from tui.domain.workspace import Workspace

STATUSES: tuple[ConsentStatus, ...] = get_args(ConsentStatus)
METHODS: tuple[ConsentMethod, ...] = get_args(ConsentMethod)
BASES: tuple[ConsentBasis, ...] = get_args(ConsentBasis)
GIVERS: tuple[GivenBy, ...] = get_args(GivenBy)


def give_consent(
    workspace: Workspace,
    context: Context,
    participant: str,
    word: str | Iterable[str],
    *,
    at: datetime | None = None,
    expires_at: date | None = None,
    method: ConsentMethod = "verbal_noted",
    basis: ConsentBasis = "consent",
    notice_version: str = "",
    given_by: GivenBy | None = None,
    evidence: str = "",
) -> Change:
    """Note that a person agrees to a scope, or to all that a plain word such as `quote` gives; `word` may be several.

    What was agreed to before is renewed. `evidence` says where the proof is, and stays among the identities. For a
    minor the guardian agrees.
    """
    person = the_participant(workspace, participant)
    known = latest_words(workspace, person.uid)
    giver = one_of(given_by or ("guardian" if person.is_minor else "self"), GIVERS, "who gives consent")
    _check_giver(person, giver)
    moment = not_to_come(at or context.now, context.now, "What was said")
    if expires_at is not None and expires_at <= context.policy.day(moment):
        raise NotAllowed("It would be over before it began; name a later day of expiry. Nothing was changed.")
    edit = Edit(workspace, context)
    made = [
        edit.put(
            Consent(
                uid=context.ids(),
                participant=person.uid,
                scope=scope,
                status="renewed" if scope in known and known[scope].status in VALID else "given",
                at=moment,
                by=context.actor,
                expires_at=expires_at,
                basis=one_of(basis, BASES, "a basis"),
                method=one_of(method, METHODS, "a way of agreeing"),
                notice_version=short(notice_version, "The version of a notice", 60),
                given_by=giver,
            )
        )
        for scope in the_scopes(word, given=True)
    ]
    if proof := short(evidence, "Where the evidence is", 2_000):
        contact = the_contact(workspace, person)
        edit.update(contact, evidence_refs={**contact.evidence_refs, **{each.uid: proof for each in made}})
    return edit.change("consent_given")


def withdraw_consent(
    workspace: Workspace, context: Context, participant: str, word: str | Iterable[str], *, at: datetime | None = None
) -> Change:
    """Note that a person does not agree: what they agreed to is withdrawn, anything else refused.

    `word` is a scope, a plain word, or several of them.
    """
    person = the_participant(workspace, participant)
    known = latest_words(workspace, person.uid)
    moment = not_to_come(at or context.now, context.now, "What was said")
    edit = Edit(workspace, context)
    for scope in the_scopes(word, given=False):
        before = known[scope].status if scope in known else "unknown"
        if before in ("withdrawn", "refused", "revoked", "invalidated"):
            continue
        status: ConsentStatus = "withdrawn" if before in VALID else "refused"
        giver: GivenBy = "guardian" if person.is_minor else "self"
        edit.put(Consent(context.ids(), person.uid, scope, status, moment, context.actor, given_by=giver))
    return edit.change("consent_withdrawn")


def ask_consent(
    workspace: Workspace,
    context: Context,
    participant: str,
    word: str | Iterable[str],
    *,
    at: datetime | None = None,
) -> Change:
    """Note that a person was asked to agree; what they agree to already stays agreed to while it is asked again."""
    person = the_participant(workspace, participant)
    known = statuses(workspace, person, context.today)
    asked = [scope for scope in the_scopes(word, given=True) if known.get(scope) not in VALID]
    return record_consent(workspace, context, participant, asked, "requested", at=at)


def record_consent(
    workspace: Workspace,
    context: Context,
    participant: str,
    scopes: Sequence[str],
    status: ConsentStatus,
    *,
    at: datetime | None = None,
) -> Change:
    """Note any other status of consent, such as that it was requested."""
    person = the_participant(workspace, participant)
    moment = not_to_come(at or context.now, context.now, "What was said")
    edit = Edit(workspace, context)
    for scope in scopes:
        one_of(scope, CONSENT_SCOPES, "a scope")
        known = one_of(status, STATUSES, "a status of consent")
        edit.put(Consent(context.ids(), person.uid, scope, known, moment, context.actor))
    return edit.change("consent_recorded")


def the_scopes(word: str | Iterable[str], *, given: bool) -> tuple[str, ...]:
    """Return the scopes of plain words and of scopes' names, each once; raise NotAllowed naming those there are."""
    words = (word,) if isinstance(word, str) else word
    return tuple(dict.fromkeys(scope for each in words for scope in _scopes_of_one(each, given=given)))


def _scopes_of_one(word: str, *, given: bool) -> tuple[str, ...]:
    scopes = given_by_word(word) if given else scopes_of(word)
    if not scopes:
        raise NotAllowed(
            f'"{word}" is nothing people agree to; there are talk, observe, record, quote, share, '
            f"and {', '.join(CONSENT_SCOPES)}. Nothing was changed."
        )
    return scopes


def _check_giver(person: Participant, giver: GivenBy) -> None:
    if not person.is_minor:
        return
    if person.guardian is None:
        raise NotAllowed(f"{person.pid} is a minor without a guardian; name the guardian first. Nothing was changed.")
    if giver != "guardian":
        raise NotAllowed(f"{person.pid} is a minor; only the guardian can agree. Nothing was changed.")

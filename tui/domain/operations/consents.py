"""What people agree to and take back, each word kept with its time, its method, and who gave it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import get_args

from tui.domain.errors import NotAllowed
from tui.domain.operations.checks import not_to_come, one_of, short, the_participant
from tui.domain.operations.declaration import operation, writes
from tui.domain.operations.people import the_contact
from tui.domain.people.consent import VALID, WORDS, as_typed, instead_of, latest_words, scopes_of, statuses
from tui.domain.records import Consent, Participant, vocabulary
from tui.domain.records.change import Change, Context, Edit
from tui.domain.records.vocabulary import NO_LONGER
from tui.domain.records.workspace import Workspace

STATUSES: tuple[vocabulary.ConsentStatus, ...] = get_args(vocabulary.ConsentStatus)
METHODS: tuple[vocabulary.ConsentMethod, ...] = get_args(vocabulary.ConsentMethod)
BASES: tuple[vocabulary.ConsentBasis, ...] = get_args(vocabulary.ConsentBasis)
SOURCES: tuple[vocabulary.ConsentSource, ...] = get_args(vocabulary.ConsentSource)
GIVERS: tuple[vocabulary.GivenBy, ...] = get_args(vocabulary.GivenBy)


@writes("consent_given", "Noted that", "note that", "{asked} agrees to {agreed}")
def give_consent(
    workspace: Workspace,
    context: Context,
    participant: str,
    word: str | Iterable[str],
    *,
    at: datetime | None = None,
    expires_at: date | None = None,
    method: vocabulary.ConsentMethod = "verbal_noted",
    basis: vocabulary.ConsentBasis = "consent",
    source: vocabulary.ConsentSource = "person",
    purpose: str = "",
    notice_version: str = "",
    given_by: vocabulary.GivenBy | None = None,
    evidence: str = "",
) -> Change:
    """Note that a person agrees to what a word such as `quote` gives, or to a scope; `word` may be several.

    What was agreed to before is renewed. `evidence` says where the proof is, and stays among the identities. Where no
    purpose or version of a notice is named, it is what the settings say. For a minor the guardian agrees.
    """
    person = the_participant(workspace, participant)
    before = statuses(workspace, person, context.today)
    giver = one_of(given_by or ("guardian" if person.is_minor else "self"), GIVERS, "who gives consent")
    _check_giver(person, giver)
    moment = not_to_come(at or context.now, context.now, "What was said")
    if expires_at is not None and expires_at <= context.policy.day(moment):
        raise NotAllowed("It would be over before it began; name a later day of expiry. Nothing was changed.")
    scopes, edit = the_scopes(word), Edit(workspace, context)
    facts = {
        "expires_at": expires_at,
        "basis": one_of(basis, BASES, "a basis"),
        "method": one_of(method, METHODS, "a way of agreeing"),
        "given_by": giver,
        "source": one_of(source, SOURCES, "a source"),
        **_terms(context, purpose, notice_version),
    }
    words = [
        _put(edit, person, scope, "renewed" if before.get(scope) in VALID else "given", moment, **facts)
        for scope in scopes
    ]
    if proof := short(evidence, "Where the evidence is", 2_000):
        contact = the_contact(workspace, person)
        edit.update(contact, evidence_refs={**contact.evidence_refs, **{word.uid: proof for word in words}})
    return edit.change("consent_given")


@writes("consent_withdrawn", "Noted that", "note that", "{asked} does not agree to {agreed}")
def withdraw_consent(
    workspace: Workspace,
    context: Context,
    participant: str,
    word: str | Iterable[str],
    *,
    at: datetime | None = None,
    method: vocabulary.ConsentMethod = "verbal_noted",
) -> Change:
    """Note that a person does not agree: what they agreed to is withdrawn, anything else refused.

    `word` is a word, a scope, or several of them; what is not named stays as it is.
    """
    person = the_participant(workspace, participant)
    latest = latest_words(workspace, person.uid)
    moment = not_to_come(at or context.now, context.now, "What was said")
    edit = Edit(workspace, context)
    giver: vocabulary.GivenBy = "guardian" if person.is_minor else "self"
    how = one_of(method, METHODS, "a way of saying so")
    for scope in the_scopes(word):
        before = latest.get(scope)
        if before is not None and before.status in NO_LONGER:
            continue
        status: vocabulary.ConsentStatus = "withdrawn" if before is not None and before.status in VALID else "refused"
        terms = {"purpose": before.purpose, "notice_version": before.notice_version} if before else {}
        _put(edit, person, scope, status, moment, method=how, given_by=giver, **terms)
    return edit.change("consent_withdrawn")


@operation
def ask_consent(
    workspace: Workspace,
    context: Context,
    participant: str,
    word: str | Iterable[str],
    *,
    at: datetime | None = None,
) -> Change:
    """Note that a person was asked to agree; what they agree to already stays agreed to while it is asked again."""
    before = statuses(workspace, the_participant(workspace, participant), context.today)
    asked = [scope for scope in the_scopes(word) if before.get(scope) not in VALID]
    return record_consent(workspace, context, participant, asked, "requested", at=at)


@writes("consent_recorded", "Noted what", "note what", "{asked} said about consent: {scopes} {statuses}")
def record_consent(
    workspace: Workspace,
    context: Context,
    participant: str,
    scopes: Sequence[str],
    status: vocabulary.ConsentStatus,
    *,
    at: datetime | None = None,
) -> Change:
    """Note any other status of consent, such as that it was requested."""
    person = the_participant(workspace, participant)
    moment = not_to_come(at or context.now, context.now, "What was said")
    terms, edit = _terms(context), Edit(workspace, context)
    for scope in scopes:
        one_of(scope, vocabulary.CONSENT_SCOPES, "a scope")
        one_of(status, STATUSES, "a status of consent")
        _put(edit, person, scope, status, moment, **terms)
    return edit.change("consent_recorded")


def _put(
    edit: Edit, person: Participant, scope: str, status: vocabulary.ConsentStatus, at: datetime, **facts: object
) -> Consent:
    context = edit.context
    return edit.update(Consent(context.ids(), person.uid, scope, status, at, context.actor), **facts)


def the_scopes(word: str | Iterable[str]) -> tuple[str, ...]:
    """Return the scopes of words and of scopes' own names, each once; raise NotAllowed naming the words there are."""
    words = (word,) if isinstance(word, str) else word
    return tuple(dict.fromkeys(scope for name in words for scope in _scopes_of_one(name)))


def _scopes_of_one(word: str) -> tuple[str, ...]:
    if scopes := scopes_of(word):
        return scopes
    if instead := instead_of(word):
        raise NotAllowed(f"{instead}. Nothing was changed.")
    names, others = ", ".join(as_typed(choice.name) for choice in WORDS), ", ".join(vocabulary.CONSENT_SCOPES)
    raise NotAllowed(f'"{word}" is nothing people agree to; there are {names}, and {others}. Nothing was changed.')


def _terms(context: Context, purpose: str = "", notice: str = "") -> dict[str, str]:
    """Return what a person was told it is for, and in which notice, as far as it is named here or in the settings."""
    privacy = context.policy.privacy
    return {
        "purpose": short(purpose or "; ".join(privacy.purposes), "A purpose", 500),
        "notice_version": short(notice or privacy.notice, "The version of a notice", 60),
    }


def _check_giver(person: Participant, giver: vocabulary.GivenBy) -> None:
    if not person.is_minor:
        return
    if person.guardian is None:
        raise NotAllowed(f"{person.pid} is a minor without a guardian; name the guardian first. Nothing was changed.")
    if giver != "guardian":
        raise NotAllowed(f"{person.pid} is a minor; only the guardian can agree. Nothing was changed.")

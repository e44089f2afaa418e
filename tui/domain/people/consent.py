"""What people agreed to. Everything that is not agreed to is not allowed.

Consent is a list of words that only grows; the latest word about a scope counts, until its day of expiry begins
(00:00 local). Of the status words of the Data Privacy Vocabulary only `given` and `renewed` allow anything.
The words people agree with each give one thing, have a key of their own on the screen, and take back no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Literal

from msgspec import Struct

from tui.domain.people.merged import is_listed
from tui.domain.people.policy import Policy
from tui.domain.records import Card, Consent, Participant
from tui.domain.records.vocabulary import AGREED_TO, CONSENT_SCOPES, NO_LONGER, ConsentMethod, ConsentStatus
from tui.domain.records.workspace import Workspace
from tui.domain.text import listed

Sign = Literal["given", "refused", "asked", "expired", "unknown"]

VALID: frozenset[ConsentStatus] = frozenset({"given", "renewed"})

OWN_WORD = frozenset({"recontact", "record_video", "share_external"})
"""What goes further than people heard when one word asked them for several things: it takes a word of its own."""

SIGNS: dict[ConsentStatus, Sign] = {
    "unknown": "unknown",
    "requested": "asked",
    "request_deferred": "asked",
    "given": "given",
    "renewed": "given",
    "refused": "refused",
    "withdrawn": "refused",
    "revoked": "refused",
    "invalidated": "expired",
    "expired": "expired",
}

LEAST_FIRST: tuple[Sign, ...] = ("refused", "expired", "asked", "unknown", "given")
"""Signs in order of how much they allow."""


def latest_words(workspace: Workspace, person: str) -> dict[str, Consent]:
    """Return the latest word of a person (uid) about each scope they were asked about."""
    uids = workspace.consent_uids(person)
    return {word.scope: word for word in map(workspace.consents.__getitem__, uids)} if uids else {}


def words_until(workspace: Workspace, person: str, day: date, policy: Policy) -> dict[str, Consent]:
    """Return the latest word of a person (uid) about each scope that was said by the end of a day."""
    consents = workspace.consents
    words = (consents[uid] for uid in workspace.consent_uids(person))
    # A day begins at most some hours before that of UTC: for nearly all words the costly question need not be asked.
    return {word.scope: word for word in words if word.at.date() < day or policy.day(word.at) <= day}


def status_now(consent: Consent | None, person: Participant, today: date) -> ConsentStatus:
    """Return what a word about a scope means today: nothing for a minor unless the guardian said it."""
    if consent is None or (person.is_minor and consent.given_by != "guardian" and consent.status in VALID):
        return "unknown"
    if consent.status in VALID and consent.expires_at is not None and consent.expires_at <= today:
        return "expired"
    return "invalidated" if is_to_ask_again(consent) else consent.status


def is_to_ask_again(consent: Consent) -> bool:
    """Return whether something was agreed to only together with other things, and is to be asked for by itself."""
    return consent.bundle is not None and consent.scope in OWN_WORD and consent.status in VALID


def statuses(workspace: Workspace, person: Participant, today: date) -> dict[str, ConsentStatus]:
    """Return the status of every scope that was asked about, on a day; all others are `unknown`."""
    words = latest_words(workspace, person.uid)
    return {scope: status_now(consent, person, today) for scope, consent in words.items()}


def allows(workspace: Workspace, person: Participant, scope: str, today: date) -> bool:
    """Return whether a person agreed to a scope and is still to be kept: everything else means no."""
    return _is_asked(person, today) and _status_of(workspace, person, scope, today) in VALID


def refuses_notes(workspace: Workspace, person: Participant, today: date) -> bool:
    """Return whether somebody said that they want no notes kept about them, which is more than not having agreed."""
    return refuses(workspace, person, "store_notes", today)


def refuses(workspace: Workspace, person: Participant, scope: str, today: date) -> bool:
    """Return whether somebody said no to a scope, which is more than not having agreed."""
    return _status_of(workspace, person, scope, today) in NO_LONGER


def whose(workspace: Workspace, which: Callable[[Consent], bool]) -> set[str]:
    """Return who (uids) ever said such words; all are read at once."""
    return {word.participant for word in workspace.consents.values() if which(word)}


def notes_against_will(workspace: Workspace, today: date) -> list[tuple[Participant, int]]:
    """Return those who want no notes kept, by number, each with how much is written about them all the same."""
    ever = whose(workspace, lambda word: word.scope == "store_notes" and word.status in NO_LONGER)
    people = sorted(filter(is_listed, workspace.people(ever)), key=lambda person: person.number)
    refusing = (person for person in people if refuses_notes(workspace, person, today))
    return [(person, count) for person in refusing if (count := written_about(workspace, person.uid))]


def written_about(workspace: Workspace, person: str) -> int:
    """Return how many notes and other texts there are about a person (uid): of meetings, invitations, incentives."""
    met = (workspace.touchpoints[uid] for uid in workspace.touchpoint_uids(person))
    return (
        len(workspace.note_uids_about(person))
        + sum(bool(touchpoint.summary or touchpoint.expectation or touchpoint.links) for touchpoint in met)
        + sum(bool(invitation.note) for invitation in workspace.invitations_of(person))
        + sum(bool(incentive.what) for incentive in workspace.incentives_of(person))
    )


def is_past_retention(person: Participant, today: date) -> bool:
    """Return whether the day until which what we have of a person may be kept is over."""
    return person.retention_until is not None and person.retention_until < today


def sign_of(group: Group, statuses: dict[str, ConsentStatus]) -> Sign:
    """Return the sign of a column: of the scopes behind it that were asked about, the one that allows least."""
    signs = {SIGNS[statuses[scope]] for scope in GROUPS[group] if scope in statuses} - {"unknown"}
    return next((sign for sign in LEAST_FIRST if sign in signs), "unknown")


def sign_of_word(word: Word, statuses: Mapping[str, ConsentStatus]) -> Sign:
    """Return the sign of a word: that of the scope it gives that allows least, also where nobody asked about it."""
    return min((SIGNS[statuses.get(scope, "unknown")] for scope in word.scopes), key=LEAST_FIRST.index)


def scopes_to_ask_again(workspace: Workspace, person: Participant) -> list[str]:
    """Return what a person gave only together with other things, until they are asked for it by itself."""
    return [scope for scope, word in latest_words(workspace, person.uid).items() if is_to_ask_again(word)]


def agreed_words(scopes: Iterable[str]) -> str:
    """Return scopes as people agree to them: `be contacted again and have video recorded`."""
    return listed(list(dict.fromkeys(AGREED_TO.get(scope, scope) for scope in scopes)))


def unwilling(workspace: Workspace, people: Iterable[str], scope: str, today: date) -> list[Participant]:
    """Return those of some people (uids) who have not agreed to a scope; somebody who is not there has not."""
    return [person for person in workspace.people(people) if not allows(workspace, person, scope, today)]


def missing(workspace: Workspace, card: Card, today: date) -> list[tuple[Participant, str]]:
    """Return what a card's work needs of the people linked to it and they have not agreed to."""
    return [(person, scope) for scope in card.needs for person in unwilling(workspace, card.people, scope, today)]


def wished(workspace: Workspace, card: Card, today: date) -> list[tuple[Participant, str]]:
    """Return what would help a card's work and its people were never asked for; whoever said no is left alone."""
    people = [person for person in workspace.people(card.people) if _is_asked(person, today)]
    pairs = ((person, scope) for scope in card.wish for person in people)
    return [(person, scope) for person, scope in pairs if _status_of(workspace, person, scope, today) == "unknown"]


def _is_asked(person: Participant, today: date) -> bool:
    """Return whether what somebody said counts: they are there, and to be kept still."""
    return is_listed(person) and not is_past_retention(person, today)


def _status_of(workspace: Workspace, person: Participant, scope: str, today: date) -> ConsentStatus:
    return status_now(latest_words(workspace, person.uid).get(scope), person, today)


def missing_words(lacking: list[tuple[Participant, str]]) -> str:
    """Return what is missing in words: `P05 has not agreed to be observed`."""
    return _by_scope(lacking, "has not agreed to", "have not agreed to")


def wished_words(wishes: list[tuple[Participant, str]]) -> str:
    """Return what may be asked for in words: `P05 may be asked to be observed`."""
    return _by_scope(wishes, "may be asked to", "may be asked to")


def _by_scope(pairs: list[tuple[Participant, str]], one: str, several: str) -> str:
    parts: list[str] = []
    for scope in dict.fromkeys(scope for _, scope in pairs):
        pids = [person.pid for person, theirs in pairs if theirs == scope]
        parts.append(f"{listed(pids)} {several if len(pids) > 1 else one} {AGREED_TO.get(scope, scope)}")
    return "; ".join(parts)


Group = Literal["talk", "observe", "record", "quote", "share"]

GROUPS: dict[Group, tuple[str, ...]] = {
    "talk": ("contact_me", "take_part", "store_notes", "recontact"),
    "observe": ("observe",),
    "record": ("record_audio", "record_video"),
    "quote": ("quote_pseudonymous", "quote_attributed"),
    "share": ("share_internal", "share_external"),
}
"""The five columns of lists, which only show: behind each the scopes whose weakest sign it has."""


class Word(Struct, frozen=True):
    """What somebody can agree to: the word of the shell, the key of the screen, what is asked, and the scopes."""

    name: str
    key: str
    question: str
    scopes: tuple[str, ...]


WORDS: tuple[Word, ...] = (
    Word("contact", "c", "contact again", ("contact_me", "recontact")),
    Word("take_part", "t", "take part", ("take_part",)),
    Word("notes", "n", "keep notes", ("store_notes",)),
    Word("observe", "o", "observe", ("observe",)),
    Word("audio", "a", "record sound", ("record_audio",)),
    Word("video", "v", "record video", ("record_video",)),
    Word("quote", "q", "quote without name", ("quote_pseudonymous",)),
    Word("quote_name", "Q", "quote with name", ("quote_attributed",)),
    Word("share_inside", "i", "share with colleagues", ("share_internal",)),
    Word("share_outside", "x", "share outside", ("share_external",)),
)

HOW_WORDS: dict[ConsentMethod, str] = {
    "signed_form": "signed form",
    "email_reply": "e-mail reply",
    "verbal_recorded": "said so, recorded",
    "verbal_noted": "said so",
    "web_form": "web form",
}
"""How somebody said so."""

INSTEAD: dict[str, tuple[str, ...]] = {
    "talk": ("contact", "take_part", "notes"),
    "record": ("audio", "video"),
    "share": ("share_inside", "share_outside"),
}
"""Words that used to give several things at once, and the words of today that are to be said instead."""

_SCOPES = {word.name: word.scopes for word in WORDS} | {scope: (scope,) for scope in CONSENT_SCOPES}
_WORD_OF = {scope: word for word in WORDS for scope in word.scopes}
_GROUP_OF: dict[str, Group] = {scope: group for group, scopes in GROUPS.items() for scope in scopes}

NAMES: tuple[str, ...] = tuple(_SCOPES)
"""Everything that can be said: the words, and the scopes by their own names."""


def scopes_of(name: str) -> tuple[str, ...]:
    """Return the scopes of a word, or the scope of that name; none where nobody can agree to such a thing."""
    return _SCOPES.get(name.replace("-", "_"), ())


def short_name(scope: str) -> str:
    """Return the word by which a scope is given, as people read it: `take part`, `share outside`."""
    word = _WORD_OF.get(scope)
    return (word.name if word else scope).replace("_", " ")


def group_of(scope: str) -> Group | None:
    """Return the column a scope is shown in; None for a scope that a later version knows."""
    return _GROUP_OF.get(scope)


def as_typed(name: str) -> str:
    """Return a word as it is typed in a shell: `take-part`."""
    return name.replace("_", "-")


def instead_of(name: str) -> str:
    """Return what to say instead of a word that gave several things at once; empty for any other."""
    words = INSTEAD.get(name, ())
    if not words:
        return ""
    instead = listed([as_typed(word) for word in words])
    return f'"{name}" gave several permissions at once; each is said by itself: {instead}'

"""Permission in words: how a person said what they agree to, and until when."""

from __future__ import annotations

from datetime import date

from tui.domain.people.consent import Sign, is_to_ask_again, latest_words
from tui.domain.people.consent_words import Word
from tui.domain.people.policy import Policy
from tui.domain.records import Consent, Participant
from tui.domain.records.vocabulary import ConsentMethod, ConsentStatus
from tui.domain.records.workspace import Workspace
from tui.domain.time.dates import day_words

SIGN_STYLES: dict[Sign, str] = {
    "given": "ok",
    "refused": "danger",
    "asked": "warn",
    "expired": "warn",
    "unknown": "muted",
}

HOW_WORDS: dict[ConsentMethod, str] = {
    "signed_form": "signed form",
    "email_reply": "e-mail reply",
    "verbal_recorded": "said so, recorded",
    "verbal_noted": "said so",
    "web_form": "web form",
}

_SAID_NO = {"refused": "said no", "withdrawn": "withdrawn", "revoked": "revoked", "invalidated": "not valid"}
_ASKED = {"requested": "asked", "request_deferred": "asked, to decide later"}


def words_about(workspace: Workspace, person: Participant, word: Word) -> list[Consent]:
    """Return the latest words of a person about what a word gives, those they were asked about."""
    words = latest_words(workspace, person.uid)
    return [words[scope] for scope in word.scopes if scope in words]


def word_how(workspace: Workspace, person: Participant, word: Word, policy: Policy, today: date) -> str:
    """Return how and when a person last spoke about something: `e-mail reply, 3 Nov`, or `never asked`."""
    spoken = words_about(workspace, person, word)
    if not spoken:
        return "never asked"
    if bundled := next(filter(is_to_ask_again, spoken), None):
        return f"with others, {day_words(policy.day(bundled.at), today)}: ask again"
    return how_words(max(spoken, key=lambda consent: (consent.at, consent.uid)), policy, today)


def how_words(consent: Consent, policy: Policy, today: date) -> str:
    """Return how and when something was said about consent, and when it ends."""
    day = day_words(policy.day(consent.at), today)
    day = "today" if policy.day(consent.at) == today else day
    status: ConsentStatus = consent.status
    if status in _SAID_NO or status in _ASKED:
        return f"{_SAID_NO.get(status) or _ASKED[status]}, {day}"
    guardian = ", guardian" if consent.given_by == "guardian" else ""
    how = f"{HOW_WORDS[consent.method]}{guardian}"
    if consent.expires_at is None:
        return f"{how}, {day}"
    ends = "ended" if consent.expires_at <= today else "ends"
    return f"{how}, {ends} {day_words(consent.expires_at, today)}"

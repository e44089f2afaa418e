"""Permission in signs and words: what a person agrees to, how they said so, and until when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tui.app.glyphs import Glyphs
from tui.app.paint import Span
from tui.domain.consent import GROUPS, Group, Sign, latest_words
from tui.domain.dates import day_words
from tui.domain.policy import Policy
from tui.domain.records import Consent, Participant
from tui.domain.vocabulary import ConsentStatus
from tui.domain.workspace import Workspace

SIGN_STYLES: dict[Sign, str] = {
    "given": "ok",
    "refused": "danger",
    "asked": "warn",
    "expired": "warn",
    "unknown": "muted",
}

GROUP_WORDS: dict[Group, str] = {
    "talk": "talk with us again",
    "observe": "be observed",
    "record": "be recorded",
    "quote": "be quoted without name",
    "share": "share outside the team",
}

GROUP_KEYS: dict[str, Group] = {group[0]: group for group in GROUPS}

HOW_WORDS = {
    "signed_form": "signed form",
    "email_reply": "e-mail reply",
    "verbal_recorded": "said so, recorded",
    "verbal_noted": "said so",
    "web_form": "web form",
}

_SAID_NO = {"refused": "said no", "withdrawn": "withdrawn", "revoked": "revoked", "invalidated": "not valid"}
_ASKED = {"requested": "asked", "request_deferred": "asked, to decide later"}


def sign_spans(signs: Mapping[Group, Sign], glyphs: Glyphs) -> tuple[Span, ...]:
    """Return all signs in one short line, each with the letter of its word: `✓t –o ✗r ✓q –s`."""
    spans: list[Span] = []
    for group, sign in signs.items():
        style = SIGN_STYLES[sign]
        spans += [Span(glyphs.sign(sign), style), Span(f"{group[0]} ", "text" if sign == "given" else "muted")]
    return tuple(spans)


def group_how(workspace: Workspace, person: Participant, group: Group, policy: Policy, today: date) -> str:
    """Return how and when a person last spoke about a plain word: `e-mail reply, 3 Nov`, or `never asked`."""
    words = latest_words(workspace, person.uid)
    said = [words[scope] for scope in GROUPS[group] if scope in words]
    if not said:
        return "never asked"
    return how_words(max(said, key=lambda each: (each.at, each.uid)), policy, today)


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

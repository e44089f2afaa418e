"""The words people agree with: each gives one thing, has a key of its own on the screen, and takes back no other."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from tui.domain.records.vocabulary import CONSENT_SCOPES, ConsentMethod
from tui.domain.text import listed

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

"""Who may see what: one table of what leaves by kind, reader and consent.

A reader is one of four profiles. What a person said or did is shown to a reader only as far as the person agreed: each
cell of the table names the scopes that must be given, and those that must not be refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from msgspec import Struct

from tui.domain.errors import NotFound
from tui.domain.people.consent import VALID
from tui.domain.records import Note
from tui.domain.records.vocabulary import ConsentStatus

Profile = Literal["public", "stakeholders", "team", "identified"]
Use = Literal["title", "text", "person", "words", "account", "note", "count", "name", "name of words"]

PROFILES: tuple[Profile, ...] = get_args(Profile)
DEFAULT: Profile = "stakeholders"
READERS: dict[Profile, str] = {
    "public": "anyone",
    "stakeholders": "stakeholders",
    "team": "our team",
    "identified": "with names",
}
"""What the profiles are called where people choose one."""
_FORMERLY: dict[Profile, str] = {"stakeholders": "shareable"}

REFUSED: frozenset[ConsentStatus] = frozenset({"refused", "withdrawn", "revoked", "expired", "invalidated"})
"""What means no. All else that is not given is open: nobody asked, or nobody answered yet."""


class Terms(Struct, frozen=True):
    """What it takes of a person: scopes that are to be given, and scopes that are not to be refused."""

    given: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


YES = Terms()
NEVER = None
BY_HAND = Terms(given=("included by hand",))
"""Left out, unless whoever gives it out includes it."""

_KEPT = Terms(open=("store_notes",))
_INSIDE = Terms(open=("store_notes", "share_internal"))
_QUOTED = Terms(given=("quote_pseudonymous",), open=("store_notes",))
_QUOTED_INSIDE = Terms(given=("quote_pseudonymous",), open=("store_notes", "share_internal"))
_QUOTED_OUTSIDE = Terms(given=("quote_pseudonymous", "share_external"), open=("store_notes", "share_internal"))
_OUTSIDE = Terms(given=("share_external",), open=("store_notes", "share_internal"))
_NAMED = Terms(given=("share_internal",), open=("store_notes",))
_ATTRIBUTED = Terms(given=("quote_attributed",), open=("store_notes",))

TERMS: dict[Use, dict[Profile, Terms | None]] = {
    "title": {"team": YES, "stakeholders": YES, "public": YES, "identified": YES},
    "text": {"team": YES, "stakeholders": YES, "public": NEVER, "identified": YES},
    "person": {"team": _KEPT, "stakeholders": _INSIDE, "public": NEVER, "identified": _KEPT},
    "words": {"team": _QUOTED, "stakeholders": _QUOTED_INSIDE, "public": _QUOTED_OUTSIDE, "identified": _QUOTED},
    "account": {"team": _KEPT, "stakeholders": _INSIDE, "public": _OUTSIDE, "identified": _KEPT},
    "note": {"team": YES, "stakeholders": BY_HAND, "public": NEVER, "identified": YES},
    "count": {"team": _KEPT, "stakeholders": _KEPT, "public": _KEPT, "identified": _KEPT},
    "name": {"team": NEVER, "stakeholders": NEVER, "public": NEVER, "identified": _NAMED},
    "name of words": {"team": NEVER, "stakeholders": NEVER, "public": NEVER, "identified": _ATTRIBUTED},
}
"""What each reader may have of what, and what that takes of the people it is about.

Whoever wants no notes kept is not quoted either, and what may leave the organisation may also be seen inside of it.
"""


def profile_named(text: str) -> Profile:
    """Return a profile by its name, or by what it is called on the screen.

    Raises:
        NotFound: There is none of that name.
    """
    folded = text.strip().casefold()
    for profile in PROFILES:
        if folded in (profile, READERS[profile], _FORMERLY.get(profile)):
            return profile
    raise NotFound(f'There is no reader "{text[:40]}": {", ".join(PROFILES)}. Nothing was written.')


def use_of(note: Note) -> Use:
    """Return what a note is to its readers: somebody's words, what they did or need in ours, or a plain note.

    What is about somebody and speaks for or against the hypothesis is more than a plain note.
    """
    if is_own_words(note):
        return "words"
    if note.kind == "note":
        return "account" if note.people and note.stance else "note"
    return "account" if note.people or note.kind != "learned" else "text"


def is_own_words(note: Note) -> bool:
    """Return whether a note is what a customer said, word for word."""
    return note.verbatim or note.kind == "quote"


def lacking(terms: Terms, statuses: Mapping[str, ConsentStatus], *, is_minor: bool) -> tuple[str, ConsentStatus] | None:
    """Return the first scope that stands against it, with its status; None where nothing does.

    For a minor nothing is open: what others need not refuse, the guardian has to give.
    """
    for scope in terms.given:
        if statuses.get(scope, "unknown") not in VALID:
            return scope, statuses.get(scope, "unknown")
    for scope in terms.open:
        status = statuses.get(scope, "unknown")
        if status in REFUSED or (is_minor and status not in VALID):
            return scope, status
    return None

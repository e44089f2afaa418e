"""The words and signs of which one at least is in every text that names a person.

They are gathered for everybody at every start, so what most contacts are like is read in a short way.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import lru_cache

from tui.domain.privacy.names.folding import is_unspaced, plain, words_of
from tui.domain.privacy.names.identities import Identity
from tui.domain.privacy.names.name_words import PARTICLES, SHARED_LOCALS
from tui.domain.privacy.names.profile_links import account_of, bare_link
from tui.domain.privacy.names.spellings import forms_of, spellings
from tui.domain.privacy.names.unspaced import literals_of, pairs_of
from tui.domain.privacy.names.wordings import address_parts, local_words, org_parts, short_form

_NAMES_NOBODY = PARTICLES | set("abcdefghijklmnopqrstuvwxyz")


def telling_words(identity: Identity, *, orgs: bool) -> set[str]:
    """Return the words of a person: of their names, and the most telling of whatever else they are known by."""
    telling = _of_names(identity)
    if orgs and (org := identity.org):
        telling.update((org.lower(),) if org.isalpha() and org.isascii() else _of_org(org))
    for email in identity.emails:
        telling.add(_of_email(email))
    for address in identity.addresses:
        telling.update(max(part, key=len) for part in address_parts(address))
    for url in identity.urls:
        telling.update(words_of(plain(account_of(url) or bare_link(url))))
    telling.discard("")
    return telling or set(words_of(plain(" ".join(identity.names))))


def other_spellings(identity: Identity, telling: set[str]) -> Sequence[tuple[str, str]]:
    """Return how the words of a person's names may be written, too, each with the word it stands for."""
    given, family, names = identity.given, identity.family, identity.names
    if given and family and len(names) == 1 and given.isalpha() and family.isalpha():
        return _spellings(given) + _spellings(family)
    # The formatted name has the same words, and many have one of the others in common, which is worked out once.
    texts = (given, family, *names[1:]) if given and family else (given, family, *names)
    return [form for text in texts for form in _spellings(text) if form[1] in telling]


def telling_pairs(identity: Identity, *, orgs: bool) -> set[str]:
    """Return the two signs that all begins with that may be found inside words of scripts without blanks."""
    pairs = pairs_of(literals_of(identity.names, identity.given, identity.family))
    names = ["".join(part) for part in org_parts(identity.org)] if orgs else []
    return pairs | {name[:2] for name in names if len(name) > 1 and is_unspaced(name[:2])}


def _of_names(identity: Identity) -> set[str]:
    given, family, names = identity.given, identity.family, identity.names
    is_whole = bool(given and family) and names[:1] == (f"{given} {family}",)
    if is_whole and len(names) == 1 and names[0].isascii() and given.isalpha() and family.isalpha():
        first, last = given.lower(), family.lower()
        return {first, last, first + last}
    parts = [_read(given), _read(family)] if given and family else [_read(given or family)]
    parts += [_read(name) for name in (names[1:] if is_whole else names)]
    telling: set[str] = set()
    for _, own in parts:
        telling |= own
    if given and family:
        telling.add("".join((*parts[0][0], *parts[1][0])))
    # A number tells of nobody where a word does: of `Tester 6` not every 6.
    return set(itertools.filterfalse(str.isdecimal, telling)) or telling


@lru_cache(maxsize=1024)
def _read(name: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the words of a name, and those that tell of it: all as one where a sign joins them, O'Neil as Oneil."""
    folded = plain(name)
    words = tuple(words_of(folded))
    joined = {"".join(words)} if "'" in folded or "-" in folded else set()
    return words, frozenset(joined | (set(words) if len(words) == 1 else set(words) - _NAMES_NOBODY))


@lru_cache(maxsize=1024)
def _spellings(name: str) -> tuple[tuple[str, str], ...]:
    if name.isascii() and name.isalpha():
        word = name.lower()
        return tuple((form, word) for form in forms_of(word))
    return tuple(spellings((name,)))


def _of_org(org: str) -> set[str]:
    parts = org_parts(org)
    return {short_form(parts), *(max(part, key=len) for part in parts if part)}


def _of_email(email: str) -> str:
    local = email.partition("@")[0]
    if local.isalnum() and local.isascii():
        word = local.lower()
        return "" if word in SHARED_LOCALS or word.isdecimal() else word
    return max(local_words(email), key=len, default="")

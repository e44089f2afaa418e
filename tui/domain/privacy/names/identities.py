"""What the scrubber needs to know of one person, and how it is read from a contact."""

from __future__ import annotations

import re

from msgspec import Struct

from tui.domain.privacy.names.folding import fold, is_unspaced, later, words_of
from tui.domain.privacy.names.name_words import ORGANISATION_WORDS, PARTICLES, SUFFIXES, TITLES
from tui.domain.records import Contact, Name
from tui.domain.text import comma_parts

_MOST_WORDS = 5
_TELLING = ORGANISATION_WORDS | TITLES | SUFFIXES
_QUOTED = later(
    r"""(?<!\w)["“”„«'‘‚`´]([^\W\d_][^"“”„«»'‘‚`´’()]{0,38})["“”»'’`´](?!\w)|(?<=\w\s)\(([^\W\d_]+)\)(?=\s\w)"""
)
"""What somebody is called, inside of what they are named: Robert "Bob" Miller."""
_DIGIT = later(r"\d")
_ONLINE = later(r"impp|social|twitter|skype|jabber|mastodon|telegram|instagram|linkedin|icq|aim|msn", re.IGNORECASE)


class Identity(Struct, frozen=True):
    """A person as the scrubber knows them. `label` replaces them; `names` are the full name, its forms, nicknames."""

    label: str
    names: tuple[str, ...]
    given: str = ""
    family: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    org: str = ""


def identity_of(contact: Contact, label: str) -> Identity:
    """Return what names a contact. Where only the formatted name is known, given and family name are read from it."""
    name, fn, called = contact.n, contact.fn, contact.nickname
    if _may_quote(fn) and _QUOTED.search(fn):
        fn, called = _without_quoted(fn, called)
    if name is not None and (name.given or name.family):
        given, family = name.given, name.family
        if _may_quote(given) and _QUOTED.search(given):
            given, called = _without_quoted(given, called)
        names = _names(fn, name, called)
    else:
        given, family = ("", "") if contact.fn == contact.org else _given_and_family(fn)
        names = (fn, *comma_parts(called)) if called else (fn,)
    urls = (*contact.url, *_online(contact.x)) if contact.x else contact.url
    return Identity(label, names, given, family, contact.email, contact.tel, urls, contact.adr, contact.org)


def _may_quote(name: str) -> bool:
    return '"' in name or "'" in name or "(" in name or "`" in name or not name.isascii()


def _without_quoted(fn: str, called: str) -> tuple[str, str]:
    """Return a name without the nicknames in it, and these beside those at hand."""
    inside = [next(filter(None, match.groups())).strip() for match in _QUOTED.finditer(fn)]
    rest = " ".join(_QUOTED.sub(" ", fn).split())
    return (rest, ",".join(dict.fromkeys([*comma_parts(called), *inside]))) if rest else (fn, called)


def _names(fn: str, name: Name, nickname: str) -> tuple[str, ...]:
    whole = [" ".join(filter(None, (name.given, name.additional, name.family)))] if name.additional else []
    return tuple(dict.fromkeys([fn, *whole, *comma_parts(nickname)]))


def _online(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return the values of the lines of a vCard that hold an account: `X-TWITTER:jane_d`."""
    split = (line.partition(":") for line in lines)
    return tuple(value.strip() for name, _, value in split if value.strip() and _ONLINE.search(name))


def _given_and_family(fn: str) -> tuple[str, str]:
    """Return the first and the last word of a person's name; nothing for one word, and for what is no person's."""
    parts = fn.split()
    if len(parts) == 2 and fn.isascii() and _TELLING.isdisjoint(fn.lower().split()) and "".join(parts).isalpha():
        return parts[0], parts[1]
    if "," in fn:
        last, _, first = fn.partition(",")
        if any(_bare(word) not in SUFFIXES for word in first.split()):
            personal = bool(last.strip()) and _is_personal([*last.split(), *first.split()])
            return (first.strip(), last.strip()) if personal else ("", "")
        fn = last
    parts = fn.split()
    while parts and _bare(parts[0]) in TITLES:
        del parts[0]
    while len(parts) > 2 and (_bare(parts[-1]) in SUFFIXES or parts[-1].startswith("(")):
        del parts[-1]
    return (parts[0], parts[-1]) if len(parts) > 1 and _is_personal(parts) else ("", "")


def _is_personal(parts: list[str]) -> bool:
    words = [_bare(part) for part in parts]
    return not (
        sum(word not in PARTICLES for word in words) > _MOST_WORDS
        or "&" in parts
        or any(word in ORGANISATION_WORDS or _DIGIT.search(word) for word in words)
        or all(is_unspaced(word) for text in words for word in words_of(text))
    )


def _bare(word: str) -> str:
    return fold(word).strip(".,;()\"'")

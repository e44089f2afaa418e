"""The ways in which people are written: the phrases that a person's names, organisation and addresses give.

Some scripts put no blanks between words: what is found inside of a text is told apart from what stands by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum

from msgspec import Struct

from tui.domain.privacy.names import name_words
from tui.domain.privacy.names.folding import is_unspaced, later, plain, words_in, words_of
from tui.domain.privacy.names.identities import Identity, account_of, bare_link

MAX_WORDS = 16
"""Longer names are found in pieces, so that a text is never read more than this many words ahead."""
_SHORT = 3
_SHORTEST_OF_ORG = 4
_SHORTEST_LOCAL = 4
_VCARD_SEPARATORS = 5
_PID = later(r"p[0-9]+")
HONORIFIC = later(rf"\s?(?:{'|'.join(sorted(name_words.HONORIFICS, key=len, reverse=True))})")
_AFTER_ONE_SIGN = frozenset({" ", *(word[0] for word in name_words.HONORIFICS)})
_SYLLABLES = later("[\u3400-\u9fff]+|[\uac00-\ud7a3]+")
_UNSURE = 4
_FAMILY_OF_LENGTH = {2: 1, 3: 1, 4: 2}
_JOINTS = ("", " ", "・", "·")


class Care(IntEnum):
    """What a phrase needs beside being there, from nothing to most.

    `CAPITAL`: a capital at its start. `CAPITALS`: at every word, or a full stop after the first, as in `j. doe`.
    `MARKED`: to be the whole of a `@handle`, a `#tag` or a `[[link]]`, which will do for the others as well.
    """

    NONE = 0
    CAPITAL = 1
    CAPITALS = 2
    MARKED = 3


class Wording(Struct, frozen=True):
    """Words, folded, that stand for a person or their organisation.

    `loose` allows a comma between them, and more in what is no name; `tight` takes no blank. An unspaced wording is
    found inside a word, and where it is `honoured` only with what is said after a name.
    """

    words: tuple[str, ...]
    kind: str = "name"
    care: Care = Care.NONE
    loose: bool = False
    tight: bool = False
    unspaced: bool = False
    honoured: bool = False


def wordings_of(identity: Identity, *, orgs: bool) -> Iterator[Wording]:
    """Yield every way in which a person is found by words."""
    given, family = words_in(identity.given), words_in(identity.family)
    for name in identity.names:
        yield from _of_name(name, given, family)
    yield from _of_parts(given, family)
    yield from _single(identity.given, short=Care.MARKED)
    yield from _single(identity.family, short=Care.NONE)
    for literal, is_honoured in literals_of(identity.names, identity.given, identity.family):
        yield Wording((literal,), unspaced=True, honoured=is_honoured)
    yield from _of_online(identity)
    for email in identity.emails:
        yield from _of_local(email, identity)
    for address in identity.addresses:
        for words in address_parts(address):
            yield from _pieces(words, kind="address", loose=True)
    if orgs and identity.org:
        yield from _of_org(identity.org)


def address_parts(address: str) -> list[list[str]]:
    """Return the words of what in an address gives a person away: the whole, and the street; not the town alone.

    An address is a text, or has the fields of a vCard (box; extension; street; town; region; code; country).
    """
    fields = [part.strip() for part in re.split(r"[;\n]|\\n", address.replace(r"\,", ","))]
    lines = [line.strip() for field in fields for line in field.split(",")]
    streets = [line for line in lines if re.search(r"\d", line)]
    if address.count(";") >= _VCARD_SEPARATORS:
        streets.append(fields[2])
    parts = (words_in(part) for part in dict.fromkeys([" ".join(fields), *streets]))
    return [words for words in parts if len(words) > 1 and _has_letters("".join(words))]


def org_parts(org: str) -> list[list[str]]:
    """Return the words of an organisation as a vCard names it, without its units, with and without its legal form."""
    if org.isascii() and org.replace(" ", "").isalnum():
        words = org.lower().split()
    else:
        words = words_in(org.replace(r"\;", " ").partition(";")[0])
    length = len(words)
    while length > 1 and words[length - 1] in name_words.LEGAL_FORMS:
        length -= 1
    return [words] if length == len(words) else [words, words[:length]]


def local_words(email: str) -> list[str]:
    """Return the words of what stands before the @ of an address; none where it is nobody's own."""
    words = words_in(email.partition("@")[0].partition("+")[0].removeprefix("mailto:"))
    nobody = name_words.SHARED_LOCALS
    return next((words for word in words if word not in nobody and not word.isdecimal()), [])


def short_form(parts: list[list[str]]) -> str:
    """Return the word that an organisation is called by for short; empty where none of its parts stands for itself."""
    words = parts[-1]
    if len(words) < 2 or len(words[0]) < _SHORTEST_OF_ORG or words[0] in name_words.COMMON_WORDS:
        return ""
    is_plain = (
        words[0] in name_words.PLAIN_FIRST_WORDS or words[0] in name_words.ORGANISATION_WORDS or is_unspaced(words[0])
    )
    return "" if is_plain or _is_number(words[0]) else words[0]


def _of_name(name: str, given: list[str], family: list[str]) -> Iterator[Wording]:
    words = words_in(name)
    if len(words) == 1 and not is_unspaced(words[0]):
        yield from _single(name, short=Care.MARKED if words == given or len(words[0]) == 1 else Care.CAPITAL)
        if family and words not in (given, family):
            yield from _pieces([*words, *family])
    else:
        yield from _pieces(words)
        yield from _pieces(_surname(words))


def _surname(words: list[str]) -> list[str]:
    """Return the last word of a name with the particles before it, `van der Berg`; nothing where there are none."""
    at = len(words) - 1
    while at > 1 and words[at - 1] in name_words.PARTICLES:
        at -= 1
    return words[at:] if at < len(words) - 1 else []


def _of_parts(given: list[str], family: list[str]) -> Iterator[Wording]:
    if not given or not family:
        return
    for first in (given, given[:1]):
        for last in (family, family[-1:]):
            yield from _pieces([*first, *last])
            yield from _pieces([*last, *first], loose=True)
            for joined in ("".join([*first, *last]), "".join([*last, *first])):
                if len(joined) >= 2 * _SHORT and joined not in name_words.COMMON_WORDS:
                    yield Wording((joined,))
    if not is_unspaced(given[0][0]):
        for initials in ([given[0][0]], [word[0] for word in given]):
            yield from _pieces([*initials, *family], care=Care.CAPITALS)
            yield from _pieces([*family, *initials], care=Care.CAPITALS, loose=True)


def _single(name: str, *, short: Care) -> Iterator[Wording]:
    """Yield a name that stands alone: the whole, and of several words those by which a person is called."""
    words = words_in(name)
    if len(words) > 1:
        yield from _pieces(words)
        if "'" in plain(name) or "-" in name:
            yield Wording(("".join(words),), care=Care.NONE if sum(map(len, words)) > _SHORT else Care.MARKED)
        parts = [word for part in plain(name).split() if len(words_of(part)) == 1 for word in words_of(part)]
        words = [
            word for word in parts if word not in name_words.PARTICLES and (len(word) >= _SHORT or is_unspaced(word))
        ]
    for word in words:
        if not _is_number(word):
            yield Wording((word,), care=_care(word, short))


def _care(word: str, short: Care) -> Care:
    if is_unspaced(word):
        return Care.NONE
    if len(word) < _SHORT and short:
        return short
    if len(word) == 1:
        return Care.MARKED
    return Care.CAPITAL if word in name_words.COMMON_WORDS else Care.NONE


def _of_local(email: str, identity: Identity) -> Iterator[Wording]:
    words = local_words(email)
    if len(words) > 1:
        yield from _pieces(words, tight=True)
    elif words and len(words[0]) >= _SHORTEST_LOCAL and not _is_number(words[0]):
        # One word may be any word, unless there are digits in it, or what the person is called.
        parts = [part for name in (identity.given, identity.family) for part in words_in(name) if len(part) > _SHORT]
        is_own = any(map(str.isdigit, words[0])) or any(part in words[0] for part in parts)
        yield Wording((words[0],), care=_care(words[0], Care.NONE) if is_own else Care.MARKED)


def _of_online(identity: Identity) -> Iterator[Wording]:
    for url in identity.urls:
        if account := account_of(url):
            words = words_in(account)
            yield from _single(account, short=Care.MARKED) if len(words) == 1 else _pieces(words)
        elif "/" not in (link := bare_link(url)):
            yield from _pieces(words_in(link) if "." in link else [], kind="link")


def _of_org(org: str) -> Iterator[Wording]:
    for words in org_parts(org):
        if len(words) > 1:
            yield from _pieces(words, kind="org", loose=True)
        elif words and not _is_number(words[0]):
            care = Care.CAPITAL if words[0] in name_words.COMMON_WORDS or len(words[0]) < _SHORT else Care.NONE
            yield Wording((words[0],), "org", care)
        if words and len("".join(words)) > 1 and all(map(is_unspaced, words)):
            yield Wording(("".join(words),), "org", unspaced=True)
    if short := short_form(org_parts(org)):
        yield Wording((short,), "org", Care.CAPITAL)


def _pieces(
    words: list[str], *, kind: str = "name", care: Care = Care.NONE, loose: bool = False, tight: bool = False
) -> Iterator[Wording]:
    """Yield words as one wording, or as several where they are too many to be read ahead."""
    count = -(-len(words) // MAX_WORDS) or 1
    size = -(-len(words) // count)
    for start in range(0, len(words), size or 1):
        piece = tuple(words[start : start + size])
        if _has_letters("".join(piece)):
            yield Wording(piece, kind, care, loose, tight)


def _is_number(word: str) -> bool:
    """Return whether a word by itself is no name: a number, or the form of a P-id."""
    return bool(word.isdecimal() or _PID.fullmatch(word))


def _has_letters(text: str) -> bool:
    return any(char.isalpha() for char in text)


def literals_of(names: Iterable[str], given: str, family: str) -> Iterator[tuple[str, bool]]:
    """Yield what is to be found inside of texts, folded, and whether it names somebody only before an honorific.

    That is so for one sign, and for names that are also words.
    """
    parts = [(words_in(family), words_in(given))] if given and family else []
    # Of four signs without a blank the first two are as likely a place as a family name: 北京大学.
    guessed = [_family_and_given(name) for name in names]
    for last, first in (*parts, *guessed):
        whole = [*last, *first]
        if not whole or not all(map(is_unspaced, whole)):
            continue
        if last and first:
            yield from ((f"{''.join(last)}{joint}{''.join(first)}", False) for joint in _JOINTS)
            yield from ((f"{''.join(first)}{joint}{''.join(last)}", False) for joint in _JOINTS[1:])
        is_sure = (last, first) in parts or len("".join(whole)) != _UNSURE or "".join(whole) not in map(plain, names)
        for name in sorted({"".join(last), "".join(first)} - {""}):
            yield name, not is_sure or len(name) == 1 or name in name_words.UNSPACED_WORDS
    for name in (given, family, *names):
        words = words_in(name)
        if words and all(map(is_unspaced, words)) and len(joined := "".join(words)) > 1:
            yield joined, joined in name_words.UNSPACED_WORDS


def pairs_of(literals: Iterable[tuple[str, bool]]) -> set[str]:
    """Return the two signs that each of them begins with in a text."""
    pairs: set[str] = set()
    for literal, _ in literals:
        pairs.update((literal[:2],) if len(literal) > 1 else (literal + sign for sign in _AFTER_ONE_SIGN))
    return pairs


def _family_and_given(name: str) -> tuple[list[str], list[str]]:
    """Return the parts of a name that is written as one, or with a blank: the family name comes first."""
    words = words_in(name)
    if len(words) == 2:
        return words[:1], words[1:]
    if len(words) == 1 and _SYLLABLES.fullmatch(words[0]) and (at := _FAMILY_OF_LENGTH.get(len(words[0]), 0)):
        return [words[0][:at]], [words[0][at:]]
    return [], []

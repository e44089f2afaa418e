"""The words and signs of which one at least is in every text that names a person, in whatever spelling.

They are gathered for everybody at every start, so what most contacts are like is read in a short way.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tui.domain.privacy.names.folding import is_bare, is_unspaced, later, plain, words_of
from tui.domain.privacy.names.identities import Identity, account_of, bare_link
from tui.domain.privacy.names.name_words import FUNCTION_WORDS, PARTICLES, SHARED_LOCALS
from tui.domain.privacy.names.wordings import address_parts, literals_of, local_words, org_parts, pairs_of, short_form

_NAMES_NOBODY = PARTICLES | set("abcdefghijklmnopqrstuvwxyz")


_SHORTEST = 3
_MOST_LETTERS = 3
_SMALL = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae", "đ": "dj"}
_WRITTEN_OUT = _SMALL | {letter.upper(): pair.title() for letter, pair in _SMALL.items()}
_WRITTEN = later("(?<![aeiouq])([aou])e(?=[a-z])(?!l$)|aa")
"""What may stand for ä, ö, ü or å: not at the end (Joe), after another vowel (Bauer), in Michael and Samuel."""
_HISSING = ("x", "z", "ch", "sh")


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


def spelled_names(identity: Identity) -> Sequence[str]:
    """Return the names of a person of which other spellings are looked for, too."""
    given, family, names = identity.given, identity.family, identity.names
    # The formatted name has the same words.
    return (given, family, *names[1:]) if given and family else (*filter(None, (given, family)), *names)


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
    if not (given or family) and len(names) == 1 and is_bare(names[0]):
        words = names[0].lower().split()
        return _without_numbers({*words} - _NAMES_NOBODY if len(words) > 1 else {*words})
    parts = [_read(given), _read(family)] if given and family else [_read(given or family)]
    parts += [_read(name) for name in (names[1:] if is_whole else names)]
    telling: set[str] = set()
    for _, own in parts:
        telling |= own
    if given and family:
        telling.add("".join((*parts[0][0], *parts[1][0])))
    return _without_numbers(telling)


def _without_numbers(words: set[str]) -> set[str]:
    """Return words without numbers, which tell of nobody where a word does: of `Tester 6` not every 6."""
    return {*itertools.filterfalse(str.isdecimal, words)} or words


@lru_cache(maxsize=1024)
def _read(name: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the words of a name, and those that tell of it: all as one where a sign joins them, O'Neil as Oneil."""
    words, joined = _words_and_joined(name)
    return words, frozenset({*joined, *(words if len(words) == 1 else set(words) - _NAMES_NOBODY)})


def _words_and_joined(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of a name, folded, and all as one where a sign joins them."""
    if is_bare(name):
        return tuple(name.lower().split()), ()
    folded = plain(name)
    words = tuple(words_of(folded))
    return words, ("".join(words),) if "'" in folded or "-" in folded else ()


@lru_cache(maxsize=1024)
def _of_org(org: str) -> frozenset[str]:
    parts = org_parts(org)
    return frozenset({short_form(parts), *(max(part, key=len) for part in parts if part)})


def _of_email(email: str) -> str:
    local = email.partition("@")[0]
    if local.isalnum() and local.isascii():
        word = local.lower()
        return "" if word in SHARED_LOCALS or word.isdecimal() else word
    return max(local_words(email), key=len, default="")


@lru_cache(maxsize=1024)
def other_spellings(text: str) -> tuple[tuple[str, str], ...]:
    """Return how the words of a name may be written, too, each with the word it stands for, both folded."""
    return tuple(_other_words(text))


def _other_words(text: str) -> Iterator[tuple[str, str]]:
    words, joined = _words_and_joined(text)
    yield from ((form, word) for word in (*words, *joined) for form in _forms_of(word))
    for other in _written_out(text):
        others = words_of(plain(other))
        for word, form in zip(words, others if len(others) == len(words) else words, strict=True):
            if form != word:
                yield from ((spelled, word) for spelled in (form, *_genitives(form)) if spelled not in FUNCTION_WORDS)


def _written_out(text: str) -> Iterator[str]:
    """Yield a text with two letters for one that others lack, Joerg for Jörg, for all of them and some of them."""
    letters = unicodedata.normalize("NFC", text)
    places = [at for at, letter in enumerate(letters) if letter in _WRITTEN_OUT][:_MOST_LETTERS]
    for chosen in range(1, 1 << len(places)):
        pieces = list(letters)
        for number, at in enumerate(places):
            if chosen >> number & 1:
                pieces[at] = _WRITTEN_OUT[pieces[at]]
        yield "".join(pieces)


def _forms_of(word: str) -> list[str]:
    """Return other forms of a word as it is folded: its genitive, and with one letter for two that may stand for it."""
    if len(word) < _SHORTEST or word.isdecimal() or (not word.isascii() and is_unspaced(word)):
        return []
    forms = [*_genitives(word)]
    if "ae" in word or "oe" in word or "ue" in word or "aa" in word:
        collapsed = _WRITTEN.sub(lambda pair: pair[0][0], word)
        if collapsed != word and len(collapsed) >= _SHORTEST:
            forms += (collapsed, *_genitives(collapsed))
    return [form for form in forms if form not in FUNCTION_WORDS]


def _genitives(word: str) -> tuple[str, ...]:
    """Return a word as many languages and keyboards have its genitive and plural: Janas, the Joneses."""
    if word.endswith("s"):
        return (f"{word}es",)
    return (f"{word}s", f"{word}es") if word.endswith(_HISSING) else (f"{word}s",)

"""From the words of a text to the people they may name.

Only the words of every name are gathered at once; the ways in which a person is written are worked out when one of
these words is met for the first time. So thousands of contacts cost a start nothing that can be felt.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from tui.domain.privacy.folding import is_unspaced, plain, words_of
from tui.domain.privacy.identities import Identity
from tui.domain.privacy.links import account_of, bare_link
from tui.domain.privacy.spellings import spellings
from tui.domain.privacy.unspaced import literals_of, pairs_of
from tui.domain.privacy.vocabulary import PARTICLES
from tui.domain.privacy.wordings import (
    Care,
    Wording,
    address_parts,
    local_words,
    org_parts,
    short_form,
    wordings_of,
)

TIGHT = "."
_PRECEDENCE = ("name", "link", "address", "org")
_NAMES_NOBODY = PARTICLES | set("abcdefghijklmnopqrstuvwxyz")


class Phrase(Struct, frozen=True):
    """Words that are to be replaced, and what they need beside being there."""

    replacement: str
    kind: str
    care: Care
    loose: bool


class Literal(Struct, frozen=True):
    """What is to be replaced inside of words, and whether something must be said after it."""

    text: str
    is_honoured: bool
    phrase: Phrase


class Index:
    """Phrases by their first word, worked out as far as texts have needed them."""

    def __init__(self, identities: Iterable[Identity], *, orgs: bool) -> None:
        self.identities = tuple(identities)
        self._orgs = orgs
        self._pending: dict[str, int | list[int]] = {}
        self._pending_pairs: dict[str, list[int]] = {}
        self._standard: dict[str, str] = {}
        self._expanded: set[int] = set()
        self._phrases: dict[str, Phrase] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._literals: dict[str, list[Literal]] = {}
        self.words = self._pending.keys()
        self.pairs = self._pending_pairs.keys()
        for number, identity in enumerate(self.identities):
            self._gather(number, identity)

    def prepare(self, words: Iterable[str], pairs: Iterable[str] = ()) -> None:
        """Work out how everybody is written who has one of these words in their name, or these pairs of signs."""
        for word in words:
            numbers = self._pending.get(word, ())
            for number in (numbers,) if isinstance(numbers, int) else numbers:
                self._expand(number)
        for pair in pairs:
            for number in self._pending_pairs.get(pair, ()):
                self._expand(number)

    def beginnings(self, words: Iterable[str]) -> set[str]:
        """Return those of the words that phrases begin with."""
        return {*(self._lengths.keys() & words), *(self._standard.keys() & words)}

    def lengths(self, word: str) -> tuple[int, ...]:
        """Return how many words the phrases have that begin with this one, most first."""
        lengths = self._lengths.get(word, ())
        if (standard := self._standard.get(word)) and (others := self._lengths.get(standard)):
            return tuple(sorted({*lengths, *others}, reverse=True)) if lengths else others
        return lengths

    def phrase(self, words: Sequence[str], *, joint: str = " ") -> tuple[Phrase, bool] | None:
        """Return the phrase of these words, and whether that is by another spelling. Joined by a dot it is tight."""
        if phrase := self._phrases.get(joint.join(words)):
            return phrase, False
        standard = [self._standard.get(word, word) for word in words]
        phrase = self._phrases.get(joint.join(standard))
        return (phrase, True) if phrase else None

    def standard(self, word: str) -> str:
        """Return the word of a name that another spelling stands for, or the word itself."""
        return self._standard.get(word, word)

    def literals(self, pair: str) -> Sequence[Literal]:
        """Return what is looked for inside of words where there are these two signs, the longest first."""
        return self._literals.get(pair, ())

    def _gather(self, number: int, identity: Identity) -> None:
        words = _telling_words(identity, orgs=self._orgs)
        for word in words:
            self._add_word(word, number)
        standard = self._standard
        for form, word in spellings({*identity.names, identity.given, identity.family}):
            if word in words:
                self._add_word(form, number)
                standard.setdefault(form, word)
        if not all(map(str.isascii, words)):
            for pair in _pairs_of(identity, orgs=self._orgs):
                self._pending_pairs.setdefault(pair, []).append(number)

    def _add_word(self, word: str, number: int) -> None:
        old = self._pending.setdefault(word, number)
        if old is number:
            return
        if isinstance(old, list):
            old.append(number)
        elif old != number:
            self._pending[word] = [old, number]

    def _expand(self, number: int) -> None:
        if number in self._expanded:
            return
        self._expanded.add(number)
        identity = self.identities[number]
        words = _telling_words(identity, orgs=self._orgs)
        for wording in wordings_of(identity, orgs=self._orgs):
            # What no word leads to would be found or not depending on what was read before.
            if wording.unspaced or not words.isdisjoint(wording.words):
                self._add(wording, identity.label)

    def _add(self, wording: Wording, label: str) -> None:
        key = (TIGHT if wording.tight else " ").join(wording.words)
        replacement = "[org]" if wording.kind == "org" else label
        phrase = Phrase(replacement, wording.kind, wording.care, wording.loose)
        if wording.unspaced:
            self._add_literal(key, phrase, is_honoured=wording.honoured)
            return
        old = self._phrases.get(key)
        self._phrases[key] = _merged(old, phrase) if old else phrase
        first, length = wording.words[0], len(wording.words)
        if length not in (lengths := self._lengths.get(first, ())):
            self._lengths[first] = tuple(sorted((*lengths, length), reverse=True))

    def _add_literal(self, text: str, phrase: Phrase, *, is_honoured: bool) -> None:
        for pair in pairs_of([(text, is_honoured)]):
            literals = self._literals.setdefault(pair, [])
            old = next((at for at, literal in enumerate(literals) if literal.text == text), None)
            if old is None:
                literals.append(Literal(text, is_honoured, phrase))
                literals.sort(key=lambda literal: -len(literal.text))
            else:
                merged = _merged(literals[old].phrase, phrase)
                literals[old] = Literal(text, literals[old].is_honoured and is_honoured, merged)


def _merged(one: Phrase, other: Phrase) -> Phrase:
    """Return one phrase for the same words of two people: theirs if it is the same label, else nobody's."""
    first, second = sorted((one, other), key=lambda phrase: _PRECEDENCE.index(phrase.kind))
    same = first.replacement == second.replacement or first.kind != second.kind
    replacement = first.replacement if same else f"[{first.kind}]"
    return Phrase(replacement, first.kind, min(one.care, other.care), one.loose or other.loose)


def _telling_words(identity: Identity, *, orgs: bool) -> set[str]:
    """Return words of which one at least is in every text that names the person."""
    given, family = identity.given, identity.family
    text = plain(f"{' '.join(identity.names)} {given} {family}")
    words = set(words_of(text))
    telling = words - _NAMES_NOBODY
    if telling != words:
        alone = (words_of(plain(name)) for name in (given, family, *identity.names))
        telling.update(name[0] for name in alone if len(name) == 1)
    if given and family:
        joined = given + family
        telling.add(joined.lower() if joined.isascii() and joined.isalpha() else "".join(words_of(plain(joined))))
    if "'" in text or "-" in text:
        telling.update("".join(words_of(plain(name))) for name in (given, family))
    if orgs and (org := identity.org):
        if org.isalpha() and org.isascii():
            telling.add(org.lower())
        else:
            telling.update(max(part, key=len) for part in org_parts(identity.org) if part)
        if short := short_form(org):
            telling.add(short)
    for email in identity.emails:
        telling.update(sorted(local_words(email), key=len)[-1:])
    for address in identity.addresses:
        telling.update(max(part, key=len) for part in address_parts(address))
    for url in identity.urls:
        telling.update(words_of(plain(account_of(url) or bare_link(url))))
    telling.discard("")
    return telling or words


def _pairs_of(identity: Identity, *, orgs: bool) -> set[str]:
    """Return the two signs that all begins with that may be found inside words of scripts without blanks."""
    pairs = pairs_of(literals_of(identity.names, identity.given, identity.family))
    names = ["".join(part) for part in org_parts(identity.org)] if orgs else []
    return pairs | {name[:2] for name in names if len(name) > 1 and is_unspaced(name[:2])}

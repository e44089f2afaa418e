"""From the words of a text to the people they may name.

Only the words of every name are gathered at once; the ways in which a person is written are worked out when one of
these words is met for the first time. So thousands of contacts cost a start nothing that can be felt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from tui.domain.privacy.folding import is_unspaced, plain, words_of
from tui.domain.privacy.identities import Identity
from tui.domain.privacy.links import account_of, bare_link
from tui.domain.privacy.vocabulary import PARTICLES
from tui.domain.privacy.wordings import Care, Wording, address_parts, org_parts, wordings_of

_PRECEDENCE = ("name", "link", "address", "org")
_NAMES_NOBODY = PARTICLES | set("abcdefghijklmnopqrstuvwxyz")


class Phrase(Struct, frozen=True):
    """Words that are to be replaced, and what they need beside being there."""

    replacement: str
    kind: str
    care: Care
    loose: bool


class Index:
    """Phrases by their first word, worked out as far as texts have needed them."""

    def __init__(self, identities: Iterable[Identity], *, orgs: bool) -> None:
        self.identities = tuple(identities)
        self._orgs = orgs
        self._pending: dict[str, list[int]] = {}
        self._pending_unspaced: dict[str, list[int]] = {}
        self._expanded: set[int] = set()
        self._phrases: dict[str, Phrase] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._unspaced: dict[str, list[str]] = {}
        self._known_words = self._pending.keys()
        for number, identity in enumerate(self.identities):
            self._gather(number, identity)

    def may_name(self, words: Sequence[str]) -> bool:
        """Return whether any of the folded words of a text belongs to a name."""
        return not self._known_words.isdisjoint(words) or (
            bool(self._pending_unspaced) and any(True for word in words for _ in self._pairs(word))
        )

    def prepare(self, words: Iterable[str]) -> None:
        """Work out how everybody is written who has one of these words in their name."""
        for word in words:
            for number in self._pending.get(word, ()):
                self._expand(number)
            for pair in self._pairs(word):
                for number in self._pending_unspaced[pair]:
                    self._expand(number)

    def lengths(self, word: str) -> tuple[int, ...]:
        """Return how many words the phrases have that begin with this one, most first."""
        return self._lengths.get(word, ())

    def phrase(self, words: Sequence[str]) -> Phrase | None:
        """Return the phrase of these words."""
        return self._phrases.get(" ".join(words))

    def inside(self, word: str) -> Iterator[tuple[int, int, Phrase]]:
        """Yield start, end and phrase of the names inside a word of a script without blanks."""
        at = 0
        while at < len(word) - 1:
            names = self._unspaced.get(word[at : at + 2], ())
            name = next((each for each in names if word.startswith(each, at)), None)
            if name:
                yield at, at + len(name), self._phrases[name]
            at += len(name) if name else 1

    def _pairs(self, word: str) -> Iterator[str]:
        if self._pending_unspaced and is_unspaced(word):
            yield from (word[at : at + 2] for at in range(len(word) - 1) if word[at : at + 2] in self._pending_unspaced)

    def _gather(self, number: int, identity: Identity) -> None:
        words = _telling_words(identity, orgs=self._orgs)
        pending = self._pending
        for word in words:
            if word in pending:
                pending[word].append(number)
            else:
                pending[word] = [number]
        for pair in _pairs_of(identity, orgs=self._orgs) if not all(map(str.isascii, words)) else ():
            self._pending_unspaced.setdefault(pair, []).append(number)

    def _expand(self, number: int) -> None:
        if number in self._expanded:
            return
        self._expanded.add(number)
        identity = self.identities[number]
        words = _telling_words(identity, orgs=self._orgs)
        pairs = _pairs_of(identity, orgs=self._orgs)
        for wording in wordings_of(identity, orgs=self._orgs):
            # What no word leads to would be found or not depending on what was read before.
            if (wording.words[0][:2] in pairs) if wording.unspaced else not words.isdisjoint(wording.words):
                self._add(wording, identity.label)

    def _add(self, wording: Wording, label: str) -> None:
        key = " ".join(wording.words)
        replacement = "[org]" if wording.kind == "org" else label
        phrase = Phrase(replacement, wording.kind, wording.care, wording.loose)
        old = self._phrases.get(key)
        self._phrases[key] = _merged(old, phrase) if old else phrase
        first, length = wording.words[0], len(wording.words)
        if wording.unspaced:
            names = self._unspaced.setdefault(key[:2], [])
            if key not in names:
                names.append(key)
                names.sort(key=len, reverse=True)
        elif length not in (lengths := self._lengths.get(first, ())):
            self._lengths[first] = tuple(sorted((*lengths, length), reverse=True))


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
    for address in identity.addresses:
        telling.update(max(part, key=len) for part in address_parts(address))
    for url in identity.urls:
        telling.update(words_of(plain(account_of(url) or bare_link(url))))
    telling.discard("")
    return telling or words


def _pairs_of(identity: Identity, *, orgs: bool) -> set[str]:
    """Return the first two characters of all that may be found inside words of scripts without blanks."""
    given, family = "".join(words_of(plain(identity.given))), "".join(words_of(plain(identity.family)))
    names = ["".join(words_of(plain(name))) for name in identity.names]
    if orgs:
        names += ["".join(part) for part in org_parts(identity.org)]
    found = {name[:2] for name in (*names, given, family, given + family, family + given)}
    return {pair for pair in found if len(pair) == 2 and is_unspaced(pair)}

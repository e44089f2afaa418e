"""From the words of a text to the people they may name.

Only the words of every name are gathered at once; the ways in which a person is written are worked out when one of
these words is met for the first time. So thousands of contacts cost a start nothing that can be felt.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from tui.domain.privacy.identities import Identity
from tui.domain.privacy.telling import other_spellings, telling_pairs, telling_words
from tui.domain.privacy.unspaced import pairs_of
from tui.domain.privacy.wordings import Care, Wording, wordings_of

TIGHT = "."
_MOST_SPELLED = 3
_PRECEDENCE = ("name", "link", "address", "org")


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
        self._heads: set[str] = set()
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

    def may_begin(self, first: str, second: str) -> bool:
        """Return whether phrases of several words begin with these two, whatever their spelling."""
        heads, standard = self._heads, self._standard
        if f"{first} {second}" in heads:
            return True
        one, two = standard.get(first, first), standard.get(second, second)
        return (one is not first or two is not second) and (
            f"{one} {two}" in heads or f"{first} {two}" in heads or f"{one} {second}" in heads
        )

    def phrase(self, words: Sequence[str], *, joint: str = " ") -> tuple[Phrase, bool] | None:
        """Return the phrase of these words, and whether that is by another spelling. Joined by a dot it is tight."""
        if phrase := self._phrases.get(joint.join(words)):
            return phrase, False
        others = [at for at, word in enumerate(words) if word in self._standard][:_MOST_SPELLED]
        for chosen in range((1 << len(others)) - 1, 0, -1):
            spelled = list(words)
            for number, at in enumerate(others):
                if chosen >> number & 1:
                    spelled[at] = self._standard[words[at]]
            if phrase := self._phrases.get(joint.join(spelled)):
                return phrase, True
        return None

    def standard(self, word: str) -> str:
        """Return the word of a name that another spelling stands for, or the word itself."""
        return self._standard.get(word, word)

    def literals(self, pair: str) -> Sequence[Literal]:
        """Return what is looked for inside of words where there are these two signs, the longest first."""
        return self._literals.get(pair, ())

    def _gather(self, number: int, identity: Identity) -> None:
        words = telling_words(identity, orgs=self._orgs)
        for word in words:
            if (old := self._pending.setdefault(word, number)) != number:
                self._share(word, old, number)
        for form, word in other_spellings(identity, words):
            if (old := self._pending.setdefault(form, number)) != number:
                self._share(form, old, number)
            self._standard.setdefault(form, word)
        if not "".join(words).isascii():
            for pair in telling_pairs(identity, orgs=self._orgs):
                self._pending_pairs.setdefault(pair, []).append(number)

    def _share(self, word: str, old: int | list[int], number: int) -> None:
        if isinstance(old, list):
            old.append(number)
        else:
            self._pending[word] = [old, number]

    def _expand(self, number: int) -> None:
        if number in self._expanded:
            return
        self._expanded.add(number)
        identity = self.identities[number]
        words = telling_words(identity, orgs=self._orgs)
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
        if length > 1:
            self._heads.add(f"{first} {wording.words[1]}")
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

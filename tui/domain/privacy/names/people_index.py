"""From the words of a text to the people they may name.

Only the words of every name are gathered at once; the ways in which a person is written are worked out when one of
these words is met for the first time. So thousands of contacts cost a start nothing that can be felt.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from itertools import pairwise

from msgspec import Struct

from tui.domain.privacy.names.anchors import other_spellings, spelled_names, telling_pairs, telling_words
from tui.domain.privacy.names.folding import is_bare
from tui.domain.privacy.names.identities import Identity
from tui.domain.privacy.names.wordings import Care, Wording, pairs_of, wordings_of

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


Shapes = tuple[int, int, tuple[tuple[int, int], ...]]
"""How many words phrases have before and after the first that tells of somebody, at most; and both for each: how many
before, and how many in all."""
_NO_SHAPES: Shapes = (0, 0, ())


class Index:
    """Phrases by the first of their words that tells of somebody, worked out as far as texts have needed them."""

    def __init__(self, identities: Iterable[Identity], *, orgs: bool) -> None:
        self.identities = tuple(identities)
        self.orgs = orgs
        self._pending: dict[str, int | list[int]] = {}
        self._pending_pairs: dict[str, list[int]] = {}
        self._standard: dict[str, str] = {}
        self._leading: dict[str, list[str]] = {}
        self._spelled: set[str] = set()
        self._expanded: set[int] = set()
        self._phrases: dict[str, Phrase] = {}
        self._neighbours: set[str] = set()
        self._shapes: dict[str, Shapes] = {}
        self._literals: dict[str, list[Literal]] = {}
        self.words = self._pending.keys()
        self.pairs = self._pending_pairs.keys()
        for number, identity in enumerate(self.identities):
            self._gather(number, identity)

    def prepare(self, words: Iterable[str], pairs: Iterable[str] = ()) -> None:
        """Work out how everybody is written who has one of these words in their name, or these pairs of signs."""
        for name in words:
            for word in (name, *self._leading.get(name, ())):
                numbers = self._pending.get(word, ())
                for number in (numbers,) if isinstance(numbers, int) else numbers:
                    self._expand(number)
        for pair in pairs:
            for number in self._pending_pairs.get(pair, ()):
                self._expand(number)

    def shapes(self, word: str) -> Shapes:
        """Return the shapes of the phrases that have this as the first word that tells of somebody."""
        shapes = self._shapes.get(word, _NO_SHAPES)
        if (standard := self._standard.get(word)) and (others := self._shapes.get(standard)):
            return _shapes({*shapes[2], *others[2]}) if shapes is not _NO_SHAPES else others
        return shapes

    def are_neighbours(self, first: str, second: str) -> bool:
        """Return whether phrases have these two words side by side, the one that tells of somebody and another."""
        neighbours, standard = self._neighbours, self._standard
        if f"{first} {second}" in neighbours:
            return True
        one, two = standard.get(first, first), standard.get(second, second)
        return (one is not first or two is not second) and (
            f"{one} {two}" in neighbours or f"{first} {two}" in neighbours or f"{one} {second}" in neighbours
        )

    def may_go_on(self, first: str, second: str, third: str) -> bool:
        """Return whether phrases of three words and more go on so from the one that tells of somebody."""
        words = (first, second, third)
        return " ".join(words) in self._neighbours or not self._standard.keys().isdisjoint(words)

    def phrase(self, words: Sequence[str], *, joint: str = " ") -> tuple[Phrase, bool] | None:
        """Return the phrase of these words, and whether that is by another spelling. Joined by a dot it is tight."""
        if phrase := self._phrases.get(joint.join(words)):
            return phrase, False
        if self._standard.keys().isdisjoint(words):
            return None
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
        words = telling_words(identity, orgs=self.orgs)
        for word in words:
            if (old := self._pending.setdefault(word, number)) != number:
                self._share(word, old, number)
        for text in spelled_names(identity):
            if is_bare(text):
                self._spell(words.intersection(text.lower().split()))
                continue
            for form, word in other_spellings(text):
                if word in words:
                    if (old := self._pending.setdefault(form, number)) != number:
                        self._share(form, old, number)
                    self._standard.setdefault(form, word)
        if not "".join(words).isascii():
            for pair in telling_pairs(identity, orgs=self.orgs):
                self._pending_pairs.setdefault(pair, []).append(number)

    def _spell(self, words: Set[str]) -> None:
        """Let other spellings of words, of each once, lead to whoever has the word in their name."""
        if not words <= self._spelled:
            for word in words - self._spelled:
                for form, _ in other_spellings(word):
                    self._pending.setdefault(form, [])
                    self._leading.setdefault(form, []).append(word)
                    self._standard.setdefault(form, word)
            self._spelled |= words

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
        words = telling_words(identity, orgs=self.orgs)
        for wording in wordings_of(identity, orgs=self.orgs):
            if wording.unspaced:
                self._add_literal(wording, identity.label)
            # What no word leads to would be found or not depending on what was read before.
            elif (lead := next((at for at, word in enumerate(wording.words) if word in words), -1)) >= 0:
                self._add(wording, lead, identity.label)

    def _add(self, wording: Wording, lead: int, label: str) -> None:
        words = wording.words
        key = (TIGHT if wording.tight else " ").join(words)
        phrase = _phrase_of(wording, label)
        old = self._phrases.get(key)
        self._phrases[key] = _merged(old, phrase) if old else phrase
        shapes = self._shapes.get(words[lead], _NO_SHAPES)
        if (shape := (lead, len(words))) not in shapes[2]:
            self._shapes[words[lead]] = _shapes({*shapes[2], shape})
        self._neighbours.update(f"{one} {other}" for one, other in pairwise(words[max(0, lead - 1) : lead + 2]))
        if len(words) > lead + 2:
            self._neighbours.add(" ".join(words[lead : lead + 3]))

    def _add_literal(self, wording: Wording, label: str) -> None:
        text, phrase = wording.words[0], _phrase_of(wording, label)
        for pair in pairs_of([(text, wording.honoured)]):
            literals = self._literals.setdefault(pair, [])
            old = next((at for at, literal in enumerate(literals) if literal.text == text), None)
            if old is None:
                literals.append(Literal(text, wording.honoured, phrase))
                literals.sort(key=lambda literal: -len(literal.text))
            else:
                merged = _merged(literals[old].phrase, phrase)
                literals[old] = Literal(text, literals[old].is_honoured and wording.honoured, merged)


def _phrase_of(wording: Wording, label: str) -> Phrase:
    return Phrase("[org]" if wording.kind == "org" else label, wording.kind, wording.care, wording.loose)


def _shapes(shapes: Iterable[tuple[int, int]]) -> Shapes:
    """Return shapes in the order in which they are tried: what begins first, then what is longest."""
    ordered = tuple(sorted(shapes, key=lambda shape: (-shape[0], -shape[1])))
    return ordered[0][0], max(length - lead for lead, length in ordered) - 1, ordered


def _merged(one: Phrase, other: Phrase) -> Phrase:
    """Return one phrase for the same words of two people: theirs if it is the same label, else nobody's."""
    first, second = sorted((one, other), key=lambda phrase: _PRECEDENCE.index(phrase.kind))
    same = first.replacement == second.replacement or first.kind != second.kind
    replacement = first.replacement if same else f"[{first.kind}]"
    return Phrase(replacement, first.kind, min(one.care, other.care), one.loose or other.loose)

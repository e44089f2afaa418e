"""Texts that are looked through while somebody types: one more letter is looked for among what matched before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress
from typing import Generic, TypeVar

from tui.domain.search.matching import needle

KeyT = TypeVar("KeyT")
Words = tuple[str, ...]
Hits = tuple[Sequence[KeyT], Sequence[str]]
"""Keys of texts, and what is looked through of each."""

MOST_RESULTS = 40


class WordSearch(Generic[KeyT]):
    """Some texts, each with a key, and what matched so far. The texts are as `haystack` returns them."""

    def __init__(self, keys: Sequence[KeyT], texts: Sequence[str]) -> None:
        self._hits: dict[Words, Hits[KeyT]] = {(): (keys, side_by_side(texts))}

    def having(self, words: Words) -> Sequence[KeyT]:
        """Return the keys of the texts in which all words are, in their order; the very keys given for no words."""
        return self._having(words)[0]

    def among(self, word: str) -> Sequence[bool]:
        """Return of each text whether a word is in it, and do not remember that."""
        return needle(word).among(self._hits[()][1])

    def _having(self, words: Words) -> Hits[KeyT]:
        hits = self._hits.get(words)
        if hits is None:
            keys, texts = min(self._wider(words), key=lambda hits: len(hits[0]))
            flags = needle(words[-1]).among(texts)
            if len(self._hits) > MOST_RESULTS:
                self._hits = {(): self._hits[()]}
            hits = self._hits[words] = (tuple(compress(keys, flags)), tuple(compress(texts, flags)))
        return hits

    def _wider(self, words: Words) -> Iterator[Hits[KeyT]]:
        """Yield what is remembered of fewer words, or of a shorter last one: whatever matches is among that."""
        before, last = words[:-1], needle(words[-1])
        yield self._having(before)
        for other, hits in self._hits.items():
            if other and other[:-1] == before and last.narrows(needle(other[-1])):
                yield hits


def side_by_side(texts: Sequence[str]) -> Sequence[str]:
    """Return the same texts in one piece of memory: they are looked through in little more than half the time.

    The search for garbage passes over tuples of texts, and would look at every text in a list.
    """
    copied = tuple("\0".join(texts).split("\0"))
    return copied if len(copied) == len(texts) else texts

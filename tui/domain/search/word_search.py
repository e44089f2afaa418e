"""Texts that are looked through while somebody types: one more letter is looked for among what matched before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress
from typing import Generic, TypeVar

from tui.domain.search.matching import needle

KeyT = TypeVar("KeyT")
Words = tuple[str, ...]
MOST_RESULTS = 40


class Hits(Generic[KeyT]):
    """Those of some texts that matched, with their keys; the texts are put together for who looks through them."""

    def __init__(self, keys: Sequence[KeyT], texts: Sequence[str], flags: Sequence[bool] = ()) -> None:
        self.keys = tuple(compress(keys, flags)) if flags else keys
        self._texts = texts
        self._flags = flags

    @property
    def texts(self) -> Sequence[str]:
        """What is looked through of each."""
        if self._flags:
            self._texts, self._flags = tuple(compress(self._texts, self._flags)), ()
        return self._texts


class WordSearch(Generic[KeyT]):
    """Some texts, each with a key, and what matched so far. The texts are as `haystack` returns them."""

    def __init__(self, keys: Sequence[KeyT], texts: Sequence[str]) -> None:
        self._hits: dict[Words, Hits[KeyT]] = {(): Hits(keys, side_by_side(texts))}

    def having(self, words: Words) -> Sequence[KeyT]:
        """Return the keys of the texts in which all words are, in their order; the very keys given for no words."""
        return self._having(words).keys

    def among(self, word: str) -> Sequence[bool]:
        """Return of each text whether a word is in it, and do not remember that."""
        return needle(word).among(self._hits[()].texts)

    def _having(self, words: Words) -> Hits[KeyT]:
        hits = self._hits.get(words)
        if hits is None:
            wider = min(self._wider(words), key=lambda hits: len(hits.keys))
            flags = needle(words[-1]).among(wider.texts)
            if len(self._hits) > MOST_RESULTS:
                self._hits = {(): self._hits[()]}
            hits = self._hits[words] = Hits(wider.keys, wider.texts, flags)
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

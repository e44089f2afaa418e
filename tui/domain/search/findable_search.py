"""Looking through all that can be found of a kind, with what matched so far remembered for the next letter."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import reduce
from itertools import chain, compress, islice, repeat
from operator import and_, attrgetter, or_
from typing import Any

from msgspec import Struct

from tui.domain.search.filter_language import Term
from tui.domain.search.findable import Findable, FindableKind
from tui.domain.search.findable_filter import EVERYWHERE, Either, Has, OnBoard, OnCards, Scope, Since, Test
from tui.domain.search.matching import fold
from tui.domain.search.word_search import MOST_RESULTS, WordSearch

RANKED = 4_000
"""So many of what matches are ranked, the newest: a letter or two are somewhere in nearly everything."""


SHORT = 1
"""What is no longer leaves too much to be worth looking only through that for the next letter."""


class Findings(Struct, frozen=True):
    """What was found of a kind: how much, and the best of it."""

    kind: FindableKind
    count: int
    best: tuple[Findable, ...]


class KindSearch:
    """All there is of a kind, in the order in which it is told, with what matched so far."""

    def __init__(self, kind: FindableKind, findables: Sequence[Findable]) -> None:
        self.kind = kind
        self.findables = tuple(findables)
        self._titles = tuple(findable.title for findable in findables)
        self._texts = tuple(findable.text for findable in findables)
        self._words = WordSearch(range(len(findables)), self._texts)
        self._archived_from = bisect_left(self.findables, True, key=lambda it: it.aside)
        self._all = _flags(b"\1" * len(findables))
        self._remembered: dict[Term, tuple[Scope, int]] = {}
        self._indexes: dict[str, Mapping[Any, Sequence[int]]] = {}

    def prepare(self) -> Iterator[None]:
        """Make ready, one after the other, what the first letter of a condition would wait for."""
        for attribute in ("kinds", "by", "tags", "people", "card"):
            self._index(attribute)
            yield

    def search(self, terms: tuple[Term, ...], scope: Scope, most: int) -> Findings:
        """Return how much matches all terms, and the best of it."""
        words = [term.value for term in terms if term.kind == "word"]
        narrowing = tuple(word for word in words if len(word) > 1)
        # Of what no condition leaves anything, no words need be looked for.
        others = (term for term in terms if term.kind != "word" or len(term.value) == 1)
        passing = self._having_all(others, scope)
        if not passing:
            return Findings(self.kind, 0, ())
        flags, most = passing.to_bytes(len(self.findables), "little"), min(most, len(self.findables))
        if narrowing:
            there = self._words.having(narrowing)
            is_all = passing == self._all
            matching: Sequence[int] = there if is_all else tuple(compress(there, map(flags.__getitem__, there)))
            count = len(matching)
        else:
            count = passing.bit_count()
            matching = tuple(islice(compress(range(len(flags)), flags), max(most, RANKED)))
        best = self._best(matching, words, most)
        return Findings(self.kind, count, tuple(map(self.findables.__getitem__, best)))

    def _having_all(self, terms: Iterable[Term], scope: Scope) -> int:
        return reduce(and_, (self._matching(term, scope) for term in terms), self._all)

    def _matching(self, term: Term, scope: Scope) -> int:
        """Return which places have what matches a term, as `_flags` does, and remember it for the next letter."""
        match term.kind:
            case "not":
                return self._all ^ self._matching(term.parts[0], scope)
            case "either":
                return reduce(or_, (self._matching(part, scope) for part in term.parts))
            case "all":
                return self._having_all(term.parts, scope)
            case "unfinished":
                return self._all
            case "unknown":
                return 0
        held = self._remembered.get(term)
        if held is None or held[0] is not scope:
            if len(self._remembered) > MOST_RESULTS:
                self._remembered.clear()
            held = self._remembered[term] = (scope, self._look_for(term, scope))
        return held[1]

    def _look_for(self, term: Term, scope: Scope) -> int:
        if term.kind == "word" and len(term.value) > SHORT:
            return self._at(self._words.having((term.value,)))
        if term.kind == "word":
            return _flags(bytes(self._words.among(term.value)))
        return self._passing(EVERYWHERE.matcher((term,), scope))

    def _passing(self, test: Test) -> int:
        if isinstance(test, Either):
            return reduce(or_, map(self._passing, test.tests))
        if isinstance(test, Has | OnCards):
            index = self._index("card" if isinstance(test, OnCards) else test.attribute)
            fitting = test.cards & index.keys() if isinstance(test, OnCards) else filter(test.fits, index)
            return self._at(chain.from_iterable(map(index.__getitem__, fitting)))
        if isinstance(test, OnBoard) and self.kind != "card":
            return 0
        if isinstance(test, Since):
            return self._since(test.begin)
        return _flags(bytes(map(test, self.findables)))

    def _since(self, begin: datetime) -> int:
        """Return the places of what is not older: of what is archived, too, the newest comes first."""
        halves = ((0, self._archived_from), (self._archived_from, len(self.findables)))
        newer = [
            range(start, bisect_left(self.findables, True, start, end, key=lambda it: it.at < begin))
            for start, end in halves
        ]
        return self._at(chain.from_iterable(newer))

    def _at(self, places: Iterable[int]) -> int:
        flags = bytearray(len(self.findables))
        deque(map(flags.__setitem__, places, repeat(1)), maxlen=0)
        return _flags(flags)

    def _index(self, attribute: str) -> Mapping[Any, Sequence[int]]:
        """Return the places of what has each value of an attribute, of several if it has several."""
        index = self._indexes.get(attribute)
        if index is None:
            places = defaultdict[Any, list[int]](list)
            for place, value in enumerate(map(attrgetter(attribute), self.findables)):
                for one in value if isinstance(value, tuple) else (value,):
                    places[one].append(place)
            # There are thousands, and through tuples of numbers nobody need look for garbage.
            index = self._indexes[attribute] = {value: tuple(some) for value, some in places.items()}
        return index

    def _best(self, matching: Sequence[int], words: Sequence[str], most: int) -> Iterable[int]:
        """Return the first ones with the words at the beginnings of words of the title, then in it, then elsewhere."""
        most, folded, best = min(most, len(matching)), [*map(fold, words)], dict[int, None]()
        newest = matching[: max(most, RANKED)]
        for before, texts in ((" ", self._titles), ("", self._titles), (" ", self._texts)) if words else ():
            fitting: Iterable[int] = newest
            for word in folded:
                fitting = _having(f"{before}{word}", texts, fitting)
            best.update(dict.fromkeys(islice(fitting, most)))
            if len(best) >= most:
                break
        else:
            best.update(dict.fromkeys(islice(matching, most + len(best))))
        return islice(best, most)


def _flags(flags: bytes | bytearray) -> int:
    """Return a flag for each of many places as one number: those of two terms are taken together in no time."""
    return int.from_bytes(flags, "little")


def _having(part: str, texts: Sequence[str], places: Iterable[int]) -> Iterator[int]:
    return (place for place in places if part in texts[place])

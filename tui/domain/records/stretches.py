"""Long sequences of uids that are changed at the cost of a short one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, chain, islice
from operator import eq
from typing import Any, overload

Uids = Sequence[str]
"""Uids in their order. Nobody changes them; where there are many, they lie in stretches."""

LENGTH = 512
"""So many uids a stretch has at first; with twice as many it is cut in two."""


def in_stretches(uids: Sequence[str]) -> Uids:
    """Return uids as they are held: in a tuple, or in stretches where that would be long."""
    if len(uids) <= 2 * LENGTH:
        return tuple(uids)
    return Stretches(tuple(uids[at : at + LENGTH]) for at in range(0, len(uids), LENGTH))


def put_in(uids: Uids, at: int, uid: str) -> Uids:
    """Return uids with one more, before the place `at`."""
    if isinstance(uids, Stretches):
        return uids.with_at(at, uid)
    return in_stretches((*uids[:at], uid, *uids[at:]))


def take_out(uids: Uids, at: int) -> Uids:
    """Return uids without the one at a place."""
    return uids.without(at) if isinstance(uids, Stretches) else (*uids[:at], *uids[at + 1 :])


def place_among(uids: Uids, place: Any, place_of: Callable[[str], Any]) -> int:
    """Return where what has a place stands, or is to stand, among uids that are in the order of theirs."""
    return uids.place_among(place, place_of) if isinstance(uids, Stretches) else bisect_left(uids, place, key=place_of)


class Stretches(Sequence[str]):
    """Uids in short tuples, one behind the other; what is made of it has the same tuples but for one."""

    __slots__ = ("_ends", "_parts")
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, parts: Iterator[tuple[str, ...]] | Sequence[tuple[str, ...]]) -> None:
        self._parts = [*parts]
        self._ends = [*accumulate(map(len, self._parts))]

    def with_at(self, at: int, uid: str) -> Stretches:
        """Return it with one more uid, before the place `at`."""
        number, start = self._place(min(at, len(self) - 1)) if self._parts else (0, 0)
        part = self._parts[number] if self._parts else ()
        longer = (*part[: at - start], uid, *part[at - start :])
        cut = len(longer) // 2 if len(longer) > 2 * LENGTH else len(longer)
        return self._with(number, longer[:cut], longer[cut:])

    def without(self, at: int) -> Stretches:
        """Return it without the uid at a place."""
        number, start = self._place(at)
        part = self._parts[number]
        return self._with(number, (*part[: at - start], *part[at - start + 1 :]))

    def place_among(self, place: Any, place_of: Callable[[str], Any]) -> int:
        """Return where what has a place stands; of most stretches no more than the first uid is looked at."""
        number = max(bisect_left(self._parts, place, key=lambda part: place_of(part[0])) - 1, 0)
        start = self._ends[number - 1] if number else 0
        return start + (bisect_left(self._parts[number], place, key=place_of) if self._parts else 0)

    def _with(self, number: int, *parts: tuple[str, ...]) -> Stretches:
        return Stretches([*self._parts[:number], *filter(None, parts), *self._parts[number + 1 :]])

    def _place(self, at: int) -> tuple[int, int]:
        """Return in which part a place is, and where that begins."""
        number = bisect_right(self._ends, at)
        return number, self._ends[number - 1] if number else 0

    @overload
    def __getitem__(self, index: int) -> str: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[str, ...]: ...

    def __getitem__(self, index: int | slice) -> str | tuple[str, ...]:
        if isinstance(index, slice):
            return self._slice(range(len(self))[index])
        at = index if 0 <= index < len(self) else range(len(self))[index]
        number, start = self._place(at)
        uid: str = self._parts[number][at - start]
        return uid

    def _slice(self, places: range) -> tuple[str, ...]:
        if not places or places.step != 1:
            return tuple(self[at] for at in places)
        number, start = self._place(places.start)
        rest = chain.from_iterable(self._parts[number:])
        return tuple(islice(rest, places.start - start, places.stop - start))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(self._parts)

    def __contains__(self, uid: object) -> bool:
        return any(uid in part for part in self._parts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(eq, self, other))

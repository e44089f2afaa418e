"""What is remembered from one state of the workspace to the next, so that a key does not cost what all records cost."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from operator import is_
from typing import Any, TypeVar

from msgspec import Struct

_T = TypeVar("_T")
_BY_VALUE = (Struct, date, str, int)


class Memory:
    """Holds what was worked out, by a key, for as long as it follows from the very same facts.

    Tables and lookups are compared by identity, which costs nothing however large they are: one that did not change is
    the very same object. Only what is small and made anew, as structs, words and days are, is compared by value.
    With `most` it forgets everything once it holds more, which is right for what is soon worked out again.
    """

    def __init__(self, most: int | None = None) -> None:
        self._most = most
        self._held: dict[Hashable, tuple[tuple[object, ...], Any]] = {}

    def of(self, key: Hashable, facts: tuple[object, ...], work_out: Callable[[], _T]) -> _T:
        """Return what belongs to a key; worked out again only where the facts differ from those of the last time."""
        held = self._held.get(key)
        if held is None or not are_same(held[0], facts):
            if self._most is not None and len(self._held) >= self._most:
                self._held.clear()
            held = self._held[key] = (facts, work_out())
        value: _T = held[1]
        return value

    def clear(self) -> None:
        """Forget everything."""
        self._held.clear()


def all_identical(some: Sequence[object], others: Sequence[object]) -> bool:
    """Return whether two sequences hold the very same objects."""
    return len(some) == len(others) and all(map(is_, some, others))


def are_same(some: Sequence[object], others: Sequence[object]) -> bool:
    """Return whether facts are those of the last time: the very same objects, or small ones of the same value."""
    return len(some) == len(others) and all(map(_is_same, some, others))


def _is_same(one: object, other: object) -> bool:
    return one is other or (isinstance(one, _BY_VALUE) and one == other)

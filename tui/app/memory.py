"""What is remembered from one state of the workspace to the next, so that a key does not cost what all records cost."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import Any, TypeVar

_T = TypeVar("_T")


class Memory:
    """Holds what was worked out, by a key, for as long as it follows from the very same facts.

    Facts are compared by identity, which costs nothing however large they are: whatever did not change is the very same
    object. Only words and days, which are made anew, are compared by value.
    """

    def __init__(self) -> None:
        self._held: dict[Hashable, tuple[tuple[object, ...], Any]] = {}

    def of(self, key: Hashable, facts: tuple[object, ...], work_out: Callable[[], _T]) -> _T:
        """Return what belongs to a key; worked out again only where the facts differ from those of the last time."""
        held = self._held.get(key)
        if held is None or not _are_same(held[0], facts):
            held = self._held[key] = (facts, work_out())
        value: _T = held[1]
        return value


def all_identical(some: Sequence[object], others: Sequence[object]) -> bool:
    """Return whether two sequences hold the very same objects."""
    return len(some) == len(others) and all(one is other for one, other in zip(some, others, strict=True))


def _are_same(some: Sequence[object], others: Sequence[object]) -> bool:
    if len(some) != len(others):
        return False
    for one, other in zip(some, others, strict=True):
        if one is not other and not (isinstance(one, date | str) and one == other):
            return False
    return True

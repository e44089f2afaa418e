"""Counts of people as the public may know them: small ones may point at somebody, and are not told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from tui.domain.records import Participant

SMALL_CELL = 5
"""A count of people below this is not told to the public."""


class Cell(Struct, frozen=True):
    """A count of people as the public may know it: `<5` where it is small."""

    name: str
    count: str


def cells_of(people: Iterable[Participant]) -> Iterator[Cell]:
    """Yield how many people took part, and of which kind, with small cells suppressed, and what would tell them."""
    kinds = Counter[str](person.relationship or "not said" for person in people)
    yield Cell("people", cell_of(kinds.total()))
    yield from (Cell(kind, count) for kind, count in suppressed(kinds).items())


def is_small(count: int) -> bool:
    """Return whether a count of people is too small to be told."""
    return 0 < count < SMALL_CELL


def cell_of(count: int) -> str:
    """Return a count as the public may know it."""
    return f"<{SMALL_CELL}" if is_small(count) else str(count)


def suppressed(counts: Counter[str]) -> dict[str, str]:
    """Return counts by name, small ones as `<5`; where these are few together, the next smallest is suppressed.

    Otherwise how many they are could be told from the sum of all and the others: of two, that each is one.
    """
    small = [name for name, count in counts.items() if is_small(count)]
    others = sorted((count, name) for name, count in counts.items() if count >= SMALL_CELL)
    while small and others and sum(counts[name] for name in small) < SMALL_CELL:
        small.append(others.pop(0)[1])
    return {
        name: "suppressed" if counts[name] >= SMALL_CELL and name in small else cell_of(counts[name])
        for name in sorted(counts)
    }

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


def cell_of(count: int) -> str:
    """Return a count as the public may know it."""
    return str(count) if count == 0 or count >= SMALL_CELL else f"<{SMALL_CELL}"


def suppressed(counts: Counter[str]) -> dict[str, str]:
    """Return counts by name, small ones as `<5`; where one alone is small, the next smallest is suppressed with it.

    Otherwise it could be told from the sum of all and the others.
    """
    small = [name for name, count in counts.items() if 0 < count < SMALL_CELL]
    if len(small) == 1 and len(counts) > 1:
        others = sorted((count, name) for name, count in counts.items() if name not in small and count)
        small += [others[0][1]] if others else []
    return {
        name: "suppressed" if counts[name] >= SMALL_CELL and name in small else cell_of(counts[name])
        for name in sorted(counts)
    }

"""Counts of people that are too small to be told, and others with which these could be worked out.

Where all parts of a whole are told but one, the whole less the others is that one. So next to small counts others are
suppressed, until of each count that is not told more than one number fits to all that is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from tui.domain.records import Participant

SMALL_CELL = 5
"""A count of people below this is not told."""
SUPPRESSED = "suppressed"
"""What stands for a count of any size that is not told because of others."""


_ONLY_SO = ({1}, {SMALL_CELL - 1})
"""Small counts that their sum tells: all are as small, or as large, as they can be."""


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


def is_told(cell: str) -> bool:
    """Return whether a count is told as it is."""
    return cell != SUPPRESSED and not cell.startswith("<")


def suppressed(counts: Mapping[str, int], whole: int | None = None) -> dict[str, str]:
    """Return counts by name, small ones as `<5`; where these could be told from the others, some more are suppressed.

    `whole` is how many all are, if that is not their sum: then some may be in several parts, or in none, and nobody
    knows which parts make it up. All are suppressed then as soon as one is small, or some leave few others.
    """
    small = [name for name in sorted(counts) if is_small(counts[name])]
    others = sorted((count, name) for name, count in counts.items() if count >= SMALL_CELL)
    cells = {name: cell_of(counts[name]) for name in sorted(counts)}
    if whole is None or whole == sum(counts.values()):
        hidden = _beside(counts, small, others)
        if not hidden and len(small) > 1 and {counts[name] for name in small} in _ONLY_SO:
            hidden = small[-1:]
    else:
        large = [count for count, _ in others]
        hidden = [name for _, name in others] if small or _leave_few(large, whole) else []
        hidden += _given_away(counts, small, whole)
    return cells | dict.fromkeys(hidden, SUPPRESSED)


def _beside(counts: Mapping[str, int], small: list[str], others: list[tuple[int, str]]) -> list[str]:
    """Return which of the others are suppressed: the smallest, until those that are not told are enough together."""
    together, hidden = sum(counts[name] for name in small), list[str]()
    for count, name in others:
        if not small or together >= SMALL_CELL:
            break
        together += count
        hidden.append(name)
    return hidden


def _leave_few(counts: Iterable[int], whole: int) -> bool:
    """Return whether some of the counts together are nearly all, so that those who are left are few."""
    sums = {0}
    for count in counts:
        sums |= {reached + count for reached in sums if reached + count < whole}
    return any(is_small(whole - reached) for reached in sums)


def _given_away(counts: Mapping[str, int], small: list[str], whole: int) -> list[str]:
    """Return small counts of which some may make up the whole, which would tell each of them."""
    for value in (1, SMALL_CELL - 1):
        names = [name for name in small if counts[name] == value]
        if whole % value == 0 and 1 < whole // value <= len(names):
            return names
    return []

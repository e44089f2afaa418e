"""What was done to a thing before it may leave: what was changed, left out, perhaps left over, and looked for.

A tally counts it while records are seen, and a sheet says it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.domain.text import plural

if TYPE_CHECKING:
    from tui.domain.privacy.names import Hit, Leftover


class LeftOut(Struct, frozen=True):
    """What is not told, of whom (P-ids), why, where it stands, and how often."""

    people: tuple[str, ...]
    what: str
    why: str
    count: int = 1
    where: str = ""


class Changed(Struct, frozen=True):
    """How often something of a kind was replaced, where, and by what: a name, an e-mail address, a phone number."""

    kind: str
    count: int
    where: str = ""
    into: str = ""


class Possible(Struct, frozen=True):
    """A word that may still tell who somebody is, where it stands, and why it may."""

    text: str
    where: str
    why: str


class LeakCheck(Struct, frozen=True, rename={"hits": "found"}):
    """What was looked for in what leaves, and how often it was found.

    `strangers` counts the people whose names are not at hand: without them nothing can be called clean.
    """

    people: int
    identifiers: int
    hits: int
    strangers: int = 0

    @property
    def is_clean(self) -> bool:
        """Whether everybody could be looked for, and nobody was found."""
        return not self.hits and not self.strangers


class Sheet(Struct, frozen=True):
    """All that is to be said about something that leaves, beside the thing itself."""

    changed: tuple[Changed, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    leftovers: tuple[Possible, ...] = ()
    unchecked: tuple[str, ...] = ()
    check: LeakCheck = LeakCheck(0, 0, 0)

    @property
    def changes(self) -> int:
        """How much was changed."""
        return sum(change.count for change in self.changed)

    @property
    def omissions(self) -> int:
        """How much was left out."""
        return sum(omission.count for omission in self.left_out)

    def without_places(self, *, public: bool = False) -> tuple[tuple[Changed, ...], tuple[LeftOut, ...]]:
        """Return what was changed and left out, summed up over all places, in a stable order.

        To the `public` no reason is told: that one of few people is a minor or took something back is about them.
        """
        left_out = [LeftOut((), one.what, "", one.count) for one in self.left_out] if public else self.left_out
        return summed_changes(self.changed), summed_omissions(left_out)


def summed_changes(changed: Iterable[Changed]) -> tuple[Changed, ...]:
    """Return how often each kind of thing was changed, wherever it stood."""
    counts: Counter[str] = Counter()
    for change in changed:
        counts[change.kind] += change.count
    return tuple(Changed(kind, count) for kind, count in sorted(counts.items()))


def summed_omissions(left_out: Iterable[LeftOut]) -> tuple[LeftOut, ...]:
    """Return what was left out, of whom and why, wherever it stood."""
    counts: Counter[tuple[tuple[str, ...], str, str]] = Counter()
    for omission in left_out:
        counts[omission.people, omission.what, omission.why] += omission.count
    return tuple(LeftOut(*key, count) for key, count in sorted(counts.items()))


class Tally:
    """What was met so far; the sheet says it."""

    def __init__(self) -> None:
        self._changed: Counter[tuple[str, str, str]] = Counter()
        self._left_out: Counter[tuple[tuple[str, ...], str, str, str]] = Counter()
        self._possible: dict[Possible, None] = {}
        self._links = 0

    def change(self, hits: Iterable[Hit], where: str) -> None:
        """Count what was replaced in a text that stands at `where`."""
        self._changed.update((hit.kind, where, hit.replacement) for hit in hits)

    def change_person(self, where: str, into: str) -> None:
        """Count a P-id that was replaced."""
        self._changed["person", where, into] += 1

    def omit(self, what: str, why: str, people: tuple[str, ...] = (), where: str = "") -> None:
        """Count something that is left out, of whom (P-ids), why, and where it stands."""
        self._left_out[people, what, why, where] += 1

    def look_through(self, text: str, leftovers: Iterable[Leftover], where: str) -> None:
        """Take note of what may be left over in a text as it is seen, and of links that lead on from it."""
        for leftover in leftovers:
            self._possible.setdefault(Possible(leftover.text, where, leftover.why))
        self._links += text.count("://")

    def sheet(self, check: LeakCheck) -> Sheet:
        """Return all that is to be said about what was seen so far, for whom `check` says what was looked for."""
        counts, omissions = sorted(self._changed.items()), sorted(self._left_out.items())
        changed = tuple(Changed(kind, count, where, into) for (kind, where, into), count in counts)
        left_out = tuple(LeftOut(who, what, why, count, where) for (who, what, why, where), count in omissions)
        return Sheet(changed, left_out, tuple(self._possible), tuple(self._unchecked(check.strangers)), check)

    def _unchecked(self, strangers: int) -> Iterator[str]:
        if self._links:
            yield f"what {plural(self._links, 'link')} {'lead' if self._links > 1 else 'leads'} to"
        yield "who is meant where no name stands"
        yield "people who are not in this workspace"
        if strangers:
            yield f"the names of {plural(strangers, 'person', 'people')} known by P-id only"

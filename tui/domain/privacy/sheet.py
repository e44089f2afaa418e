"""What was done to a thing before it may leave: what was changed, left out, perhaps left over, and looked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct


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


class LeakCheck(Struct, frozen=True):
    """What was looked for in what leaves, and how often it was found.

    `strangers` counts the people whose names are not at hand: without them nothing can be called clean.
    """

    people: int
    identifiers: int
    found: int
    strangers: int = 0

    @property
    def is_clean(self) -> bool:
        """Whether everybody could be looked for, and nobody was found."""
        return not self.found and not self.strangers


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
        left_out = [LeftOut((), each.what, "", each.count) for each in self.left_out] if public else self.left_out
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

"""Counting what is changed and left out while records are seen, and what may be left over of somebody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from tui.domain.history.phrases import plural
from tui.domain.privacy.names import Hit, Leftover
from tui.domain.privacy.sheet import Changed, LeakCheck, LeftOut, Possible, Sheet


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
        changed = sorted(self._changed.items())
        left_out = sorted(self._left_out.items())
        return Sheet(
            tuple(Changed(kind, count, where, into) for (kind, where, into), count in changed),
            tuple(LeftOut(people, what, why, count, where) for (people, what, why, where), count in left_out),
            tuple(self._possible),
            tuple(self._unchecked(check.strangers)),
            check,
        )

    def _unchecked(self, strangers: int) -> Iterator[str]:
        if self._links:
            yield f"what {plural(self._links, 'link')} {'lead' if self._links > 1 else 'leads'} to"
        yield "who is meant where no name stands"
        yield "people who are not in this workspace"
        if strangers:
            yield f"the names of {plural(strangers, 'person', 'people')} known by P-id only"

"""What a choice became: the very bytes with what is said about them, or why they may not leave."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from msgspec import Struct

from tui.app.giving.choice import Choice, Offer
from tui.app.giving.wrapping import drawable_lines
from tui.domain.errors import CustdevError
from tui.domain.privacy.profiles import Profile
from tui.domain.privacy.sheet import Possible, Sheet
from tui.exchange.parcel import Include, Parcel
from tui.session import Session, giving

Parcels = dict[tuple[Profile, Include], Parcel]
_BETWEEN = r"(?:\W|&#?\w+;){0,3}?"
"""What a format may put between the words of a text: a hyphen with a backslash, a sign that is spelled out."""


class Mark(Struct, frozen=True):
    """Where a word stands that may still tell who somebody is: its number, its line, and the letters in it."""

    number: int
    line: int
    start: int
    end: int


class Proof(Struct, frozen=True):
    """What is shown of a choice. `lines` are drawn, and stand for `written.text` line by line.

    Without `written` it may not leave, and `refusal` says why. `path` is the file it would be written to, which may be
    there with the very same bytes; `gone_to` is the one it was written to meanwhile. `hidden` is whether names in it
    are not shown here.
    """

    choice: Choice
    parcel: Parcel | None = None
    written: giving.Written | None = None
    refusal: str = ""
    path: Path | None = None
    is_there: bool = False
    lines: Sequence[str] = ()
    marks: Sequence[Mark] = ()
    people: tuple[str, ...] = ()
    hidden: bool = False
    gone_to: Path | None = None

    @property
    def sheet(self) -> Sheet:
        """What is said about it."""
        return self.parcel.sheet if self.parcel is not None else Sheet()

    def mark_of(self, number: int) -> Mark | None:
        """Return where a leftover stands first, or None where it is not in this text."""
        return next((mark for mark in self.marks if mark.number == number), None)


def proof_of(
    session: Session, offer: Offer, choice: Choice, parcels: Parcels, hide: Callable[[str], str] | None = None
) -> Proof:
    """Return what a choice becomes. Reads events and looks at the disk: not for the interface thread.

    `parcels` keeps what was put together, for other formats of the same. `hide` takes names out of what is shown.
    """
    parcel = None
    try:
        parcel = parcels.get((choice.profile, choice.include)) or offer.make(choice.profile, choice.include)
        parcels[choice.profile, choice.include] = parcel
        written = giving.write(session, parcel, choice.form)
    except CustdevError as error:
        return Proof(choice, parcel, refusal=str(error))
    path, is_there = _place(session, written)
    lines = drawable_lines(hide(written.text) if hide is not None else written.text)
    return Proof(
        choice,
        parcel,
        written,
        path=path,
        is_there=is_there,
        lines=lines,
        marks=tuple(marks_in(lines, parcel.sheet.leftovers)),
        people=pids_of(session, written.parcel),
        hidden=hide is not None,
    )


def _place(session: Session, written: giving.Written) -> tuple[Path | None, bool]:
    try:
        return giving.place_of(session, written)
    except OSError:  # it is said when it is to be written
        return None, False


def pids_of(session: Session, parcel: Parcel) -> tuple[str, ...]:
    """Return the P-ids of those whom a parcel tells of, by number."""
    people = session.workspace.participants
    about = sorted((people[uid] for uid in parcel.about if uid in people), key=lambda person: person.number)
    return tuple(person.pid for person in about)


def marks_in(lines: Sequence[str], leftovers: Sequence[Possible]) -> Iterator[Mark]:
    """Yield where leftovers stand in drawn lines: each first near what it is said to be in, then wherever else."""
    text = "\n".join(lines)
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    for number, leftover in enumerate(leftovers, 1):
        hits = list(_pattern(leftover.text).finditer(text))
        near = _position(text, leftover.where)
        hits.sort(key=lambda hit: (hit.start() < near, hit.start()))
        for hit in hits:
            line = bisect_right(starts, hit.start()) - 1
            yield Mark(number, line, hit.start() - starts[line], min(hit.end() - starts[line], len(lines[line])))


def _position(text: str, where: str) -> int:
    """Return where a text comes to what a leftover is in: `CD-21, learned`."""
    key = where.split(",", maxsplit=1)[0].strip()
    hit = re.search(rf"(?<!\w){re.escape(key)}(?!\w)", text) if key else None
    return hit.start() if hit else 0


def _pattern(words: str) -> re.Pattern[str]:
    pieces = re.findall(r"\w+", words) or [words]
    return re.compile(rf"(?<!\w){_BETWEEN.join(map(re.escape, pieces))}(?!\w)")

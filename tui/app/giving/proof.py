"""What a choice became: the very bytes as they can be drawn, with what is said about them, or why they stay."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from itertools import accumulate
from operator import attrgetter
from pathlib import Path

from msgspec import Struct
from rich.cells import cell_len, chop_cells

from tui.app.giving.choice import Choice, Offer
from tui.app.look.paint import Span, steady
from tui.domain.errors import CustdevError
from tui.domain.privacy.profiles import Profile
from tui.domain.privacy.sheet import Possible, Sheet
from tui.domain.text import plural
from tui.exchange.parcel import Include, Parcel
from tui.session import Session, giving
from tui.session.giving import BYTE_ORDER_MARK

TAB = "    "
_HARMFUL = re.compile(
    r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_LEAD = re.compile(r" *(?:(?:[-*>•◦□✓■]|\[[ x]\]) )*(?:\[[ x]\] )?")
"""Blanks, and the sign of a list or a quotation, before the words of a line."""
STAND_IN = "\N{REPLACEMENT CHARACTER}"


def drawable_lines(text: str) -> list[str]:
    """Return the lines of a text as they are drawn; a line end is not a line of its own, a byte order mark no sign."""
    text = text.removeprefix(BYTE_ORDER_MARK)
    lines = text.removesuffix("\n").split("\n") if text else []
    return [drawable(line) for line in lines]


def drawable(line: str) -> str:
    """Return a line in which a tab is blanks, and a control character or half a letter is a sign that stands for it."""
    line = line.removesuffix("\r").replace("\t", TAB)
    return steady(line if line.isascii() and line.isprintable() else _HARMFUL.sub(STAND_IN, line))


def folds(line: str, width: int, hang: int = 0) -> list[tuple[int, int]]:
    """Return where the rows of a line begin and end: broken at a blank where there is one, else where it is full.

    All but the first are by `hang` cells shorter.
    """
    width = max(2, width)
    rows: list[tuple[int, int]] = []
    start = 0
    while True:
        end = _end_of_row(line, start, max(2, width - hang) if rows else width)
        rows.append((start, end))
        if end >= len(line):
            return rows
        start = end


def hang_of(line: str, width: int) -> int:
    """Return how far the rows of a line but the first are set in, so that none of them looks like a line of its own."""
    lead = _LEAD.match(line)
    return min(lead.end() if lead else 0, max(0, width // 3))


def _end_of_row(line: str, start: int, width: int) -> int:
    """Return where a row that begins at `start` ends: behind its last blank, so that no letter is lost."""
    full = start + width
    piece = line[start:full]
    if cell_len(piece) > width:
        full = start + len(chop_cells(piece, width)[0])
    if full >= len(line):
        return len(line)
    blank = line.rfind(" ", start + 1, full + 1) + 1
    indent = len(line) - len(line.lstrip(" ")) if start == 0 else start
    return blank if blank > max(start, indent) else full


def slice_of(spans: Sequence[Span], begin: int, end: int) -> Iterator[Span]:
    """Yield the part of some spans between two places of their text."""
    at = 0
    for span in spans:
        first, last = max(begin - at, 0), min(end - at, len(span.text))
        if first < last:
            yield Span(span.text[first:last], span.style)
        at += len(span.text)


Parcels = dict[tuple[str, Profile, Include], Parcel]
_WORD = re.compile(r"\w+(?:-\w+)*")
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

    @property
    def to_look_at(self) -> str:
        """That there is something to look at first: who let it leave before it was there cannot have."""
        count = plural(len(self.sheet.leftovers), "word is", "words are")
        return f"There {count} to look at first. Nothing was written yet."

    def mark_of(self, number: int) -> Mark | None:
        """Return where a leftover stands first, or None where it is not in this text."""
        at = bisect_left(self.marks, number, key=attrgetter("number"))
        return self.marks[at] if at < len(self.marks) and self.marks[at].number == number else None


def proof_of(
    session: Session, offer: Offer, choice: Choice, parcels: Parcels, hide: Callable[[str], str] | None = None
) -> Proof:
    """Return what a choice becomes. Reads events and looks at the disk: not for the interface thread.

    `parcels` keeps what was put together, for other formats of the same. `hide` takes names out of what is shown.
    """
    parcel = None
    try:
        content = choice.kind, choice.profile, choice.include
        parcel = parcels.get(content) or offer.make(choice.profile, choice.include)
        parcels[content] = parcel
        written = giving.write(session, parcel, choice.form)
    except CustdevError as error:
        return Proof(choice, parcel, refusal=str(error))
    path, is_there = None, False
    with suppress(OSError):  # it is said when it is to be written
        path, is_there = giving.place_of(session, written)
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


def pids_of(session: Session, parcel: Parcel) -> tuple[str, ...]:
    """Return the P-ids of those whom a parcel tells of, by number."""
    people = session.workspace.participants
    about = sorted((people[uid] for uid in parcel.about if uid in people), key=lambda person: person.number)
    return tuple(person.pid for person in about)


def marks_in(lines: Sequence[str], leftovers: Sequence[Possible]) -> Iterator[Mark]:
    """Yield where leftovers stand in drawn lines: each first near what it is said to be in, then wherever else.

    A word that is left over in many places is marked wherever it stands once: for the first of them.
    """
    text = "\n".join(lines)
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    near = _first_places(text, {_key_of(leftover) for leftover in leftovers})
    spans_of: dict[str, list[tuple[int, int]]] = {}
    for number, leftover in enumerate(leftovers, 1):
        words = leftover.text
        is_first = words not in spans_of
        if is_first:
            spans_of[words] = [hit.span() for hit in _pattern(words).finditer(text)]
        spans = spans_of[words]
        at = bisect_left(spans, (near.get(_key_of(leftover), 0),))
        for begin, end in (*spans[at:], *spans[:at]) if is_first else spans[at : at + 1] or spans[:1]:
            line = bisect_right(starts, begin) - 1
            yield Mark(number, line, begin - starts[line], min(end - starts[line], len(lines[line])))


def _key_of(leftover: Possible) -> str:
    """Return the key of what a leftover is in: of `CD-21, learned` the first word."""
    return leftover.where.split(",", maxsplit=1)[0].strip()


def _first_places(text: str, keys: Collection[str]) -> dict[str, int]:
    """Return where a text comes to keys for the first time, in one look through it, as far as it does."""
    places: dict[str, int] = {}
    for word in _WORD.finditer(text):
        if word[0] in keys:
            places.setdefault(word[0], word.start())
    return places


def _pattern(words: str) -> re.Pattern[str]:
    pieces = re.findall(r"\w+", words) or [words]
    return re.compile(rf"(?<!\w){_BETWEEN.join(map(re.escape, pieces))}(?!\w)")

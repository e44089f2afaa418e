"""Parts of a text that name somebody, or may: how they stand side by side, and how they are replaced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

_APART = ",;:!?()\"'“”‘’"


class Hit(Struct, frozen=True):
    """A part of a text that names somebody, by character, and what is to stand there instead."""

    start: int
    end: int
    kind: str
    replacement: str

    @property
    def pid(self) -> str:
        """The P-id of whoever it is; empty where it may be anybody."""
        return "" if self.replacement.startswith("[") else self.replacement

    @property
    def is_somebody(self) -> bool:
        """Whether it is somebody we know, by name or by where they work, and does not only look like a number."""
        return self.kind in ("name", "org") or bool(self.pid)


class Leftover(Struct, frozen=True):
    """A part of a text that may be somebody, by character, its words, and why it is worth a look."""

    start: int
    end: int
    text: str
    why: str


Place = tuple[int, int, bool, str, str]
"""Start and negative end in the text, whether it is nobody in particular, kind, replacement: the first come first."""


def replaced(text: str, hits: Sequence[Hit]) -> str:
    """Return a text with hits replaced, and blanks where that would be read as one with what is beside it."""
    parts = [""]
    done = 0
    for hit in hits:
        for part in (text[done : hit.start], hit.replacement):
            if part:
                if part[0].isalnum() and _run_together(parts[-1], part):
                    parts.append(" ")
                parts.append(part)
        done = hit.end
    rest = text[done:]
    return "".join([*parts, " " if _run_together(parts[-1], rest) else "", rest])


def _run_together(left: str, right: str) -> bool:
    """Return whether a label and what is beside it would be read as one, as P01 and a 2 would be somebody else.

    Names of scripts without blanks can stand directly next to a digit.
    """
    beside = left[-1:] + right[:1]
    return len(beside) == 2 and beside.isascii() and beside.isalnum()


def side_by_side(places: Iterable[Place], blanked: Sequence[tuple[int, int]]) -> tuple[list[Hit], bool]:
    """Return the first of hits that overlap, none over what was replaced before; and whether no part of one is left."""
    hits = []
    is_whole = True
    reached, at = 0, 0
    for start, end, _, kind, replacement in places:
        while at < len(blanked) and blanked[at][1] <= start:
            at += 1
        if start < reached:
            is_whole = is_whole and -end <= reached
        elif not (at < len(blanked) and blanked[at][0] < -end):
            hits.append(Hit(start, -end, kind, replacement))
            reached = -end
    return hits, is_whole


def stands_alone(text: str, hit: Hit) -> bool:
    """Return whether nothing changes for the words beside a hit when that is replaced: they are apart from it."""
    before, after = text[hit.start - 1 : hit.start], text[hit.end : hit.end + 1]
    if after == ".":
        after = text[hit.end + 1 : hit.end + 2]
    return (before in _APART or before.isspace()) and (after in _APART or after.isspace())

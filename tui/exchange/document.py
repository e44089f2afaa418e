"""What leaves to be read, as a small document, from which every format and the preview of the application are drawn.

A part of a line has a kind that says what it is, not how it looks: each format makes of it what it can.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

Kind = Literal["plain", "strong", "muted", "person", "quote", "ok", "warn", "danger"]

BULLET = "•"


class Part(Struct, frozen=True):
    """A piece of a line. Its text is literal: no format may read anything in it."""

    text: str
    kind: Kind = "plain"


class Line(Struct, frozen=True):
    """One line; `sign` stands before it, a bullet where it has none of its own, nothing where it is no item.

    `depth` is 0 for what stands by itself, and one more for each line it belongs to. A `quoted` line is a line of a
    text that people typed; several below each other are one text.
    """

    parts: tuple[Part, ...]
    sign: str = ""
    kind: Kind = "plain"
    depth: int = 0
    quoted: bool = False

    @property
    def text(self) -> str:
        """The words of the line without its sign."""
        return "".join([part.text for part in self.parts])

    def head_and_facts(self) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
        """Return the parts of a card's first line before the first comma of its layout, and those behind it.

        In running text they stand in one line; where there is room, the facts have a row of their own.
        """
        for index, part in enumerate(self.parts):
            if part.text == ", ":
                return self.parts[:index], self.parts[index + 1 :]
        return self.parts, ()


class Section(Struct, frozen=True):
    """What stands under one heading; `count` is that of its items, where it matters, and `aside` explains it.

    A `lane` is a column of a board: where there is room, lanes stand side by side. Its `lines` may be gone through
    again and again.
    """

    heading: str
    lines: Iterable[Line]
    count: int | None = None
    aside: str = ""
    lane: bool = False

    @property
    def title(self) -> str:
        """The heading with what is behind it: `Blocked (1)`, `In progress (oldest first)`."""
        behind = self.aside or ("" if self.count is None else str(self.count))
        return f"{self.heading} ({behind})" if behind else self.heading


class Document(Struct, frozen=True):
    """A title, lines on what it covers, sections, and lines on how it was made."""

    title: str
    head: tuple[Line, ...]
    sections: tuple[Section, ...]
    foot: tuple[Line, ...]


def line(*parts: Part | str, sign: str = "", kind: Kind = "plain", depth: int = 0) -> Line:
    """Return a line of parts; a text is a plain part, and nothing at all is no part. Line breaks become blanks."""
    pieces = [part if isinstance(part, Part) else Part(part) for part in parts]
    return Line(
        tuple(
            [
                Part(piece.text.replace("\n", " "), piece.kind) if "\n" in piece.text else piece
                for piece in pieces
                if piece.text
            ]
        ),
        sign,
        kind,
        depth,
    )


def item(*parts: Part | str, sign: str = BULLET, kind: Kind = "plain", depth: int = 0) -> Line:
    """Return a line of a list."""
    return line(*parts, sign=sign, kind=kind, depth=depth)


def text_lines(text: str, depth: int, kind: Kind = "plain") -> list[Line]:
    """Return a text that people typed, line by line."""
    return [Line((Part(row, kind),) if row else (), depth=depth, quoted=True) for row in text.split("\n")]


def muted(text: str) -> Part:
    """Return a part that matters less."""
    return Part(text, "muted")


def people(pids: tuple[str, ...]) -> list[Part]:
    """Return P-ids as parts, with commas between them."""
    return joined(([Part(pid, "person")] for pid in pids), ", ")


def joined(pieces: Iterable[Iterable[Part]], separator: str) -> list[Part]:
    """Return pieces of a line one after the other, with a separator between them."""
    parts: list[Part] = []
    for piece in pieces:
        parts += [Part(separator), *piece] if parts else piece
    return parts


def quote(text: str) -> Part:
    """Return what somebody said, in quotation marks."""
    return Part(f"“{text}”", "quote")


def inert(text: str) -> str:
    """Return a text in which nothing begins a tag or an entity: HTML, SVG and Slack read something into three signs."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_read(text: str) -> str:
    """Return what is read of such a text, or of one in which quotation marks are entities, too."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")


NONE = line(muted("none"), sign=BULLET)
DASH = muted(" — ")

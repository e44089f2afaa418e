"""The very bytes that would leave, line by line: only what is in sight is folded and coloured."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tui.app.giving.proof import Mark, Proof, folds, hang_of, slice_of
from tui.app.look.item_list import Scrolled
from tui.app.look.paint import Row, Span

_HEADING = re.compile(r"(#{1,6}) \S")
_LABEL = re.compile(r"^\*\*[^*]+\*\*")
_STRONG = re.compile(r"\*\*[^*]+\*\*")
_PERSON = re.compile(r"(?<![\w-])P\d{2,}(?![\w-])")
_QUOTED = re.compile(r"\s*> ")
_OF_QUOTE = re.compile(r"\bquote\b")


def styled(lines: Sequence[str], at: int, marks: Sequence[Mark]) -> Iterator[Span]:
    """Yield a line in spans; joined they are the line. `marks` are those on it."""
    line = lines[at]
    plain = _plain_style(lines, at)
    styles: list[tuple[int, int, str]] = [(mark.start, mark.end, "warn bold underline") for mark in marks]
    for pattern, style in ((_LABEL, "accent bold"), (_PERSON, "people"), (_STRONG, f"{plain} bold")):
        styles += [(*hit.span(), style) for hit in pattern.finditer(line)]
    end = 0
    for first, last, style in sorted(styles):
        if first < end:  # what stands in something else is coloured as that
            continue
        if end < first:
            yield Span(line[end:first], plain)
        yield Span(line[first:last], style)
        end = last
    if end < len(line):
        yield Span(line[end:], plain)


def _plain_style(lines: Sequence[str], at: int) -> str:
    heading = _HEADING.match(lines[at])
    if heading:
        return "bright bold" if len(heading[1]) == 1 else "accent bold"
    if _QUOTED.match(lines[at]):
        above = at - 1
        while above >= 0 and _QUOTED.match(lines[above]):
            above -= 1
        return "italic" if above >= 0 and _OF_QUOTE.search(lines[above]) else "text"
    return "text"


INDENT = 2
Position = tuple[int, int]
"""A line of the text and which of its rows."""


class Preview(Scrolled):
    """Shows a text from a position on; other rows can be shown in its place."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.ground = "bg"
        self.proof: Proof | None = None
        self._lines: Sequence[str] = ()
        self._marks: dict[int, list[Mark]] = {}
        self._other: Sequence[Row] | None = None
        self._top: Position = (0, 0)
        self._other_top = 0
        self._folds: dict[int, list[tuple[int, int]]] = {}
        self._styled: dict[int, tuple[Span, ...]] = {}

    def show(self, proof: Proof) -> None:
        """Show what a choice became, from where the one before was read."""
        if proof is self.proof:
            return
        self.proof, self._lines, self._folds, self._styled = proof, proof.lines, {}, {}
        self._marks = {}
        for mark in proof.marks:
            self._marks.setdefault(mark.line, []).append(mark)
        self._begin_at((min(self._top[0], max(0, len(self._lines) - 1)), 0))

    def show_rows(self, rows: Sequence[Row] | None) -> None:
        """Show rows in place of the text; None shows the text again."""
        if rows is None or self._other is None:
            self._other_top = 0
        self._other = rows
        self.scroll_items(0)
        self.refresh()

    @property
    def room(self) -> int:
        """How many rows are in sight."""
        return max(1, self.size.height)

    @property
    def lines_in_sight(self) -> tuple[int, int]:
        """The first and the last line in sight, counted from 1."""
        if not self._lines:
            return 0, 0
        last, _ = self._moved(self._top, self.room - 1)
        return self._top[0] + 1, last + 1

    @property
    def is_at_end(self) -> bool:
        """Whether the last row is in sight."""
        if self._other is not None:
            return self._other_top + self.room >= len(self._other)
        return not self._walked(self._top, self.room)[1]

    def scroll_items(self, rows: int) -> None:
        """Scroll by rows, not beyond either end."""
        if self._other is not None:
            self._other_top = max(0, min(self._other_top + rows, len(self._other) - self.room))
            self.refresh()
        else:
            self._begin_at(self._moved(self._top, rows))

    def scroll_to_edge(self, end: int) -> None:
        """Show the beginning, or the end."""
        if self._other is not None:
            self.scroll_items(end * len(self._other))
        else:
            self._begin_at((0, 0) if end < 0 else (max(0, len(self._lines) - 1), 0))

    def look_at(self, mark: Mark) -> None:
        """Bring a marked word into sight, with what stands above it."""
        row = next((row for row, (_, end) in enumerate(self._fold(mark.line)) if mark.start < end), 0)
        self._other = None
        self._begin_at(self._moved((mark.line, row), -min(3, self.room // 2)))

    def on_resize(self) -> None:
        """Fold the lines anew; the line on top stays."""
        self._folds = {}
        self._begin_at((self._top[0], 0))

    def row(self, y: int) -> Row:
        """Return what line `y` shows."""
        if self._other is not None:
            at = self._other_top + y
            return self._other[at] if at < len(self._other) else Row(background=self.ground)
        position, is_there = self._walked(self._top, y)
        return Row(self._spans(position) if is_there else (), background=self.ground)

    def _spans(self, position: Position) -> tuple[Span, ...]:
        line, row = position
        begin, end = self._fold(line)[row]
        spans = self._styled.get(line)
        if spans is None:
            spans = self._styled[line] = tuple(styled(self._lines, line, self._marks.get(line, ())))
        hang = hang_of(self._lines[line], self._width) if row else 0
        return (Span(" " * (INDENT + hang)), *slice_of(spans, begin, end))

    def _fold(self, line: int) -> list[tuple[int, int]]:
        rows = self._folds.get(line)
        if rows is None:
            text, width = self._lines[line], self._width
            rows = self._folds[line] = folds(text, width, hang_of(text, width))
        return rows

    @property
    def _width(self) -> int:
        return self.size.width - 2 * INDENT

    def _moved(self, position: Position, rows: int) -> Position:
        """Return the position so many rows further down or up; the first or the last one where there are no more."""
        return self._walked(position, rows)[0]

    def _walked(self, position: Position, rows: int) -> tuple[Position, bool]:
        """Return a position so many rows further, and whether there is one; where there is none, the nearest."""
        line, row = position
        if not self._lines:
            return position, False
        row += rows
        while row < 0 and line > 0:
            line -= 1
            row += len(self._fold(line))
        while row >= (count := len(self._fold(line))):
            if line == len(self._lines) - 1:
                return (line, count - 1), False
            row -= count
            line += 1
        return (line, max(0, row)), row >= 0

    def _begin_at(self, top: Position) -> None:
        """Show the text from a position on, or from one above it where rows would stay empty below the last line."""
        self._top = top
        if self._lines and self.size.height:
            last = (len(self._lines) - 1, len(self._fold(len(self._lines) - 1)) - 1)
            self._top = min(self._top, self._moved(last, 1 - self.room))
        self.refresh()

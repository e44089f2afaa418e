"""What was found, kind by kind, each with what it says and where it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from tui.app.look.item_list import ItemList
from tui.app.look.paint import SURFACE, Row, Shown, Span
from tui.domain.search.findable import Findable, FindableKind
from tui.domain.search.matching import fold
from tui.domain.search.results import Result

TITLES: dict[FindableKind, str] = {
    "card": "CARDS",
    "quote": "QUOTES",
    "note": "NOTES",
    "person": "PEOPLE",
    "touchpoint": "TOUCHPOINTS",
    "experiment": "EXPERIMENTS",
    "decision": "DECISIONS",
    "standup": "STANDUPS",
}
KEY_WIDTH = 9


class Line(Struct, frozen=True):
    """One of what was found, as it is told; `count` is how much there is of its kind where it is the first of it."""

    findable: Findable
    result: Result
    when: str
    count: int = 0


class FindingsList(ItemList):
    """The best of what was found, one of it chosen."""

    background = SURFACE

    def __init__(self) -> None:
        super().__init__(id="find-list")
        self.lines: Sequence[Line] = ()
        self.nothing = Shown("")
        self._words: Sequence[str] = ()

    def show(self, lines: Sequence[Line], words: Sequence[str], nothing: str) -> None:
        """Show what was found, the first one chosen; `words` are marked, and `nothing` is told where there is none."""
        self.lines, self._words, self.nothing = lines, [*filter(None, map(fold, words))], Shown(nothing)
        self.selected, self.scroll = 0 if lines else None, 0
        # Above the first of a kind stand its heading and, but for the first of all, a blank row.
        self.set_heights([1 + (bool(line.count) and 1 + bool(at)) for at, line in enumerate(lines)])

    def item_rows(self, index: int) -> Sequence[Row]:
        """Return the row of something that was found, below the heading of its kind where it is the first of it."""
        line = self.lines[index]
        heading = Row((Span("  "), Span(TITLES[line.findable.kind], "bright bold"), Span(f" {line.count}", "muted")))
        rows = [Row(heading.left, (), SURFACE)] if line.count else []
        if line.count and index:
            rows.insert(0, Row(background=SURFACE))
        return (*rows, self._row(line, chosen=index == self.selected))

    def empty_row(self, y: int) -> Row:
        """Say why there is nothing."""
        return Row((Span("  "), Span(self.nothing, "muted")), background=SURFACE) if not y else Row(background=SURFACE)

    def next_kind(self) -> None:
        """Choose the first of the next kind; behind the last one is the first."""
        if self.selected is not None:
            later = (at for at, line in enumerate(self.lines) if line.count and at > (self.selected or 0))
            self.select(next(later, 0))

    def _row(self, line: Line, *, chosen: bool) -> Row:
        result, quoted = line.result, line.findable.kind == "quote"
        where = result.card or (result.key if result.kind in ("person", "experiment") else result.board)
        people = " ".join(result.people) if result.kind != "person" else ""
        style = "bright bold" if chosen else "bright italic" if quoted else "text"
        bar = Span(self.host.glyphs.focus, "accent") if chosen else Span(" ")
        lead = (bar, Span(f" {where:<{KEY_WIDTH}}", "muted"))
        who = (Span(f"{people} ", "person"),) if people and result.kind in ("quote", "note", "touchpoint") else ()
        text = f"“{result.text}”" if quoted and result.text else result.text
        behind = (Span("  "), *self._marked(Shown(result.excerpt), "muted")) if result.excerpt else ()
        beside = f"{people} {line.when}".strip() if result.kind == "card" else line.when
        left = (*lead, *who, *self._marked(Shown(text), style), *behind)
        return Row(left, (Span(beside, "muted"),), "sel" if chosen else SURFACE, 2)

    def _marked(self, text: Shown, style: str) -> Iterator[Span]:
        """Yield a text with what was looked for underlined, where it can be told which letters that is."""
        folded = fold(text)
        if not self._words or len(folded) != len(text):
            yield Span(text, style)
            return
        at = 0
        for hit in re.finditer("|".join(map(re.escape, sorted(self._words, key=len, reverse=True))), folded):
            yield Span(text[at : hit.start()], style)
            yield Span(text[hit.start() : hit.end()], f"{style} underline")
            at = hit.end()
        yield Span(text[at:], style)

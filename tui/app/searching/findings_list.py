"""What was found, kind by kind, each with what it says and where it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from tui.app.look.item_list import ItemList
from tui.app.look.paint import SURFACE, Row, Shown, Span
from tui.domain.records.definition import Role
from tui.domain.search.findable import Findable, FindableKind
from tui.domain.search.findable_search import Findings
from tui.domain.search.matching import fold
from tui.domain.search.results import Result

TITLES: dict[FindableKind, str] = {
    "card": "CARDS",
    "quote": "QUOTES",
    "note": "NOTES",
    "insight": "INSIGHTS",
    "theme": "THEMES",
    "person": "PEOPLE",
    "touchpoint": "TOUCHPOINTS",
    "measurement": "MEASUREMENTS",
    "experiment": "EXPERIMENTS",
    "decision": "DECISIONS",
    "standup": "STANDUPS",
}
KEY_WIDTHS = (9, 6)
"""How many cells what something is named by takes, and on a narrow screen."""
NARROW = 60
LEAST = 3
"""So many of a kind are shown at least, where there are as many."""


class Line(Struct, frozen=True):
    """One of what was found; `count` is how much there is of its kind where it is the first of it."""

    findable: Findable
    count: int = 0


class Report(Struct, frozen=True):
    """What is told of something that was found: what it says, when it was, and the column of a card by its role."""

    result: Result
    when: str
    role: Role | None = None


def shared(findings: Sequence[Findings], rows: int) -> Iterator[Line]:
    """Yield what is shown of each kind: all of one alone, else so that each has its share of the rows."""
    kinds = [one for one in findings if one.count]
    shares = [min(len(one.best), LEAST if len(kinds) > 1 else one.count) for one in kinds]
    left = rows - sum(shares) - 2 * len(kinds) + 1
    while left > 0 and (wider := [at for at, one in enumerate(kinds) if shares[at] < len(one.best)]):
        for at in wider[:left]:
            shares[at] += 1
        left -= len(wider)
    for one, share in zip(kinds, shares, strict=True):
        for place, findable in enumerate(one.best[:share]):
            yield Line(findable, 0 if place else one.count)


class FindingsList(ItemList):
    """The best of what was found, one of it chosen. Of what is in sight `report` is asked what to tell."""

    background = SURFACE

    def __init__(self, report: Callable[[Findable], Report]) -> None:
        super().__init__(id="find-list")
        self.lines: Sequence[Line] = ()
        self.nothing = Shown("")
        self._words: Sequence[str] = ()
        self._ask = report
        self._reports: dict[int, Report] = {}

    def show(self, lines: Sequence[Line], words: Sequence[str], nothing: str) -> None:
        """Show what was found, the first one chosen; `nothing` is told where there is none.

        `words` are marked, but no single letters, of which every text is full.
        """
        self.lines, self._words, self.nothing = (
            lines,
            [folded for word in words if len(folded := fold(word)) > 1],
            Shown(nothing),
        )
        self.selected, self.scroll = 0 if lines else None, 0
        self._reports = {}
        # Above the first of a kind stand its heading and, but for the first of all, a blank row.
        self.set_heights([1 + (bool(line.count) and 1 + bool(at)) for at, line in enumerate(lines)])

    def item_rows(self, index: int) -> Sequence[Row]:
        """Return the row of something that was found, below the heading of its kind where it is the first of it."""
        line = self.lines[index]
        heading = Row((Span("  "), Span(TITLES[line.findable.kind], "bright bold"), Span(f" {line.count}", "muted")))
        rows = [Row(heading.left, (), SURFACE)] if line.count else []
        if line.count and index:
            rows.insert(0, Row(background=SURFACE))
        return (*rows, self._row(index, chosen=index == self.selected))

    def empty_row(self, y: int) -> Row:
        """Say why there is nothing."""
        return Row((Span("  "), Span(self.nothing, "muted")), background=SURFACE) if not y else Row(background=SURFACE)

    def next_kind(self) -> None:
        """Choose the first of the next kind; behind the last one is the first."""
        if self.selected is not None:
            later = (at for at, line in enumerate(self.lines) if line.count and at > (self.selected or 0))
            self.select(next(later, 0))

    def _row(self, index: int, *, chosen: bool) -> Row:
        report = self._reports.get(index) or self._reports.setdefault(index, self._ask(self.lines[index].findable))
        result, width = report.result, KEY_WIDTHS[self.size.width < NARROW]
        where = result.card or (result.key if result.kind in ("person", "experiment") else result.board)
        people = " ".join(result.people) if result.kind != "person" else ""
        quoted = result.kind == "quote"
        style = "bright bold" if chosen else "bright italic" if quoted else "text"
        bar = Span(self.host.glyphs.focus, "accent") if chosen else Span(" ")
        who = (Span(f"{people} ", "people"),) if people and result.kind in ("quote", "note", "touchpoint") else ()
        text = f"“{result.text}”" if quoted and result.text else result.text
        behind = (Span("  "), *self._marked(Shown(result.excerpt), "muted")) if result.excerpt else ()
        key = Span(f" {where:<{width}}", "people" if result.kind == "person" else "muted")
        lead = (bar, key, *self._sign(report))
        left = (*lead, *who, *self._marked(Shown(text), style), *behind)
        return Row(left, self._beside(report, people), "sel" if chosen else SURFACE, 2)

    def _sign(self, report: Report) -> tuple[Span, ...]:
        """Return the sign of the column a card is in."""
        if report.role is None:
            return ()
        return (Span(f"{self.host.glyphs.role(report.role)} ", "accent" if report.role == "active" else "muted"),)

    def _beside(self, report: Report, people: str) -> tuple[Span, ...]:
        """Return when it was, and of a card who it is about and who has it."""
        when = Span(report.when, "muted")
        if report.result.kind != "card":
            return (when,)
        owner = "".join(f" @{name}" for name in report.result.by)
        return (Span(f"{people} " if people else "", "people"), when, Span(owner, "muted"))

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

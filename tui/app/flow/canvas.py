"""A sheet of cells to draw a chart on, and what the axes of charts have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter

from rich.cells import cell_len

from tui.app.look.paint import Span, steady
from tui.domain.time.dates import short_date

_TAIL = ""
"""Stands in the second cell of a wide character."""


class Canvas:
    """Cells of `width` by `height`, each a character in a style; what lies outside is not drawn."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self._cells: list[list[Span]] = [[Span(" ")] * width for _ in range(height)]

    def put(self, x: int, y: int, text: str, style: str = "text") -> None:
        """Write a text from a cell to the right, over what is there."""
        if not 0 <= y < self.height:
            return
        row = self._cells[y]
        for char in steady(text):
            wide = cell_len(char)
            if wide == 0:
                continue
            if x >= 0 and x + wide <= self.width:
                row[x] = Span(char, style)
                if wide > 1:
                    row[x + 1] = Span(_TAIL, style)
            x += wide

    def put_spans(self, x: int, y: int, spans: Iterable[Span]) -> None:
        """Write spans one after the other."""
        for span in spans:
            self.put(x, y, span.text, span.style)
            x += cell_len(span.text)

    def fill(self, x: int, y: int, width: int, char: str, style: str) -> None:
        """Repeat a character to the right."""
        self.put(x, y, char * max(0, width), style)

    def is_free(self, x: int, y: int, width: int, over: str = "") -> bool:
        """Return whether cells are inside and blank, or hold only the signs of `over`."""
        if not 0 <= y < self.height or x < 0 or x + width > self.width:
            return False
        return all(cell.text == " " or (cell.text in over and cell.text) for cell in self._cells[y][x : x + width])

    def rows(self) -> list[tuple[Span, ...]]:
        """Return the cells as spans, row by row, each as wide as the sheet."""
        return [
            tuple(
                Span("".join(cell.text for cell in cells), style) for style, cells in groupby(row, attrgetter("style"))
            )
            for row in self._cells
        ]

    def put_dates(self, y: int, places: Iterable[tuple[int, date]]) -> None:
        """Write days below an axis, the month where it is another one; what would touch the one before is left out."""
        free, month = 0, 0
        for x, day in places:
            words = short_date(day) if day.month != month else str(day.day)
            if x >= free and x + len(words) <= self.width:
                self.put(x, y, words, "muted")
                free, month = x + len(words) + 1, day.month


def nice_steps(most: int, rows: int) -> Iterator[int]:
    """Yield the values for the lines of a scale up to `most`: round steps, with at least three rows to each."""
    lines = min(4, max(1, rows // 4))
    step = next(step for step in round_numbers() if most / step <= lines)
    yield from range(step, most + 1, step)


def round_numbers() -> Iterator[int]:
    """Yield the steps of scales that people read with ease: 1, 2, 5, 10, and so on without an end."""
    power = 1
    while True:
        yield from (power, 2 * power, 5 * power)
        power *= 10


def mondays(days: Sequence[date], width: int, gap: int = 8) -> list[tuple[int, date]]:
    """Return the Mondays of some days with their cells on an axis of a width; so few that there is a gap between."""
    cells = [(cell_of(place, len(days), width), day) for place, day in enumerate(days) if day.weekday() == 0]
    every = max(1, -(-gap * len(cells) // max(1, width)))
    return cells[::every] or [(0, days[0])]


def cell_of(place: int, count: int, width: int) -> int:
    """Return the cell in which the share of something at a place among `count` begins."""
    return place * width // max(1, count)

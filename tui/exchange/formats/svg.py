"""A picture as SVG, light as the application is by day: lanes beside each other, in a font of fixed width.

Nothing is loaded or run, and no letter is squeezed to a width. The whole text stands in its description, too, for those
who listen and those who search.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from tui.exchange.cell_rows import rows
from tui.exchange.colours import LIGHT
from tui.exchange.document import BULLET, Document, Kind, Line, Part, Section, as_read, inert
from tui.exchange.formats import DOCUMENTS, Format, drawing
from tui.exchange.formats.txt import text_of

CELL, ROW, SIZE = 8.43, 20, 14
MARGIN, GAP, EDGE = 24, 24, 14
"""Around the picture, between lanes, and between the edge of a card and its text."""
WIDE, LANE = 96, 46
"""Cells of what stands alone, and of a lane beside others."""
_FONT = "'JetBrains Mono', 'DejaVu Sans Mono', Menlo, Consolas, 'Noto Sans Mono', monospace"
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile("[&<>\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_FILLS: dict[Kind, str] = {
    "strong": f' font-weight="bold" fill="{LIGHT["bright"]}"',
    "person": f' fill="{LIGHT["people"]}"',
    "quote": ' font-style="italic"',
    **{kind: f' fill="{LIGHT[kind]}"' for kind in ("muted", "ok", "warn", "danger")},
}
_STEPS = {"[x]": "✓", "[ ]": "□"}


def words(text: str) -> str:
    """Return what is read on a picture that was written here: all of it stands in the description, in whole lines."""
    before, _, rest = text.partition("<desc>")
    description = as_read(rest.partition("</desc>")[0])
    return "\n" * before.count("\n") + description


def picture_of(document: Document) -> str:
    """Return a document as a picture; what people typed appears literally."""
    lanes = sum(section.lane for section in document.sections)
    cells = LANE if lanes > 1 else WIDE
    width = max(_wide(WIDE), lanes * _wide(cells) + (lanes - 1) * GAP)
    drawing = _Drawing()
    y = drawing.heading(document, MARGIN)
    for in_lanes, group in groupby(document.sections, key=lambda section: section.lane):
        y += ROW
        if not in_lanes:
            for section in group:
                y = drawing.section(section, MARGIN, y, WIDE) + ROW // 2
            continue
        places = enumerate(group)
        y = max(drawing.section(section, MARGIN + place * (_wide(cells) + GAP), y, cells) for place, section in places)
    y = drawing.foot(document.foot, y + ROW)
    return _framed(document, drawing.shapes, width + 2 * MARGIN, y + MARGIN)


class _Drawing:
    """Shapes, one below the other; each method begins at a height and returns where it ended."""

    def __init__(self) -> None:
        self.shapes: list[str] = []

    def heading(self, document: Document, y: int) -> int:
        cells = WIDE * SIZE // 20
        for row in rows((Part(document.title, "strong"),), cells):
            y += ROW + 8
            self.shapes.append(f'<text x="{MARGIN}" y="{y - 8}" font-size="20">{_spans(row)}</text>')
        for line in document.head:
            y = self.text(line.parts, MARGIN, y, WIDE)
        return y

    def foot(self, lines: Iterable[Line], y: int) -> int:
        for line in lines:
            parts = tuple(Part(part.text, "muted") if part.kind == "plain" else part for part in line.parts)
            y = self.text(parts, MARGIN, y, WIDE)
        return y

    def section(self, section: Section, x: int, y: int, cells: int) -> int:
        y = self.text((Part(section.title, "strong"),), x, y, cells) + 6
        self.box(x, y, _wide(cells), 1, token="line")
        y += 7
        if not section.lane:
            return self.lines(section.lines, x, y, cells)
        for card in _cards(section.lines):
            y = self.card(card, x, y, cells) if card[0].sign else self.lines(card, x, y, cells)
        return y

    def card(self, lines: list[Line], x: int, y: int, cells: int) -> int:
        head, facts = lines[0].head_and_facts()
        place = len(self.shapes)
        bottom, inner = y + 4, cells - 3
        for parts in (head, facts):
            bottom = self.text(parts, x + EDGE, bottom, inner)
        bottom = self.lines(lines[1:], x + EDGE, bottom, inner, outer=1) + 10
        is_blocked = any(line.kind == "danger" for line in lines)
        self.box(x, y, _wide(cells), bottom - y, token="card", at=place)
        self.box(x, y, 3, bottom - y, token="danger" if is_blocked else "line", at=place + 1)
        return bottom + 12

    def lines(self, lines: Iterable[Line], x: int, y: int, cells: int, outer: int = 0) -> int:
        """Draw lines, those that are `outer` deep at the edge; each row of an item begins where its text does."""
        for line in lines:
            indent = 2 * max(0, line.depth - outer + bool(line.sign))
            if line.sign:
                sign = Part(_STEPS.get(line.sign, line.sign), "muted" if line.sign == BULLET else line.kind)
                self.row([sign], x + _wide(indent - 2), y)
            y = self.text(line.parts, x + _wide(indent), y, cells - indent) if line.parts else y + ROW // 2
        return y

    def text(self, parts: tuple[Part, ...], x: int, y: int, cells: int) -> int:
        for row in rows(parts, cells):
            self.row(row, x, y)
            y += ROW
        return y

    def row(self, parts: list[Part], x: int, y: int) -> None:
        self.shapes.append(f'<text x="{x}" y="{y + 15}">{_spans(parts)}</text>')

    def box(self, x: int, y: int, width: int, height: int, *, token: str, at: int | None = None) -> None:
        box = f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{LIGHT[token]}"/>'
        self.shapes.insert(len(self.shapes) if at is None else at, box)


def _cards(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Yield lines with those that belong to them."""
    card: list[Line] = []
    for line in lines:
        if card and not line.depth:
            yield card
            card = []
        card.append(line)
    if card:
        yield card


def _wide(cells: int) -> int:
    return round(cells * CELL)


def _spans(parts: Iterable[Part]) -> str:
    return "".join([_span(part) for part in parts])


def _span(part: Part) -> str:
    text = _escaped(part.text)
    return text if part.kind == "plain" else f"<tspan{_FILLS[part.kind]}>{text}</tspan>"


def _escaped(text: str) -> str:
    if not _SPECIAL.search(text):
        return text
    return inert(_NOT_XML.sub("", text))


def _framed(document: Document, shapes: list[str], width: int, height: int) -> str:
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="title" xml:space="preserve">',
        f'<title id="title">{_escaped(document.title)}</title>',
        f"<desc>{_escaped(text_of(document))}</desc>",
        f'<rect width="{width}" height="{height}" fill="{LIGHT["bg"]}"/>',
        f'<g font-family="{_FONT}" font-size="{SIZE}" fill="{LIGHT["text"]}">',
        *shapes,
        "</g>",
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


FORMAT = Format("svg", "SVG", "svg", DOCUMENTS, drawing(picture_of), words=words)

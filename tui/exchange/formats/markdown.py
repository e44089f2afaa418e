"""Markdown (CommonMark) that reads well pasted anywhere; what people typed appears literally."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from tui.exchange.document import BULLET, Document, Line, Part
from tui.exchange.formats.format import DOCUMENTS, Format
from tui.exchange.formats.markdown_text import at_start, escaped, inside
from tui.exchange.layouts import document_of
from tui.exchange.parcel import Parcel

_SAID_BY_HEADING = frozenset({BULLET, "✓", "■"})
"""Signs that say no more than the heading they stand under."""


def write(parcel: Parcel) -> str:
    """Return a parcel as Markdown, ending in a newline."""
    return markdown_of(document_of(parcel))


def markdown_of(document: Document) -> str:
    """Return a document as Markdown, ending in a newline."""
    lines = [f"# {escaped(document.title)}", "", *_paragraphs(document.head), ""]
    for section in document.sections:
        lines += [f"## {escaped(section.title)}", "", *_lines(section.lines), ""]
    return "\n".join([*lines, *_paragraphs(document.foot)]) + "\n"


def _paragraphs(lines: Iterable[Line]) -> list[str]:
    """Return lines that stay apart: each a paragraph of its own."""
    paragraphs: list[str] = []
    for line in lines:
        paragraphs += ["", _inline(line)] if paragraphs else [_inline(line)]
    return paragraphs


def _lines(lines: Iterable[Line]) -> list[str]:
    """Return the lines of a section; those without a sign are paragraphs between lists."""
    written: list[str] = []
    for quoted, group in groupby(lines, key=lambda line: line.depth if line.quoted else -1):
        if quoted >= 0:
            written += _quote(list(group), "  " * quoted)
            continue
        for line in group:
            if line.sign:
                written.append(f"{'  ' * line.depth}- {_sign(line)}{_inline(line)}")
            else:
                written += ["", _inline(line), ""] if written else [_inline(line), ""]
    return written


def _sign(line: Line) -> str:
    if line.sign in ("[ ]", "[x]"):
        return f"{line.sign} "
    return (
        "" if line.sign == BULLET or (line.depth == 0 and line.sign in _SAID_BY_HEADING) else f"{escaped(line.sign)} "
    )


def _quote(lines: list[Line], indent: str) -> Iterator[str]:
    """Yield a text as a block quote that keeps its line breaks."""
    texts = [escaped(line.text) for line in lines]
    for text, following in zip(texts, [*texts[1:], ""], strict=True):
        hard_break = "\\" if following and text else ""
        yield f"{indent}> {text}{hard_break}" if text else f"{indent}>"


def _inline(line: Line) -> str:
    text = "".join(map(_part, line.parts)).strip(" \t")
    return text if line.parts and line.parts[0].kind == "strong" else at_start(text)


def _part(part: Part) -> str:
    return f"**{inside(part.text)}**" if part.kind == "strong" and part.text.strip() else inside(part.text)


FORMAT = Format("md", "Markdown", "md", DOCUMENTS, write)

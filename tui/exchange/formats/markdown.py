"""Markdown (CommonMark) that reads well pasted anywhere; what people typed appears literally."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from tui.exchange.document import BULLET, Document, Line, Part
from tui.exchange.formats.format import DOCUMENTS, Format
from tui.exchange.formats.markdown_text import at_start, escaped, inside, unescaped
from tui.exchange.layouts import document_of
from tui.exchange.parcel import Parcel

_SAID_BY_HEADING = frozenset({BULLET, "✓", "■"})
"""Signs that say no more than the heading they stand under."""


def write(parcel: Parcel) -> str:
    """Return a parcel as Markdown, ending in a newline."""
    return markdown_of(document_of(parcel))


def markdown_of(document: Document) -> str:
    """Return a document as Markdown, ending in a newline."""
    blocks = [f"# {escaped(document.title)}", *map(_inline, document.head)]
    for section in document.sections:
        blocks += [f"## {escaped(section.title)}", *_blocks(section.lines)]
    return "\n\n".join([*blocks, *map(_inline, document.foot)]) + "\n"


def _blocks(lines: Iterable[Line]) -> Iterator[str]:
    """Yield what stands apart: lists with all that belongs to their items, and paragraphs between them."""
    for in_list, group in groupby(lines, key=lambda line: bool(line.sign or line.depth)):
        if in_list:
            yield "\n".join(_list(group))
            continue
        for quoted, apart in groupby(group, key=lambda line: line.quoted):
            if quoted:
                yield "\n".join(_quote(list(apart), ""))
            else:
                yield from map(_inline, apart)


def _list(lines: Iterable[Line]) -> Iterator[str]:
    for quoted, group in groupby(lines, key=lambda line: line.depth if line.quoted else -1):
        if quoted >= 0:
            yield from _quote(list(group), "  " * quoted)
        else:
            yield from (f"{'  ' * line.depth}- {_sign(line)}{_inline(line)}" for line in group)


def _sign(line: Line) -> str:
    if line.sign in ("[ ]", "[x]"):
        return f"{line.sign} "
    is_said = line.sign == BULLET or (not line.depth and line.sign in _SAID_BY_HEADING)
    return "" if is_said or not line.sign else f"{escaped(line.sign)} "


def _quote(lines: list[Line], indent: str) -> Iterator[str]:
    """Yield a text as a block quote that keeps its line breaks."""
    texts = [escaped(line.text) for line in lines]
    for text, following in zip(texts, [*texts[1:], ""], strict=True):
        hard_break = "\\" if following and text else ""
        yield f"{indent}> {text}{hard_break}" if text else f"{indent}>"


def _inline(line: Line) -> str:
    text = "".join([_part(part) for part in line.parts]).strip(" \t")
    return at_start(text)


def _part(part: Part) -> str:
    text = inside(part.text)
    return f"**{text}**" if part.kind == "strong" and not text.isspace() else text


FORMAT = Format("md", "Markdown", "md", DOCUMENTS, write, words=unescaped)

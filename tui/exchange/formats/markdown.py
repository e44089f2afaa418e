"""A standup report as Markdown that reads well pasted anywhere."""

from __future__ import annotations

from collections.abc import Iterable

from tui.exchange.markdown_text import at_start, escaped, inside
from tui.exchange.standup_document import BULLET, Document, Line, Part

_SAID_BY_HEADING = frozenset({BULLET, "✓", "■"})
"""Signs that say no more than the heading they stand under."""


def to_markdown(document: Document) -> str:
    """Return a document as CommonMark, ending in a newline; what people typed appears literally."""
    lines = [f"# {escaped(document.title)}", ""]
    lines += [*_paragraphs(document.head), ""]
    for section in document.sections:
        lines += [f"## {escaped(section.title)}", "", *_lines(section.lines), ""]
    return "\n".join([*lines, *_paragraphs(document.foot)]) + "\n"


def _paragraphs(lines: Iterable[Line]) -> list[str]:
    """Return lines that stay apart: each a paragraph of its own."""
    found: list[str] = []
    for each in lines:
        found += ["", _inline(each)] if found else [_inline(each)]
    return found


def _lines(lines: Iterable[Line]) -> list[str]:
    """Return the lines of a section; those without a sign are paragraphs between lists."""
    found: list[str] = []
    for each in lines:
        if each.sign:
            sign = "" if each.sign in _SAID_BY_HEADING else f"{escaped(each.sign)} "
            found.append(f"- {sign}{_inline(each)}")
        else:
            found += ["", _inline(each), ""] if found else [_inline(each), ""]
    return found


def _inline(line: Line) -> str:
    text = "".join(map(_part, line.parts)).strip(" \t")
    return text if line.parts and line.parts[0].kind == "strong" else at_start(text)


def _part(part: Part) -> str:
    return f"**{inside(part.text)}**" if part.kind == "strong" else inside(part.text)

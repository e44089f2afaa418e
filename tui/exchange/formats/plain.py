"""A standup report as plain text."""

from __future__ import annotations

from tui.exchange.standup_document import Document, Line


def to_text(document: Document) -> str:
    """Return a document as lines of text, ending in a newline; items are indented, and no line is cut."""
    lines = [document.title, *(each.text for each in document.head), ""]
    for section in document.sections:
        lines += [section.title, *map(_line, section.lines), ""]
    return "\n".join([*lines, *(each.text for each in document.foot)]) + "\n"


def _line(line: Line) -> str:
    return f"  {line.sign} {line.text}" if line.sign else f" {line.text}"

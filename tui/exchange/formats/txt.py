"""Plain text: items are indented, and no line is cut."""

from __future__ import annotations

from tui.exchange.document import Document, Line
from tui.exchange.formats import DOCUMENTS, Format, drawing


def text_of(document: Document) -> str:
    """Return a document as lines of text, ending in a newline."""
    lines = [document.title, *(line.text for line in document.head), ""]
    for section in document.sections:
        lines += [section.title, *map(_line, section.lines), ""]
    return "\n".join([*lines, *(line.text for line in document.foot)]) + "\n"


def _line(line: Line) -> str:
    indent = "    " * line.depth
    if line.quoted:
        return f"{indent}  {line.text}".rstrip()
    return f"{indent}  {line.sign} {line.text}" if line.sign else f"{indent}  {line.text}"


FORMAT = Format("txt", "text", "txt", DOCUMENTS, drawing(text_of), synonyms=("text",))

"""Text that Markdown shows as it was typed, whatever was typed."""

from __future__ import annotations

import re

# "$" and "~" mean nothing to CommonMark, but mathematics and strike-through where reports are pasted.
_INLINE = re.compile(r"[\\`*_\[\]<>&|~$]")
_LINE_START = re.compile(r"^([#+\-=:])|^(\d{1,9})([.)])(?=\s|$)", re.ASCII)


def escaped(line: str) -> str:
    """Return one line of text, escaped so that it means nothing to Markdown; at the start of a line as well."""
    return at_start(inside(line.strip(" \t")))


def inside(text: str) -> str:
    """Return a part of a line, escaped so that it means nothing to Markdown where something stands before it."""
    return _INLINE.sub(r"\\\g<0>", text)


def at_start(line: str) -> str:
    """Return a line that is escaped otherwise, so that it means nothing by how it begins either."""
    return _LINE_START.sub(_escaped_start, line)


def quoted(text: str, indent: str) -> list[str]:
    """Return text of several lines as the lines of a block quote that keeps its line breaks."""
    lines = [escaped(line) for line in text.split("\n")]
    quote = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        hard_break = "\\" if following else ""
        quote.append(f"{indent}> {line}{hard_break}" if line else f"{indent}>")
    return quote


def _escaped_start(match: re.Match[str]) -> str:
    return f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}"

"""Lines that are pasted where one line is asked for."""

from __future__ import annotations

import re

from tui.domain.text import clean_text

_BULLET = re.compile(r"\s*(?:[-*+•]|\d+[.)])?\s*(?:\[[ xX]?\]\s*)?")


def pasted_lines(text: str) -> list[str]:
    """Return the lines of a text that say something, without the signs of a list before them."""
    lines = (_BULLET.sub("", line, count=1).strip() for line in clean_text(text).split("\n"))
    return [line for line in lines if line]

"""One line that says what was decided: `@ana thu: chase legal`, `chase legal by tue @ana`."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

from msgspec import Struct

from tui.domain.errors import NotAllowed
from tui.domain.text import clean_line
from tui.domain.time.dates import leading_day, parse_day

_OWNER = re.compile(r"(?<!\S)@(?![Pp]\d+\b)([^\W\d][\w.-]*)[:,]?(?!\S)")
_BY = re.compile(r"(?<!\S)by ", re.IGNORECASE)


class DecisionLine(Struct, frozen=True):
    """What a line says: what is to be done, who does it, by which day."""

    text: str
    owner: str | None = None
    due: date | None = None


def parse_decision(typed: str, today: date) -> DecisionLine:
    """Return what was decided; a day at the beginning, or after a `by` at the end, is when it is due.

    The first `@name` is who does it; a P-id is a customer and stays where it is.
    """
    words = clean_line(typed)
    owner = None
    if mention := _OWNER.search(words):
        owner = mention[1].rstrip(".-")
        words = clean_line(f"{words[: mention.start()]} {words[mention.end() :]}")
    due, rest = leading_day(words, today)
    if due is not None:
        words = rest
    elif by := list(_BY.finditer(words)):
        with suppress(NotAllowed):
            due = parse_day(words[by[-1].end() :].rstrip(".;"), today)
            words = words[: by[-1].start()].rstrip(" ,;")
    return DecisionLine(words, owner, due)

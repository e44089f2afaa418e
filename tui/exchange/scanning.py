"""Looks for people in a file: who is known, and what looks like somebody's address, number or account."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from msgspec import Struct

from tui.domain.privacy.names import Scrubber
from tui.domain.text import clean_line
from tui.exchange.leak_check import masked

_ESCAPES = re.compile(r"(?:\\u[0-9a-fA-F]{4})+|(?:=[0-9A-F]{2})+")
"""Letters as JSON writes them, and as mail and old address cards do."""
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class Finding(Struct, frozen=True):
    """Something in a file that tells who somebody is: the line, from 1, of which kind it is, and the words masked.

    `who` is the P-id where it is known, `why` says of what is only possible why it may be somebody.
    """

    line: int
    kind: str
    text: str
    who: str = ""
    why: str = ""

    @property
    def is_possible(self) -> bool:
        """Whether it only may be somebody."""
        return bool(self.why)


def read_text(data: bytes) -> str:
    """Return the text of a file: UTF-8, UTF-16 by its mark, else Windows' Western one.

    Raises:
        ValueError: It is no text.
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        if encoding == "utf-16":
            raise ValueError("it is no whole UTF-16") from None
        text = data.decode("cp1252", errors="replace")
    if "\0" in text:
        raise ValueError("it is no text")
    return text


def findings(scrubber: Scrubber, text: str) -> Iterator[Finding]:
    """Yield what is found in a text, from its beginning to its end; what is only possible comes last."""
    text = _ESCAPES.sub(_letters, text)
    ends = list(accumulate(len(line) for line in text.splitlines(keepends=True)))
    for hit in scrubber.hits(text):
        words = clean_line(masked(text[hit.start : hit.end]))
        yield Finding(bisect_right(ends, hit.start) + 1, hit.kind, words, hit.pid)
    for left in scrubber.leftovers(text):
        yield Finding(bisect_right(ends, left.start) + 1, "possible", masked(left.text), why=left.why)


def _letters(escapes: re.Match[str]) -> str:
    """Return the letters that stand for themselves in a text read by people; what is none stays as it is written."""
    written = escapes[0]
    try:
        if written[0] == "=":
            letters = bytes.fromhex(written.replace("=", "")).decode("utf-8")
        else:
            letters = bytes.fromhex(written.replace("\\u", "")).decode("utf-16-be")
    except ValueError:
        return written
    return letters if letters.isprintable() else written

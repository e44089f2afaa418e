"""Looks for people in a text: once more in what was written, whatever its format, and in any file.

What is found is who is known, and what looks like somebody's address, number or account.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from itertools import accumulate

from msgspec import Struct

from tui.domain.errors import NotAllowed
from tui.domain.privacy.names import Scrubber
from tui.domain.privacy.names.folding import fold, is_unspaced, words_of
from tui.domain.text import clean_line
from tui.exchange.pieces import parts_of

_OUR_SIGNS = "•·■▲▼»✓≥—“”…"
"""Signs that formats put between words; without them most lines are of plain letters, and read in no time."""
_WORD = re.compile(r"\w+")
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
    mark, encoding = ("=", "utf-8") if written[0] == "=" else ("\\u", "utf-16-be")
    try:
        letters = bytes.fromhex(written.replace(mark, "")).decode(encoding)
    except ValueError:
        return written
    return letters if letters.isprintable() else written


def check(scrubber: Scrubber, text: str, title: str, named: Collection[str] = (), before: int = 0) -> None:
    """Raise where a written text holds the whole name or the address of somebody who is known.

    Texts lose all names before they are laid out. This is for what no text alone holds: a name that comes about where
    two texts meet. Words that are names only by themselves are not looked for, since our own words may be such.
    `named` are names and addresses that may stand there: of those who agreed, though somebody else is called the same.
    `before` is how many lines there are before it.

    Raises:
        NotAllowed: The line is named, and what stands there shown masked; nothing was written.
    """
    leak = next(leaks(scrubber, text, named), None)
    if leak is not None:
        line, masked = leak[0] + before, leak[1]
        raise NotAllowed(
            f"Written as {title}, line {line} would name somebody ({masked}). Nothing was written. Edit what stands "
            "there, or choose another format."
        )


def leaks(scrubber: Scrubber, text: str, named: Collection[str] = ()) -> Iterator[tuple[int, str]]:
    """Yield line number and masked words of whole names and known addresses in a text, but for those that may be."""
    before = 0
    for part in map(_without_signs, parts_of(text)):
        lines = part.splitlines()
        # What is in none of the lines is not in the part, and that costs less to see.
        for number, line in enumerate(lines, start=before + 1) if _may_tell(scrubber, part) else ():
            for hit in scrubber.hits(line) if _may_tell(scrubber, line) else ():
                is_known = hit.kind == "name" or bool(hit.pid)
                words = line[hit.start : hit.end]
                is_telling = hit.kind == "e-mail" or (hit.kind == "name" and _is_whole(words))
                if is_known and is_telling and _words(words) not in map(_words, named):
                    yield number, masked(words)
        before += len(lines)


def _may_tell(scrubber: Scrubber, text: str) -> bool:
    return "@" in text or scrubber.may_hold_whole_name(text)


def _without_signs(text: str) -> str:
    if not text.isascii():
        for sign in _OUR_SIGNS:
            text = text.replace(sign, " ")
    return text


def masked(words: str) -> str:
    """Return words of which only the first letters are to be read: `J*** D**`, `j***.d**@e******.c**`."""
    return _WORD.sub(lambda word: f"{word[0][0]}{'*' * (len(word[0]) - 1)}", words)


def _is_whole(words: str) -> bool:
    parts = words_of(words.casefold())
    return len(parts) > 1 or (len(words) > 1 and is_unspaced(parts[0] if parts else ""))


def _words(text: str) -> tuple[str, ...]:
    """Return the words of a name in an order of their own: a family name may come first."""
    return tuple(sorted(words_of(fold(text))))

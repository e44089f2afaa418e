"""Looks once more at what was written, whatever its format: is anybody in it who is known?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tui.domain.errors import NotAllowed
from tui.domain.privacy.names import Scrubber
from tui.domain.privacy.names.folding import fold, is_unspaced, words_of

_OUR_SIGNS = "•·■▲▼»✓≥—“”…"
"""Signs that formats put between words; without them most lines are of plain letters, and read in no time."""
_WORD = re.compile(r"\w+")


def check(scrubber: Scrubber, text: str, title: str, named: Iterable[str] = ()) -> None:
    """Raise where a written text holds the whole name or the address of somebody who is known.

    Texts lose all names before they are laid out. This is for what no text alone holds: a name that comes about where
    two texts meet. Words that are names only by themselves are not looked for, since our own words may be such.
    `named` are names and addresses that may stand there: of those who agreed, though somebody else is called the same.

    Raises:
        NotAllowed: The line is named, and what stands there shown masked; nothing was written.
    """
    leak = next(leaks(scrubber, text, named), None)
    if leak is not None:
        line, masked = leak
        raise NotAllowed(
            f"Written as {title}, line {line} would name somebody ({masked}). Nothing was written. Edit what stands "
            "there, or choose another format."
        )


def leaks(scrubber: Scrubber, text: str, named: Iterable[str] = ()) -> Iterator[tuple[int, str]]:
    """Yield line number and masked words of whole names and known addresses in a text, but for those that may be."""
    allowed = set(map(_words, named))
    for sign in _OUR_SIGNS:
        text = text.replace(sign, " ")
    for number, line in enumerate(text.splitlines(), start=1):
        for hit in scrubber.hits(line) if "@" in line or scrubber.may_hold_whole_name(line) else ():
            is_known = hit.kind == "name" or bool(hit.pid)
            words = line[hit.start : hit.end]
            is_telling = hit.kind == "e-mail" or (hit.kind == "name" and _is_whole(words))
            if is_known and is_telling and _words(words) not in allowed:
                yield number, masked(words)


def masked(words: str) -> str:
    """Return words of which only the first letters are to be read: `J*** D**`, `j***.d**@e******.c**`."""
    return _WORD.sub(lambda word: f"{word[0][0]}{'*' * (len(word[0]) - 1)}", words)


def _is_whole(words: str) -> bool:
    parts = words_of(words.casefold())
    return len(parts) > 1 or (len(words) > 1 and is_unspaced(parts[0] if parts else ""))


def _words(text: str) -> tuple[str, ...]:
    """Return the words of a name in an order of their own: a family name may come first."""
    return tuple(sorted(words_of(fold(text))))
